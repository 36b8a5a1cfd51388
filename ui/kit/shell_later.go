package kit

import (
	"reflect"
	"slices"

	tea "charm.land/bubbletea/v2"
)

// Later is a message that a screen which nobody sees is given when it is shown
// again: what changed elsewhere, for example. Of several of a type it is given
// one, for all.
type Later interface {
	// After returns what is to be given for this message and an earlier one.
	After(earlier tea.Msg) tea.Msg
}

// visible returns from which screen of the stack in front on all are seen: those
// that float, and the one below them.
func (s *Shell) visible() int {
	st := s.stack()
	at := len(st) - 1
	for at > 0 && isFloating(st[at].screen) {
		at--
	}
	return at
}

// later gives a message to the screens that are seen, and keeps it for all others.
func (s *Shell) later(msg Later) tea.Cmd {
	var cmds []tea.Cmd
	seen := s.visible()
	for key, st := range s.stacks {
		for i := range st {
			if key == s.current && i >= seen {
				cmds = append(cmds, s.deliver(&st[i], msg))
			} else {
				st[i].keep(msg)
			}
		}
	}
	return tea.Batch(cmds...)
}

// keep keeps a message until the screen is shown.
func (p *page) keep(msg Later) {
	same := func(other tea.Msg) bool { return reflect.TypeOf(other) == reflect.TypeOf(msg) }
	if at := slices.IndexFunc(p.missed, same); at >= 0 {
		p.missed[at] = msg.After(p.missed[at])
		return
	}
	p.missed = append(p.missed, msg)
}

// shown gives the screens that are seen now what they missed, and tells the one
// in front that it is shown.
func (s *Shell) shown() tea.Cmd {
	var cmds []tea.Cmd
	st := s.stack()
	for i := max(s.visible(), 0); i < len(st); i++ {
		missed := st[i].missed
		st[i].missed = nil
		for _, msg := range missed {
			cmds = append(cmds, s.deliver(&st[i], msg))
		}
	}
	return tea.Batch(append(cmds, s.toTop(Shown{}))...)
}
