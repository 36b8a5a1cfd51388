package kit

import "strings"

// Line writes one line of spans, left to right, and keeps count of its cells:
// whatever is put on it, the result never has more than its width. Text that
// does not fit is cut with an ellipsis, and what comes after it is dropped.
type Line struct {
	theme Theme
	buf   []byte
	used  int
	width int
}

// NewLine returns an empty line of at most width cells.
func NewLine(t Theme, width int) *Line {
	return &Line{theme: t, width: max(width, 0), buf: make([]byte, 0, 2*max(width, 0)+32)}
}

// again empties the line and keeps its memory, for the next one of many.
func (l *Line) again() *Line {
	l.buf, l.used = l.buf[:0], 0
	return l
}

// Put appends plain text in a role. Controls and escape sequences, which have no
// place in plain text, are taken out.
func (l *Line) Put(r Role, s string) *Line {
	if l.theme.look == nil {
		return l.span("", s)
	}
	return l.span(l.theme.look.plain[r], s)
}

// Bold appends plain text in a role, in bold.
func (l *Line) Bold(r Role, s string) *Line {
	if l.theme.look == nil {
		return l.span("", s)
	}
	return l.span(l.theme.look.bold[r], s)
}

// Underline appends plain text in a role, underlined.
func (l *Line) Underline(r Role, s string) *Line {
	if l.theme.look == nil {
		return l.span("", s)
	}
	return l.span(l.theme.look.underline[r], s)
}

// span is what Theme.Paint does, written straight into the line.
func (l *Line) span(open, s string) *Line {
	if s = l.room(harmless(s)); s == "" {
		return l
	}
	if open == "" {
		l.buf = append(l.buf, s...)
		return l
	}
	l.buf = append(l.buf, open...)
	l.buf = append(l.buf, s...)
	l.buf = append(l.buf, reset...)
	return l
}

// Glyph appends a glyph in a role.
func (l *Line) Glyph(r Role, g Glyph) *Line { return l.Put(r, l.theme.Glyph(g)) }

// Painted appends text that already carries its styles, each closed.
func (l *Line) Painted(s string) *Line {
	l.buf = append(l.buf, l.room(s)...)
	return l
}

// Gap appends n blank cells, as far as there is room.
func (l *Line) Gap(n int) *Line {
	n = max(min(n, l.width-l.used), 0)
	for range n {
		l.buf = append(l.buf, ' ')
	}
	l.used += n
	return l
}

// To appends blanks up to column col, counted from 0.
func (l *Line) To(col int) *Line { return l.Gap(col - l.used) }

// Fill appends blanks up to the line's width.
func (l *Line) Fill() *Line { return l.Gap(l.width - l.used) }

// Used returns the cells written so far.
func (l *Line) Used() int { return l.used }

// Left returns the cells that are still free.
func (l *Line) Left() int { return l.width - l.used }

// String returns the line.
func (l *Line) String() string { return string(l.buf) }

// harmless returns plain text without controls. It is cheaper than Clean, which
// most texts have been through already.
func harmless(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c == 0x7f || c == 0xc2 && i+1 < len(s) && s[i+1] < 0xa0 {
			return Clean(s)
		}
	}
	return s
}

// room cuts s to what is left and counts it.
func (l *Line) room(s string) string {
	w := cells(s)
	if left := l.width - l.used; w > left {
		s = Cut(s, left)
		w = cells(s)
		l.used = l.width // nothing may follow an ellipsis
		return s + Spaces(left-w)
	}
	l.used += w
	return s
}

// fit returns s with at most w cells, measuring it only once when it fits.
func fit(s string, w int) string {
	if len(s) <= w || cells(s) <= w {
		return s
	}
	return Cut(s, w)
}

// pad returns s with exactly w cells, measuring it only once when it fits.
func pad(s string, w int) string {
	if n := cells(s); n <= w {
		return s + Spaces(w-n)
	}
	return Fit(s, w)
}

// rule returns a horizontal rule of n cells.
func rule(t Theme, n int) string { return ruleOf(t, Faint, n) }

func ruleOf(t Theme, r Role, n int) string {
	return t.Paint(r, strings.Repeat(t.Glyph(HLine), max(n, 0)))
}

// oneLine makes text of others harmless for one line; text that already is
// costs one look at its bytes.
func oneLine(s string) string { return Clean(s) }

// oneLinePainted takes line breaks and other controls out of painted text and
// leaves its styles alone.
func oneLinePainted(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r != 0x1b && (r < 0x20 || r >= 0x7f && r < 0xa0) }) < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		end, _, k := next(s, i)
		switch {
		case k == control:
			b.WriteByte(' ')
		case k != escape || isSGR(s[i:end]):
			b.WriteString(s[i:end])
		}
		i = end
	}
	return b.String()
}

// Block cuts a text of several lines to w cells and h lines: the last guard
// between a widget and the frame it stands in.
func Block(lines []string, w, h int) string {
	return strings.Join(clip(lines, w, h), "\n")
}

// clip is Block for lines that stay apart.
func clip(lines []string, w, h int) []string {
	out := make([]string, max(min(len(lines), h), 0))
	for i := range out {
		out[i] = fit(lines[i], w)
	}
	return out
}
