package kit

import tea "charm.land/bubbletea/v2"

// textEditor edits several lines.
type textEditor struct {
	area Area
	rows int
}

func (e textEditor) value() string           { return e.area.Value() }
func (e textEditor) wasCut() bool            { return e.area.cut }
func (e textEditor) blur() editor            { return e }
func (e textEditor) close() (editor, bool)   { return e, false }
func (e textEditor) offers(drawing) []string { return nil }

func (e textEditor) set(value string) editor {
	e.area = e.area.SetValue(value)
	return e
}

func (e textEditor) typed() (string, int) { return e.area.text, e.area.pos }

func (e textEditor) goOn(text, at string) editor {
	e.area = e.area.SetValue(text)
	e.area.goTo(at)
	return e
}

func (e textEditor) resize(w int) editor {
	e.area = e.area.SetWidth(w)
	return e
}

func (e textEditor) update(msg tea.Msg) (editor, bool) {
	area, _, used := e.area.Update(msg)
	e.area = area
	return e, used
}

// height returns the lines shown: as many as the text has, at least three.
func (e textEditor) height() int { return min(max(e.area.Rows(), 3), max(e.rows, 3)) }

func (e textEditor) click(x, y int, d drawing) editor {
	first := 0
	if d.focused {
		first = e.area.first(e.height())
	}
	if row := first + y; row >= 0 && row < e.area.Rows() {
		e.area.pos = e.area.at(row, x)
	}
	return e
}

func (e textEditor) draw(d drawing) drawn {
	h, role := e.height(), Text
	if d.focused {
		role = Strong
	}
	out := drawn{lines: e.area.View(d.theme, h, role, d.focused)}
	if !d.focused && e.area.Value() == "" {
		out.lines[0] = d.theme.Paint(Faint, d.theme.Glyph(Nothing))
	}
	if more := e.area.Rows() > h; more && !d.focused && d.width > 4 {
		out.lines[h-1] = pad(Cut(out.lines[h-1], d.width-4), d.width-4) + " " + d.theme.Paint(Muted, d.theme.Glyph(Down))
	}
	for len(out.lines) < h { // as high with the focus as without: nothing jumps
		out.lines = append(out.lines, "")
	}
	if !d.focused {
		return out
	}
	out.x, out.y = e.area.Cursor(h)
	return out
}
