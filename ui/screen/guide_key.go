package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/ui/kit"
)

// key does what a key says that no action does by itself.
func (g guideScreen) key(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	if g.filter.Typing() {
		switch msg.String() {
		case "enter":
			g.filter, _, _ = g.filter.Update(msg)
			if len(g.hits) > 0 {
				return g.open(), nil
			}
			return g.redrawn(), nil
		case "up":
			return g.move(-1), nil
		case "down":
			return g.move(1), nil
		}
		return g.typed(msg)
	}
	if g.reading {
		if msg.String() == "esc" { // nowhere to go back to: the contents
			return g.goBack(), nil
		}
		g.view, _ = g.view.Update(msg)
		return g, nil
	}
	page := max(g.place().list.Height-1, 1)
	switch msg.String() {
	case "up", "k":
		return g.move(-1), nil
	case "down", "j":
		return g.move(1), nil
	case "pgup":
		return g.move(-page), nil
	case "pgdown":
		return g.move(page), nil
	case "home", "g":
		return g.move(-len(g.items())), nil
	case "end", "G":
		return g.move(len(g.items())), nil
	}
	return g, nil
}

// typed takes text into the search, and searches: the whole book is a few thousand words.
func (g guideScreen) typed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	filter, changed, _ := g.filter.Update(msg)
	g.filter = filter
	if !changed {
		return g.redrawn(), nil
	}
	return g.found(), nil
}

// found lists what the filter finds, or the contents again.
func (g guideScreen) found() guideScreen {
	g.hits, g.cursor, g.top, g.filter.Result = g.book.Search(g.filter.Value(), g.role), 0, 0, ""
	if g.searching() {
		g.filter.Result = g.say.Say("guide.found", assets.Num("count", int64(len(g.hits))))
	} else {
		g = g.pointed()
	}
	if it, ok := g.chosen(); ok && g.place().beside {
		return g.show(it.page.ID)
	}
	return g.redrawn()
}

func (g guideScreen) click(c kit.Click) guideScreen {
	p := g.place()
	switch {
	case c.Y == g.headTop()-1:
		return g.asked(guideSearch)
	case p.page.Contains(c.X, c.Y) && p.page.Width > 0:
		g.reading = true
		return g.redrawn()
	case !p.list.Contains(c.X, c.Y):
		return g
	}
	_, at := g.list(p.list.Width)
	line := c.Y - p.list.Y + g.top
	for i := len(at) - 1; i >= 0; i-- {
		if at[i] <= line {
			g.cursor, g.reading = i, false
			return g.open()
		}
	}
	return g
}

func (g guideScreen) wheel(msg kit.Wheel) guideScreen {
	if p := g.place(); p.page.Width > 0 && p.page.Contains(msg.X, msg.Y) {
		g.view = g.view.Scroll(msg.Lines)
		return g
	}
	return g.move(msg.Lines)
}
