package keep

import (
	"context"
	"time"

	"aeconnect/model"
)

// Keeper is a hub for whoever looks after it. Its methods may be called by any number of goroutines. Those that read
// the store may wait for a disk: screens call all of them in commands, never in Update or View.
//
// What may not be done is a *model.Refusal.
type Keeper interface {
	// Now tells the time by which everything here is told: the machine's, not a sample's.
	Now() time.Time
	// Served tells since when people can come, and where; ok is false where this process serves nobody: people, limits
	// hit and log are then empty.
	Served() (at Served, ok bool)
	// People returns the sessions that run, the oldest first.
	People() []Person
	// Used returns when the last session of a key began, the zero time where none did since the hub began.
	Used(fingerprint string) time.Time
	// End ends a session by its number; it returns false where it is over already.
	End(number uint64) (bool, error)
	// Refused returns how often each thing was refused since the hub began.
	Refused() []Refused
	// Log returns the lines that are remembered, the oldest first.
	Log() []Line
	// Health looks at journal, clocks and files.
	Health() (Health, error)
	// Checked returns what the last examination found, At 0 where there was none.
	Checked() Check
	// Backups returns the backups that are remembered, the newest first.
	Backups() []Backup
	// Begin begins a work, unless one is under way.
	Begin(Work) error
	// Stop gives up the work that is under way; without one it does nothing.
	Stop() error
	// Working returns the work under way, or the last one that ended.
	Working() Progress
	// Wait waits until something of the above has changed since a turn that it returned before, 0 at first, and returns
	// the present one. It waits no longer than the context; 0 says that nothing will change any more.
	Wait(ctx context.Context, since uint64) (now uint64)
}

// Served is where and since when a hub serves.
type Served struct {
	Since       time.Time
	Address     string // "host:port" that it listens on
	Fingerprint string // of the host key
}

// Person is one session, as much of it as is an operator's affair.
type Person struct {
	Number      uint64     // counted from the hub's beginning
	Handle      string     // "" for a stranger and for the owner of the data directory
	Role        model.Role // "" where there is no account
	Kind        string     // full, observer, script, stranger, owner
	Fingerprint string     // of the key; "" for the owner
	Address     string     // where the visitor comes from; "" for the owner
	Since       time.Time
	LastKey     time.Time // when a key was pressed last; of a command its beginning
	Screens     bool      // screens; else a command or a subsystem
	Doing       string    // the menu entry that is open, or the verb that runs; "" while nobody knows
	In, Out     int64     // bytes from and to the visitor
	Own         bool      // the session of whoever asks
}

// Refused is something that was refused, and how often.
type Refused struct {
	Name  string // of the counter, in snake_case
	Count int64
	Limit model.Number // the number of the policy that was hit, "" where it is none
	// Served tells that it counts what was not refused: connections, sessions.
	Served bool
}

// Health is how the journal and its files are.
type Health struct {
	Entries   uint64       // of the journal
	Hash      string       // of the last one, hexadecimal
	Epoch     string       // of the journal, hexadecimal
	Last      model.Moment // when the last entry was written, 0 for none
	Stopped   string       // why nothing works any more, a sentence; "" while it does
	Next      model.Moment // when the next clock is due, 0 while none is
	Due       int          // clocks that are due and have not struck yet
	Stuck     int          // clocks that did not strike although they were due
	FileBytes int64        // of the marketplace's file
	TailBytes int64        // of the files beside it that hold what was written last
	FreeBytes int64        // left on the disk, -1 where nobody can say
	Started   model.Moment // when the process came that holds the directory
	Halted    model.Moment // when the store stopped last and was opened again by the same process, 0 for never
	Cause     string       // why it had, a sentence; "" where it never did
}

// Check is what an examination found.
type Check struct {
	At       model.Moment
	Took     int64 // milliseconds
	Entries  uint64
	Rows     uint64   // of the state, which was made anew and compared
	Findings []string // sentences, the gravest first; none: everything holds
}

// Backup is a copy that was written once.
type Backup struct {
	At       model.Moment
	File     string // on the hub's machine, absolute
	Bytes    int64
	Entries  uint64       // of the journal, as far as the copy was read again
	Own      bool         // in the hub's own folder
	Verified model.Moment // when the copy was read again, 0: it was not
	Whole    bool         // and everything held
	Gone     bool         // the file is not there any more
}

// Work is what a keeper does that takes long.
type Work string

// The works.
const (
	Examine Work = "check"
	BackUp  Work = "backup"
)

// Progress is how far a work is.
type Progress struct {
	Work        Work // "" where none was begun yet
	Running     bool
	Reading     bool // the copy is written and is read again: entries are counted, before it bytes
	Done, Total uint64
	Began, Now  time.Time // of this part, and when Done was counted
	Err         error     // why it ended without a result
}

// RuleBusy refuses a work while another is under way.
const RuleBusy model.Rule = "hub.working" // {what}
