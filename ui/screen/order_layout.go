package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// twoColumns is the width of a body from which facts stand in a column of their own.
const twoColumns = 82

// markRoom is what stays free at the right of a column for the signs that there is more above or below.
const markRoom = 2

// orderLayout is the page of an order, drawn: what stands still above, and one or two columns that scroll.
type orderLayout struct {
	head    []string
	columns []orderColumn
	height  int // lines of the columns
}

// orderColumn is one column of sections.
type orderColumn struct {
	x, width int
	sections []section
	at       map[string]int // the first line of each section
	view     kit.Viewport
}

// laidOut draws the page anew: after it was read, resized, or another section has the focus.
func (p orderPage) laidOut() orderPage {
	if p.file == nil || p.frame.Width == 0 {
		return p
	}
	t, w := p.frame.Theme, p.frame.Width
	p.say = p.say.with(t)
	l := orderLayout{head: p.head(t, max(w-4, 1))}
	l.height = max(p.frame.Height-len(l.head), 1)
	left, right := orderColumn{x: 2, width: max(w-4, 1)}, orderColumn{}
	if w >= twoColumns {
		right.width = min(max(w*36/100, 30), 46)
		left.width = w - right.width - 7
		right.x = left.x + left.width + 3
	}
	main, side := p.file.sections(t, p.say, left.width-markRoom, max(right.width, left.width*b2i(right.width == 0))-markRoom)
	main = p.withBar(main, left.width-markRoom)
	if right.width == 0 {
		left.sections = append(main[:len(main):len(main)], side...)
		left.sections = timelineLast(left.sections)
		l.columns = []orderColumn{left}
	} else {
		left.sections, right.sections = main, side
		l.columns = []orderColumn{left, right}
	}
	if !slices.Contains(l.ids(), p.focus) {
		p.focus = l.ids()[0]
	}
	p.layout = l.filled(t, p.focus, p.layout)
	return p
}

// withBar puts how many modifications are used above the content where the head has no room for it.
func (p orderPage) withBar(main []section, w int) []section {
	bar := p.file.modifications(p.frame.Theme, p.say, w)
	if bar == "" || p.frame.Height >= barRows {
		return main
	}
	for i, sec := range main {
		if sec.id == "content" {
			main[i].lines = append([]string{bar}, sec.lines...)
		}
	}
	return main
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// timelineLast puts what happened below the facts.
func timelineLast(all []section) []section {
	at := slices.IndexFunc(all, func(s section) bool { return s.id == "timeline" })
	if at < 0 {
		return all
	}
	timeline := all[at]
	return append(slices.Delete(slices.Clone(all), at, at+1), timeline)
}

// filled lays the sections of each column below each other, scrolled as they were before.
func (l orderLayout) filled(t kit.Theme, focus string, before orderLayout) orderLayout {
	for i := range l.columns {
		c := &l.columns[i]
		if len(before.columns) == len(l.columns) {
			c.view = before.columns[i].view
		}
		var lines []string
		lines, c.at = stack(t, c.sections, c.width-markRoom, focus)
		c.view = c.view.SetHeight(l.height).SetLines(lines)
	}
	return l
}

// ids returns every section in the order in which tab goes through them.
func (l orderLayout) ids() []string {
	var all []string
	for _, c := range l.columns {
		for _, s := range c.sections {
			all = append(all, s.id)
		}
	}
	return append(all, "")
}

// column returns the column of a section.
func (l orderLayout) column(id string) int {
	for i, c := range l.columns {
		if _, ok := c.at[id]; ok {
			return i
		}
	}
	return 0
}

// scrolledTo shows a section from its head on.
func (l orderLayout) scrolledTo(id string) orderLayout {
	l.columns = slices.Clone(l.columns)
	i := l.column(id)
	if len(l.columns) > 0 {
		c := &l.columns[i]
		c.view = c.view.Scroll(c.at[id] - c.view.Offset())
	}
	return l
}

// wheel scrolls the column under the mouse.
func (l orderLayout) wheel(msg kit.Wheel) orderLayout {
	l.columns = slices.Clone(l.columns)
	for i := range l.columns {
		if c := &l.columns[i]; msg.X < c.x+c.width || i == len(l.columns)-1 {
			c.view = c.view.Scroll(msg.Lines)
			break
		}
	}
	return l
}

// step moves the focus by n sections, around the ends.
func (p orderPage) step(n int) orderPage {
	ids := p.layout.ids()
	ids = ids[:len(ids)-1]
	if len(ids) == 0 {
		return p
	}
	at := slices.Index(ids, p.focus)
	p = p.focused(ids[((at+n)%len(ids)+len(ids))%len(ids)])
	p.layout = p.layout.scrolledTo(p.focus)
	return p
}

// focused gives the focus to a section; only the heads of the sections change by that.
func (p orderPage) focused(id string) orderPage {
	p.focus = id
	p.layout.columns = slices.Clone(p.layout.columns)
	p.layout = p.layout.filled(p.frame.Theme, id, p.layout)
	return p
}

// pressed scrolls the column that has the focus.
func (p orderPage) pressed(msg tea.KeyPressMsg) orderPage {
	if len(p.layout.columns) == 0 {
		return p
	}
	p.layout.columns = slices.Clone(p.layout.columns)
	c := &p.layout.columns[p.layout.column(p.focus)]
	c.view, _ = c.view.Update(msg)
	return p
}

// click focuses the section under the mouse.
func (p orderPage) click(msg kit.Click) orderPage {
	y := msg.Y - len(p.layout.head)
	if y < 0 {
		return p
	}
	for i, c := range p.layout.columns {
		if msg.X >= c.x+c.width+1 && i < len(p.layout.columns)-1 {
			continue
		}
		line, focus := y+c.view.Offset(), p.focus
		for _, s := range c.sections {
			if line >= c.at[s.id] {
				focus = s.id
			}
		}
		return p.focused(focus)
	}
	return p
}
