package kit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/term"
)

// Options says on which terminal a program runs. The zero value is the process's
// own; with Out set it is another's, as over SSH: then Env, Width and Height
// are needed too, and signals are left to the host.
type Options struct {
	In  io.Reader // with Out set, nil for no keys at all
	Out io.Writer
	Env []string // "KEY=value"; of it TERM, COLORTERM, NO_COLOR and the locale are used

	Width, Height int                      // cells
	Resizes       <-chan tea.WindowSizeMsg // later sizes; may be nil
	Messages      <-chan tea.Msg           // what else the model is told from outside; may be nil. While it is busy nothing is taken
	// Suspend lets the shell of somebody else's terminal have it, at ctrl+z: it is called when everything was put back, and
	// may return before the terminal is the program's again, which Resumed says. nil: ctrl+z is a key like others.
	Suspend func()
	Resumed <-chan struct{} // what the terminal shows is unknown; may be nil

	Theme   *ThemeOptions // nil for what DetectTheme finds in Env
	Scratch *Scratch      // working memory to share between sessions; may be nil
}

// CanSuspend tells whether a shell waits that could continue this process once it
// has been stopped.
func CanSuspend() bool { return canSuspend() }

// Closing tells a model that the program is about to end although it did not
// ask for it: a signal, a closed window, a lost connection. The command that it
// answers with is waited for, but not longer than a second; it can save what
// was typed.
type Closing struct{}

// SignalError is returned when a signal ended the program.
type SignalError struct{ Signal os.Signal }

// Error names the signal.
func (e *SignalError) Error() string { return "ended by a signal: " + e.Signal.String() }

// ExitCode is what a shell expects of a process that a signal ended.
func (e *SignalError) ExitCode() int { return 128 + signalNumber(e.Signal) }

// PanicError is returned when the program panicked, in whatever goroutine a
// model's code or command ran. The terminal is whole again when it is returned.
type PanicError struct {
	Value any
	Stack []byte
}

// Error tells what was panicked with, and where.
func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v\n\n%s", e.Value, e.Stack) }

// ErrInputClosed is returned when the terminal's input ended: the window is gone.
var ErrInputClosed = errors.New("the terminal was closed")

// grace is how long a program that is told to end may take.
const grace = time.Second

// Run runs a model until it quits, and returns it as it was last. It draws what
// View says after every Update, at once and without a ticker; of a tea.View it
// heeds Content, Cursor, WindowTitle, MouseMode and ReportFocus.
//
// The model gets tea.ColorProfileMsg and tea.WindowSizeMsg before its first
// View, and tea.BackgroundColorMsg as soon as the terminal has answered and
// whenever it turns light or dark. ctrl+z suspends a program that a shell has
// started, or whoever the options say; elsewhere it is a key like others. Of the framework's commands that
// speak to the terminal, SetClipboard, RequestBackgroundColor, ClearScreen, Raw
// and Suspend work; Exec and Println do not.
//
// On the process's own terminal Run listens for signals itself: a context that
// the same signals cancel would only hide which one it was. A goroutine that the
// model starts on its own, not as a command, has to see to its panics itself.
//
// Whatever ends it, the terminal is put back as it was: quitting, a panic, a
// signal, a lost connection. The error says which: nil, *PanicError,
// *SignalError, ErrInputClosed, the context's error, or, before anything was
// written, *NoTerminalError.
func Run(ctx context.Context, model tea.Model, o Options) (tea.Model, error) {
	t, in, o, err := openTerminal(o)
	if err != nil {
		return model, err
	}
	d := newDriver(model, t, o)
	inner, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	defer t.leave()
	program := tea.NewProgram(d, tea.WithContext(inner), tea.WithInput(in.framework(d)), tea.WithOutput(t.out), tea.WithEnvironment(o.Env),
		tea.WithoutRenderer(), tea.WithFPS(1), tea.WithWindowSize(o.Width, o.Height), tea.WithColorProfile(o.Theme.Profile),
		tea.WithoutSignalHandler(), tea.WithoutCatchPanics(), tea.WithFilter(d.filter))
	done := make(chan struct{})
	defer close(done)
	go d.watch(ctx, program, cancel, done)
	if err := t.enter(); err != nil {
		return model, err
	}
	if in.far() {
		d.still = program.ReleaseTerminal
		go (&keyboard{send: program.Send, flood: d.flooded.Store, rest: time.Sleep, wait: escapeWait}).read(&watchedReader{in.from, d.inputEnded})
	}
	err = d.run(program)
	return d.model, d.cause(err)
}

// openTerminal finds the terminal and checks that it can be drawn on.
func openTerminal(o Options) (*terminal, input, Options, error) {
	own := o.Out == nil
	if own {
		o.Out = os.Stdout
	}
	if o.Env == nil {
		o.Env = os.Environ()
	}
	if o.Theme == nil {
		theme := DetectTheme(o.Env)
		o.Theme = &theme
	}
	t := &terminal{out: &output{w: o.Out}, own: own, name: lookup(o.Env, "TERM")}
	t.resized(o.Width, o.Height)
	if err := capable(t.name); err != nil {
		return nil, input{}, o, err
	}
	if out, ok := o.Out.(*os.File); ok && term.IsTerminal(out.Fd()) {
		t.screen = out
	} else if own {
		return nil, input{}, o, &NoTerminalError{"standard output is not a terminal"}
	}
	o.Width, o.Height = t.size()
	in := input{from: o.In}
	if own || o.In != nil {
		var err error
		if in, err = openInput(o.In); err != nil {
			return nil, in, o, err
		}
	}
	t.tty = in.tty
	return t, in, o, nil
}

// watch waits for what ends a program or changes its terminal from outside.
func (d *driver) watch(ctx context.Context, p *tea.Program, kill context.CancelFunc, done <-chan struct{}) {
	ending, changed, stop := d.signals()
	defer stop()
	resizes, messages, taken := d.options.Resizes, d.options.Messages, make(chan struct{}, 1)
	for {
		select {
		case <-done:
			return
		case size, ok := <-resizes:
			if !ok {
				resizes = nil
				continue
			}
			d.term.resized(size.Width, size.Height)
			if !d.looking.Swap(true) { // while it hangs, one size waits, not all that came
				go p.Send(outside{}) // not here: a program that hangs must still be told to end
			}
		case msg, ok := <-messages:
			messages = nil
			if ok {
				go func() { p.Send(msg); taken <- struct{}{} }()
			}
		case <-taken:
			messages = d.options.Messages
		case s := <-changed:
			go p.Send(outside{continued(s)})
		case <-d.options.Resumed:
			go p.Send(outside{stopped: true})
		case s := <-ending:
			d.end(p, kill, done, &SignalError{s}, func() { d.term.leave(); dieOf(s) })
			return
		case <-d.closed:
			d.end(p, kill, done, ErrInputClosed, kill)
			return
		case <-ctx.Done():
			d.end(p, kill, done, context.Cause(ctx), kill)
			return
		}
	}
}

// end asks the program to end, and makes it end if it does not.
func (d *driver) end(p *tea.Program, kill func(), done <-chan struct{}, why error, force func()) {
	go p.Send(ending{why})
	select {
	case <-done:
	case <-time.After(2 * grace):
		force()
		kill()
	}
}
