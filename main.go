// Command aeconnect is a marketplace for influencer work in the terminal: sellers post tasks, creators apply,
// samples travel, content is reviewed, money is recorded, and every order says whose turn it is, by when, and what
// happens if nobody acts.
//
// This package only composes: it gives a process of the program (ui/process) the marketplaces of data directories
// (store/market), the sample (store/sample) and what replicas speak (store/remote); what a replica is to people's
// surroundings stands in ui/process/over. What decides is the model, what keeps is the store; neither knows the other's
// surroundings. The screens and the commands know neither.
package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/market"
	"aeconnect/store/remote"
	"aeconnect/store/remote/dial"
	"aeconnect/store/remote/folder"
	"aeconnect/store/remote/sshremote"
	"aeconnect/store/replica"
	"aeconnect/store/sample"
	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
	"aeconnect/ui/process"
	"aeconnect/ui/process/over"
	"aeconnect/ui/screen"
	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/share"
)

func main() {
	// Signals are left alone here: the screens put the terminal back themselves, and a command that is killed
	// leaves the store whole.
	debug.SetGCPercent(200) // a command is over before its garbage matters; the screens and a hub ask for less
	p := process.New(process.Options{
		Store: store{}, Version: version(), Syncing: sshremote.Subsystem,
		In: os.Stdin, Out: os.Stdout, Errs: os.Stderr, Env: os.Getenv, Environ: os.Environ(),
	})
	code := p.Run(context.Background(), os.Args[1:])
	if err := p.Close(); err != nil && code == cli.ExitDone {
		code = cli.ExitInternal
	}
	os.Exit(code)
}

// version is what was built: a tag, or the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "dev"
	}
	return info.Main.Version
}

// store opens the marketplaces of data directories.
type store struct{}

// Exists implements process.Store.
func (store) Exists(dir string) bool { return market.Exists(dir) || replica.Exists(dir) }

// Replicated implements process.Store.
func (store) Replicated(dir string) bool { return replica.Exists(dir) }

// Open implements process.Store.
func (store) Open(dir string, o process.Opening) (process.Market, error) {
	if replica.Exists(dir) {
		r, err := replica.Open(dir, replica.Options{})
		return joined(r, err, dir, o)
	}
	return opened(market.Open(dir, options(o)))
}

// Join implements process.Store.
func (store) Join(dir, url string, identity []string, o process.Opening) (process.Market, error) {
	r, err := replica.Join(dir, url, replica.Options{})
	if err == nil && len(identity) > 0 {
		err = r.Identify(identity)
	}
	return joined(r, err, dir, o)
}

// Blank implements process.Store.
func (store) Blank(m process.Market) (bool, error) {
	at, ok := m.(place)
	return ok && at.Market.Blank(), nil
}

// Discard implements process.Store.
func (store) Discard(dir string) error {
	_, err := market.Discard(dir)
	return err
}

// Unjoin implements process.Store.
func (store) Unjoin(dir string) error { return replica.Unjoin(dir) }

// CheckURL implements process.Store.
func (store) CheckURL(url string) error { return dial.Check(url) }

// DeviceKey implements process.Store.
func (store) DeviceKey(dir, url string) (string, error) { return dial.Key(dir, url) }

// Reach implements process.Store.
func (store) Reach(ctx context.Context, dir, url string, identity []string, a cli.Asking) (process.Shell, error) {
	s, err := dial.Shell(ctx, dir, url, dial.Options{Identity: identity, Trust: a.Trust, Passphrase: a.Passphrase})
	if err != nil {
		return nil, over.Question(dir, url, err)
	}
	return s, nil
}

// joined is a replica for a process, none for none.
func joined(r *replica.Replica, err error, dir string, o process.Opening) (process.Market, error) {
	if err != nil {
		return nil, err
	}
	if o.Held != nil {
		o.Held()
	}
	return over.Replica(r, dir, "aeconnect "+version()), nil
}

// OpenSample implements process.Store.
func (store) OpenSample(ctx context.Context, dir string, o process.Opening, s cli.DemoOptions, progress func(done, total int)) (process.Market, error) {
	w := sample.World{Options: world(s, progress), Market: options(o), Empty: s.Empty, Fresh: s.Fresh}
	return opened(sample.Open(ctx, dir, w))
}

func options(o process.Opening) market.Options {
	return market.Options{Command: o.Command, Held: o.Held, Log: o.Log}
}

func world(s cli.DemoOptions, progress func(done, total int)) sample.Options {
	return sample.Options{Seed: s.Seed, Tasks: s.Tasks, Progress: progress}
}

// opened is a marketplace for a process, none for none.
func opened(m *market.Market, err error) (process.Market, error) {
	if err != nil {
		return nil, err
	}
	return place{m}, nil
}

// Seller implements process.Store.
func (store) Seller() string { return sample.Seller }

// Restore implements process.Store.
func (store) Restore(ctx context.Context, dir string, from io.Reader) error {
	_, err := hub.Restore(ctx, dir, from, nil)
	return err
}

// Doctor implements process.Store.
func (store) Doctor(ctx context.Context, dir string) (cli.Checkup, error) {
	r, err := market.Doctor(ctx, dir)
	return checkup(r), err
}

// checkup is a report of the journal's as commands tell it.
func checkup(r hub.Report) cli.Checkup {
	c := cli.Checkup{Entries: r.Entries, Rows: r.Rows, Other: r.Other}
	for _, f := range r.Findings {
		c.Findings = append(c.Findings, cli.Finding{What: f.What, File: f.File, At: f.At, Seq: f.Seq, Lost: f.Lost})
	}
	return c
}

// NoteBackup implements process.Store.
func (store) NoteBackup(dir, file string, bytes int64) error {
	return market.NoteBackup(dir, market.Copy{File: file, Bytes: bytes})
}

// Notebook implements process.Store.
func (store) Notebook(dir string) process.Notebook { return market.OpenNotebook(dir) }

// Kind implements process.Store.
func (store) Kind(err error) process.Kind {
	switch {
	case errors.As(err, new(*hub.HeldError)), errors.Is(err, replica.ErrHeld):
		return process.Held
	case errors.As(err, new(*hub.DamagedError)), errors.As(err, new(*hub.UnsoundError)), errors.As(err, new(*replica.DamagedError)):
		return process.NotWhole
	case errors.Is(err, journal.ErrNewer):
		return process.Newer
	case errors.Is(err, market.ErrReal):
		return process.NotSample
	}
	return process.Elsewise
}

// place is one open marketplace.
type place struct{ *market.Market }

// Search implements screen.Market.
func (p place) Search() screen.Search { return over.Search(p.Market.Search()) }

// Changes implements process.Market.
func (p place) Changes(ctx context.Context) func() (refs []model.Ref, all, ok bool) {
	news := p.Hub().Subscribe()
	context.AfterFunc(ctx, news.Close)
	return func() ([]model.Ref, bool, bool) {
		select {
		case _, open := <-news.Ready():
			n := news.Take()
			return n.Rows, n.All, open
		case <-ctx.Done():
			return nil, false, false
		}
	}
}

// Errand implements process.Market.
func (p place) Errand(key share.Key) process.Errand { return p.Market.Errand(market.ErrandKey(key)) }

// Backup implements process.Market.
func (p place) Backup(to io.Writer) error {
	_, err := p.Hub().Backup(to)
	return err
}

// Examine implements process.Market.
func (p place) Examine(ctx context.Context) (cli.Checkup, error) {
	r, err := p.Market.Examine(ctx)
	return checkup(r), err
}

// Sync implements process.Market.
func (p place) Sync(ctx context.Context, v sshd.Visitor, s sshd.Streams) error {
	who := remote.Identity{Fingerprint: v.Key, Owner: v.Kind == sshd.Owner, Address: v.Address}
	return sshremote.Serve(ctx, p.Hub(), who, s.In, s.Out)
}

// Office implements process.Market.
func (p place) Office(path string, log *slog.Logger) (process.Office, error) {
	o, err := folder.OpenOffice("folder://"+path, p.Hub(), folder.OfficeOptions{Dir: filepath.Join(p.Dir(), "post"), Log: log})
	if err != nil {
		return nil, err
	}
	return o, nil
}

// Whole implements process.Market.
func (p place) Whole() (whole bool, err error) { return sample.Complete(p.Market) }

// Finish implements process.Market.
func (p place) Finish(ctx context.Context, s cli.DemoOptions, progress func(done, total int)) error {
	return sample.Morning(ctx, sample.Over(p.Hub()), world(s, progress))
}

// Grow implements process.Market.
func (p place) Grow(ctx context.Context, s cli.DemoOptions) (process.Growth, error) {
	return sample.Grow(ctx, p.Market, world(s, nil))
}

// Health implements lobby.Care.
func (p place) Health() (keep.Health, error) {
	h, err := p.Market.Health()
	return keep.Health{
		Entries: h.Entries, Hash: h.Hash, Epoch: h.Epoch, Last: h.Last, Stopped: h.Stopped, Next: h.Next, Due: h.Due, Stuck: h.Stuck,
		FileBytes: h.FileBytes, TailBytes: h.TailBytes, FreeBytes: h.FreeBytes, Started: h.Started,
	}, err
}

// Checked implements lobby.Care.
func (p place) Checked() keep.Check { return keep.Check(market.LastCheck(p.Dir())) }

// Backups implements lobby.Care.
func (p place) Backups() (all []keep.Backup) {
	for _, b := range market.Backups(p.Dir()) {
		all = append(all, keep.Backup(b))
	}
	return all
}

// Check implements lobby.Care.
func (p place) Check(ctx context.Context, told func(reading bool, done, total uint64)) error {
	_, err := p.Market.Check(ctx, told)
	return err
}

// BackUp implements lobby.Care.
func (p place) BackUp(ctx context.Context, most int, told func(reading bool, done, total uint64)) error {
	_, err := p.Market.BackUp(ctx, most, told)
	return err
}
