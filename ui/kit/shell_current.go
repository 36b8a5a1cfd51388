package kit

// Current returns the key of the menu entry in front, "" before the first one is open.
func (s *Shell) Current() string { return s.current }
