package kit

import "strconv"

// menuSpan is an entry's place in the menu of one line.
type menuSpan struct{ entry, digit, x, width int }

// menuLine lays the menu out in one line: the entry in front, and around it as
// many as fit whole. Saved views stand there only while they are in front.
func (s *Shell) menuLine() (spans []menuSpan, before, behind bool) {
	digits := s.digits()
	var all []menuSpan
	current := 0
	for i, e := range s.menu {
		if e.Indent > 0 && e.Key != s.current {
			continue
		}
		if e.Key == s.current {
			current = len(all)
		}
		all = append(all, menuSpan{entry: i, digit: digits[i], width: s.menuEntryWidth(i, digits[i])})
	}
	first := 0
	for ; first < current; first++ {
		if spanTo(all, first, current) <= s.width-4 {
			break
		}
	}
	x := 1
	if first > 0 {
		x = 3
	}
	for i := first; i < len(all); i++ {
		span := all[i]
		if i > current && x+span.width > s.width-3 {
			return spans, first > 0, true
		}
		span.x = x
		spans = append(spans, span)
		x += span.width + 2
	}
	return spans, first > 0, false
}

// spanTo returns the cells from the start of one entry to the end of another, the
// marks of what is left out included.
func spanTo(all []menuSpan, first, last int) int {
	n := 1
	if first > 0 {
		n = 3
	}
	for _, span := range all[first : last+1] {
		n += span.width + 2
	}
	return n - 2
}

func (s *Shell) menuShort(e MenuEntry) string {
	if e.Short != "" {
		return oneLine(e.Short)
	}
	return oneLine(e.Name)
}

func (s *Shell) menuEntryWidth(i, digit int) int {
	w := Width(s.menuShort(s.menu[i]))
	if digit > 0 {
		w += 2
	}
	if count := s.menuCount(s.menu[i]); count != "" {
		w += 1 + Width(count)
	}
	return w
}

// viewMenuLine draws the menu in one line.
func (s *Shell) viewMenuLine() string {
	l := NewLine(s.theme, s.width)
	spans, before, behind := s.menuLine()
	if before {
		l.To(1).Glyph(Muted, Left)
	}
	for _, span := range spans {
		e := s.menu[span.entry]
		l.To(span.x)
		if span.digit > 0 {
			l.Put(Muted, strconv.Itoa(span.digit)).Gap(1)
		}
		if e.Key == s.current {
			l.Underline(Accent, s.menuShort(e))
		} else {
			l.Put(Text, s.menuShort(e))
		}
		if count := s.menuCount(e); count != "" {
			l.Gap(1)
			s.putCount(l, e, count)
		}
	}
	if behind && l.Left() >= 2 {
		l.Gap(1).Glyph(Muted, Right)
	}
	return l.String()
}
