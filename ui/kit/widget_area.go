package kit

import (
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// Area is text of several lines that one edits, wrapped to a width. Its wrapping
// is kept from one key to the next and computed again only when the text or the
// width changes.
type Area struct {
	buffer
	width int
	rows  []areaRow // never changed in place: copies of an Area share it
}

// areaRow is a part of the text that stands on one line: text[from:to], of which
// the last blanks may hang over the edge.
type areaRow struct{ from, to int }

// NewArea returns an empty text that holds at most runes runes; 0 means 1,000.
func NewArea(runes int) Area {
	a := Area{buffer: buffer{max: runes, multi: true}, width: 40}
	return a.wrap()
}

// Value returns the text, its lines parted by "\n".
func (a Area) Value() string { return a.text }

// SetValue returns the area with another text and the cursor behind it.
func (a Area) SetValue(s string) Area {
	a.set(s)
	return a.wrap()
}

// SetWidth returns the area wrapped to w cells.
func (a Area) SetWidth(w int) Area {
	if w = max(w, 2); w == a.width {
		return a
	}
	a.width = w
	return a.wrap()
}

// Rows returns how many lines the wrapped text fills; an empty text fills one.
func (a Area) Rows() int { return len(a.rows) }

// Update applies a key or a paste. Enter breaks the line; up and down move
// between wrapped lines and are not used at the first and the last.
func (a Area) Update(msg tea.Msg) (out Area, changed, used bool) {
	before := a.text
	if press, ok := msg.(tea.KeyPressMsg); ok {
		pressed, k := stroke(press.String()), newLineKeys()
		switch {
		case key.Matches(pressed, k.newline):
			msg = tea.PasteMsg{Content: "\n"}
		case key.Matches(pressed, k.up):
			return a.vertical(-1)
		case key.Matches(pressed, k.down):
			return a.vertical(1)
		}
	}
	used = a.update(msg)
	if changed = a.text != before; changed {
		a = a.wrap()
	}
	return a, changed, used
}

func (a Area) vertical(step int) (Area, bool, bool) {
	row, x := a.place()
	if row+step < 0 || row+step >= len(a.rows) {
		return a, false, false
	}
	a.pos = a.at(row+step, x)
	return a, false, true
}

// place returns the cursor's row and its cell in it.
func (a Area) place() (row, x int) {
	for row = len(a.rows) - 1; row > 0; row-- {
		if a.rows[row].from <= a.pos {
			break
		}
	}
	return row, min(Width(a.text[a.rows[row].from:a.pos]), a.width-1)
}

// at returns the offset of cell x of a row.
func (a Area) at(row, x int) int {
	r := a.rows[row]
	pos, cells := r.from, 0
	for pos < r.to {
		end, n, _ := next(a.text, pos)
		if cells+n > x || end == r.to && row+1 < len(a.rows) && a.rows[row+1].from == r.to {
			break // the end of a wrapped row is the start of the next one
		}
		pos, cells = end, cells+n
	}
	return pos
}

// wrap computes the rows. One cell of the width stays free for the cursor.
func (a Area) wrap() Area {
	a.rows = nil
	for from := 0; ; {
		end := a.lineEnd(from)
		a.rows = a.wrapLine(a.rows, from, end)
		if end == len(a.text) {
			return a
		}
		from = end + 1
	}
}

func (a Area) wrapLine(rows []areaRow, from, end int) []areaRow {
	room := a.width - 1
	start, blank, cells, sinceBlank := from, -1, 0, 0
	for i := from; i < end; {
		stop, n, _ := next(a.text, i)
		space := a.text[i:stop] == " "
		if cells+n > room && !space && i > start {
			if blank > start {
				rows = append(rows, areaRow{start, blank})
				start, cells = blank, sinceBlank
			} else {
				rows = append(rows, areaRow{start, i})
				start, cells = i, 0
			}
			blank, sinceBlank = -1, 0
		}
		cells, sinceBlank = cells+n, sinceBlank+n
		if space || n == 2 {
			blank, sinceBlank = stop, 0
		}
		i = stop
	}
	return append(rows, areaRow{start, end})
}

// View draws at most h rows, those around the cursor when focused and the first
// ones otherwise.
func (a Area) View(t Theme, h int, r Role, focused bool) []string {
	first := 0
	if focused {
		first = a.first(h)
	}
	var lines []string
	for i := first; i < len(a.rows) && len(lines) < h; i++ {
		lines = append(lines, t.Paint(r, Cut(trimRight(a.text[a.rows[i].from:a.rows[i].to]), a.width)))
	}
	return lines
}

// first returns the first row shown of h, so that the cursor's row is seen.
func (a Area) first(h int) int {
	row, _ := a.place()
	return max(0, min(row-h/2, len(a.rows)-h))
}

// Cursor returns the cursor's place in a focused View of h rows.
func (a Area) Cursor(h int) (x, y int) {
	row, x := a.place()
	return x, row - a.first(h)
}

func trimRight(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}
