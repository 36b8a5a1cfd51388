package kit

// The least size that the shell draws anything at.
const (
	leastColumns = 40
	leastRows    = 10
)

// side reports whether the menu stands at the left of the body.
func (s *Shell) side() bool { return s.width >= menuColumns && len(s.menu) > 0 }

// inline reports whether the menu is one line below the head.
func (s *Shell) inline() bool { return !s.side() && len(s.menu) > 0 }

// tooSmall reports whether the terminal has no room for anything useful.
func (s *Shell) tooSmall() bool { return s.width < leastColumns || s.height < leastRows }

// menuWidth returns the columns of the menu at the left: what its longest entry
// needs, within bounds that leave the body its place.
func (s *Shell) menuWidth() int {
	need := 0
	for _, e := range s.menu {
		n := 3 + menuIndent(e) + Width(oneLine(e.Name)) + 2
		if e.Count != 0 {
			n += 1 + Width(s.words.Count(e.Count))
		}
		need = max(need, n)
	}
	return min(max(need, 27), 34)
}

// bodyRect returns the place of a screen that does not float.
func (s *Shell) bodyRect() Rect {
	switch {
	case s.side():
		x := s.menuWidth() + 1
		return Rect{X: x, Y: 2, Width: max(s.width-x, 0), Height: max(s.height-4, 0)}
	case s.inline():
		return Rect{Y: 3, Width: s.width, Height: max(s.height-5, 0)}
	default:
		return Rect{Y: 2, Width: s.width, Height: max(s.height-4, 0)}
	}
}

// floatRoom returns the most that a floating screen may fill: the head and the
// footer stay visible, and so does a margin at each side.
func (s *Shell) floatRoom() (w, h int) {
	return max(s.width-8, 1), max(s.height-5, 1)
}

// frameFor returns the size and theme that a screen is told.
func (s *Shell) frameFor(screen Screen) Frame {
	if isFloating(screen) {
		w, h := s.floatRoom()
		return Frame{Width: w, Height: h, Theme: s.theme}
	}
	r := s.bodyRect()
	return Frame{Width: r.Width, Height: r.Height, Theme: s.theme}
}

// floatRect returns where a floating screen of some lines stands: in the middle,
// a third from above. Its rules and margins stand around it.
func (s *Shell) floatRect(lines []string) Rect {
	roomW, roomH := s.floatRoom()
	w := 0
	for _, line := range lines {
		w = max(w, Width(line))
	}
	w, h := min(w, roomW), min(len(lines), roomH)
	return Rect{X: (s.width - w) / 2, Y: 2 + (roomH-h)/3, Width: w, Height: h}
}
