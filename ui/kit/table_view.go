package kit

import (
	"strings"
	"unicode/utf8"
)

// View returns the lines of the table: the heads, the visible rows, the totals.
// It returns at most as many lines, of at most as many cells, as Resize said.
func (t Table) View(th Theme) []string {
	if t.width == 0 || t.height == 0 {
		return nil
	}
	if len(t.rows) == 0 {
		return t.viewEmpty(th)
	}
	widths := t.layout()
	lines := make([]string, 0, t.height)
	if t.headLines() > 0 {
		lines = append(lines, t.viewHead(th, widths))
	}
	row := NewLine(th, t.width)
	for i := t.offset; i < min(t.offset+t.page(), len(t.rows)); i++ {
		lines = append(lines, t.viewRow(th, row.again(), widths, i))
	}
	if t.Totals != nil && t.height >= 5 {
		l := NewLine(th, t.width).Gap(2)
		lines = append(lines, l.Painted(rule(th, t.width-3)).String(), t.viewTotals(th, widths))
	}
	return lines
}

// unread tells that the first rows are still to come, and bare that there are none.
func (t Table) unread() bool { return t.waiting || t.Source != nil && t.request == 0 }

func (t Table) bare() bool { return len(t.rows) == 0 && !t.unread() }

// viewEmpty says what to do when there is nothing, or that it is being read.
func (t Table) viewEmpty(th Theme) []string {
	text := t.Empty
	if t.unread() {
		text = t.Words.orEnglish().Reading + " " + th.Glyph(Ellipsis)
	}
	lines := []string{""}
	for _, part := range Wrap(CleanLines(text), max(t.width-4, 1)) {
		lines = append(lines, NewLine(th, t.width).Gap(2).Put(Muted, part).String())
	}
	return clip(lines, t.width, t.height)
}

func (t Table) viewHead(th Theme, widths []int) string {
	l := NewLine(th, t.width).Gap(t.margin())
	for i, c := range t.Columns {
		if widths[i] == 0 {
			continue
		}
		sign := ""
		switch c.Order {
		case Ascending:
			sign = " " + th.Glyph(Up)
		case Descending:
			sign = " " + th.Glyph(Down)
		}
		head := Cut(oneLine(c.Head), widths[i]-Width(sign))
		blank := max(widths[i]-Width(head)-Width(sign), 0)
		if c.Right {
			l.Gap(blank)
		}
		l.Put(Muted, head).Put(Accent, Cut(sign, widths[i]))
		if !c.Right {
			l.Gap(blank)
		}
		l.Gap(columnGap)
	}
	return strings.TrimRight(l.String(), " ")
}

func (t Table) viewRow(th Theme, l *Line, widths []int, i int) string {
	row, current := t.rows[i], i == t.cursor
	switch {
	case current && !t.Blurred:
		l.Glyph(Accent, Bar)
	case current:
		l.Glyph(Faint, Bar)
	}
	if t.Multi {
		l.To(2)
		if t.isOn[row.Key] {
			l.Glyph(Accent, Chosen)
		} else {
			l.Glyph(Faint, Unchosen)
		}
	}
	l.To(t.margin())
	t.putCells(th, l, widths, row.Cells, row.Muted, false)
	line := l.String()
	if reason, ok := t.refused[row.Key]; ok {
		line = t.withRefusal(th, line, reason)
	}
	if current && !t.Blurred {
		return th.Row(line, t.width, true)
	}
	return line
}

func (t Table) viewTotals(th Theme, widths []int) string {
	l := NewLine(th, t.width).Gap(t.margin())
	t.putCells(th, l, widths, t.Totals, false, true)
	return l.String()
}

// putCells writes the cells at their columns.
func (t Table) putCells(th Theme, l *Line, widths []int, cells []Cell, muted, strong bool) {
	at := l.Used()
	for j := range t.Columns {
		if widths[j] == 0 {
			continue
		}
		if j < len(cells) {
			c := cells[j]
			if muted && c.Role == Text {
				c.Role = Muted
			}
			if strong && c.Role == Text {
				c.Role = Strong
			}
			l.To(at)
			c.put(th, l, widths[j], t.Columns[j].Right)
		}
		at += widths[j] + columnGap
	}
}

// put writes a cell into w cells.
func (c Cell) put(th Theme, l *Line, w int, right bool) {
	if c.Signed && w > 2 {
		l.Glyph(c.SignRole, c.Sign).Gap(1)
		w -= 2
	}
	text := c.Text
	if c.Draw != nil {
		text, c.Painted = oneLinePainted(c.Draw(th, w)), true
	} else if !c.Painted {
		text = harmless(text)
	}
	n := len(text)
	if c.Painted || !isASCII(text) {
		n = cells(text)
	}
	if n > w {
		text = Cut(text, w)
		n = cells(text)
	}
	if right {
		l.Gap(w - n)
	}
	switch {
	case c.Painted:
		l.Painted(text)
	case len(c.Match) > 0:
		c.putMatches(l, text)
	case c.Bold:
		l.Bold(c.Role, text)
	default:
		l.Put(c.Role, text)
	}
}

// putMatches writes text with the matched characters in Accent. text is the
// cell's own, perhaps cut: offsets behind the cut are dropped, and an offset
// within a cluster colours the whole of it.
func (c Cell) putMatches(l *Line, text string) {
	same := 0 // how far the text is the cell's own, before an ellipsis
	for same < len(text) && same < len(c.Text) && text[same] == c.Text[same] {
		same++
	}
	for same < len(text) && !utf8.RuneStart(text[same]) {
		same--
	}
	m, from, on := 0, 0, false
	for i := 0; i < same; {
		end, _, _ := next(text, i)
		hit := false
		for m < len(c.Match) && c.Match[m] < end {
			hit = hit || c.Match[m] >= i
			m++
		}
		if hit != on {
			c.span(l, text[from:i], on)
			from, on = i, hit
		}
		i = end
	}
	if on {
		c.span(l, text[from:same], true)
		from = same
	}
	c.span(l, text[from:], false)
}

func (c Cell) span(l *Line, s string, matched bool) {
	switch {
	case matched:
		l.Bold(Accent, s)
	case c.Bold:
		l.Bold(c.Role, s)
	default:
		l.Put(c.Role, s)
	}
}

// withRefusal puts a reason over the end of a row.
func (t Table) withRefusal(th Theme, line, reason string) string {
	text := Cut(th.Glyph(Refused)+" "+oneLine(reason), max(t.width*2/3, 1))
	at := t.width - Width(text) - 1
	return pad(Cut(line, max(at-2, 0)), max(at, 0)) + th.Paint(Bad, text)
}
