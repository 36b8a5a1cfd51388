package journal

import "context"

// Limits of what is appended. They are those of the smallest driver: a message of a shared log holds one group.
const (
	// MaxRecordBytes is the most that one entry may take as a record: 256 KiB (DESIGN.md, Hub).
	MaxRecordBytes = 256 << 10
	// MaxBodyBytes is what is left of that for the body.
	MaxBodyBytes = MaxRecordBytes - overheadBytes
	// MaxGroupEntries is the most entries of one group.
	MaxGroupEntries = 4096
	// MaxGroupBytes is the most that the records of one group may take together: 4 MiB.
	MaxGroupBytes = 4 << 20
	// MaxReadRows is how many records one read transaction may touch before it is given back.
	MaxReadRows = 1000
)

// Journal is an ordered log of entries with rooms beside it.
//
// Goroutines: all methods may be called from several goroutines at once. Appends are serialised by the driver; a
// second appender is not an error but will find that the head has moved.
//
// Retries: a driver never repeats an append on its own. Whoever appends decides what an error means:
//
//   - ErrConflict, ErrTooLarge, ErrSequence, and the error of ctx or of `with`: nothing was appended. Correct it and
//     append again.
//   - ErrUnknown: the group may be in the log or not. The journal is broken from here on and refuses everything with
//     ErrBroken. Open it anew and look at the head: if it is the one expected before, nothing was appended; else read
//     the entries at the places of the group and compare. Never append the same commands again without looking.
//   - DamageError: what is stored is not what was written. Nothing was appended; do not go on.
type Journal interface {
	// Head is the last record that is surely kept. A new journal has Seq 0 and a hash derived from its epoch.
	Head() Head

	// Append adds the group after the head `expect` and lets `with` change rooms in the same transaction; then it
	// makes both durable and returns the new head.
	//
	// The entries' Seq must go on from expect.Seq without a gap; the caller numbers them, because it has decided
	// them by their place. A group holds 1..MaxGroupEntries entries.
	//
	// `with` may be nil. It is called at most once, after the expected head has been checked, and must not call the
	// journal. It sees its own writes. If it fails or panics, the whole is taken back. The Tx dies when it returns.
	//
	// ctx is heeded until the transaction begins, never after: a half-cancelled commit would be an unknown outcome.
	Append(ctx context.Context, expect Head, group []Entry, with func(Tx) error) (Head, error)

	// Read calls fn with each record from Seq `from` (0 and 1 are both the first) up to the head at the time of the
	// call, in order, after checking CRC, place and chain. fn runs outside any transaction and may append or be slow;
	// it may keep the bodies. The first error of fn ends the reading and is returned as it is. No read transaction
	// outlives MaxReadRows records.
	Read(ctx context.Context, from uint64, fn func(Record) error) error

	// View calls fn with the rooms as the last append left them. Keys and values are valid until fn returns. fn must
	// be short: an open view keeps old pages from being used again, and must not append.
	View(fn func(Reader) error) error

	// Close gives everything back. Afterwards all methods but Head refuse with ErrClosed. Closing twice is harmless.
	Close() error
}

// Relief is what a driver offers beside Journal when what was read stays in the memory of the process.
type Relief interface {
	// Relieve gives that memory back to the system. It may be called at any time and costs little.
	Relieve()
	// Settle brings what waits in memory for a place in the file there, as after the making of a world. Appends wait
	// meanwhile. What cannot be settled stays where it is; an error of the disk breaks the journal as in Append.
	Settle() error
}

// Bulk is what a driver offers beside Journal when it can do without durability for a while, as the making of a
// sample world does: many groups that nobody waits for.
type Bulk interface {
	// Relax switches syncing after each append off (true) or on again (false). While it is off a power failure may
	// cost what was appended since the last Sync; the death of the process costs nothing.
	Relax(on bool)
	// Sync makes all that was appended durable.
	Sync() error
}
