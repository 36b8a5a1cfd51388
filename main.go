// Command aeconnect is a marketplace for influencer work in the terminal: sellers post tasks, creators apply,
// samples travel, content is reviewed, money is recorded, and every order says whose turn it is, by when, and what
// happens if nobody acts.
//
// This file only composes: it opens the marketplace of a data directory and hands it to the commands (ui/cli) or to
// the screens (ui). What decides is the model, what keeps is the store; neither knows the other's surroundings.
package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/market"
	"aeconnect/store/sample"
	"aeconnect/ui"
	"aeconnect/ui/cli"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/sshd"
	"aeconnect/ui/sshd/lobby"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"
	"golang.org/x/crypto/ssh"
)

func main() {
	// Signals are left alone here: the screens put the terminal back themselves, and a command that is killed
	// leaves the store whole.
	p := newProgram(os.Stdin, os.Stdout, os.Stderr, os.Getenv)
	debug.SetGCPercent(200) // a command is over before its garbage matters; the screens and a hub ask for less
	code := p.Run(context.Background(), os.Args[1:])
	if err := p.Close(); err != nil && code == cli.ExitDone {
		code = cli.ExitInternal
	}
	os.Exit(code)
}

// program is everything that one process runs: the command line, and what its screens have open.
type program struct {
	app  *cli.App
	desk desk
	in   io.Reader
	out  io.Writer
}

// newProgram composes the program over its streams and environment.
func newProgram(in io.Reader, out, errs io.Writer, env func(string) string) *program {
	p := &program{in: in, out: out}
	p.app = &cli.App{
		Version: version(), Stdin: in, Stdout: out, Stderr: errs, Env: env,
		Terminal: p.terminal, Width: p.width, Theme: p.theme,
		DataDir: func() string { return filepath.Join(xdg.DataHome, "aeconnect", "market") },
		DemoDir: func() string { return filepath.Join(xdg.DataHome, "aeconnect", "sample") },
		Open:    openMarket, OpenTUI: p.openScreens, Demo: demo, OpenDemo: p.openDemo, DemoWhole: demoWhole,
		Backup: backup, Restore: restore, Doctor: doctor, Edit: edit, Preferences: preferences,
		Serve: p.serve, Keeper: keeper, NoteBackup: noteBackup,
	}
	return p
}

// Run carries out one command line and returns its exit code.
func (p *program) Run(ctx context.Context, args []string) int { return p.app.Run(ctx, args) }

// Close gives back what the screens had open, if they could not themselves.
func (p *program) Close() error { return p.desk.close() }

func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" || info.Main.Version == "(devel)" {
		return "dev"
	}
	return info.Main.Version
}

// terminal tells whether a person sits at both ends.
func (p *program) terminal() bool {
	in, ok := p.in.(*os.File)
	out, ok2 := p.out.(*os.File)
	return ok && ok2 && term.IsTerminal(in.Fd()) && term.IsTerminal(out.Fd())
}

func (p *program) width() int {
	out, ok := p.out.(*os.File)
	if !ok {
		return 0
	}
	w, _, err := term.GetSize(out.Fd())
	if err != nil {
		return 0
	}
	return w
}

// theme is what the terminal's environment says of its colours.
func (p *program) theme() kit.Theme { return kit.NewTheme(kit.DetectTheme(os.Environ())) }

// openMarket opens the marketplace of a directory for a command.
func openMarket(_ context.Context, dir string, create bool) (cli.Market, error) {
	if !create && !market.Exists(dir) {
		return nil, cli.ErrNoMarket
	}
	m, err := market.Open(dir, market.Options{Command: commandLine()})
	if err != nil {
		return nil, trouble(err)
	}
	return m, nil
}

// commandLine is what this process does, for the sentence that a second process gets.
func commandLine() string {
	return strings.TrimSpace("aeconnect " + strings.Join(os.Args[1:min(len(os.Args), 3)], " "))
}

// trouble gives an error of the store its exit code.
func trouble(err error) error {
	var held *hub.HeldError
	switch {
	case errors.As(err, &held):
		return &cli.Trouble{Exit: cli.ExitUnreachable, Code: "busy", Err: err}
	case errors.As(err, new(*hub.DamagedError)):
		return &cli.Trouble{Exit: cli.ExitNotWhole, Code: "not_whole", Err: err}
	case errors.Is(err, market.ErrReal):
		return &cli.Trouble{Exit: cli.ExitRefused, Code: "refused", Err: err}
	}
	return err
}

// backup writes a copy of a marketplace.
func backup(_ context.Context, dir string, to io.Writer) error {
	if !market.Exists(dir) {
		return cli.ErrNoMarket
	}
	return trouble(market.Backup(dir, market.Options{Command: commandLine()}, to))
}

// restore puts the marketplace of a backup into a directory.
func restore(ctx context.Context, dir string, from io.Reader) error {
	_, err := hub.Restore(ctx, dir, from, nil)
	var unsound *hub.UnsoundError
	if errors.As(err, &unsound) {
		return &cli.Trouble{Exit: cli.ExitNotWhole, Code: "not_whole", Err: err}
	}
	return trouble(err)
}

// doctor verifies a marketplace's journal, makes the state anew from it and compares.
func doctor(ctx context.Context, dir string) (cli.Checkup, error) {
	began := time.Now()
	r, err := hub.Doctor(ctx, dir, nil)
	if err == nil {
		_ = market.NoteCheck(dir, r, time.Since(began)) // what was found counts, whether or not it can be remembered
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = cli.ErrNoMarket
	}
	c := cli.Checkup{Entries: r.Entries, Rows: r.Rows, Other: r.Other}
	for _, f := range r.Findings {
		c.Findings = append(c.Findings, cli.Finding{What: f.What, File: f.File, At: f.At, Seq: f.Seq, Lost: f.Lost})
	}
	return c, trouble(err)
}

func edit(ctx context.Context, editor, file string) error {
	words := strings.Fields(editor)
	if len(words) == 0 {
		return errors.New("no editor")
	}
	c := exec.CommandContext(ctx, words[0], append(words[1:], file)...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	return c.Run()
}

// world is the sample marketplace that the flags of a command ask for.
func world(o cli.DemoOptions, progress func(done, total int)) sample.World {
	return sample.World{
		Options: sample.Options{Seed: o.Seed, Tasks: o.Tasks, Progress: progress},
		Market:  market.Options{Command: commandLine()}, Empty: o.Empty, Fresh: o.Fresh,
	}
}

// demo makes a sample marketplace in a directory, whole.
func demo(ctx context.Context, dir string, o cli.DemoOptions, progress func(done, total int)) error {
	if err := sample.Fill(ctx, dir, world(o, progress)); err != nil {
		return trouble(err)
	}
	if o.Empty {
		return nil
	}
	notebook := market.OpenNotebook(dir)
	if notebook.Place("") == "" {
		notebook.SetPlace("", sample.Seller) // whose story the sample tells
	}
	return notebook.Flush()
}

// demoWhole tells whether a sample was made to its end.
func demoWhole(_ context.Context, dir string) (bool, error) {
	whole, err := sample.Whole(dir, market.Options{Command: commandLine()})
	return whole, trouble(err)
}

// preferences opens what the accounts of a directory set for their screens.
func preferences(dir string) cli.Preferences { return market.OpenNotebook(dir) }

// openScreens runs the screens on the marketplace of a directory.
func (p *program) openScreens(ctx context.Context, dir, handle string) error {
	m, err := market.Open(dir, market.Options{Command: commandLine()})
	if err != nil {
		return trouble(err)
	}
	options := p.desk.options(m, dir)
	options.Handle, options.DataFlag = handle, dataFlag(dir, p.app.DataDir())
	options.Sample = func(context.Context) (ui.Options, error) {
		return p.desk.sample(ctx, p.app.DemoDir(), world(cli.DemoOptions{Seed: 1}, nil))
	}
	return errors.Join(p.screens(ctx, options), p.Close())
}

// openDemo runs the screens on a sample marketplace; what is missing of its world is made behind them.
func (p *program) openDemo(ctx context.Context, dir string, o cli.DemoOptions, handle string) error {
	options, err := p.desk.sample(ctx, dir, world(o, nil))
	if err == nil {
		options.Handle = cmp.Or(handle, options.Handle)
		err = p.screens(ctx, options)
	}
	return errors.Join(trouble(err), p.Close())
}

// screens runs the screens until the person leaves.
func (p *program) screens(ctx context.Context, o ui.Options) error {
	debug.SetGCPercent(50) // a session lasts: memory counts more than the little that is collected
	_, err := kit.Run(ctx, ui.New(o), kit.Options{})
	var signal *kit.SignalError
	if errors.As(err, &signal) {
		return &cli.Trouble{Exit: signal.ExitCode(), Code: "signal", Err: err}
	}
	return err
}

// serve runs a hub on the marketplace of a directory until the context ends or a signal comes.
func (p *program) serve(ctx context.Context, dir string, o cli.ServeOptions) error {
	keeper := lobby.NewKeeper(logTo(p.app.Stderr, o), o.LogLevel)
	m, err := market.Open(dir, market.Options{Command: commandLine(), Log: keeper.Logger()})
	if err != nil {
		return trouble(err)
	}
	keeper.Keep(surface{m}, care{m})
	debug.SetGCPercent(50) // a hub lasts, and its sessions hold memory of which little is garbage
	notebook, words := market.OpenNotebook(dir), sshd.Words()
	p.desk.open = append(p.desk.open, m.Close, notebook.Flush)
	house := lobby.New(lobby.Options{
		Market: surface{m}, Notebook: notebook, Dir: dir, Version: p.app.Version, Words: words,
		Changes: func(ctx context.Context) func() ([]model.Ref, bool, bool) { return changes(ctx, m.Hub()) },
		Keeper:  keeper,
	})
	key, err := sshd.HostKey(dir)
	if err != nil {
		return errors.Join(err, p.Close())
	}
	host, err := sshd.New(sshd.Options{
		House: house, HostKey: key, Limits: house.Limits, Words: words, Log: keeper.Logger(), Stir: keeper.Stir,
	})
	if err != nil {
		return errors.Join(err, p.Close())
	}
	l, err := net.Listen("tcp", o.Listen)
	if err != nil {
		return errors.Join(&cli.Trouble{Exit: cli.ExitUnreachable, Code: "listen", Field: "listen", Err: err}, p.Close())
	}
	at := cli.Served{Address: l.Addr().String(), Fingerprint: ssh.FingerprintSHA256(key.PublicKey())}
	keeper.Serve(host, keep.Served{Since: time.Now(), Address: at.Address, Fingerprint: at.Fingerprint})
	end := keeper.Attending()
	err = lobby.Attend(ctx, host, l, changes(ctx, m.Hub()), func() { o.Ready(at) })
	end()
	return errors.Join(err, p.Close())
}

// logTo writes the log of a hub.
func logTo(w io.Writer, o cli.ServeOptions) slog.Handler {
	if o.LogJSON {
		return slog.NewJSONHandler(w, &slog.HandlerOptions{Level: o.LogLevel})
	}
	return slog.NewTextHandler(w, &slog.HandlerOptions{Level: o.LogLevel})
}

// care looks after the files of a marketplace for a keeper.
type care struct{ *market.Market }

// Health implements lobby.Care.
func (c care) Health() (keep.Health, error) {
	h, err := c.Market.Health()
	return keep.Health(h), err
}

// Checked implements lobby.Care.
func (c care) Checked() keep.Check { return keep.Check(market.LastCheck(c.Dir())) }

// Backups implements lobby.Care.
func (c care) Backups() (all []keep.Backup) {
	for _, b := range market.Backups(c.Dir()) {
		all = append(all, keep.Backup(b))
	}
	return all
}

// Check implements lobby.Care.
func (c care) Check(ctx context.Context, told func(reading bool, done, total uint64)) error {
	_, err := c.Market.Check(ctx, told)
	return err
}

// BackUp implements lobby.Care.
func (c care) BackUp(ctx context.Context, most int, told func(reading bool, done, total uint64)) error {
	_, err := c.Market.BackUp(ctx, most, told)
	return err
}

// keeper is the hub of an open marketplace that this process does not serve.
func keeper(m cli.Market, _ string) keep.Keeper {
	open, ok := m.(*market.Market)
	if !ok {
		return nil
	}
	return lobby.NewKeeper(nil, slog.LevelInfo).Keep(surface{open}, care{open})
}

// noteBackup remembers a backup that was written into a file.
func noteBackup(dir, file string, bytes int64) error {
	return market.NoteBackup(dir, market.Copy{File: file, Bytes: bytes})
}

// changes waits for commits, until the context ends or the hub does.
func changes(ctx context.Context, h *hub.Hub) func() ([]model.Ref, bool, bool) {
	news := h.Subscribe()
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

// dataFlag is what a copied command line needs to find a directory that is not the usual one.
func dataFlag(dir, usual string) string {
	abs, err := filepath.Abs(dir)
	if err != nil || abs == usual {
		return ""
	}
	return " --data '" + strings.ReplaceAll(abs, "'", `'\''`) + "'"
}

// desk is what a session of screens has open, to be closed in reverse.
type desk struct{ open []func() error }

// close closes what is open; closing again does nothing.
func (d *desk) close() error {
	var err error
	for _, f := range slices.Backward(d.open) {
		err = errors.Join(err, f())
	}
	d.open = nil
	return err
}

// options composes the screens over an open marketplace, which belongs to the desk from then on.
func (d *desk) options(m *market.Market, dir string) ui.Options {
	news, notebook := m.Hub().Subscribe(), market.OpenNotebook(dir)
	d.open = append(d.open, m.Close, notebook.Flush, func() error { news.Close(); return nil })
	theme := kit.DetectTheme(os.Environ())
	switch os.Getenv("AECONNECT_THEME") {
	case "dark":
		theme.Dark = true
	case "light":
		theme.Dark = false
	}
	return ui.Options{
		Market: surface{m}, Anyone: true, Words: assets.NewWords("en"), Zone: time.Local, Theme: theme, Drafts: notebook, Places: notebook, Preferences: notebook,
		Keeper: keeper(m, dir),
		Now:    time.Now, Changes: func() ([]model.Ref, bool, bool) {
			if _, open := <-news.Ready(); !open {
				return nil, false, false
			}
			n := news.Take()
			return n.Rows, n.All, true
		},
	}
}

// sample opens a sample marketplace and goes on making its world behind the screens.
func (d *desk) sample(ctx context.Context, dir string, w sample.World) (ui.Options, error) {
	m, err := sample.Open(ctx, dir, w)
	if err != nil {
		return ui.Options{}, err
	}
	options := d.options(m, dir)
	options.DataFlag = dataFlag(dir, "")
	growth, err := sample.Grow(ctx, m, w.Options)
	d.open = append(d.open, growth.Stop)
	if growth.Told() {
		options.Handle = sample.Seller
	}
	if _, _, going := growth.State(); going {
		options.Growing = growth.State
	}
	return options, err
}

// surface is a marketplace as screens see it.
type surface struct{ *market.Market }

// Search implements screen.Market.
func (s surface) Search() screen.Search { return box{s.Market.Search()} }

// box is a search box as screens see it.
type box struct{ *market.Searcher }

// Find implements screen.Search.
func (b box) Find(ctx context.Context, query string, of model.TaskType, limit int) (screen.Found, error) {
	r, err := b.Searcher.Find(ctx, query, of, limit)
	f := screen.Found{Total: r.Total, Took: r.Took, Partial: r.Partial}
	for _, h := range r.Hits {
		f.Hits = append(f.Hits, screen.Hit{Task: model.Key(h.Key), Match: h.Positions})
	}
	return f, err
}
