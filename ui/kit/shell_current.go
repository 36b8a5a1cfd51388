package kit

import "slices"

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

// Fork returns a shell that stands where this one does and goes its own way from there: screens are values, so that
// only their stacks are copied. Tests try every key of a place from the same place with it.
func (s *Shell) Fork() *Shell {
	fork := *s
	fork.stacks = make(map[string][]page, len(s.stacks))
	for key, st := range s.stacks {
		fork.stacks[key] = slices.Clone(st)
	}
	fork.visited = slices.Clone(s.visited)
	return &fork
}
