// Command aeconnect is a marketplace for influencer work in the terminal: sellers post tasks, creators apply,
// samples travel, content is reviewed, money is recorded, and every order says whose turn it is, by when, and what
// happens if nobody acts.
//
// This package only composes: it opens the marketplace of a data directory and hands it to the commands (ui/cli) or to
// the screens (ui). What decides is the model, what keeps is the store; neither knows the other's surroundings. Where
// another process holds the directory, that one is asked to do the same (ui/sshd/share).
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"aeconnect/ui/cli"
	"aeconnect/ui/kit"
	"aeconnect/ui/sshd/share"

	"github.com/adrg/xdg"
	"github.com/charmbracelet/x/term"
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

// program is everything that one process runs: the command line, and the directories that it holds for it.
type program struct {
	app      *cli.App
	holdings []*holding
	away     *away // who holds the directory that the command line is about; nil: this process
	trouble  error // why whoever holds it cannot be talked to
	args     []string
	tape     *share.Tape
	in       io.Reader
	out      io.Writer
	errs     io.Writer
}

// newProgram composes the program over its streams and environment.
func newProgram(in io.Reader, out, errs io.Writer, env func(string) string) *program {
	p := &program{in: in, out: out, errs: errs, tape: share.NewTape(in)}
	p.app = &cli.App{
		Version: version(), Stdin: p.tape.View(), Stdout: gate{p, out}, Stderr: gate{p, errs}, Env: env,
		Terminal: p.terminal, Width: p.width, Theme: p.theme,
		DataDir: func() string { return filepath.Join(xdg.DataHome, "aeconnect", "market") },
		DemoDir: func() string { return filepath.Join(xdg.DataHome, "aeconnect", "sample") },
		Open:    p.openMarket, OpenTUI: p.openScreens, Demo: p.demo, OpenDemo: p.openDemo, DemoWhole: p.demoWhole,
		Backup: p.backup, Restore: p.restore, Doctor: p.doctor, Edit: runEditor, Preferences: p.preferences,
		Serve: p.serve, Keeper: p.keeper, NoteBackup: noteBackup,
	}
	return p
}

// Run carries out one command line and returns its exit code. Where it turns out that another process holds the
// directory, that one carries it out.
func (p *program) Run(ctx context.Context, args []string) int {
	p.args = args
	code := p.app.Run(ctx, args)
	if p.away == nil {
		return code
	}
	code, err := p.visit(ctx)
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
func (p *program) Close() error {
	var err error
	for _, h := range slices.Backward(p.holdings) {
		err = errors.Join(err, h.close())
	}
	p.holdings = nil
	return err
}

// gate is an output that is shut when the command line is another process's affair.
type gate struct {
	program *program
	to      io.Writer
}

// Write implements io.Writer.
func (g gate) Write(b []byte) (int, error) {
	if g.program.away != nil {
		return len(b), nil
	}
	return g.to.Write(b)
}

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

// commandLine is what this process does, for the sentence that a second process gets.
func commandLine() string {
	return strings.TrimSpace("aeconnect " + strings.Join(os.Args[1:min(len(os.Args), 3)], " "))
}

// runEditor runs an editor on this process's terminal.
func runEditor(ctx context.Context, editor, file string) error {
	words := strings.Fields(editor)
	if len(words) == 0 {
		return errors.New("no editor")
	}
	c := exec.CommandContext(ctx, words[0], append(words[1:], file)...)
	c.Stdin, c.Stdout, c.Stderr = os.Stdin, os.Stdout, os.Stderr
	return c.Run()
}
