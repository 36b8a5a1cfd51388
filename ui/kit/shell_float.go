package kit

import "strings"

// float draws a screen over the lines: what is below fades, and a thin edge
// stands around the panel, the only one on the terminal. Nothing is painted
// behind it. Where the terminal is hardly wider than the panel, its sides are
// blank: scraps of lines there would only be noise.
func (s *Shell) float(lines []string, screen Screen) {
	content := viewLines(screen)
	r := s.floatRect(content)
	for i := range lines {
		lines[i] = unstyled(lines[i])
	}
	panel := Rect{X: r.X - 3, Y: r.Y - 1, Width: r.Width + 6, Height: r.Height + 2}
	bar := s.theme.Paint(Accent, s.theme.Glyph(VLine))
	s.overlay(lines, panel.Y, panel, s.edge(CornerNW, CornerNE, panel.Width))
	for i := range r.Height {
		s.overlay(lines, r.Y+i, panel, bar+"  "+pad(fit(content[i], r.Width), r.Width)+"  "+bar)
	}
	s.overlay(lines, r.Y+r.Height, panel, s.edge(CornerSW, CornerSE, panel.Width))
	for i := range lines {
		if i < panel.Y || i >= panel.Y+panel.Height {
			lines[i] = s.theme.Paint(Faint, lines[i])
		}
	}
}

// edge draws the upper or the lower side of a panel of w cells.
func (s *Shell) edge(from, to Glyph, w int) string {
	t := s.theme
	return t.Paint(Accent, t.Glyph(from)+strings.Repeat(t.Glyph(HLine), max(w-2, 0))+t.Glyph(to))
}

// floatMargin is the least width at the sides of a panel at which what lies
// below is shown beside it.
const floatMargin = 12

// unstyled returns a line without its colours.
func unstyled(line string) string {
	var b strings.Builder
	b.Grow(len(line))
	for {
		at := strings.IndexByte(line, 0x1b)
		if at < 0 {
			b.WriteString(line)
			return b.String()
		}
		b.WriteString(line[:at])
		line = line[at+escapeLen(line[at:]):]
	}
}

// overlay puts a panel's line over one that has lost its colours.
func (s *Shell) overlay(lines []string, y int, panel Rect, text string) {
	if y < 0 || y >= len(lines) {
		return
	}
	if panel.X < floatMargin {
		lines[y] = Spaces(panel.X) + text
		return
	}
	plain := lines[y]
	left := panel.X - 1 // one blank cell keeps the edge apart from what lies below
	line := s.theme.Paint(Faint, pad(cutPlain(plain, left), left)) + " " + text
	if right := skipPlain(plain, panel.X+panel.Width+1); right != "" {
		line += " " + s.theme.Paint(Faint, right)
	}
	lines[y] = line
}

// cutPlain returns the beginning of a plain text that fits into w cells, without
// an ellipsis.
func cutPlain(s string, w int) string {
	for i, at := 0, 0; i < len(s); {
		end, n, _ := next(s, i)
		if at+n > w {
			return s[:i]
		}
		at, i = at+n, end
	}
	return s
}

// skipPlain returns a plain text without its first w cells; half a character
// becomes a blank.
func skipPlain(s string, w int) string {
	at := 0
	for i := 0; i < len(s); {
		if at >= w {
			return Spaces(at-w) + s[i:]
		}
		end, n, _ := next(s, i)
		at, i = at+n, end
	}
	return ""
}
