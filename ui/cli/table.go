package cli

import (
	"io"
	"strings"

	"aeconnect/ui/kit"
)

// table is what people get: aligned columns under muted heads.
type table struct {
	heads []string
	right []bool
	grow  int // the column that gives way where a line is too long; -1: none
	rows  [][]styled
}

// gap parts two columns.
const gap = 2

// print writes the rows. width is that of a line, 0 where lines have no end.
func (t *table) print(w io.Writer, theme kit.Theme, width int) error {
	if len(t.rows) == 0 {
		return nil
	}
	widths := t.widths(width)
	var b strings.Builder
	for i, head := range t.heads {
		t.put(&b, theme, widths, i, styled{head, kit.Muted})
	}
	b.WriteByte('\n')
	for _, row := range t.rows {
		for i, c := range row {
			t.put(&b, theme, widths, i, c)
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// widths returns what each column needs; the growing one takes the rest of the line where that is less.
func (t *table) widths(width int) []int {
	widths := make([]int, len(t.heads))
	for i, head := range t.heads {
		widths[i] = kit.Width(head)
	}
	for _, row := range t.rows {
		for i, c := range row {
			widths[i] = max(widths[i], kit.Width(c.text))
		}
	}
	if width <= 0 || t.grow < 0 {
		return widths
	}
	others := gap * (len(widths) - 1)
	for i, w := range widths {
		if i != t.grow {
			others += w
		}
	}
	const least = 8
	widths[t.grow] = min(widths[t.grow], max(width-others, least))
	return widths
}

func (t *table) put(b *strings.Builder, theme kit.Theme, widths []int, i int, c styled) {
	if i > 0 {
		b.WriteString(kit.Spaces(gap))
	}
	text := kit.Cut(c.text, widths[i])
	blank := kit.Spaces(widths[i] - kit.Width(text))
	text = paint(theme, c.role, text)
	switch {
	case t.right[i]:
		b.WriteString(blank + text)
	case i == len(widths)-1:
		b.WriteString(text)
	default:
		b.WriteString(text + blank)
	}
}

// paint colours a text. What one reads keeps the terminal's own colour, because nobody knows its background.
func paint(theme kit.Theme, role kit.Role, s string) string {
	if role == kit.Text || role == kit.Strong {
		return s
	}
	return theme.Paint(role, s)
}
