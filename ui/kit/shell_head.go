package kit

import "fmt"

// viewHead draws the head line: what this is, who is at work, how things stand.
// As it gets narrow, words give way before signs and numbers do.
func (s *Shell) viewHead() string {
	for level := range 5 {
		left, right := s.headLeft(level), s.headRight(level)
		if left.Used()+right.Used()+4 <= s.width || level == 4 {
			room := max(s.width-right.Used()-2, 0)
			l := NewLine(s.theme, s.width).Painted(fit(left.String(), room))
			return l.To(s.width - right.Used() - 1).Painted(right.String()).String()
		}
	}
	return ""
}

// headLeft draws the names; level 0 is whole, higher ones say less.
func (s *Shell) headLeft(level int) *Line {
	l := NewLine(s.theme, s.width).Gap(1)
	if level < 2 {
		l.Put(Accent, s.app).Gap(3)
	}
	l.Bold(Strong, oneLine(s.account.Name))
	if s.account.Roles != "" && level < 3 {
		l.Gap(2).Put(Muted, oneLine(s.account.Roles))
	}
	return l
}

// headRight draws the connection, the queue and what is unread.
func (s *Shell) headRight(level int) *Line {
	l := NewLine(s.theme, s.width)
	gap := func() {
		if l.Used() > 0 {
			l.Gap(3)
		}
	}
	s.link(l, level)
	st := s.status
	if st.Note != "" && level < 1 {
		gap()
		l.Put(Muted, oneLine(st.Note))
	}
	switch queued := fmt.Sprintf(s.words.Queued, s.words.Count(st.Queued)); {
	case st.Queued > 0 && level < 2:
		gap()
		l.Glyph(Accent, Up).Gap(1).Put(Muted, queued)
	case st.Queued > 0:
		gap()
		l.Glyph(Accent, Up).Put(Muted, s.words.Count(st.Queued))
	case st.Link == LinkOn && level < 1:
		gap()
		l.Glyph(Good, Done).Gap(1).Put(Muted, s.words.Synced)
	}
	if st.Unread > 0 {
		gap()
		l.Glyph(Warn, Mail).Gap(1).Bold(Warn, s.words.Count(st.Unread))
	}
	return l
}

func (s *Shell) link(l *Line, level int) {
	where := oneLine(s.status.Where)
	if level >= 2 {
		where = ""
	}
	put := func(r Role, g Glyph, text string) {
		if l.Glyph(r, g); text != "" {
			l.Gap(1).Put(Muted, text)
		}
	}
	switch s.status.Link {
	case LinkLost:
		text := s.words.Lost
		if level >= 4 {
			text = s.words.LostShort
		}
		l.Glyph(Bad, Refused).Gap(1).Put(Bad, fmt.Sprintf(text, oneLine(s.status.Since)))
	case LinkConnecting:
		put(Warn, Todo, s.words.Connecting)
	case LinkOn:
		put(Good, Now, where)
	default:
		if where != "" {
			put(Good, Now, where)
		}
	}
}
