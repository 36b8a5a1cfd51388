package kit

// chooserHead is the lines above the entries: the name, the line to type in and
// a blank one.
const chooserHead = 3

// page returns how many lines there are for entries. It does not depend on how
// many are found, so that nothing jumps while one types.
func (c chooser) page() int {
	want := c.offered + c.groups(c.offered)
	if c.Typed != nil {
		want++
	}
	return max(min(want, c.frame.Height-chooserHead-len(c.foot()), 20), 1)
}

// groups counts the lines that heads of groups take among n found entries, at
// most.
func (c chooser) groups(n int) int {
	count, last := 0, ""
	for i := range min(n, len(c.Choices)) {
		if g := c.Choices[i].Group; g != last {
			count, last = count+2, g
		}
	}
	return count
}

// grouped reports whether heads of groups are shown: only in the whole list,
// whose order is theirs.
func (c chooser) grouped() bool { return c.input.Value() == "" }

// rows lists what stands below each other in the list: an index in found, or -1
// for a blank line, or -2-i for the head of the group of found[i].
func (c chooser) rows() []int {
	var rows []int
	last := ""
	for i, r := range c.found {
		if g := c.Choices[r.index].Group; c.grouped() && g != "" && g != last {
			if len(rows) > 0 {
				rows = append(rows, -1)
			}
			rows, last = append(rows, -2-i), g
		}
		rows = append(rows, i)
	}
	return rows
}

// scroll keeps the entry under the cursor in sight, and the head above the
// first one.
func (c chooser) scroll() chooser {
	page := c.page()
	for line, row := range c.rows() {
		if row != c.at {
			continue
		}
		if line >= c.offset+page {
			c.offset = line - page + 1
		}
		c.offset = min(c.offset, line)
		if c.at == 0 {
			c.offset = 0
		}
	}
	return c
}

// place returns the line of each visible entry.
func (c chooser) place() map[int]int {
	lines := make(map[int]int)
	for i, row := range c.rows() {
		if y := i - c.offset; y >= 0 && y < c.page() && row >= 0 {
			lines[row] = y + chooserHead
		}
	}
	return lines
}

func (c chooser) width() int { return max(min(72, c.frame.Width), 1) }

func (c chooser) View() string {
	t, w := c.frame.Theme, c.width()
	in := NewLine(t, w).Glyph(Accent, Right).Gap(1)
	if c.input.Value() == "" {
		in.Gap(1).Put(Muted, c.Words.orEnglish().Search)
	} else {
		in.Painted(c.input.View(t, in.Left(), Strong))
	}
	lines := []string{NewLine(t, w).Bold(Strong, oneLine(c.Name)).String(), in.String(), ""}
	rows := c.rows()
	for i := c.offset; i < c.offset+c.page(); i++ {
		line := ""
		if i < len(rows) {
			line = c.row(t, w, rows[i])
		}
		lines = append(lines, line)
	}
	if len(c.found) == 0 {
		for i, part := range Wrap(c.Words.orEnglish().NoMatch, w) {
			if chooserHead+i < len(lines) {
				lines[chooserHead+i] = t.Paint(Muted, part)
			}
		}
	}
	for _, line := range c.foot() {
		lines = append(lines, pad(line, w)) // the panel is as wide as this
	}
	return Block(lines, c.frame.Width, c.frame.Height)
}

// foot is the refusal of the entry that was tried, whole, or a blank line.
func (c chooser) foot() []string {
	if c.reason == "" {
		return []string{""}
	}
	return Notice{Role: Bad, Text: c.reason}.View(c.frame.Theme, c.width())
}

func (c chooser) row(t Theme, w, row int) string {
	if row == -1 {
		return ""
	}
	l := NewLine(t, w)
	if row < -1 {
		return l.Put(Muted, oneLine(c.Choices[c.found[-2-row].index].Group)).String()
	}
	found := c.found[row]
	choice := c.Choices[found.index]
	if row == c.at {
		l.Glyph(Accent, Bar)
	}
	l.To(2)
	room := max(l.Left()-Width(choice.Hint)-2, 0)
	body := NewLine(t, room)
	cell := Cell{Text: oneLine(choice.Name), Match: found.match}
	detail := choice.Detail
	if choice.Disabled != "" {
		cell.Role, detail = Muted, choice.Disabled
		body.Glyph(Muted, Refused).Gap(1)
	}
	cell.put(t, body, body.Left(), false)
	if detail != "" && body.Left() > 6 {
		body.Gap(2).Put(Muted, oneLine(detail))
	}
	l.Painted(body.String()).To(w-Width(choice.Hint)).Put(Muted, choice.Hint)
	return t.Row(l.String(), w, row == c.at)
}

// Cursor stands behind what was typed.
func (c chooser) Cursor() (x, y int, ok bool) {
	return c.frame.shows(min(2+c.input.CursorX(max(c.width()-2, 1)), max(c.width()-1, 0)), 1)
}
