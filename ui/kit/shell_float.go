package kit

import "strings"

// float draws a screen over the lines: what is below fades, a rule stands above
// and one below the panel. No box, and nothing painted behind it.
func (s *Shell) float(lines []string, screen Screen) {
	content := viewLines(screen)
	r := s.floatRect(content)
	for i := range lines {
		lines[i] = unstyled(lines[i])
	}
	x, w := r.X-3, r.Width+6
	if x < floatMargin { // scraps of lines at the sides would only be noise
		x, w = 0, s.width
		lines[s.height-2] = unstyled(rule(s.theme, s.width))
	}
	edge := " " + ruleOf(s.theme, Accent, w-2)
	s.overlay(lines, r.Y-1, x, w, edge)
	for i := range r.Height {
		s.overlay(lines, r.Y+i, x, w, Spaces(r.X-x)+fit(content[i], r.Width))
	}
	if r.Y+r.Height >= s.height-3 { // the footer's rule is next to it and is enough
		edge = ""
	}
	s.overlay(lines, r.Y+r.Height, x, w, edge)
	for i := range lines {
		if i < r.Y-1 || i > r.Y+r.Height {
			lines[i] = s.theme.Paint(Faint, lines[i])
		}
	}
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

// overlay puts a text of w cells over a line that has lost its colours.
func (s *Shell) overlay(lines []string, y, x, w int, text string) {
	if y < 0 || y >= len(lines) {
		return
	}
	plain := lines[y]
	left := pad(cutPlain(plain, x), x)
	right := skipPlain(plain, x+w)
	line := s.theme.Paint(Faint, left) + pad(text, w)
	if right != "" {
		line += s.theme.Paint(Faint, right)
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
