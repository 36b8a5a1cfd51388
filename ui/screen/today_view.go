package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// Sizes at which Today's layout changes. Its rows are long, so the preview goes beside them only on very wide
// bodies; on terminals of fewer than previewRows lines it closes, and tab shows it in the list's place.
const (
	besideWidth = 168
	previewRows = 24
	listLeast   = 5 // lines of the list, its head included
)

// todayPlace is where the parts of the screen stand.
type todayPlace struct {
	list, preview kit.Rect
	beside        bool
}

// top returns the lines above the list: the head line, with blanks around it where there is room.
func (t today) top() int {
	if t.frame.Height < 16 {
		return 2
	}
	return 3
}

// place computes where the parts stand. Below a short list the preview moves up; a long list has its fixed share.
func (t today) place() todayPlace {
	w, h, top := t.frame.Width, max(t.frame.Height-t.top(), 0), t.top()
	whole := kit.Rect{Y: top, Width: w, Height: h}
	reading := kit.Rect{X: 2, Y: top, Width: max(w-4, 0), Height: h}
	switch {
	case t.table.Len() == 0:
		return todayPlace{list: whole}
	case w >= besideWidth:
		left := w * 66 / 100
		return todayPlace{list: kit.Rect{Y: top, Width: left, Height: h}, preview: kit.Rect{X: left + 3, Y: top, Width: w - left - 4, Height: h}, beside: true}
	case t.term.Height >= previewRows && h >= listLeast+6:
		list := min(max(t.table.Len()+2, listLeast), h*11/20)
		y := top + list + 1
		if h >= 20 {
			y++ // a blank below the rule
		}
		return todayPlace{
			list:    kit.Rect{Y: top, Width: w, Height: list},
			preview: kit.Rect{X: 2, Y: y, Width: max(w-4, 0), Height: t.frame.Height - y},
		}
	case t.focus == kit.PreviewPane:
		return todayPlace{preview: reading}
	}
	return todayPlace{list: whole}
}

// placed gives every part its place.
func (t today) placed() today {
	p := t.place()
	t.table = t.table.Resize(p.list.Width, p.list.Height)
	t.table.Blurred = t.focus == kit.PreviewPane
	return t.drawn()
}

// View implements kit.Screen.
func (t today) View() string {
	th, w := t.frame.Theme, t.frame.Width
	p := t.place()
	lines := t.headLines(th, w)
	list, preview := t.table.View(th), t.view.View(th, p.preview.Width)
	switch {
	case p.beside:
		lines = append(lines, beside(th, p, list, preview, t.focus == kit.PreviewPane)...)
	case p.list.Height == 0:
		lines = append(lines, indented(preview, 2)...)
	default:
		lines = append(lines, list...)
		for len(lines) < p.preview.Y && p.preview.Height > 0 {
			line := ""
			if len(lines) == p.list.Y+p.list.Height {
				line = t.divider(th, w)
			}
			lines = append(lines, line)
		}
		if p.preview.Height > 0 {
			lines = append(lines, indented(preview, 2)...)
		}
	}
	return kit.Block(lines, w, t.frame.Height)
}

// divider is the rule above the preview, in Accent while the keys scroll it.
func (t today) divider(th kit.Theme, w int) string {
	role := kit.Faint
	if t.focus == kit.PreviewPane {
		role = kit.Accent
	}
	return "  " + ruleOf(th, role, w-4)
}

func beside(th kit.Theme, p todayPlace, list, preview []string, focused bool) []string {
	role := kit.Faint
	if focused {
		role = kit.Accent
	}
	var lines []string
	for y := range max(len(list), len(preview)) {
		l := kit.NewLine(th, p.preview.X+p.preview.Width)
		if y < len(list) {
			l.Painted(list[y])
		}
		l.To(p.list.Width).Gap(1).Glyph(role, kit.VLine).To(p.preview.X)
		if y < len(preview) {
			l.Painted(preview[y])
		}
		lines = append(lines, l.String())
	}
	return lines
}

// headLines draws the head line: where I am, how many things wait, and the filter.
func (t today) headLines(th kit.Theme, w int) []string {
	var lines []string
	if t.top() > 2 {
		lines = append(lines, "")
	}
	heading := kit.Heading{Title: t.Title()}
	if fact := t.waitsText(); fact.Text != "" {
		heading.Facts = []kit.Fact{fact}
	}
	lines = append(lines, indented(heading.View(th, max(w-4, 1), 1), 2)...)
	if t.filter.Shown() {
		return append(lines, "  "+t.filter.View(th, max(w-4, 1)))
	}
	return append(lines, "")
}

// Cursor implements kit.Cursored: it stands in the filter while that takes text.
func (t today) Cursor() (x, y int, ok bool) {
	return 2 + t.filter.CursorX(max(t.frame.Width-4, 1)), t.top() - 1, t.filter.Typing()
}

// click chooses a row, opens it when it is clicked twice, or gives the preview the focus.
func (t today) click(msg kit.Click) (kit.Screen, tea.Cmd) {
	p := t.place()
	switch {
	case p.list.Contains(msg.X, msg.Y):
		t.focus = kit.ListPane
		before := t.table.CurrentKey()
		var more, look tea.Cmd
		t.table, more, _ = t.table.Update(kit.Click{X: msg.X - p.list.X, Y: msg.Y - p.list.Y, Double: msg.Double})
		t = t.placed()
		if t.table.CurrentKey() != before {
			t, look = t.look()
		} else if msg.Double && t.closed(before) == "" {
			look = t.open()
		}
		return t, tea.Batch(more, look)
	case p.preview.Contains(msg.X, msg.Y):
		t.focus = kit.PreviewPane
		return t.placed(), nil
	}
	return t, nil
}

// wheel scrolls what is under the mouse.
func (t today) wheel(msg kit.Wheel) (kit.Screen, tea.Cmd) {
	p := t.place()
	if p.preview.Contains(msg.X, msg.Y) {
		t.view = t.view.Scroll(msg.Lines)
		return t, nil
	}
	before := t.table.CurrentKey()
	var more, look tea.Cmd
	t.table, more, _ = t.table.Update(kit.Wheel{X: msg.X - p.list.X, Y: msg.Y - p.list.Y, Lines: msg.Lines})
	if t.table.CurrentKey() != before {
		t, look = t.look()
	}
	return t, tea.Batch(more, look)
}
