package kit

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// choiceEditor chooses one of some options, or any number of them, in a grid.
// Arrows move; space chooses, so that passing through changes nothing.
type choiceEditor struct {
	options []Option
	on      []bool // never changed in place
	many    bool
	at      int // the option under the cursor
	width   int
}

func (e choiceEditor) wasCut() bool            { return false }
func (e choiceEditor) close() (editor, bool)   { return e, false }
func (e choiceEditor) offers(drawing) []string { return nil }

func (e choiceEditor) value() string {
	var values []string
	for i, o := range e.options {
		if e.on[i] {
			values = append(values, o.Value)
		}
	}
	return strings.Join(values, "\n")
}

func (e choiceEditor) set(value string) editor {
	on := make([]bool, len(e.options))
	for _, v := range strings.Split(value, "\n") {
		for i, o := range e.options {
			if o.Value == v && (e.many || value == v) {
				on[i] = true
			}
		}
	}
	e.on = on
	return e.blur()
}

// blur puts the cursor back on what is chosen.
func (e choiceEditor) blur() editor {
	e.at = 0
	for i, on := range e.on {
		if on {
			e.at = i
			break
		}
	}
	return e
}

func (e choiceEditor) resize(w int) editor {
	e.width = w
	return e
}

func (e choiceEditor) update(msg tea.Msg) (editor, bool) {
	key, ok := msg.(tea.KeyPressMsg)
	if !ok || len(e.options) == 0 {
		return e, false
	}
	_, cols := e.grid(e.width)
	step := 0
	switch key.String() {
	case "left":
		step = -1
	case "right":
		step = 1
	case "up":
		step = -cols
	case "down":
		step = cols
	case "space":
		return e.toggle(e.at), true
	case "enter":
		if !e.many && !e.on[e.at] {
			return e.toggle(e.at), false // chosen, and on to the next field
		}
		return e, false
	default:
		return e.letter(key)
	}
	if to := e.at + step; to >= 0 && to < len(e.options) {
		e.at = to
		return e, true
	}
	return e, step == 1 || step == -1
}

// letter moves to the next option whose name begins with a letter.
func (e choiceEditor) letter(key tea.KeyPressMsg) (editor, bool) {
	if !isPrintable(key) {
		return e, false
	}
	for n := range e.options {
		i := (e.at + 1 + n) % len(e.options)
		if strings.HasPrefix(strings.ToLower(e.options[i].label()), strings.ToLower(key.Text)) {
			e.at = i
			break
		}
	}
	return e, true
}

func (e choiceEditor) toggle(i int) choiceEditor {
	on := make([]bool, len(e.on))
	if e.many {
		copy(on, e.on)
	}
	on[i] = !e.on[i]
	e.on = on
	return e
}

// grid returns the width of a column and the number of columns. Options with
// details stand below each other.
func (e choiceEditor) grid(w int) (width, cols int) {
	n := len(e.options)
	for _, o := range e.options {
		if o.Detail != "" {
			return w, 1
		}
		width = max(width, Width(o.label())+2+3)
	}
	if n == 0 || width == 0 {
		return w, 1
	}
	cols = max(min((w+3)/width, n), 1)
	rows := (n + cols - 1) / cols
	return width, (n + rows - 1) / rows
}

func (e choiceEditor) click(x, y int, d drawing) editor {
	width, cols := e.grid(d.width)
	i := y*cols + x/max(width, 1)
	if y < 0 || x < 0 || x/max(width, 1) >= cols || i >= len(e.options) {
		return e
	}
	e.at = i
	return e.toggle(i)
}

func (e choiceEditor) draw(d drawing) drawn {
	width, cols := e.grid(d.width)
	var out drawn
	for from := 0; from < len(e.options); from += cols {
		l := NewLine(d.theme, d.width)
		for i := from; i < min(from+cols, len(e.options)); i++ {
			l.To((i - from) * width)
			if i == e.at {
				out.x, out.y = min(l.Used(), max(d.width-1, 0)), len(out.lines)
			}
			e.option(d, l, i)
		}
		out.lines = append(out.lines, l.String())
	}
	return out
}

func (e choiceEditor) option(d drawing, l *Line, i int) {
	if e.on[i] {
		l.Glyph(Accent, Chosen)
	} else {
		l.Glyph(Muted, Unchosen)
	}
	l.Gap(1)
	name := e.options[i].label()
	switch {
	case d.focused && i == e.at:
		l.Underline(Strong, name)
	case e.on[i]:
		l.Put(Strong, name)
	default:
		l.Put(Text, name)
	}
	if detail := e.options[i].Detail; detail != "" {
		l.Gap(2).Put(Muted, oneLine(detail))
	}
}
