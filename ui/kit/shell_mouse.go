package kit

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// clicked is the last click, by which a double one is told.
type clicked struct {
	x, y int
	at   time.Time
}

// doubleClick is the time within which a second click at the same cell makes a
// double one.
const doubleClick = 400 * time.Millisecond

// mouse routes clicks and the wheel: the menu, the footer, the screen in front.
func (s *Shell) mouse(msg tea.MouseMsg) tea.Cmd {
	if s.tooSmall() || s.mouseFree {
		return nil
	}
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		lines := 3
		switch m.Button {
		case tea.MouseWheelUp:
			lines = -3
		case tea.MouseWheelDown:
		default:
			return nil
		}
		if x, y, ok := s.within(m.X, m.Y); ok {
			return s.toTop(Wheel{X: x, Y: y, Lines: lines})
		}
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return s.click(m.X, m.Y)
		}
	}
	return nil
}

func (s *Shell) click(x, y int) tea.Cmd {
	top, ok := s.top()
	if !ok {
		return nil
	}
	double := s.double(x, y)
	s.toast = Toast{}
	if y == s.height-1 {
		if a, ok := s.actionAt(x); ok {
			return s.act(a)
		}
		return nil
	}
	if !isFloating(top.screen) {
		if key, ok := s.menuAt(x, y); ok {
			return s.open(key, false)
		}
	}
	if bx, by, ok := s.within(x, y); ok {
		return s.toTop(Click{X: bx, Y: by, Double: double})
	}
	return nil
}

// double remembers a click and reports whether it is the second of two.
func (s *Shell) double(x, y int) bool {
	if s.now == nil {
		return false
	}
	now := s.now()
	is := s.clicked.x == x && s.clicked.y == y && !s.clicked.at.IsZero() && now.Sub(s.clicked.at) < doubleClick
	s.clicked = clicked{x, y, now}
	if is {
		s.clicked.at = time.Time{} // a third click begins anew
	}
	return is
}

// within returns a cell of the terminal as one of the screen in front.
func (s *Shell) within(x, y int) (bx, by int, ok bool) {
	top, has := s.top()
	if !has {
		return 0, 0, false
	}
	r := s.bodyRect()
	if isFloating(top.screen) {
		r = s.floatRect(viewLines(top.screen))
	}
	return x - r.X, y - r.Y, r.Contains(x, y)
}
