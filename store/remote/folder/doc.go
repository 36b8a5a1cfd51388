// Package folder reaches a hub through files in a folder that both sides can write into: one that is shared, one that a
// cloud keeps in step, or one on a stick that is carried to and fro (folder:///path).
//
// # Mailboxes
//
//	aeconnect-post/
//	  hub.card                                  who the hub is
//	  to-hub/NAME/device.card                   who the device is
//	  to-hub/NAME/BORN-NUMBER.letter            its questions
//	  from-hub/NAME/BORN-NUMBER.letter          the answers to it
//
// NAME is made from the device's key. Each mailbox has one writer; nobody else has a reason to write into it, and what
// others put there is counted and passed over. A letter is written under a temporary name, synced and renamed, so that
// it is there whole or not at all; where the folder itself is copied file by file, a half-copied one is passed over until
// it is whole. A letter is taken away by its writer, once the other side has said that it has it. Until then its writer
// keeps a copy, and puts it back if it was lost or altered.
//
// # Letters
//
// A letter has a header (writer, reader, mailbox, number, hash of the letter before, and the place and hash of the last
// that the writer has read of the other's mailbox), a sealed text, and a signature over both. Letters are read by number, each only if it follows from
// the one before. So a letter that was altered, invented, repeated, moved to another mailbox or left out is noticed and
// has no effect but to wait for the right one. A mailbox that cannot be gone on with - a side was restored from a backup,
// or lost its files - is begun anew by its writer (BORN grows), and whatever is unanswered is asked again: every
// question may be. A writer learns that it has to from what the other side says it has read: a later letter than the
// writer knows of, or another one at its place. So does a device that was put back together with its mailbox, or copied,
// when nothing of it is left in the folder: where it writes at a place that was read, the hub says what it had read there.
//
// # Why letters are sealed
//
// They hold postal addresses and PayPal addresses, and a shared folder has more readers than the two. Each text is
// sealed to its reader's key: X25519 with a key of its own for each letter, XSalsa20-Poly1305 (nacl/box, anonymous). The
// signature says who wrote it, and stands outside; the hash of the header is sealed in with the text, so that nobody can
// sign another's sealed text as his own. Who reads the folder learns who exchanges how much with whom and when, and
// nothing of what. The library is golang.org/x/crypto, which is here already; age would bring the same primitives in
// another format. What this does not give: whoever gets hold of a reader's private key later can open the letters that
// were copied before. Both private keys lie in files of their owners' data directories.
//
// # Who is who
//
// A device has an ed25519 key of its own; it is a key of its person's account like any SSH key, and is admitted at the
// hub in the same way (its line for that is Device.PublicKey). The hub's key is shown to a person at the first contact and
// pinned; another one is refused with both fingerprints (HubKeyError), whatever the folder says.
//
// # Time
//
// An answer may come in a second or in a week. A call waits for a while and then is remote.ErrPending: its question stays
// in the folder, and the same call, made again - by another process too - takes the answer once it is there. So a device
// greets, sends and pulls in one go, and all of it is answered by one journey of the stick. A greeting that is pending is
// answered with the last welcome, if there was one. A pull is answered with the pages after it too, some ahead.
package folder
