package process

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/ui/cli"
	"aeconnect/ui/kit"
	"aeconnect/ui/sshd/share"

	"github.com/adrg/xdg"
)

// Options are a process's surroundings.
type Options struct {
	Store     Store
	Version   string // of the program
	In        io.Reader
	Out, Errs io.Writer
	Env       func(name string) string
	Environ   []string // the same, "KEY=value"
	Syncing   string   // the name of the subsystem that serves replicas
}

// Process is everything that one process runs: the command line, and the directories that it holds for it.
type Process struct {
	store    Store
	app      *cli.App
	speak    func(lang string) *assets.Words // each language is read once
	holdings []*holding
	away     *away // who holds the directory that the command line is about; nil: this process
	trouble  error // why whoever holds it cannot be talked to
	args     []string
	environ  []string
	syncing  string
	tape     *share.Tape
	in       io.Reader
	out      io.Writer
	errs     io.Writer

	halt   context.CancelCauseFunc // ends what is run; nil before anything is
	stays  bool                    // screens or a hub are run
	serves bool                    // a hub is
	again  bool                    // the marketplace stopped and is opened again
	halted time.Time               // when it stopped last
	cause  string                  // why
}

// New composes a process over its store and its streams.
func New(o Options) *Process {
	p := &Process{store: o.Store, speak: assets.Speaker(), environ: o.Environ, syncing: o.Syncing, in: o.In, out: o.Out, errs: o.Errs, tape: share.NewTape(o.In)}
	p.app = &cli.App{
		Version: o.Version, Stdin: p.tape.View(), Stdout: gate{p, o.Out}, Stderr: gate{p, o.Errs}, Env: o.Env,
		Terminal: p.terminal, Width: p.width, Theme: p.theme, Zone: zoneOf(o.Environ), Speak: p.speak,
		DataDir: func() string { return filepath.Join(xdg.DataHome, "aeconnect", "market") },
		DemoDir: func() string { return filepath.Join(xdg.DataHome, "aeconnect", "sample") },
		Open:    p.openMarket, OpenTUI: p.openScreens, Demo: p.demo, OpenDemo: p.openDemo, DemoWhole: p.demoWhole,
		Backup: p.backup, Restore: p.restore, Doctor: p.doctor, Edit: runEditor, Preferences: p.preferences,
		Serve: p.serve, Keeper: p.keeper, NoteBackup: o.Store.NoteBackup, Post: p.post, Join: p.join, Secret: p.secret,
		Remote: p.remote,
	}
	return p
}

// Run carries out one command line and returns its exit code. Where it turns out that another process holds the
// directory, that one carries it out.
func (p *Process) Run(ctx context.Context, args []string) int {
	p.args = args
	return p.lasting(ctx, args)
}

func (p *Process) carryOut(ctx context.Context, args []string) int {
	code := p.app.Run(ctx, args)
	if p.away == nil {
		return code
	}
	code, err := p.visit(ctx)
	if stopped(ctx) {
		return cli.ExitInternal
	}
	var signal *kit.SignalError
	switch {
	case err == nil:
		return code
	case errors.As(err, &signal):
		return signal.ExitCode()
	}
	p.away, p.trouble = nil, err
	return p.app.Run(ctx, args) // which says why not, in the form that was asked for
}

// Close gives back what this process holds, the last first.
func (p *Process) Close() error {
	var err error
	for _, h := range slices.Backward(p.holdings) {
		err = errors.Join(err, h.close())
	}
	p.holdings = nil
	return err
}

// gate is an output that is shut when the command line is another process's affair.
type gate struct {
	process *Process
	to      io.Writer
}

// Write implements io.Writer.
func (g gate) Write(b []byte) (int, error) {
	if g.process.away != nil {
		return len(b), nil
	}
	return g.to.Write(b)
}

// doing is what this process does, for the sentence that a second process gets.
func (p *Process) doing() string {
	return strings.TrimSpace("aeconnect " + strings.Join(p.args[:min(len(p.args), 2)], " "))
}
