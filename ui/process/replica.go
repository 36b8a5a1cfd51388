package process

import (
	"context"
	"errors"
	"io"
	"log/slog"

	"aeconnect/model"
	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
	"aeconnect/ui/post"
	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/lobby"
	"aeconnect/ui/sshd/share"
)

// Replica is what one account sees of a hub that lies elsewhere, with what waits to be sent.
type Replica interface {
	lobby.Market
	// Changes waits for changes, as that of a [Market] does.
	Changes(ctx context.Context) func() (refs []model.Ref, all, ok bool)
	// Who returns the account that it belongs to; "" before the hub was reached for the first time.
	Who() (handle string, actor model.Actor)

	// What [post.Post] has of the same names. Put and Again wait for nobody: what needs the hub's word and has no
	// connection is post.ErrOffline at once.
	State() post.State
	Items() ([]post.Item, error)
	Item(key uint64) (it post.Item, there bool, err error)
	Put(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (post.Item, model.Decision, error)
	Again(ctx context.Context, key uint64) (post.Item, model.Decision, error)
	Settled(ctx context.Context, key uint64) (it post.Item, there bool, err error)
	Confirmed(actor model.Actor, read func(model.View)) error
	Drop(key uint64) error
	Changed() <-chan struct{}
	Quiet() error

	// FirstConfirmed tells whether a command waits for the hub's word before anything of it is shown.
	FirstConfirmed(c model.Command) bool
	// Run keeps the replica up to date until ctx ends.
	Run(ctx context.Context, a cli.Asking) error
	// Sync does once what Run does again and again. Run and Sync are called by one goroutine at a time.
	Sync(ctx context.Context, a cli.Asking) error
	// Nudge has a connection tried at once.
	Nudge()
	// Check reads the replica's file: how many rows it has, and what is wrong with it.
	Check() (rows uint64, wrong []string, err error)
	// Errand is what is remembered for a command line that may have to be carried out twice.
	Errand(key share.Key) ReplicaErrand
	// Close gives the directory back.
	Close() error
}

// ReplicaErrand is a replica's memory for one command line of another process: what was queued for it is not queued
// again, and all chance in it is the same each time.
type ReplicaErrand interface {
	// Next has the command that is made with the context be the next one of the command line.
	Next(ctx context.Context) context.Context
	Mint(letter byte) model.ID
	Seal(text string) model.Opened
	// Begun tells whether anything was queued for it.
	Begun() bool
	// Before tells what became of what was queued for it and not asked for this time; waits: the hub has not answered yet.
	Before() (d *model.Decision, waits bool, err error)
}

// remoteMarket is a replica in the place of a marketplace. What only whoever runs the hub can do is refused.
type remoteMarket struct{ Replica }

var _ Market = remoteMarket{}

// elsewhere refuses what is the hub's to do.
func elsewhere() error {
	return &cli.Trouble{Exit: cli.ExitRefused, Code: "refused", Rule: "replica.hub", Field: "data", Err: errors.New("a replica")}
}

// Errand implements Market.
func (m remoteMarket) Errand(key share.Key) Errand { return replicaErrand{m, m.Replica.Errand(key)} }

// Backup implements Market.
func (remoteMarket) Backup(io.Writer) error { return elsewhere() }

// Examine implements Market.
func (remoteMarket) Examine(context.Context) (cli.Checkup, error) { return cli.Checkup{}, elsewhere() }

// Sync implements Market: a replica serves no others.
func (remoteMarket) Sync(context.Context, sshd.Visitor, sshd.Streams) error { return elsewhere() }

// Halted implements Market: it works, or it says why not.
func (remoteMarket) Halted() <-chan struct{} { return nil }

// Office implements Market: a replica serves no others.
func (remoteMarket) Office(string, *slog.Logger) (Office, error) { return nil, elsewhere() }

// Whole implements Market.
func (remoteMarket) Whole() (bool, error) { return true, nil }

// Finish implements Market.
func (remoteMarket) Finish(context.Context, cli.DemoOptions, func(done, total int)) error {
	return elsewhere()
}

// Grow implements Market.
func (remoteMarket) Grow(context.Context, cli.DemoOptions) (Growth, error) { return nil, elsewhere() }

// Health implements lobby.Care.
func (remoteMarket) Health() (keep.Health, error) { return keep.Health{}, elsewhere() }

// Checked implements lobby.Care.
func (remoteMarket) Checked() keep.Check { return keep.Check{} }

// Backups implements lobby.Care.
func (remoteMarket) Backups() []keep.Backup { return nil }

// Check implements lobby.Care.
func (remoteMarket) Check(context.Context, func(bool, uint64, uint64)) error { return elsewhere() }

// BackUp implements lobby.Care.
func (remoteMarket) BackUp(context.Context, int, func(bool, uint64, uint64)) error {
	return elsewhere()
}

// replicaErrand is a replica for a command of another process.
type replicaErrand struct {
	remoteMarket
	errand ReplicaErrand
}

// Do implements cli.Market.
func (e replicaErrand) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	return e.remoteMarket.Do(e.errand.Next(ctx), actor, c, private...)
}

// Mint implements cli.Market.
func (e replicaErrand) Mint(letter byte) model.ID { return e.errand.Mint(letter) }

// Seal implements cli.Market.
func (e replicaErrand) Seal(text string) model.Opened { return e.errand.Seal(text) }

// Close implements cli.Market: it closes nothing.
func (replicaErrand) Close() error { return nil }

// Begun implements Errand.
func (e replicaErrand) Begun() bool { return e.errand.Begun() }

// Before implements Errand.
func (e replicaErrand) Before() (*model.Decision, error) {
	d, waits, err := e.errand.Before()
	if waits {
		err = errQueued
	}
	return d, err
}

// errQueued says of what was done before that it waits to be sent.
var errQueued = errors.New("queued before")

// over is the post for that command.
func (e replicaErrand) over(p post.Post) post.Post {
	if p == nil {
		return nil
	}
	return errandPost{p, e.errand}
}

// errandPost is the post for a command of another process.
type errandPost struct {
	post.Post
	errand ReplicaErrand
}

// Put implements post.Post.
func (e errandPost) Put(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (post.Item, model.Decision, error) {
	return e.Post.Put(e.errand.Next(ctx), actor, c, private...)
}

// Again implements post.Post.
func (e errandPost) Again(ctx context.Context, key uint64) (post.Item, model.Decision, error) {
	return e.Post.Again(e.errand.Next(ctx), key)
}
