package screen

import (
	"aeconnect/ui/kit"
)

// previewBeside is the width of the terminal from which the preview stands beside the form.
const previewBeside = 110

// top returns the lines above the form: the head, and a blank around it where there is room.
func (c create) top() int {
	switch {
	case c.frame.Height >= 18:
		return 3
	case c.frame.Height >= 12:
		return 2
	}
	return 1
}

// formWidth is what the preview leaves to the form.
func (c create) formWidth() int {
	if c.term.Width >= previewBeside && c.frame.Width >= 90 {
		return c.frame.Width * 66 / 100
	}
	return c.frame.Width
}

// previewAt returns the preview's place beside the form; it is empty where there is none.
func (c create) previewAt() kit.Rect {
	w := c.formWidth()
	if w == c.frame.Width {
		return kit.Rect{}
	}
	return kit.Rect{X: w + 3, Y: 1, Width: c.frame.Width - w - 4, Height: max(c.frame.Height-1, 0)}
}

// place lays out what depends on the size.
func (c create) place() create {
	c.form = c.form.Resize(c.formWidth(), max(c.frame.Height-c.top(), 1))
	c.shown = c.shown && c.previewAt().Width == 0 // in a wider terminal it stands beside
	return c.fill()
}

// fill writes the preview anew.
func (c create) fill() create {
	if !c.based {
		return c
	}
	r := c.previewAt()
	if c.shown {
		r = kit.Rect{Width: c.frame.Width - 4, Height: c.frame.Height - c.top()}
	}
	if r.Width <= 0 {
		return c
	}
	card := c.read.base.preview(c.fields())
	t := c.frame.Theme
	lines := []string{t.Paint(kit.Muted, c.desk.Words.Say("create.preview")), ""}
	if c.shown {
		lines = nil
	}
	if card.task.Title == "" {
		card.task.Title = c.desk.Words.Say("create.no_title")
	}
	lines = append(lines, card.lines(c.desk.Session, t, r.Width)...)
	if notice := c.notice(); notice != "" && !c.shown {
		lines = append(append(lines, ""), kit.Notice{Role: kit.Good, Text: notice}.View(t, r.Width)...)
	}
	c.view = c.view.SetHeight(r.Height).SetLines(lines)
	return c
}

// View implements kit.Screen.
func (c create) View() string {
	t, w, h := c.frame.Theme, c.frame.Width, c.frame.Height
	if w <= 0 || h <= 0 {
		return ""
	}
	lines := make([]string, c.top())
	head := 0
	if c.top() == 3 {
		head = 1
	}
	lines[head] = c.viewHead(t)
	if head > 0 && c.previewAt().Width == 0 {
		lines[0] = c.viewNotice(t, w-2)
	}
	switch {
	case !c.based:
		lines = append(lines, kit.NewLine(t, w).Gap(2).Put(kit.Muted, c.desk.Words.Say("create.reading")).String())
	case c.shown:
		for _, line := range c.view.View(t, max(w-4, 1)) {
			lines = append(lines, "  "+line)
		}
	default:
		lines = append(lines, c.form.View(t)...)
	}
	return kit.Block(c.withPreview(t, lines), w, h)
}

// viewHead says where one is and how far.
func (c create) viewHead(t kit.Theme) string {
	l := kit.NewLine(t, c.formWidth()-1).Gap(2).Bold(kit.Strong, c.Title()).Gap(3)
	if c.shown {
		return l.Put(kit.Muted, c.desk.Words.Say("create.preview")).String()
	}
	return l.Painted(c.form.Head(t, l.Left())).String()
}

// viewNotice draws at the right of a line that what one typed is kept.
func (c create) viewNotice(t kit.Theme, w int) string {
	notice := c.notice()
	if notice == "" {
		return ""
	}
	return kit.NewLine(t, w).To(w-kit.Width(notice)-2).Glyph(kit.Good, kit.Done).Gap(1).Put(kit.Muted, notice).String()
}

// withPreview puts the preview beside the lines of the form.
func (c create) withPreview(t kit.Theme, left []string) []string {
	r := c.previewAt()
	if r.Width <= 0 || !c.based {
		return left
	}
	right := c.view.View(t, r.Width)
	bar := t.Paint(kit.Faint, t.Glyph(kit.VLine))
	lines := make([]string, max(len(left), len(right)+r.Y))
	for i := range lines {
		line := ""
		if i < len(left) {
			line = left[i]
		}
		if i < r.Y {
			lines[i] = line
			continue
		}
		lines[i] = kit.Fit(line, r.X-2) + bar + " "
		if i-r.Y < len(right) {
			lines[i] += right[i-r.Y]
		}
	}
	return lines
}

// Cursor implements kit.Cursored.
func (c create) Cursor() (x, y int, ok bool) {
	if !c.based || c.shown {
		return 0, 0, false
	}
	x, y, ok = c.form.Cursor()
	return x, y + c.top(), ok
}
