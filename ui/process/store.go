package process

import (
	"context"
	"io"
	"log/slog"

	"aeconnect/model"
	"aeconnect/ui/cli"
	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/lobby"
	"aeconnect/ui/sshd/share"
)

// Store opens the marketplaces of data directories. What its errors say is told by Kind.
type Store interface {
	// Exists tells whether a marketplace lies in a directory.
	Exists(dir string) bool
	// Open opens the marketplace in a directory, or begins a real one there. It does not wait for another process.
	Open(dir string, o Opening) (Market, error)
	// OpenSample opens the sample marketplace in a directory, which is made first as far as its first screens need it.
	// Fresh takes away the one that is there. progress is told how many tasks are published of how many; it may be nil.
	OpenSample(ctx context.Context, dir string, o Opening, s cli.DemoOptions, progress func(done, total int)) (Market, error)
	// Blank tells of an open marketplace whether nobody ever was in it.
	Blank(m Market) (bool, error)
	// Discard takes away the marketplace of a directory that no process uses and in which nobody ever was; any other stays.
	Discard(dir string) error
	// Replicated tells whether a replica lies in a directory. [Store.Open] opens it then; see [OverReplica].
	Replicated(dir string) bool
	// Join begins an empty replica of the hub at a URL in a directory where neither a replica nor a marketplace lies, to be
	// given to [OverReplica]; the files of private keys are offered to that hub first. It connects nowhere.
	Join(dir, url string, identity []string, o Opening) (Market, error)
	// Unjoin takes away a replica that has never reached its hub, and in which nothing waits.
	Unjoin(dir string) error
	// CheckURL tells what is wrong with the URL of a hub, nil for nothing.
	CheckURL(url string) error
	// Reach connects to the hub of a URL for one command line, or for its screens, with the keys and the known hosts of a
	// directory; the files of private keys are offered first. What a person has to settle is a *post.Question.
	Reach(ctx context.Context, dir, url string, identity []string, a cli.Asking) (Shell, error)
	// DeviceKey returns the public key by which the directory's device is known at the hub of a URL, "" where people's own
	// keys are.
	DeviceKey(dir, url string) (string, error)
	// Seller is the handle of whom the sample tells of.
	Seller() string
	// Restore puts the marketplace of a backup into a directory that has none: else with [fs.ErrExist].
	Restore(ctx context.Context, dir string, from io.Reader) error
	// Doctor verifies the journal in a directory that no process uses, makes the state anew and compares, and remembers
	// what it found. Without a marketplace it returns [fs.ErrNotExist].
	Doctor(ctx context.Context, dir string) (cli.Checkup, error)
	// NoteBackup remembers a backup of a directory's marketplace that was written into a file of so many bytes.
	NoteBackup(dir, file string, bytes int64) error
	// Notebook opens what people's screens keep in a directory; one that cannot be read begins empty.
	Notebook(dir string) Notebook
	// Kind tells what an error of a store or a market is about.
	Kind(err error) Kind
}

// Opening says how a marketplace is opened.
type Opening struct {
	Command string       // what this process does, for the sentence that a second one gets
	Held    func()       // called as soon as the directory is this process's own, before the store is read; nil: nobody
	Log     *slog.Logger // what an operator should know of; nil: nothing is logged
}

// Market is an open marketplace. It may be used by any number of goroutines until it is closed.
type Market interface {
	lobby.Market
	lobby.Care
	// Changes waits for commits and returns the rows that they touched, until the context ends; see [ui.Options].
	Changes(ctx context.Context) func() (refs []model.Ref, all, ok bool)
	// Errand is the marketplace for a command line that may have to be carried out twice.
	Errand(key share.Key) Errand
	// Backup writes a copy.
	Backup(to io.Writer) error
	// Examine does what a doctor does, over a copy: the files in use change under whoever reads them.
	Examine(ctx context.Context) (cli.Checkup, error)
	// Sync serves a replica until it hangs up or the context ends.
	Sync(ctx context.Context, v sshd.Visitor, s sshd.Streams) error
	// Office opens what serves replicas through a folder; what an operator should know of it is logged.
	Office(path string, log *slog.Logger) (Office, error)

	// Halted is closed when nothing works any more until the marketplace is opened again.
	Halted() <-chan struct{}

	// Whole tells of a sample whether it was made to its end.
	Whole() (bool, error)
	// Finish makes the rest of a sample and returns when it is made.
	Finish(ctx context.Context, s cli.DemoOptions, progress func(done, total int)) error
	// Grow makes the rest of a sample behind the screens. The growth is to be stopped before the marketplace is closed.
	Grow(ctx context.Context, s cli.DemoOptions) (Growth, error)

	// Close finishes what is under way and gives the directory back.
	Close() error
}

// Office serves replicas through a folder.
type Office interface {
	Fingerprint() string           // of the hub's key, as people compare it
	Run(ctx context.Context) error // until ctx ends
}

// Errand is a marketplace as one command line sees it that a process may have begun and not ended: what was decided then
// is answered, and not done again. Closing it closes nothing.
type Errand interface {
	cli.Market
	// Begun tells whether anything was decided for this errand.
	Begun() bool
	// Before returns what was decided for it last and has not been asked for this time; nil: nothing.
	Before() (*model.Decision, error)
}

// Growth is a sample whose rest is made behind the screens.
type Growth interface {
	// Told tells whether the marketplace has a story: people to be, rather than a clock alone.
	Told() bool
	// State tells how many tasks are published of how many, and whether more are being made.
	State() (done, total int, going bool)
	// Stop stops the making and returns what went wrong with it.
	Stop() error
}

// Notebook keeps what belongs to people's screens and not to the marketplace.
type Notebook interface {
	lobby.Notebook
	Close() error
}
