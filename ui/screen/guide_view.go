package screen

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/ui/guide"
	"aeconnect/ui/kit"
)

// guideLayout is where the parts of Help stand.
type guideLayout struct {
	list, page kit.Rect
	beside     bool
}

// headTop returns how many lines stand above the contents: the title and the line of the search, and a blank where there
// is room.
func (g guideScreen) headTop() int {
	if g.frame.Height < 17 {
		return 2
	}
	return 3
}

func (g guideScreen) place() guideLayout {
	w, top := g.frame.Width, g.headTop()
	h := max(g.frame.Height-top, 0)
	switch {
	case w >= guideBeside:
		at := guideList + 3
		return guideLayout{
			list: kit.Rect{Y: top, Width: guideList, Height: h},
			page: kit.Rect{X: at, Y: top, Width: min(w-at-2, guide.Measure+2), Height: h}, beside: true,
		}
	case g.reading:
		return guideLayout{page: kit.Rect{X: 2, Y: top, Width: max(w-4, 0), Height: h}}
	}
	return guideLayout{list: kit.Rect{Y: top, Width: w, Height: h}}
}

// View implements kit.Screen.
func (g guideScreen) View() string {
	t, w, p := g.frame.Theme, g.frame.Width, g.place()
	lines := g.headLines(t, w)
	if !g.ready {
		return kit.Block(lines, w, g.frame.Height)
	}
	page := g.view.View(t, p.page.Width)
	switch {
	case p.beside:
		list := g.listLines(p)
		for len(list) < p.list.Height { // the rule between them goes all the way down
			list = append(list, "")
		}
		lines = append(lines, beside(t, todayPlace{list: p.list, preview: p.page}, list, page, g.reading)...)
	case g.reading:
		lines = append(lines, indented(page, 2)...)
	default:
		lines = append(lines, g.listLines(p)...)
	}
	return kit.Block(lines, w, g.frame.Height)
}

// listLines draws the part of the contents that is seen, or that nothing was found.
func (g guideScreen) listLines(p guideLayout) []string {
	t := g.frame.Theme
	lines, at := g.list(p.list.Width)
	if len(at) == 0 {
		said := g.say.Say("guide.nothing", assets.Text("text", kit.Clean(g.filter.Value())))
		return append([]string{}, indented(wrapped(t, kit.Muted, said, p.list.Width-4), 2)...)
	}
	top := min(g.top, len(lines))
	shown := append([]string{}, lines[top:min(top+p.list.Height, len(lines))]...)
	if top > 0 {
		shown[0] = arrowed(t, shown[0], p.list.Width, kit.Up)
	}
	if last := len(shown) - 1; top+len(shown) < len(lines) && last > 0 {
		shown[last] = arrowed(t, shown[last], p.list.Width, kit.Down)
	}
	return shown
}

// arrowed says at the right end of a line that there is more beyond it.
func arrowed(t kit.Theme, line string, w int, g kit.Glyph) string {
	return kit.Fit(line, max(w-2, 0)) + " " + t.Paint(kit.Muted, t.Glyph(g))
}

// headLines draws the title with what is shown, and the line of the search.
func (g guideScreen) headLines(t kit.Theme, w int) []string {
	var lines []string
	if g.headTop() > 2 {
		lines = append(lines, "")
	}
	heading := kit.Heading{Title: g.Title(), Facts: kit.Facts(g.facts()...)}
	lines = append(lines, indented(heading.View(t, max(w-4, 1), 1), 2)...)
	if g.filter.Shown() {
		return append(lines, "  "+g.filter.View(t, max(w-4, 1)))
	}
	return append(lines, "")
}

// facts says how many pages there are, and where among the matches of its page one stands.
func (g guideScreen) facts() []string {
	if !g.ready {
		return nil
	}
	var facts []string
	if !g.searching() {
		facts = append(facts, g.say.Say("guide.pages", assets.Num("count", int64(len(g.book.Pages())))))
	}
	if n := len(g.drawn.Matches); g.reading && n > 0 {
		facts = append(facts, g.say.Say("guide.match", assets.Text("n", strconv.Itoa(g.matchAt()+1)), assets.Text("of", strconv.Itoa(n))))
	}
	return facts
}

// matchAt returns the first match that is in sight or below.
func (g guideScreen) matchAt() int {
	for i, line := range g.drawn.Matches {
		if line >= g.view.Offset() {
			return i
		}
	}
	return max(len(g.drawn.Matches)-1, 0)
}

// Cursor implements kit.Cursored: it stands in the line of the search while that takes text.
func (g guideScreen) Cursor() (x, y int, ok bool) {
	return 2 + g.filter.CursorX(max(g.frame.Width-4, 1)), g.headTop() - 1, g.filter.Typing()
}
