package kit

import "strconv"

// What a row of the menu at the left shows when it is no entry.
const (
	menuGap  = -1
	menuUp   = -2 // how many entries stand above
	menuDown = -3 // how many stand below
)

// digits returns the digit that opens each entry, 0 for none.
func (s *Shell) digits() []int {
	digits, n := make([]int, len(s.menu)), 0
	for i, e := range s.menu {
		if e.Indent == 0 && !e.Plain && n < 9 {
			n++
			digits[i] = n
		}
	}
	return digits
}

// currentIndex returns the entry in front, 0 when there is none.
func (s *Shell) currentIndex() int {
	for i, e := range s.menu {
		if e.Key == s.current {
			return i
		}
	}
	return 0
}

// menuRows lists what stands below each other in h lines: indices of entries,
// gaps, and signs of more. Where there is too little room the gaps go, or else
// the saved views of other screens fold, and then the list scrolls.
func (s *Shell) menuRows(h int) []int {
	all := make([]int, len(s.menu))
	for i := range all {
		all[i] = i
	}
	folded := s.folded()
	for _, rows := range [][]int{s.spaced(all), all, s.spaced(folded), folded} {
		if len(rows) <= h {
			return rows
		}
	}
	if h < 3 {
		return folded[:min(len(folded), max(h, 0))]
	}
	return s.scrolled(folded, h)
}

// spaced puts gaps between the groups of some entries.
func (s *Shell) spaced(entries []int) []int {
	var rows []int
	for n, i := range entries {
		if n > 0 && (s.menu[i].Gap || s.menu[i].Group != s.menu[i-1].Group) {
			rows = append(rows, menuGap)
		}
		rows = append(rows, i)
	}
	return rows
}

// folded returns the entries without the indented ones that belong to others
// than the one in front.
func (s *Shell) folded() []int {
	parent := func(i int) int {
		for i > 0 && s.menu[i].Indent > 0 {
			i--
		}
		return i
	}
	var rows []int
	for i, e := range s.menu {
		if e.Indent == 0 || parent(i) == parent(s.currentIndex()) {
			rows = append(rows, i)
		}
	}
	return rows
}

// scrolled returns h of the rows with the entry in front among them, and says at
// either end that there are more.
func (s *Shell) scrolled(rows []int, h int) []int {
	at := 0
	for line, i := range rows {
		if i == s.currentIndex() {
			at = line
		}
	}
	from := max(0, min(at-h/2, len(rows)-h))
	shown := append([]int(nil), rows[from:from+h]...)
	if from > 0 {
		shown[0] = menuUp
	}
	if from+h < len(rows) {
		shown[h-1] = menuDown
	}
	return shown
}

// viewMenu draws h lines of the menu at the left, each of exactly its width.
func (s *Shell) viewMenu(h int) []string {
	rows, w, digits := s.menuRows(h), s.menuWidth(), s.digits()
	lines := make([]string, 0, h)
	for n := range h {
		l := NewLine(s.theme, w)
		switch {
		case n >= len(rows) || rows[n] == menuGap:
		case rows[n] == menuUp:
			l.To(3).Glyph(Muted, Up).Gap(1).Put(Muted, s.words.Count(rows[1]))
		case rows[n] == menuDown:
			l.To(3).Glyph(Muted, Down).Gap(1).Put(Muted, s.words.Count(len(s.menu)-1-rows[n-1]))
		default:
			s.menuEntry(l, s.menu[rows[n]], digits[rows[n]])
		}
		lines = append(lines, l.Fill().String())
	}
	return lines
}

func (s *Shell) menuEntry(l *Line, e MenuEntry, digit int) {
	role := Text
	if e.Indent > 0 {
		role = Muted
	}
	if e.Key == s.current {
		l.Glyph(Accent, Bar)
		role = Accent
	}
	l.To(1)
	if digit > 0 {
		l.Put(Muted, strconv.Itoa(digit))
	}
	l.To(3 + menuIndent(e))
	count := s.menuCount(e)
	l.Put(role, Cut(oneLine(e.Name), max(l.Left()-Width(count)-2, 1)))
	l.To(l.width - 1 - Width(count))
	s.putCount(l, e, count)
}

// menuIndent returns the cells that an entry stands further right.
func menuIndent(e MenuEntry) int { return 2 * max(0, min(e.Indent, 4)) }

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

// menuAt returns the menu entry at a cell of the terminal.
func (s *Shell) menuAt(x, y int) (key string, ok bool) {
	body := s.bodyRect()
	if s.side() && x < s.menuWidth() && y >= body.Y && y < body.Y+body.Height {
		rows := s.menuRows(body.Height)
		if n := y - body.Y; n < len(rows) && rows[n] >= 0 {
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
