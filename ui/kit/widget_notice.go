package kit

// Notice is a short text that wants to be seen where it concerns something: a
// warning under a form, a refusal beside a row, and what mends it.
type Notice struct {
	Role Role // Bad, Warn, Good or Muted; the glyph follows from it
	Text string
	Key  string // what mends it, such as "ctrl+f"; "" for nothing
	Name string // and what that key does, such as "use 14 Jan"
}

// glyph returns the sign of a notice; muted ones have none.
func (n Notice) glyph() (Glyph, bool) {
	switch n.Role {
	case Bad:
		return Refused, true
	case Warn:
		return Warning, true
	case Good:
		return Done, true
	case Accent:
		return Up, true
	default:
		return Nothing, false
	}
}

// View draws the notice in lines of at most w cells: the glyph alone carries the
// colour of a warning, a refusal is coloured as a whole.
func (n Notice) View(t Theme, w int) []string {
	if w <= 0 {
		return nil
	}
	indent := 0
	g, signed := n.glyph()
	if signed {
		indent = 2
	}
	role := n.Role
	if role == Warn {
		role = Muted
	}
	var lines []string
	var l *Line
	for i, part := range Wrap(oneLine(n.Text), max(w-indent, 1)) {
		l = NewLine(t, w)
		if i == 0 && signed {
			l.Glyph(n.Role, g)
		}
		lines = append(lines, l.To(indent).Put(role, part).String())
	}
	return n.withKey(t, w, indent, l, lines)
}

// withKey puts what mends it behind the last line, or on a line of its own.
func (n Notice) withKey(t Theme, w, indent int, last *Line, lines []string) []string {
	if n.Key == "" {
		return lines
	}
	if last.Left() < Width(n.Key)+Width(n.Name)+3 {
		last = NewLine(t, w).Gap(indent)
		return append(lines, last.Bold(Accent, n.Key).Gap(1).Put(Muted, n.Name).String())
	}
	lines[len(lines)-1] = last.Gap(2).Bold(Accent, n.Key).Gap(1).Put(Muted, n.Name).String()
	return lines
}
