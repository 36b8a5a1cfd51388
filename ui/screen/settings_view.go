package screen

import (
	"slices"

	"aeconnect/ui/kit"
)

// top returns the lines above the rows: the head, and blanks around it where there is room.
func (p settings) top() int {
	if p.frame.Height >= 18 {
		return 3
	}
	return 1
}

// settingsLabel is the width of the column of labels, where it does not stand above its value.
const settingsLabel = 20

// fill writes the rows anew and keeps the one under the cursor in sight.
func (p settings) fill() settings {
	if p.frame.Width <= 0 {
		return p
	}
	lines, from := p.lines()
	h := max(p.frame.Height-p.top(), 1)
	p.view = p.view.SetHeight(h).SetLines(lines)
	i := p.index(p.rows())
	first, end := from[i], len(lines)
	if i+1 < len(from) {
		end = from[i+1]
	}
	if first <= 2 {
		first = 0 // with the head of its part
	}
	switch at := p.view.Offset(); {
	case first < at:
		p.view = p.view.Scroll(first - at)
	case end > at+h:
		p.view = p.view.Scroll(min(end-h, first) - at)
	}
	return p
}

// lines draws all rows; from says on which line each begins. Where all hints find room every row has its own, else
// only the one under the cursor.
func (p settings) lines() (lines []string, from []int) {
	lines, from = p.draw(true)
	if len(lines) > p.frame.Height-p.top() {
		return p.draw(false)
	}
	return lines, from
}

func (p settings) draw(hints bool) (lines []string, from []int) {
	t, w := p.frame.Theme, p.frame.Width
	rows := p.rows()
	group := ""
	for i, r := range rows {
		if r.group != group {
			if i > 0 && lines[len(lines)-1] != "" {
				lines = append(lines, "")
			}
			l := kit.NewLine(t, w-2).Gap(2)
			lines = append(lines, l.Painted(kit.SectionHead(t, l.Left(), p.desk.Words.Say("settings."+r.group))).String())
			group = r.group
		}
		from = append(from, len(lines))
		lines = append(lines, p.drawRow(t, w, r, i == p.index(rows), hints)...)
	}
	return lines, from
}

// drawRow draws a row: its label, its value, and below them what stands there.
func (p settings) drawRow(t kit.Theme, w int, r settingRow, current, hints bool) []string {
	col, room := 2+settingsLabel+2, min(w-settingsLabel-6, 90)
	if room < 24 { // labels find no place beside
		col, room = 4, max(w-6, 1)
	}
	role, value := kit.Text, r.value
	if value == "" {
		role, value = kit.Faint, p.desk.Words.Say("settings.none")
	}
	head := kit.NewLine(t, w)
	if current {
		head.Glyph(kit.Accent, kit.Bar)
	}
	parts := kit.Wrap(kit.Clean(value), max(room, 1))
	if len(parts) > 3 {
		parts = append(parts[:2:2], kit.Cut(parts[2], room-1)+t.Glyph(kit.Ellipsis))
	}
	head.To(2).Put(kit.Muted, kit.Cut(r.label, settingsLabel))
	if col > 4 {
		head.To(col).Put(role, parts[0])
		parts = parts[1:]
	}
	lines := []string{t.Row(head.String(), w, current)}
	add := func(role kit.Role, parts ...string) {
		for _, part := range parts {
			lines = append(lines, kit.NewLine(t, w).To(col).Put(role, part).String())
		}
	}
	add(role, parts...)
	if r.note != "" {
		add(kit.Warn, kit.Wrap(r.note, max(room, 1))...)
	}
	if hints || current {
		add(kit.Muted, kit.Wrap(r.hint, max(room, 1))...)
		if hints && p.frame.Height >= 30 {
			lines = append(lines, "")
		}
	}
	return lines
}

// View implements kit.Screen.
func (p settings) View() string {
	t, w, h := p.frame.Theme, p.frame.Width, p.frame.Height
	if w <= 0 || h <= 0 {
		return ""
	}
	var facts []kit.Fact
	if p.own.me != nil {
		facts = kit.Facts(p.own.me.Handle)
	}
	head := "  " + kit.Heading{Title: p.Title(), Facts: facts}.View(t, max(w-4, 1), 1)[0]
	lines := []string{head}
	if p.top() == 3 {
		lines = []string{"", head, ""}
	}
	return kit.Block(slices.Concat(lines, p.view.View(t, w)), w, h)
}
