// Package remote is what a replica speaks: the interface to a hub that lies somewhere else, and the values that travel.
//
// # Vocabulary
//
//   - A [Remote] is a hub as one device of one account reaches it. Where it lies and what carries the words - a call, an
//     SSH connection, files in a folder - is the driver's affair.
//   - An [Authority] is what stands behind it: it gives a [Remote] to whoever has proven an [Identity]. Drivers serve
//     authorities and know nothing of the marketplace.
//   - A [Parcel] is a command on its way, with the counter of its device. (Device, counter) names a command once and for
//     all, so a parcel may be sent again whenever its answer did not arrive.
//     It names the earlier ones on which it rests: what was made over something that was refused is refused as well.
//   - A [Page] is what an account may see and what changed about it since a [Cursor]: projections, not events. A cursor is
//     opaque; the hub makes it and the replica keeps it.
//
// # Who repeats what
//
// A driver never repeats a call on its own, but for the work of carrying it. Every call may be repeated unchanged by its
// caller: Greet, Pull and Watch change nothing, and Send finds what was decided before. An error that is none of the
// answers listed at [Remote] says only that no answer came; what became of the call is not known.
//
// # How to add a remote
//
//  1. A driver is a package store/remote/NAME with one function that takes a URL and whatever must be asked of a person
//     (passphrases, whether a new host key is the right one) as callbacks, and returns a [Remote]. Package dial lists it by
//     its URL's scheme; nothing registers itself.
//  2. If the medium is a stream of bytes, connect it and return wire.NewClient(stream): everything else is there. On the
//     other side prove who speaks and call wire.Serve(ctx, authority, identity, stream). If it is none, carry whole
//     frames of package wire; store/remote/folder shows how.
//  3. The identity is what the other side proved, never what it said. Whatever carries the words must keep them from
//     others' eyes: parcels and pages hold postal addresses.
//  4. Connecting, each write and each wait for the first byte of an answer have deadlines; calls end when their context
//     does; Close ends all of them. Everything that comes from the other side has a bound before it is read.
//  5. The driver's test calls remotetest.Run with a function that connects a remote to a given authority, and one that
//     lets the suite cut, delay and repeat what is on the way. The suite says what is missing.
package remote
