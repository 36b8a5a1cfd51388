package kit

import (
	"io"
	"os"
	"strings"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/term"
)

// terminal is the far end: its modes, and how to put them back. Between enter
// and leave it shows the alternate screen without a cursor, sends pastes as
// pastes, and, when it is a tty of this computer, sends keys unprocessed.
type terminal struct {
	out    *output
	tty    *os.File // where keys come from; nil for one that is far away: its modes are the host's affair
	screen *os.File // what is drawn on, for its size; nil for one that is far away
	own    bool     // it is the process's own: its signals are ours
	name   string   // TERM

	mu      sync.Mutex // leave may come from a signal
	saved   *term.State
	inside  bool
	mouse   tea.MouseMode
	focus   bool
	unicode bool // grapheme clusters were switched on by us
	shape   bool // the cursor's shape was changed

	width, height int // as told last
}

// output is a terminal's writer, for the canvas and for all others.
type output struct {
	mu sync.Mutex
	w  io.Writer
}

func (o *output) Write(b []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.w.Write(b)
}

// last writes what must go out even if another write hangs: a terminal that is
// stopped, for example.
func (o *output) last(s string) {
	for range 20 {
		if o.mu.TryLock() {
			defer o.mu.Unlock()
			break
		}
		time.Sleep(5 * time.Millisecond)
	}
	_, _ = io.WriteString(o.w, s)
}

// Sequences that package ansi has no name for.
const (
	titlePush   = "\x1b[22;0t"
	titlePop    = "\x1b[23;0t"
	schemeOn    = "\x1b[?2031h" // report when the terminal turns light or dark
	schemeOff   = "\x1b[?2031l"
	marginsAsk  = "\x1b[?69$p"
	unicodeAsk  = "\x1b[?2027$p"
	unicodeOn   = "\x1b[?2027h"
	unicodeOff  = "\x1b[?2027l"
	shapeNormal = "\x1b[0 q"
)

// enter takes the terminal over, or takes it over again after another program
// may have changed it.
func (t *terminal) enter() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.raw(); err != nil {
		return err
	}
	var b strings.Builder
	if !t.inside {
		b.WriteString(titlePush)
	}
	b.WriteString(ansi.SetModeAltScreenSaveCursor + ansi.HideCursor + ansi.SetModeBracketedPaste + schemeOn)
	b.WriteString(mouseModes(tea.MouseModeNone, t.mouse))
	if t.focus {
		b.WriteString(ansi.SetModeFocusEvent)
	}
	t.inside = true
	_, err := io.WriteString(t.out, b.String())
	return err
}

// ask sends the questions whose answers come as messages: the background's
// colour, whether columns can scroll alone, whether clusters are its measure.
// The last one every terminal answers, so that nobody waits for the others.
func (t *terminal) ask() error {
	_, err := io.WriteString(t.out, ansi.RequestBackgroundColor+marginsAsk+unicodeAsk+ansi.RequestPrimaryDeviceAttributes)
	return err
}

// size returns the terminal's size in cells: asked from the system, or as it was
// told last.
func (t *terminal) size() (width, height int) {
	if t.screen != nil {
		if w, h, err := term.GetSize(t.screen.Fd()); err == nil && w > 0 && h > 0 {
			return w, h
		}
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.width, t.height
}

// resized says what size a terminal has that cannot be asked. One that says
// nothing has the size that terminals began with.
func (t *terminal) resized(width, height int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if width <= 0 || height <= 0 {
		width, height = 80, 24
	}
	t.width, t.height = width, height
}

// raw stops the tty from processing keys and remembers how it was.
func (t *terminal) raw() error {
	if t.tty == nil {
		return nil
	}
	state, err := term.MakeRaw(t.tty.Fd())
	if err == nil && t.saved == nil {
		t.saved = state
	}
	return err
}

// leave puts everything back as it was. It may be called at any moment, from
// anywhere, and more than once.
func (t *terminal) leave() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.inside {
		t.inside = false
		t.out.last(t.farewell())
	}
	if t.saved != nil {
		_ = term.Restore(t.tty.Fd(), t.saved)
		t.saved = nil
	}
}

// farewell is what leave writes. The first part ends whatever a frame that was
// cut off may have begun.
func (t *terminal) farewell() string {
	var b strings.Builder
	b.WriteString(syncEnd + reset + "\x1b[?69l\x1b[r")
	b.WriteString(mouseModes(t.mouse, tea.MouseModeNone))
	if t.focus {
		b.WriteString(ansi.ResetModeFocusEvent)
	}
	if t.unicode {
		b.WriteString(unicodeOff)
	}
	if t.shape {
		b.WriteString(shapeNormal)
	}
	b.WriteString(schemeOff + ansi.ResetModeBracketedPaste + ansi.ShowCursor + ansi.ResetModeAltScreenSaveCursor + titlePop)
	return b.String()
}

// set brings the modes that a view can change to what it wants.
func (t *terminal) set(v tea.View) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s := ""
	if v.MouseMode != t.mouse {
		s += mouseModes(t.mouse, v.MouseMode)
		t.mouse = v.MouseMode
	}
	if v.ReportFocus != t.focus {
		t.focus = v.ReportFocus
		s += choose(t.focus, ansi.SetModeFocusEvent, ansi.ResetModeFocusEvent)
	}
	if v.Cursor != nil && v.Cursor.Shape != tea.CursorBlock {
		t.shape = true
	}
	if s != "" && t.inside {
		_, _ = io.WriteString(t.out, s)
	}
}

// clusters switches on that the terminal measures whole clusters, as we do.
func (t *terminal) clusters() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.inside && !t.unicode {
		t.unicode = true
		_, _ = io.WriteString(t.out, unicodeOn)
	}
}

// mouseModes returns what changes the mouse from one mode to another.
func mouseModes(from, to tea.MouseMode) string {
	s := ""
	switch {
	case from == to:
		return ""
	case from == tea.MouseModeCellMotion:
		s = ansi.ResetModeMouseButtonEvent
	case from == tea.MouseModeAllMotion:
		s = ansi.ResetModeMouseAnyEvent
	}
	switch to {
	case tea.MouseModeCellMotion:
		return s + ansi.SetModeMouseButtonEvent + ansi.SetModeMouseExtSgr
	case tea.MouseModeAllMotion:
		return s + ansi.SetModeMouseAnyEvent + ansi.SetModeMouseExtSgr
	}
	return s + ansi.ResetModeMouseExtSgr
}

func choose(ok bool, yes, no string) string {
	if ok {
		return yes
	}
	return no
}
