package cli

import (
	"context"
	"errors"
	"io"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
)

// Market is one opened marketplace, as much of it as commands need. An error of a method means that nothing is known
// to have happened; refusals are in decisions.
type Market interface {
	// View lets read look at one consistent state as the actor sees it. The view must not be kept, and no view is held
	// for more than a thousand rows. Several may be open at once, in goroutines of their own.
	View(actor model.Actor, read func(model.View)) error
	// Do decides a command and keeps it; it returns after the disk has it. Private texts that the command commits to
	// travel beside it.
	Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error)
	// Plan decides a command and keeps nothing.
	Plan(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error)
	// History returns up to limit events about a row (0: all), the newest last, as the actor may see them.
	History(actor model.Actor, ref model.Ref, limit int) ([]model.Happening, error)
	// Events calls fn with every event from the entry numbered from (1 is the first) that the actor may see. With follow
	// it goes on with what happens until the context ends, which is no error; else it ends at the head.
	Events(ctx context.Context, actor model.Actor, from uint64, follow bool, fn func(model.Happening) error) error
	// Head returns the number of the last entry, 0 for an empty journal.
	Head() uint64
	// Mint makes a new ID of a letter.
	Mint(letter byte) model.ID
	// Seal salts a private text; its commitment goes into a command, the opened text beside it.
	Seal(text string) model.Opened
	// Advance moves the clock of a sample marketplace; every clock due until then strikes before it returns. A refusal
	// comes as a *model.Refusal.
	Advance(ctx context.Context, to model.Moment) error
	// Close lets go of the data directory.
	Close() error
}

// ErrNoMarket says that there is no marketplace in a directory; [App.Open] returns it where it was not to make one.
var ErrNoMarket = errors.New("no marketplace in this directory")

// App is the program as the command line sees it. Terminal, Width, Theme, Zone, Words and Edit
// may be left out, and so may Backup with Restore, and Doctor, whose verbs are then not there.
type App struct {
	Version string
	Stdin   io.Reader
	Stdout  io.Writer
	Stderr  io.Writer
	Env     func(name string) string

	Terminal func() bool      // a person sits there: input and output are a terminal; nil: no
	Width    func() int       // cells of a line of that terminal; nil or 0: unknown
	Theme    func() kit.Theme // its colours; asked for only where a person sits there
	Zone     *time.Location   // moments are shown to people in it; nil: UTC
	// Speak returns the words of a language, for whoever runs many command lines; nil: they are read at the first word.
	Speak func(lang string) *assets.Words

	// Began is set where the command line may have been carried out in part before, and says since when: files that are
	// newer may be its own work.
	Began   time.Time
	WorkDir string        // where relative file names are meant; "": where the process is
	DataDir func() string // where a person's own marketplace lives if nothing else is said
	DemoDir func() string // where the sample marketplace lives if nothing else is said

	// Caller is who came through a hub; nil: whoever owns the data directory.
	Caller *Caller

	// Open opens the marketplace of a directory. Where there is none it makes an empty one with create, without it it
	// returns ErrNoMarket and leaves no trace.
	Open func(ctx context.Context, dir string, create bool) (Market, error)
	// OpenTUI runs the screens on a directory, as the account of the handle if one is given.
	OpenTUI func(ctx context.Context, dir, handle string) error
	// Demo makes a sample marketplace in a directory that holds none, goes on with one that is not whole, or begins anew
	// where the options say so; it tells how far it is.
	Demo func(ctx context.Context, dir string, o DemoOptions, progress func(done, total int)) error
	// DemoWhole tells whether the sample marketplace in a directory was made to its end; nil: every one was. One that was
	// not is handed to Demo again.
	DemoWhole func(ctx context.Context, dir string) (bool, error)
	// OpenDemo runs the screens on a sample marketplace at once and makes what is missing of it behind them.
	OpenDemo func(ctx context.Context, dir string, o DemoOptions, handle string) error
	// Backup writes a copy of the marketplace in dir, which may be in use by this process.
	Backup func(ctx context.Context, dir string, to io.Writer) error
	// Restore makes the marketplace of a backup in dir, which holds none yet.
	Restore func(ctx context.Context, dir string, from io.Reader) error
	// Doctor verifies the journal in dir, rebuilds the state from it and compares.
	Doctor func(ctx context.Context, dir string) (Checkup, error)
	// Serve runs a hub on the marketplace of a directory until the context ends or a signal comes; nil: its verb is not
	// there.
	Serve func(ctx context.Context, dir string, o ServeOptions) error
	// Preferences opens what the accounts of a directory set for their screens; nil: nothing is kept, and its verbs are not
	// there.
	Preferences func(dir string) Preferences
	// Keeper returns the hub as its operator sees it, over the marketplace that is open; nil for who is none. nil: its verbs
	// are not there.
	Keeper func(m Market, dir string) keep.Keeper
	// Join makes a directory a replica of the hub at a URL, or goes on with one that is not whole; nil: its verb is not there.
	Join func(ctx context.Context, dir, url string, o JoinOptions) (Joined, error)
	// Remote has a hub carry out a command line, or shows its screens, with the keys and known hosts of a directory. The
	// streams are passed through, and the exit code is the hub's; an error says that it was not reached, or broke off. nil:
	// no hub is reached.
	Remote func(ctx context.Context, dir string, l RemoteLine) (exit int, err error)
	// Post returns what a replica has under way, over the market that is open; nil for a marketplace of one's own. nil: its
	// verbs are not there.
	Post func(m Market, dir string) post.Post
	// Secret asks the person at the terminal for something that is not shown; nil: nobody can be asked.
	Secret func(ctx context.Context, question string) ([]byte, error)
	// Doing is told the verb of each command line that is one, as a path ("order ls"), before it runs; nil: nobody wants to
	// know.
	Doing func(verb string)
	// NoteBackup remembers a backup that was written into a file; nil: nobody does.
	NoteBackup func(dir, file string, bytes int64) error
	// Edit lets a person edit a file with the editor of a command line; nil: there is none.
	Edit func(ctx context.Context, editor, file string) error
}

// DemoOptions say what a sample marketplace is made of.
type DemoOptions struct {
	Tasks int    // about how many tasks; 0: as many as fill every screen
	Seed  uint64 // the same seed makes the same marketplace
	Empty bool   // only the virtual clock: no accounts, no tasks
	Fresh bool   // take away the sample that is there and make it anew
}

// Checkup is what a doctor found.
type Checkup struct {
	Entries  uint64 // entries of the journal that were read
	Rows     uint64 // rows that were rebuilt and compared
	Copy     bool   // of a replica: there is no journal, and what is found may be what its hub has to settle
	Other    bool   // another version kept the rows: none was compared, they are made anew when the marketplace is opened
	Findings []Finding
}

// Finding is one thing that is not whole.
type Finding struct {
	What string // what is wrong, a sentence
	File string
	At   int64  // byte in the file, or -1
	Seq  uint64 // the entry concerned, 0 where it is none
	Lost string // what is lost by it, a sentence; "" for nothing
}

// Trouble is an error of the surroundings whose exit code the composition knows: a directory that another process
// holds, a file that cannot be read. Its text is for people.
type Trouble struct {
	Exit int    // of the table of exit codes
	Code string // the stable word in JSON, such as "busy"
	Err  error

	Rule    model.Rule // in the catalogue of words; "" for the one that goes with the code
	Field   string     // the flag or argument that it is about, in snake_case
	Accepts string     // what would help, a sentence; "" for the rule's own
}

// Error implements error.
func (t *Trouble) Error() string { return t.Err.Error() }

// Unwrap returns the cause.
func (t *Trouble) Unwrap() error { return t.Err }
