package kit

import (
	"errors"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"time"

	tea "charm.land/bubbletea/v2"
)

// hold is how long the first frame waits for the terminal to say whether it is
// light or dark. Those on this computer answer within a few milliseconds;
// without the wait the first frame would flash in the wrong colours.
const hold = 40 * time.Millisecond

// driver stands between the framework's loop and the model: it draws after each
// Update, and sees to the terminal, to panics and to the end.
type driver struct {
	once
	model   tea.Model
	term    *terminal
	canvas  *Canvas
	options Options
	width   int
	height  int
	held    bool         // the first frame still waits
	parted  bool         // somebody else's terminal is with its shell
	looking atomic.Bool  // a size waits to be looked at
	flooded atomic.Bool  // so many keys come that each is not drawn; when they are over, drained is
	still   func() error // stops the framework's ticker; nil: it runs
	err     error        // why the program ends
}

// Messages of the driver to itself.
type (
	release struct{}                  // do not hold the first frame any longer
	drained struct{}                  // a flood of keys is over, or rests: draw
	outside struct{ stopped bool }    // the size may have changed; stopped: everything may have
	ending  struct{ why error }       // end, after the model has been told
	crashed struct{ err *PanicError } // a command panicked
	ended   struct{ why error }       // the model has been told
)

func newDriver(model tea.Model, t *terminal, o Options) *driver {
	d := &driver{model: model, term: t, options: o, width: o.Width, height: o.Height, held: true}
	d.closed = make(chan struct{})
	d.canvas = NewCanvas(t.out, CanvasOptions{Width: o.Width, Height: o.Height, ASCII: o.Theme.ASCII, NoEraseColor: !erases(t.name), Scratch: o.Scratch})
	return d
}

// run is the framework's Run; a panic of the framework itself is caught here.
func (d *driver) run(p *tea.Program) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &PanicError{r, debug.Stack()}
		}
	}()
	_, err = p.Run()
	return err
}

// cause returns why the program ended, where the framework says only that.
func (d *driver) cause(err error) error {
	if d.err != nil {
		return d.err
	}
	select {
	case <-d.closed:
		return ErrInputClosed // its reader's error would say less
	default:
	}
	if errors.Is(err, tea.ErrInterrupted) {
		return &SignalError{os.Interrupt}
	}
	return err
}

// signals asks for the signals that are this program's own business.
func (d *driver) signals() (ending, changed chan os.Signal, stop func()) {
	if !d.term.own {
		return nil, nil, func() {}
	}
	ending, changed = listen()
	return ending, changed, func() {
		signal.Stop(ending)
		if changed != nil {
			signal.Stop(changed)
		}
	}
}

// Init tells the model its colours and its size, so that its first View is
// whole, and asks the terminal for the rest.
func (d *driver) Init() (cmd tea.Cmd) {
	defer d.rescue(&cmd)
	if err := d.term.ask(); err != nil {
		return d.fail(err)
	}
	cmds := []tea.Cmd{d.model.Init(), func() tea.Msg { time.Sleep(hold); return release{} }, d.rest}
	for _, msg := range []tea.Msg{tea.ColorProfileMsg{Profile: d.options.Theme.Profile}, tea.WindowSizeMsg{Width: d.width, Height: d.height}} {
		cmds = append(cmds, d.update(msg))
	}
	return guard(tea.Batch(cmds...))
}

// Quiet is implemented by a model that can tell that nothing looks different
// since its last Update: then nothing is drawn, nor asked what to draw.
type Quiet interface {
	tea.Model
	Quiet() bool
}

// rest stops the ticker of the framework's renderer, which is off: a program in
// which nothing moves does nothing. A terminal of this computer keeps it, once a
// second: the framework stops it together with its own reading.
func (d *driver) rest() tea.Msg {
	if d.still != nil {
		_ = d.still()
	}
	return nil
}

// View is empty: the framework draws nothing.
func (d *driver) View() tea.View { return tea.View{} }

// Update passes a message to the model, unless it is the driver's own, and draws.
func (d *driver) Update(msg tea.Msg) (self tea.Model, cmd tea.Cmd) {
	self = d // also after a panic
	defer d.rescue(&cmd)
	switch msg := msg.(type) {
	case release, drained:
	case crashed:
		return d, d.fail(msg.err)
	case ending:
		return d, guard(d.farewell(msg.why))
	case ended:
		return d, d.fail(msg.why)
	case outside:
		d.looking.Store(false) // before the size is read: a later one is told again
		return d, d.look(msg.stopped)
	case tea.ResumeMsg:
		cmd = tea.Batch(d.look(true), d.update(msg))
	case tea.WindowSizeMsg:
		d.resize(msg)
		cmd = d.update(msg)
	case tea.KeyPressMsg:
		if msg.String() == "ctrl+z" && d.options.Suspend != nil {
			return d, d.part()
		}
		if msg.String() == "ctrl+z" && d.canSuspend() {
			return d, tea.Suspend
		}
		cmd = d.update(msg)
	default:
		cmd = d.update(msg)
		if q, ok := d.model.(Quiet); ok && q.Quiet() {
			return d, guard(cmd)
		}
	}
	if d.flooded.Load() {
		return d, guard(cmd)
	}
	if err := d.draw(); err != nil {
		return d, d.fail(err)
	}
	return d, guard(cmd)
}

func (d *driver) update(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	return cmd
}

// draw makes the terminal show what the model says.
func (d *driver) draw() error {
	if d.held || d.parted {
		return nil
	}
	v := d.model.View()
	d.term.set(v)
	p := Picture{Lines: strings.Split(v.Content, "\n"), Title: v.WindowTitle}
	if c := v.Cursor; c != nil {
		p.CursorShown, p.CursorX, p.CursorY, p.CursorShape = true, c.X, c.Y, shape(c)
	}
	return d.canvas.Draw(p)
}

// shape returns a cursor's shape as terminals number them.
func shape(c *tea.Cursor) int {
	n := 2 * int(c.Shape)
	if c.Blink {
		return n + 1
	}
	return n + 2
}

// fail ends the program.
func (d *driver) fail(why error) tea.Cmd {
	if d.err == nil {
		d.err = why
	}
	return tea.Quit
}

// farewell tells the model that the program ends, and ends it when the model's
// last command is done.
func (d *driver) farewell(why error) tea.Cmd {
	last := d.update(Closing{})
	return func() tea.Msg {
		done := make(chan struct{})
		go func() {
			defer close(done)
			finish(guard(last))
		}()
		select {
		case <-done:
		case <-time.After(grace):
		}
		return ended{why}
	}
}

// resize takes over a new size.
func (d *driver) resize(size tea.WindowSizeMsg) {
	d.width, d.height = size.Width, size.Height
	d.canvas.Resize(size.Width, size.Height)
}

// look finds out what changed outside: perhaps the size, perhaps, while the
// program was stopped, everything.
func (d *driver) look(stopped bool) tea.Cmd {
	if stopped {
		d.parted = false
		if err := d.term.enter(); err != nil {
			return d.fail(err)
		}
		d.canvas.Invalidate()
	}
	var cmd tea.Cmd
	if w, h := d.term.size(); w != d.width || h != d.height {
		size := tea.WindowSizeMsg{Width: w, Height: h}
		d.resize(size)
		cmd = d.update(size)
	}
	if err := d.draw(); err != nil {
		return d.fail(err)
	}
	return guard(cmd)
}

// part lets the shell have a terminal that is somebody else's, until the program is told that it goes on.
func (d *driver) part() tea.Cmd {
	d.parted = true
	d.term.leave()
	d.options.Suspend()
	return nil
}

func (d *driver) canSuspend() bool { return d.term.own && d.term.tty != nil && canSuspend() }
