package screen

import (
	"aeconnect/assets"
	"aeconnect/ui/kit"
)

// View implements kit.Screen.
func (p orderPage) View() string {
	t, w := p.frame.Theme, p.frame.Width
	switch {
	case p.gone:
		return p.notice(p.say.Say("order.gone"))
	case p.file == nil && p.failed != nil:
		return p.notice(p.say.Say("order.unread", assets.Text("error", p.failed.Error())))
	case p.file == nil:
		return p.notice(p.say.Say("order.reading") + " " + t.Glyph(kit.Ellipsis))
	}
	lines := append([]string{}, p.layout.head...)
	return kit.Block(append(lines, p.layout.body(t, w)...), w, p.frame.Height)
}

func (p orderPage) notice(text string) string {
	return kit.Block(append([]string{""}, indented(wrapped(p.frame.Theme, kit.Muted, text, p.frame.Width-4), 2)...), p.frame.Width, p.frame.Height)
}

// barRows is the least height of a page whose head says how many modifications are used.
const barRows = 16

// head draws what stands still: what this is, the course, whose turn it is. On low terminals it is dense.
func (p orderPage) head(t kit.Theme, w int) []string {
	f, s := p.file, p.say
	roomy := p.frame.Height >= 24
	var lines []string
	gap := func() {
		if roomy {
			lines = append(lines, "")
		}
	}
	if p.frame.Height >= 16 {
		lines = append(lines, "")
	}
	lines = append(lines, p.titleLines(t, w)...)
	gap()
	most := 2
	if p.frame.Height < 16 {
		most = 1
	}
	lines = append(lines, f.steps(s).View(t, w, most)...)
	gap()
	lines = append(lines, wrapped(t, kit.Muted, f.standsAt(s, ""), w)...)
	if bar := f.modifications(t, s, w); bar != "" && p.frame.Height >= barRows {
		lines = append(lines, bar)
	}
	lines = append(lines, f.waits.lines(t, s, w)...)
	if p.refused != "" {
		lines = append(lines, kit.Notice{Role: kit.Bad, Text: p.refused}.View(t, w)...)
	}
	return append(indented(lines, 2), "")
}

// narrowPreview is the width below which a preview beside a list has lines to spare, but no width.
const narrowPreview = 50

// titleLines draws ID, title and facts: in one line where they fit, else below each other. No fact is cut that fits
// into a line of its own.
func (p orderPage) titleLines(t kit.Theme, w int) []string {
	f, s := p.file, p.say
	l := kit.NewLine(t, w).Bold(kit.Strong, string(f.order.ID)).Gap(2).Bold(kit.Strong, kit.Clean(f.order.Title))
	dot := " " + t.Glyph(kit.Nothing) + " "
	var rows []string
	rest := kit.NewLine(t, w)
	for _, fact := range f.headline(s) {
		text := starred(t, fact.Role, fact.Text)
		if rest.Used() > 0 && rest.Left() < kit.Width(dot)+kit.Width(text) {
			rows, rest = append(rows, rest.String()), kit.NewLine(t, w)
		}
		if rest.Used() > 0 {
			rest.Put(kit.Muted, dot)
		}
		rest.Painted(text)
	}
	if len(rows) == 0 && l.Left() >= rest.Used()+3 {
		return []string{l.Gap(3).Painted(rest.String()).String()}
	}
	return append(append(p.nameLines(t, w), rows...), rest.String())
}

// nameLines are ID and title. Beside a list, which cuts the title too, it stands whole below the ID.
func (p orderPage) nameLines(t kit.Theme, w int) []string {
	id, title := string(p.file.order.ID), kit.Clean(p.file.order.Title)
	if w >= narrowPreview {
		return []string{kit.NewLine(t, w).Bold(kit.Strong, id).Gap(2).Bold(kit.Strong, title).String()}
	}
	lines := []string{kit.NewLine(t, w).Bold(kit.Strong, id).String()}
	for _, part := range kit.Wrap(title, w) {
		lines = append(lines, t.Bold(kit.Strong, part))
	}
	return lines
}

// body draws the columns beside each other, a thin rule between them.
func (l orderLayout) body(t kit.Theme, w int) []string {
	views := make([][]string, len(l.columns))
	for i, c := range l.columns {
		views[i] = c.view.View(t, c.width)
	}
	lines := make([]string, 0, l.height)
	bar := t.Paint(kit.Faint, t.Glyph(kit.VLine))
	for y := range l.height {
		line := kit.NewLine(t, w)
		any := false
		for i, c := range l.columns {
			if i > 0 {
				line.To(c.x - 2).Painted(bar)
				any = true
			}
			if y < len(views[i]) {
				line.To(c.x).Painted(views[i][y])
				any = true
			}
		}
		if !any {
			break
		}
		lines = append(lines, line.String())
	}
	return lines
}
