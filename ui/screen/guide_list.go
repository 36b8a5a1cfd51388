package screen

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/ui/guide"
	"aeconnect/ui/kit"
)

// guideItem is one line of the contents that can be chosen: a page, or a page that a search found.
type guideItem struct {
	page assets.Page
	of   guide.Audience // the head above it, where it is the first of its chapter
	hit  *guide.Hit
}

// searching tells whether something is looked for, so that hits stand in the place of the contents.
func (g guideScreen) searching() bool { return strings.TrimSpace(g.filter.Value()) != "" }

// items returns what can be chosen.
func (g guideScreen) items() []guideItem {
	var all []guideItem
	if g.searching() {
		for i := range g.hits {
			all = append(all, guideItem{page: g.hits[i].Page, hit: &g.hits[i]})
		}
		return all
	}
	for _, chapter := range g.book.Chapters(g.role) {
		for i, p := range chapter.Pages {
			it := guideItem{page: p}
			if i == 0 {
				it.of = chapter.For
			}
			all = append(all, it)
		}
	}
	return all
}

// chosen returns the item under the cursor.
func (g guideScreen) chosen() (guideItem, bool) {
	all := g.items()
	if g.cursor < 0 || g.cursor >= len(all) {
		return guideItem{}, false
	}
	return all[g.cursor], true
}

// list draws the contents whole: its lines, and the line at which each item begins.
func (g guideScreen) list(width int) (lines []string, at []int) {
	t := g.frame.Theme
	for i, it := range g.items() {
		if it.of != "" {
			if len(lines) > 0 {
				lines = append(lines, "")
			}
			lines = append(lines, kit.NewLine(t, width).Gap(2).Put(kit.Muted, g.say.Say("guide.for_"+string(it.of))).String())
		}
		at = append(at, len(lines))
		lines = append(lines, g.row(i, it, width))
		if it.hit != nil {
			if it.hit.Line != "" { // found by its title alone
				lines = append(lines, g.excerpt(*it.hit, width))
			}
			lines = append(lines, "")
		}
	}
	return lines, at
}

// row draws the title of an item.
func (g guideScreen) row(i int, it guideItem, width int) string {
	t := g.frame.Theme
	l := kit.NewLine(t, width)
	switch {
	case i != g.cursor:
		l.Gap(2)
	case g.reading:
		l.Glyph(kit.Faint, kit.Bar).Gap(1)
	default:
		l.Glyph(kit.Accent, kit.Bar).Gap(1)
	}
	role := kit.Text
	if it.page.ID == g.page {
		role = kit.Strong
	}
	var marks []string
	if it.hit != nil {
		marks = it.hit.Marks
	}
	title := kit.Cut(it.page.Title, max(l.Left()-1, 1))
	l.Painted(guide.Marked(t, title, marks, func(t kit.Theme, s string) string { return t.Paint(role, s) }))
	if i != g.cursor || g.reading {
		return l.String()
	}
	return t.Row(l.String(), width, true)
}

// excerpt draws the line of a page that was found, from a little before what matched.
func (g guideScreen) excerpt(h guide.Hit, width int) string {
	t := g.frame.Theme
	l := kit.NewLine(t, width).Gap(2)
	room := max(l.Left()-2, 1)
	line := h.Line
	for _, m := range h.Marks {
		at := guide.Index(line, m)
		if at < 0 {
			continue
		}
		if lead := room / 3; kit.Width(line[:at])+kit.Width(m) >= room && at > lead {
			if i := strings.LastIndexByte(line[:max(at-lead/2, 0)], ' '); i >= 0 {
				line = t.Glyph(kit.Ellipsis) + line[i:]
			}
		}
		break
	}
	return l.Painted(guide.Marked(t, kit.Cut(line, room), h.Marks, func(t kit.Theme, s string) string { return t.Paint(kit.Muted, s) })).String()
}

// settled keeps the cursor within the contents, and what it stands on in sight.
func (g guideScreen) settled() guideScreen {
	p := g.place()
	lines, at := g.list(max(p.list.Width, 1))
	g.cursor = max(min(g.cursor, len(at)-1), 0)
	if len(at) == 0 || p.list.Height <= 0 {
		g.top = 0
		return g
	}
	first, last := at[g.cursor], at[g.cursor]
	if g.searching() {
		last++
	} else if g.cursor == 0 || at[g.cursor]-at[g.cursor-1] > 1 {
		first-- // the head of its chapter too
	}
	g.top = min(g.top, max(first, 0))
	g.top = max(g.top, last-p.list.Height+1, 0)
	g.top = max(min(g.top, len(lines)-p.list.Height), 0)
	return g
}

// move chooses another item; beside the contents its page is shown at once.
func (g guideScreen) move(n int) guideScreen {
	before := g.cursor
	g.cursor = max(min(g.cursor+n, len(g.items())-1), 0)
	g = g.settled()
	if it, ok := g.chosen(); ok && g.cursor != before && g.place().beside {
		g = g.show(it.page.ID)
	}
	return g
}
