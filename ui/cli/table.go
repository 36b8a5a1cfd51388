package cli

import (
	"io"

	"aeconnect/ui/kit"
)

// table is what people get: aligned columns under muted heads.
type table struct {
	heads []string
	right []bool
	spare []bool // left out where the line is short
	grow  int    // the column that gives way where a line is too long; -1: none
	bare  bool   // without heads
	rows  [][]styled
}

// gap parts two columns.
const gap = 2

// print writes the rows. width is that of a line, 0 where lines have no end.
func (t *table) print(w io.Writer, theme kit.Theme, width int) error {
	if len(t.rows) == 0 {
		return nil
	}
	widths := t.widths()
	t.fit(widths, width)
	heads := make([]styled, len(t.heads))
	for i, head := range t.heads {
		heads[i] = styled{head, kit.Muted}
	}
	b := make([]byte, 0, 64<<10)
	if !t.bare {
		b = t.line(b, theme, widths, heads)
	}
	for _, row := range t.rows {
		b = t.line(b, theme, widths, row)
		if len(b) > 60<<10 {
			if _, err := w.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	_, err := w.Write(b)
	return err
}

// line appends a row; blanks at its end are left out.
func (t *table) line(b []byte, theme kit.Theme, widths []int, row []styled) []byte {
	blanks := 0
	for i, c := range row {
		if widths[i] == 0 {
			continue
		}
		text := kit.Cut(c.text, widths[i])
		room := widths[i] - kit.Width(text)
		if t.right[i] {
			blanks, room = blanks+room, 0
		}
		if text != "" {
			b = append(b, kit.Spaces(blanks)...)
			b = append(b, paint(theme, c.role, text)...)
			blanks = 0
		}
		blanks += room + gap
	}
	return append(b, '\n')
}

// widths returns what each column needs, 0 for one without anything in it.
func (t *table) widths() []int {
	widths := make([]int, len(t.heads))
	for _, row := range t.rows {
		for i, c := range row {
			widths[i] = max(widths[i], kit.Width(c.text))
		}
	}
	for i, head := range t.heads {
		if widths[i] > 0 || len(t.rows) == 0 {
			widths[i] = max(widths[i], kit.Width(head))
		}
	}
	return widths
}

// least is what the growing column keeps before others are left out for it.
const least = 24

// fit makes a line as long as it may be: spare columns go, from the right, and then the growing one gives way.
func (t *table) fit(widths []int, width int) {
	if width <= 0 || t.grow < 0 || widths[t.grow] == 0 {
		return
	}
	others := -gap
	for i, w := range widths {
		if w > 0 {
			others += gap
		}
		if i != t.grow {
			others += w
		}
	}
	for i := len(widths) - 1; i >= 0 && width-others < min(widths[t.grow], least); i-- {
		if t.spare[i] && widths[i] > 0 {
			others -= widths[i] + gap
			widths[i] = 0
		}
	}
	widths[t.grow] = min(widths[t.grow], max(width-others, 8))
}

// paint colours a text. What one reads keeps the terminal's own colour, because nobody knows its background.
func paint(theme kit.Theme, role kit.Role, s string) string {
	if role == kit.Text || role == kit.Strong {
		return s
	}
	return theme.Paint(role, s)
}
