package screen

import (
	"slices"

	"aeconnect/assets"
	"aeconnect/ui/kit"
)

// top returns the lines above the body: title and byline, the tabs where there are any, blanks where there is room.
func (p taskPage) top() int {
	n := 2
	if len(p.tabs.Items) > 1 {
		n++
	}
	if p.airy() {
		n += 2
	}
	return n
}

// airy reports whether there is room for blank lines around the head.
func (p taskPage) airy() bool { return p.frame.Height >= 18 }

// tabLine returns the line of the tabs.
func (p taskPage) tabLine() int {
	if p.airy() {
		return 3
	}
	return 2
}

// View implements kit.Screen.
func (p taskPage) View() string {
	t, w, h := p.frame.Theme, p.frame.Width, p.frame.Height
	if w <= 0 || h <= 0 {
		return ""
	}
	if p.card.task == nil {
		id := "create.reading"
		if p.loaded {
			id = "task_page.gone"
		}
		return kit.Block([]string{"", kit.NewLine(t, w).Gap(2).Put(kit.Muted, p.desk.Words.Say(id)).String()}, w, h)
	}
	lines := p.viewHead(t, w)
	if p.listing() {
		return kit.Block(append(lines, p.people.split.View(t, p.people.table.View(t), p.people.viewPerson(t))...), w, h)
	}
	for _, line := range p.view.View(t, max(w-4, 1)) {
		lines = append(lines, "  "+line)
	}
	return kit.Block(lines, w, h)
}

// viewHead draws what task it is, and the tabs.
func (p taskPage) viewHead(t kit.Theme, w int) []string {
	lines := make([]string, p.top())
	at := 0
	if p.airy() {
		at = 1
	}
	lines[at] = kit.NewLine(t, w).Gap(2).Bold(kit.Strong, kit.Clean(p.card.task.Title)).String()
	lines[at+1] = p.card.byline(p.speech(), kit.NewLine(t, w).Gap(2)).String()
	if len(p.tabs.Items) > 1 {
		lines[p.tabLine()] = "  " + p.tabs.View(t, max(w-4, 0))
	}
	return lines
}

func (a applicants) viewPerson(t kit.Theme) []string {
	r := a.split.Preview()
	if r.Width <= 0 || a.file == nil || a.table.Len() == 0 {
		return nil
	}
	return a.view.View(t, r.Width)
}

// page is the card with what only a page has room for: the items and related links.
func (c taskCard) page(session Session, t kit.Theme, w int) []string {
	s := newSpeech(session).at(c.now).with(t)
	return blocks(session.waiting().about(c.task.ID).lines(t, s, w), c.body(session, t, w), c.links(s, t, w))
}

// links are the goods and what else is worth reading.
func (c taskCard) links(s speech, t kit.Theme, w int) []string {
	var lines []string
	for _, l := range c.task.Links {
		line := kit.NewLine(t, w).Put(kit.Muted, s.Say("task_page.item", assets.Text("item", l.Item))).Gap(2)
		lines = append(lines, line.Put(kit.Text, kit.Clean(l.URL)).String())
	}
	for _, l := range c.task.Related {
		lines = append(lines, kit.NewLine(t, w).Put(kit.Muted, s.Say("task_page.related")).Gap(2).Put(kit.Text, kit.Clean(l)).String())
	}
	if len(lines) == 0 {
		return nil
	}
	return slices.Concat([]string{kit.SectionHead(t, w, s.Say("task_page.links"))}, lines)
}
