package kit

// Current returns the key of the menu entry in front, "" before the first one is open.
func (s *Shell) Current() string { return s.current }

// Actions returns what can be done on the screen in front.
func (s *Shell) Actions() []Action {
	top, ok := s.top()
	if !ok {
		return nil
	}
	return top.screen.Actions()
}

// Pages returns the screens of the menu entry in front, the lowest first.
func (s *Shell) Pages() []Screen {
	st := s.stack()
	all := make([]Screen, len(st))
	for i := range st {
		all[i] = st[i].screen
	}
	return all
}
