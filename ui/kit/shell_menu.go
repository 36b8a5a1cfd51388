package kit

import "strconv"

// menuRow is one line of the menu at the left: the index of an entry, or -1 for
// a gap.
func (s *Shell) menuRows() []int {
	var rows []int
	for i, e := range s.menu {
		if e.Gap && i > 0 {
			rows = append(rows, -1)
		}
		rows = append(rows, i)
	}
	return rows
}

// menuOffset returns the first row shown of h, so that the entry in front is
// among them.
func (s *Shell) menuOffset(rows []int, h int) int {
	for line, i := range rows {
		if i >= 0 && s.menu[i].Key == s.current && line >= h {
			return line - h + 1
		}
	}
	return 0
}

// viewMenu draws h lines of the menu at the left, each of exactly its width.
func (s *Shell) viewMenu(h int) []string {
	rows, w := s.menuRows(), s.menuWidth()
	offset := s.menuOffset(rows, h)
	lines := make([]string, 0, h)
	for n := offset; n < offset+h; n++ {
		l := NewLine(s.theme, w)
		if n < len(rows) && rows[n] >= 0 {
			s.menuEntry(l, rows[n])
		}
		lines = append(lines, l.Fill().String())
	}
	return lines
}

func (s *Shell) menuEntry(l *Line, i int) {
	e := s.menu[i]
	role := Text
	if e.Key == s.current {
		l.Glyph(Accent, Bar)
		role = Accent
	}
	l.To(1)
	if i < 9 {
		l.Put(Muted, strconv.Itoa(i+1))
	}
	l.To(3)
	count := s.menuCount(e)
	l.Put(role, Cut(oneLine(e.Name), max(l.width-3-Width(count)-2, 1)))
	l.To(l.width - 1 - Width(count))
	s.putCount(l, e, count)
}

func (s *Shell) menuCount(e MenuEntry) string {
	if e.Count == 0 {
		return ""
	}
	return s.words.Count(e.Count)
}

func (s *Shell) putCount(l *Line, e MenuEntry, count string) {
	if e.CountWarns {
		l.Bold(Warn, count)
	} else {
		l.Put(Muted, count)
	}
}

// menuSpan is an entry's place in the menu of one line.
type menuSpan struct{ entry, x, width int }

// menuLine lays the menu out in one line: the entries around the one in front,
// as many as fit whole.
func (s *Shell) menuLine() (spans []menuSpan, before, behind bool) {
	current := 0
	for i, e := range s.menu {
		if e.Key == s.current {
			current = i
		}
	}
	first := 0
	for ; first < current; first++ {
		if s.menuSpanTo(first, current) <= s.width-4 {
			break
		}
	}
	x := 1
	if first > 0 {
		x = 3
	}
	for i := first; i < len(s.menu); i++ {
		w := s.menuEntryWidth(i)
		if i > current && x+w > s.width-3 {
			return spans, first > 0, true
		}
		spans = append(spans, menuSpan{i, x, w})
		x += w + 2
	}
	return spans, first > 0, false
}

// menuSpanTo returns the cells from the start of one entry to the end of
// another, the marks of what is left out included.
func (s *Shell) menuSpanTo(first, last int) int {
	n := 1
	if first > 0 {
		n = 3
	}
	for i := first; i <= last; i++ {
		n += s.menuEntryWidth(i) + 2
	}
	return n - 2
}

func (s *Shell) menuShort(e MenuEntry) string {
	if e.Short != "" {
		return oneLine(e.Short)
	}
	return oneLine(e.Name)
}

func (s *Shell) menuEntryWidth(i int) int {
	w := Width(s.menuShort(s.menu[i]))
	if i < 9 {
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
		if span.entry < 9 {
			l.Put(Muted, strconv.Itoa(span.entry+1)).Gap(1)
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

// menuAt returns the menu entry at a cell of the terminal.
func (s *Shell) menuAt(x, y int) (key string, ok bool) {
	body := s.bodyRect()
	if s.side() && x < s.menuWidth() && y >= body.Y && y < body.Y+body.Height {
		rows := s.menuRows()
		n := s.menuOffset(rows, body.Height) + y - body.Y
		if n < len(rows) && rows[n] >= 0 {
			return s.menu[rows[n]].Key, true
		}
		return "", false
	}
	if s.inline() && y == 1 {
		spans, _, _ := s.menuLine()
		for _, span := range spans {
			if x >= span.x && x < span.x+span.width {
				return s.menu[span.entry].Key, true
			}
		}
	}
	return "", false
}
