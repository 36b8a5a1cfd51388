package kit

import tea "charm.land/bubbletea/v2"

// openGuide pushes the page of the guides that belongs to the screen in front.
// Over that page it goes back, so that one key looks something up and returns.
func (s *Shell) openGuide() tea.Cmd {
	top, ok := s.top()
	switch {
	case !ok:
		return nil
	case top.id == s.guideAt:
		return s.pop()
	}
	page := ""
	if guided, is := top.screen.(Guided); is {
		page = guided.Guide()
	}
	cmd := s.push(s.guide(page))
	if now, _ := s.top(); now.id != top.id {
		s.guideAt = now.id
	}
	return cmd
}
