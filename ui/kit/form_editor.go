package kit

import (
	"math"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// editor is what edits one field. Editors are values.
type editor interface {
	value() string
	set(value string) editor
	resize(w int) editor
	blur() editor                         // the focus goes elsewhere
	close() (editor, bool)                // esc: closes what is open, if anything
	update(tea.Msg) (e editor, used bool) // a key or a paste
	click(x, y int, d drawing) editor     // a click within the editor's place
	draw(drawing) drawn                   // what it looks like
	wasCut() bool                         // the last insertion did not fit whole
	offers(d drawing) (lines []string)    // what is offered below the cursor, over other fields
}

// drawing is what an editor is drawn with.
type drawing struct {
	theme   Theme
	words   *Words
	width   int
	focused bool
	notes   []Note // those of single lines; the form draws the others
}

// drawn is what an editor looks like, and where its cursor is.
type drawn struct {
	lines []string
	x, y  int
}

func newEditor(f Field) editor {
	switch f.Kind {
	case TextField:
		rows := f.Rows
		if rows <= 0 {
			rows = 8
		}
		return textEditor{area: NewArea(f.Max), rows: rows}
	case ChoiceField, ManyField:
		return choiceEditor{options: f.Options, on: make([]bool, len(f.Options)), many: f.Kind == ManyField, width: 60}
	case ListField:
		rows := f.Rows
		if rows <= 0 {
			rows = 50
		}
		return listEditor{mark: f.Mark, runes: f.Max, rows: rows, lines: []Input{NewInput(f.Max)}}
	case NumberField:
		e := lineEditor{input: NewInput(f.runes()), complete: f.Complete, step: f.Step}
		if e.step == nil {
			e.step = oneMore
		}
		return e
	default:
		return lineEditor{input: NewInput(f.runes()), complete: f.Complete, step: f.Step}
	}
}

// runes returns how many a line of the field holds.
func (f Field) runes() int {
	switch {
	case f.Max > 0:
		return f.Max
	case f.Kind == DateField || f.Kind == MoneyField || f.Kind == NumberField:
		return 60
	}
	return defaultRunes
}

// oneMore is the step of whole numbers; where nothing stands it begins at n.
func oneMore(value string, n int) (string, bool) {
	if value == "" {
		return strconv.Itoa(n), true
	}
	v, err := strconv.ParseInt(value, 10, 64)
	if err != nil || n > 0 && v > math.MaxInt64-int64(n) || n < 0 && v < math.MinInt64-int64(n) {
		return "", false
	}
	return strconv.FormatInt(v+int64(n), 10), true
}

// lineEditor edits one line, with completion where there is any.
type lineEditor struct {
	input    Input
	complete func(string) []Option
	step     func(string, int) (string, bool) // nil for none
	open     bool                             // the offers are shown
	found    []Option
	at       int // the offer that enter takes
}

// offersMax bounds how many offers are shown at once.
const offersMax = 6

func (e lineEditor) value() string     { return trimmed(e.input.Value()) }
func (e lineEditor) wasCut() bool      { return e.input.cut }
func (e lineEditor) resize(int) editor { return e }

// trimmed returns a line without blanks around it. A mark that stood on such a
// blank goes with it, so that a draft comes back as it was.
func trimmed(s string) string {
	for {
		t := strings.TrimSpace(s)
		if len(t) == len(s) {
			return s
		}
		s = Clean(t) // the mark may have stood before another blank
	}
}

func (e lineEditor) set(value string) editor {
	e.input = e.input.SetValue(value)
	e.open, e.found = false, nil
	return e
}

func (e lineEditor) typed() (string, int) { return e.input.text, e.input.pos }

func (e lineEditor) goOn(text, at string) editor {
	e.input = e.input.SetValue(text)
	e.input.goTo(at)
	return e
}

func (e lineEditor) blur() editor {
	e.open = false
	return e
}

func (e lineEditor) close() (editor, bool) {
	was := e.open
	e.open = false
	return e, was
}

func (e lineEditor) update(msg tea.Msg) (editor, bool) {
	if press, ok := msg.(tea.KeyPressMsg); ok && e.open {
		pressed, k := stroke(press.String()), newOfferKeys()
		switch {
		case key.Matches(pressed, k.up):
			e.at = max(e.at-1, 0)
			return e, true
		case key.Matches(pressed, k.down):
			e.at = min(e.at+1, len(e.found)-1)
			return e, true
		case key.Matches(pressed, k.take, k.complete):
			e.input = e.input.SetValue(e.found[e.at].Value)
			e.open = false
			return e, key.Matches(pressed, k.take)
		}
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && e.step != nil {
		if out, used := e.stepped(stroke(press.String())); used {
			return out, true
		}
	}
	in, changed, used := e.input.Update(msg)
	e.input = in
	if changed && e.complete != nil {
		e.found, e.at = e.complete(e.value()), 0
		e.open = len(e.found) > 0 && e.value() != "" && !(len(e.found) == 1 && e.found[0].Value == e.value())
	}
	return e, used
}

// stepped makes the value more or less; used is false for other keys.
func (e lineEditor) stepped(pressed stroke) (out lineEditor, used bool) {
	n, k := 0, newStepKeys("")
	switch {
	case key.Matches(pressed, k.more):
		n = 1
	case key.Matches(pressed, k.less):
		n = -1
	default:
		return e, false
	}
	if next, ok := e.step(e.value(), n); ok {
		e.input = e.input.SetValue(next)
		e.open = false
	}
	return e, true
}

func (e lineEditor) click(x, _ int, d drawing) editor {
	shown, before, _, _ := e.input.window(d.width)
	at := strings.Index(e.input.text, shown) // the first place it can be is the window's
	if before {
		x--
	}
	pos := at
	for cells := 0; pos < at+len(shown); {
		end, n, _ := next(e.input.text, pos)
		if cells+n > x {
			break
		}
		pos, cells = end, cells+n
	}
	e.input.pos = pos
	return e
}

func (e lineEditor) draw(d drawing) drawn {
	if !d.focused && e.input.Value() == "" {
		return drawn{lines: []string{d.theme.Paint(Faint, d.theme.Glyph(Nothing))}}
	}
	if !d.focused {
		return drawn{lines: []string{d.theme.Paint(Text, Cut(e.input.Value(), d.width))}}
	}
	return drawn{lines: []string{e.input.View(d.theme, d.width, Strong)}, x: e.input.CursorX(d.width)}
}

func (e lineEditor) offers(d drawing) []string {
	if !e.open || !d.focused {
		return nil
	}
	first := max(0, min(e.at-offersMax/2, len(e.found)-offersMax))
	var lines []string
	for i := first; i < min(first+offersMax, len(e.found)); i++ {
		o := e.found[i]
		l := NewLine(d.theme, d.width)
		if i == e.at {
			l.Glyph(Accent, Bar)
		}
		l.To(2).Put(Text, o.label())
		if o.Detail != "" {
			l.Gap(2).Put(Muted, oneLine(o.Detail))
		}
		lines = append(lines, d.theme.Row(l.String(), d.width, i == e.at))
	}
	return lines
}
