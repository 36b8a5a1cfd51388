package remote

import "context"

// Limits of what travels (DESIGN.md, Replica and Remote).
const (
	// MaxCommandBytes is the most that the body of one parcel may take.
	MaxCommandBytes = 64 << 10
	// MaxParcels is the most parcels of one Send; a driver may cut a call into several frames.
	MaxParcels = 1024
	// MaxRests is the most commands that one rests on.
	MaxRests = 10_000
	// MaxCursorBytes is the most that a cursor may take.
	MaxCursorBytes = 1 << 10
	// MaxPageBytes is the most that a page may take as it travels, so that it fits into one frame. An authority counts
	// with Page.Bytes, which is never too low.
	MaxPageBytes = 1<<20 - 4<<10
)

// Remote is a hub as one device of one account reaches it.
//
// Goroutines: Greet, Send and Pull are called by one goroutine at a time; Watch may run beside them, once; Close may be
// called at any time and ends the others. A Remote is used by one device: the one that it was greeted with.
//
// Errors: the answers of a hub are GapError, ForkedError, NewerError, ErrReset, ErrStranger, ErrDevice, ErrTooLarge,
// ErrBusy, ErrPending and ErrRefused; test for them with errors.Is and errors.As. After any other error no answer came:
// it is not known what became of the call, and the caller asks again unchanged, over the same remote if it is not
// ErrClosed, else over a new one.
type Remote interface {
	// Greet introduces the device and must have succeeded before anything else is called. Greeting again is allowed and
	// brings the welcome up to date. A hub or a replica of a newer protocol is a NewerError on both sides; a device that
	// another account has used is ErrDevice.
	Greet(ctx context.Context, h Hello) (Welcome, error)

	// Send has commands of this device decided, in the order of their counters, which follow one another without gaps.
	// Answers are those of the first len(answers) parcels, in order; each is durable. A refusal is an Answer. With fewer
	// answers than parcels there is an error, and what became of the others is not known, but for a GapError or a
	// ForkedError: then nothing after the last answer was decided.
	Send(ctx context.Context, parcels []Parcel) ([]Answer, error)

	// Pull returns what changed after the cursor, at most about limitBytes of it (0: what fits into a frame). The empty
	// cursor asks for everything: the first load. ErrReset says that the cursor is of no use at this hub any more (another
	// epoch, account, version, or a hub that knows less than the cursor): begin again with the empty one. ErrForgot, which
	// is an ErrReset too, says that the hub was restored.
	Pull(ctx context.Context, after Cursor, limitBytes int) (Page, error)

	// Watch returns nil when something after the cursor may have changed for this account, at once if it already has.
	// Being woken for nothing is allowed, not being woken is not. While it waits it costs neither side any work.
	Watch(ctx context.Context, after Cursor) error

	// Close gives the connection up. Calls under way end with ErrClosed. Closing twice is harmless.
	Close() error
}

// Identity is what the other side of a connection has proven about itself.
type Identity struct {
	Fingerprint string // of the proven key, as ssh prints it ("SHA256:…"); "" for the owner
	Owner       bool   // a process of the data directory's owner; it may act for any account, by Hello.As
	Address     string // where it comes from, for people; "" if that says nothing
}

// Authority is what remotes lead to: a hub, or a stand-in in tests.
type Authority interface {
	// Receive returns the Remote of whoever has proven the identity. It is called once for each connection, does not wait
	// and never fails: whether the identity means anything is answered by Greet, and asked again with every call, since a
	// key may be revoked meanwhile (ErrStranger). The Remote keeps the contract above; Send, Pull and Greet return when
	// their context ends. Closing it frees what it holds.
	Receive(id Identity) Remote
}
