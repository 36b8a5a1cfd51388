package kit

// footerSpan is an action's place in the footer.
type footerSpan struct {
	action   Action
	x, width int
}

// footer lays out the footer: the actions of the screen in front, most useful
// first, as many as fit; commands and help always at the right. When there is
// too little room, what is not possible now goes first.
func (s *Shell) footer() (left, right []footerSpan) {
	top, ok := s.top()
	if !ok {
		return nil, nil
	}
	room := s.width - 1
	if !isFloating(top.screen) {
		right = s.footerRight()
		room = right[0].x - 3
	}
	var all, possible []Action
	for _, a := range top.screen.Actions() {
		if a.Hidden || a.Name == "" {
			continue
		}
		all = append(all, a)
		if a.Disabled == "" {
			possible = append(possible, a)
		}
	}
	left, whole := spread(all, room)
	if !whole {
		left, _ = spread(possible, room)
	}
	return left, right
}

// footerRight is what always stands at the right.
func (s *Shell) footerRight() []footerSpan {
	actions := s.builtin()[:2]
	x := s.width - 1
	var spans []footerSpan
	for i := len(actions) - 1; i >= 0; i-- {
		w := actionWidth(actions[i])
		x -= w
		spans = append([]footerSpan{{actions[i], x, w}}, spans...)
		x -= 2
	}
	return spans
}

// spread places actions from the left, three cells apart; whole is false when
// some found no room.
func spread(actions []Action, room int) (spans []footerSpan, whole bool) {
	x := 1
	for _, a := range actions {
		w := actionWidth(a)
		if x+w > room {
			return spans, false
		}
		spans = append(spans, footerSpan{a, x, w})
		x += w + 3
	}
	return spans, true
}

func actionWidth(a Action) int { return Width(a.Key) + 1 + Width(oneLine(a.Name)) }

// viewFooter draws the footer.
func (s *Shell) viewFooter() string {
	left, right := s.footer()
	l := NewLine(s.theme, s.width)
	for _, span := range append(left, right...) {
		l.To(span.x)
		if span.action.Disabled != "" {
			l.Put(Muted, span.action.Key)
		} else {
			l.Bold(Strong, span.action.Key)
		}
		l.Gap(1).Put(Muted, oneLine(span.action.Name))
	}
	return l.String()
}

// actionAt returns the footer's action at a column.
func (s *Shell) actionAt(x int) (Action, bool) {
	left, right := s.footer()
	for _, span := range append(left, right...) {
		if x >= span.x && x < span.x+span.width {
			return span.action, true
		}
	}
	return Action{}, false
}

// viewToast draws the notice that stands in the footer's place, in as many lines
// as it needs, and at most a third of the terminal.
func (s *Shell) viewToast() []string {
	if s.toast.Text == "" {
		return nil
	}
	n := Notice{Role: s.toast.Role, Text: s.toast.Text}
	lines := n.View(s.theme, max(s.width-2, 1))
	return indent(lines[:min(len(lines), max(s.height/3, 1))], 1)
}
