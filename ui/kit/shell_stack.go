package kit

import (
	"slices"

	tea "charm.land/bubbletea/v2"
)

// addressed is a message for one page, wherever it lies.
type addressed struct {
	page uint64
	msg  tea.Msg
}

// stack returns the screens of the entry in front, the top one last.
func (s *Shell) stack() []page { return s.stacks[s.current] }

// top returns the screen in front; ok is false before the first one is open.
func (s *Shell) top() (page, bool) {
	st := s.stack()
	if len(st) == 0 {
		return page{}, false
	}
	return st[len(st)-1], true
}

// entry returns a menu entry by its key.
func (s *Shell) entry(key string) (MenuEntry, bool) {
	i := slices.IndexFunc(s.menu, func(e MenuEntry) bool { return e.Key == key })
	if i < 0 {
		return MenuEntry{}, false
	}
	return s.menu[i], true
}

// navigate moves between screens.
func (s *Shell) navigate(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case Push:
		return s.push(msg.Screen)
	case Pop:
		return s.pop()
	case popThen:
		cmd := s.pop()
		if msg.do == nil {
			return cmd
		}
		top, _ := s.top()
		return tea.Batch(cmd, s.from(top.id, msg.do()))
	case Replace:
		if st := s.stack(); len(st) > 0 {
			s.stacks[s.current] = slices.Delete(slices.Clone(st), len(st)-1, len(st))
		}
		return s.push(msg.Screen)
	case Go:
		return s.open(msg.Entry, msg.Home)
	}
	return nil
}

// open puts an entry in front, as it was left or anew.
func (s *Shell) open(key string, home bool) tea.Cmd {
	e, ok := s.entry(key)
	if !ok || e.Open == nil {
		return nil
	}
	if s.current != "" && s.current != key {
		s.visited = append(slices.DeleteFunc(s.visited, func(k string) bool { return k == key }), s.current)
	}
	s.current = key
	if home {
		delete(s.stacks, key)
	}
	if len(s.stack()) == 0 {
		return s.push(e.Open())
	}
	return s.shown()
}

// push puts a screen in front and tells it the words, the size and the theme
// before it is drawn.
func (s *Shell) push(screen Screen) tea.Cmd {
	if screen == nil {
		return nil
	}
	s.pages++
	p := page{id: s.pages, screen: screen}
	s.stacks[s.current] = append(slices.Clone(s.stack()), p)
	cmds := []tea.Cmd{s.from(p.id, screen.Init()), s.toPage(p.id, s.words)}
	if s.width > 0 {
		size := tea.WindowSizeMsg{Width: s.width, Height: s.height}
		cmds = append(cmds, s.toPage(p.id, size), s.toPage(p.id, s.frameFor(screen)))
	}
	return tea.Batch(cmds...)
}

// pop takes the top screen away. The last one of an entry goes back to the entry
// before, and begins anew when it is opened again.
func (s *Shell) pop() tea.Cmd {
	st := s.stack()
	if len(st) > 1 {
		s.stacks[s.current] = slices.Clone(st[:len(st)-1])
		return s.shown()
	}
	for len(s.visited) > 0 {
		last := s.visited[len(s.visited)-1]
		s.visited = s.visited[:len(s.visited)-1]
		if _, ok := s.entry(last); ok && last != s.current {
			delete(s.stacks, s.current)
			s.current = last
			return s.shown()
		}
	}
	return nil
}

// setMenu replaces the menu and lets go of entries that are no longer in it.
func (s *Shell) setMenu(entries []MenuEntry) tea.Cmd {
	before := s.bodyRect()
	s.menu = entries
	s.version++
	for key := range s.stacks {
		if _, ok := s.entry(key); !ok && key != s.current {
			delete(s.stacks, key)
		}
	}
	if before != s.bodyRect() {
		return s.reframe()
	}
	return nil
}

// toTop gives a message to the screen in front.
func (s *Shell) toTop(msg tea.Msg) tea.Cmd {
	top, ok := s.top()
	if !ok {
		return nil
	}
	return s.toPage(top.id, msg)
}

// toPage gives a message to one screen, if it is still there, and keeps what
// takes its place.
func (s *Shell) toPage(id uint64, msg tea.Msg) tea.Cmd {
	for _, st := range s.stacks {
		for i := range st {
			if st[i].id == id {
				return s.deliver(&st[i], msg)
			}
		}
	}
	return nil
}

// toAll gives a message to every screen alive.
func (s *Shell) toAll(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, st := range s.stacks {
		for i := range st {
			cmds = append(cmds, s.deliver(&st[i], msg))
		}
	}
	return tea.Batch(cmds...)
}

func (s *Shell) deliver(p *page, msg tea.Msg) tea.Cmd {
	next, cmd := p.screen.Update(msg)
	if next != nil {
		p.screen = next
	}
	return s.from(p.id, cmd)
}

// from lets a screen's command answer with Self: what it returns finds back to
// that screen.
func (s *Shell) from(id uint64, cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() tea.Msg {
		switch msg := cmd().(type) {
		case Self:
			return addressed{id, msg.Msg}
		case tea.BatchMsg:
			for i, c := range msg {
				msg[i] = s.from(id, c)
			}
			return msg
		default:
			return msg
		}
	}
}
