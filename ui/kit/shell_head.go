package kit

import "fmt"

// headLevels are how the head line is told, the whole one first. Names give way
// before anything that says how things stand: whoever looks must see at any
// width what this is connected to, and in a rehearsal which day it is.
func headLevels() [][2]int {
	return [][2]int{{0, 0}, {0, 1}, {1, 1}, {1, 2}, {2, 2}}
}

// nameLeast is how far the names are cut before the right side says less.
const nameLeast = 8

// viewHead draws the head line: what this is, who is at work, how things stand.
func (s *Shell) viewHead() string {
	for _, level := range headLevels() {
		left, right := s.headLeft(level[0], s.width), s.headRight(level[1])
		if left.Used()+right.Used()+4 <= s.width && level[0] < 2 {
			return s.joinHead(left, right)
		}
	}
	right := s.headRight(2)
	for level := 3; level < 6 && s.width-right.Used()-4 < nameLeast; level++ {
		right = s.headRight(level)
	}
	return s.joinHead(s.headLeft(2, s.width-right.Used()-4), right)
}

// joinHead puts the two sides into one line, the right one at its end.
func (s *Shell) joinHead(left, right *Line) string {
	at := max(s.width-right.Used()-1, 0)
	l := NewLine(s.theme, s.width).Painted(fit(left.String(), max(at-1, 0)))
	return l.To(at).Painted(right.String()).String()
}

// headLeft draws the names in at most room cells; level 0 is whole, 1 leaves the
// program's name out, 2 also shortens the names.
func (s *Shell) headLeft(level, room int) *Line {
	l := NewLine(s.theme, s.width).Gap(1)
	if level < 1 {
		l.Put(Accent, s.app).Gap(3)
	}
	name, roles := oneLine(s.account.Name), oneLine(s.account.Roles)
	if level == 2 {
		name, roles = shortened(name, roles, max(room-1, 1))
	}
	l.Bold(Strong, name)
	if roles != "" {
		l.Gap(2).Put(Muted, roles)
	}
	return l
}

// shortened cuts a name, and then what stands behind it, to room cells in all.
func shortened(name, roles string, room int) (string, string) {
	if Width(name)+2+Width(roles) > room {
		name = Cut(name, max(room-2-Width(roles), room/2, nameLeast))
	}
	left := room - Width(name) - 2
	if left < 4 {
		return Cut(name, room), ""
	}
	return name, Cut(roles, left)
}

// headRight draws the connection, the queue and what is unread. Level 0 is
// whole; 1 and 2 say it in fewer words, 3 to 5 leave words out.
func (s *Shell) headRight(level int) *Line {
	l := NewLine(s.theme, s.width)
	gap := func() {
		if l.Used() > 0 {
			l.Gap(3)
		}
	}
	s.link(l, level)
	st := s.status
	if st.Note != "" && level < 5 {
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
	case st.Link == LinkOn && level < 1 && st.Trouble == "":
		gap()
		l.Glyph(Good, Done).Gap(1).Put(Muted, s.words.Synced)
	}
	if st.Unread > 0 {
		gap()
		l.Glyph(Warn, Mail).Gap(1).Bold(Warn, s.words.Count(st.Unread))
	}
	return l
}

// link draws what the program is connected to.
func (s *Shell) link(l *Line, level int) {
	where := oneLine(s.status.Where)
	if level == 3 {
		where = Cut(where, 12)
	}
	put := func(r Role, g Glyph, text string) {
		if l.Glyph(r, g); text != "" && level < 4 {
			l.Gap(1).Put(Muted, text)
		}
	}
	switch trouble := oneLine(s.status.Trouble); {
	case trouble != "" && s.status.Link == LinkOn:
		l.Glyph(Warn, Warning).Gap(1).Put(Warn, trouble)
		return
	case trouble != "":
		l.Glyph(Bad, Refused).Gap(1).Put(Bad, trouble)
		return
	}
	switch s.status.Link {
	case LinkLost:
		text := s.words.Lost
		if level >= 2 {
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
