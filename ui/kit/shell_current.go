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
