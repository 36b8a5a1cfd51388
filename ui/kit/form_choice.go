package kit

import (
	"slices"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// choiceEditor chooses one of some options, or any number of them, in a grid.
// Of one, what the cursor stands on is what is chosen: arrows, a letter or the
// number of an option choose it at once, because a cursor on something else
// than the choice is taken for the choice; backspace chooses none. Of many,
// arrows move and space chooses.
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
	press, ok := msg.(tea.KeyPressMsg)
	if !ok || len(e.options) == 0 {
		return e, false
	}
	cols, step, around := len(e.grid(e.width)), 0, false
	pressed, k := stroke(press.String()), newGridKeys()
	switch {
	case key.Matches(pressed, k.left):
		step, around = -1, !e.many
	case key.Matches(pressed, k.right):
		step, around = 1, !e.many
	case key.Matches(pressed, k.up):
		step = -cols
	case key.Matches(pressed, k.down):
		step = cols
	case key.Matches(pressed, k.choose) && e.many:
		return e.toggle(e.at), true
	case key.Matches(pressed, k.choose):
		return e.to(e.at), true // a key that is pressed to be sure takes nothing back
	case key.Matches(pressed, k.clear) && !e.many && e.value() != "":
		return e.toggle(slices.Index(e.on, true)), true
	case key.Matches(pressed, k.take):
		if !e.many && !e.on[e.at] {
			return e.toggle(e.at), false // chosen, and on to the next field
		}
		return e, false
	default:
		return e.letter(press)
	}
	to := e.at + step
	if around { // so that an arrow that chooses is never dead
		to = (to + len(e.options)) % len(e.options)
	}
	if to >= 0 && to < len(e.options) {
		return e.to(to), true
	}
	return e, false
}

// action is the key that chooses. That arrows do so in a choice of one, everybody finds out by pressing one.
func (e choiceEditor) action(name string) Action {
	k := newGridKeys()
	keys := []key.Binding{k.choose}
	if !e.many {
		keys = []key.Binding{k.right, k.left}
	}
	keys[0].SetHelp(keys[0].Keys()[0], name)
	a := actionOf(keys...)
	a.Hidden = !e.many
	return a
}

// to moves the cursor, and the choice of one with it.
func (e choiceEditor) to(i int) choiceEditor {
	e.at = i
	if !e.many && !e.on[i] {
		return e.toggle(i)
	}
	return e
}

// letter moves to the next option whose name begins with a letter; a digit that begins none is the number of an option.
func (e choiceEditor) letter(press tea.KeyPressMsg) (editor, bool) {
	if !isPrintable(press) {
		return e, false
	}
	for n := range e.options {
		i := (e.at + 1 + n) % len(e.options)
		if strings.HasPrefix(strings.ToLower(e.options[i].label()), strings.ToLower(press.Text)) {
			return e.to(i), true
		}
	}
	if n, err := strconv.Atoi(press.Text); err == nil && n >= 1 && n <= len(e.options) {
		return e.to(n - 1), true
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

// choiceGap parts the options of a grid.
const choiceGap = 3

// grid returns the column at which each option of a row begins: as many as fit,
// in rows of even length. Options with details stand below each other.
func (e choiceEditor) grid(w int) (starts []int) {
	for _, o := range e.options {
		if o.Detail != "" {
			return []int{0}
		}
	}
	for cols := len(e.options); cols > 1; cols-- {
		rows := (len(e.options) + cols - 1) / cols
		cols = (len(e.options) + rows - 1) / rows
		if starts, width := e.columns(cols); width <= w {
			return starts
		}
	}
	return []int{0}
}

// columns returns where columns begin when there are so many, and where the last
// one ends.
func (e choiceEditor) columns(cols int) (starts []int, width int) {
	widths := make([]int, cols)
	for i, o := range e.options {
		widths[i%cols] = max(widths[i%cols], Width(o.label())+2)
	}
	at := 0
	for _, w := range widths {
		starts = append(starts, at)
		at += w + choiceGap
	}
	return starts, at - choiceGap
}

func (e choiceEditor) click(x, y int, d drawing) editor {
	starts := e.grid(d.width)
	first := 0 // the option that the line begins with
	for ; y > 0 && first < len(e.options); first += len(starts) {
		if y -= len(e.details(first, d.width)); y < 0 {
			return e // a later line of a detail
		}
	}
	for col, start := range starts {
		i := first + col
		if y < 0 || i >= len(e.options) {
			break
		}
		if x >= start && x < start+Width(e.options[i].label())+2 {
			e.at = i
			return e.toggle(i)
		}
	}
	return e
}

func (e choiceEditor) draw(d drawing) drawn {
	starts := e.grid(d.width)
	var out drawn
	for from := 0; from < len(e.options); from += len(starts) {
		l := NewLine(d.theme, d.width)
		for i := from; i < min(from+len(starts), len(e.options)); i++ {
			l.To(starts[i-from])
			if i == e.at {
				out.x, out.y = min(l.Used(), max(d.width-1, 0)), len(out.lines)
			}
			e.option(d, l, i)
		}
		out.lines = append(out.lines, l.String())
		at, _ := e.detailAt(d.width)
		for _, part := range e.details(from, d.width)[1:] {
			out.lines = append(out.lines, NewLine(d.theme, d.width).To(at).Put(Muted, part).String())
		}
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
	if at, beside := e.detailAt(d.width); beside && e.options[i].Detail != "" {
		l.To(at).Put(Muted, e.details(i, d.width)[0])
	}
}

// details returns the lines of an option's detail, at least one: the first stands
// beside the name, or is blank where there is no room for it there.
func (e choiceEditor) details(i, w int) []string {
	at, beside := e.detailAt(w)
	parts := Wrap(oneLine(e.options[i].Detail), max(w-at, 1))
	if !beside && e.options[i].Detail != "" {
		return append([]string{""}, parts...)
	}
	return parts
}

// detailAt returns the column in which the details of all options begin, and
// whether they begin beside the names.
func (e choiceEditor) detailAt(w int) (at int, beside bool) {
	widest := 0
	for _, o := range e.options {
		widest = max(widest, Width(o.label()))
	}
	if widest+4+16 > w {
		return 2, false
	}
	return widest + 4, true
}
