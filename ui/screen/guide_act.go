package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// guideAsk is what an action of Help asks of it.
type guideAsk uint8

const (
	guideOpen guideAsk = iota // the chosen page, or the chosen link
	guideBack
	guideSearch
	guideOther // the other pane
	guideNext  // match
	guideBefore
	guideNextLink
	guideLinkBefore
)

// asked does what an action asks.
func (g guideScreen) asked(what guideAsk) guideScreen {
	switch what {
	case guideOpen:
		return g.open()
	case guideBack:
		return g.goBack()
	case guideSearch:
		g.filter, g.reading = g.filter.Start(), false
		return g.redrawn()
	case guideOther:
		g.reading = !g.reading
		if it, ok := g.chosen(); ok && g.reading && !g.place().beside {
			return g.show(it.page.ID)
		}
		return g.redrawn()
	case guideNext:
		return g.nextMatch(1)
	case guideBefore:
		return g.nextMatch(-1)
	case guideNextLink:
		return g.nextLink(1)
	case guideLinkBefore:
		return g.nextLink(-1)
	}
	return g
}

// open opens the chosen page, or follows the chosen link.
func (g guideScreen) open() guideScreen {
	if g.reading {
		if g.link > 0 && g.link <= len(g.drawn.Links) {
			return g.turn(g.drawn.Links[g.link-1].Page)
		}
		return g
	}
	if it, ok := g.chosen(); ok {
		return g.turn(it.page.ID)
	}
	return g
}

// goBack goes to where one was before: another page, the contents, and with a search out of it.
func (g guideScreen) goBack() guideScreen {
	if n := len(g.back); n > 0 && g.reading {
		was := g.back[n-1]
		g.back = g.back[:n-1]
		g.reading, g.page, g.link = was.reading, was.page, was.link
		g = g.redrawn()
		if g.searching() && !was.reading {
			return g
		}
		g.view = g.view.Scroll(was.line - g.view.Offset())
		return g.pointed().settled()
	}
	if g.searching() {
		g.filter, g.hits, g.back = g.filter.Clear(), nil, nil
		return g.pointed().redrawn()
	}
	g.reading = false
	return g.redrawn()
}

// nextMatch goes to the next match of the page; after the last one it begins again.
func (g guideScreen) nextMatch(by int) guideScreen {
	all := g.drawn.Matches
	if len(all) == 0 {
		return g
	}
	at, height := g.view.Offset(), g.place().page.Height
	next := -1
	if by > 0 {
		next = slices.IndexFunc(all, func(line int) bool { return line >= at+height-1 })
		next = max(next, 0)
	} else {
		for i, line := range all {
			if line < at {
				next = i
			}
		}
		if next < 0 {
			next = len(all) - 1
		}
	}
	return g.scrolledTo(all[next])
}

// nextLink chooses the next link of the page, and scrolls to it.
func (g guideScreen) nextLink(by int) guideScreen {
	n := len(g.drawn.Links)
	if n == 0 {
		return g
	}
	if g.link == 0 && by < 0 {
		g.link = 1
	}
	g.link = (g.link-1+by+n)%n + 1
	g = g.redrawn()
	return g.scrolledTo(g.drawn.Links[g.link-1].Line)
}

// Actions implements kit.Screen.
func (g guideScreen) Actions() []kit.Action {
	act := func(key, name string, do guideAsk) kit.Action {
		return kit.Action{Key: key, Name: g.say.Say("guide.act_" + name), Help: g.say.Say("guide.help_" + name), Do: asksSelf(do)}
	}
	move := kit.Action{Key: "down", Also: []string{"up", "pgdown", "pgup"}, Name: g.say.Say("guide.act_move"), Help: g.say.Say("guide.help_move"), Hidden: true}
	if g.filter.Typing() {
		keep, clear := act("enter", "open", 0), act("esc", "clear", 0)
		keep.Do, clear.Do = nil, nil
		return []kit.Action{keep, clear, move}
	}
	move.Also = append(move.Also, "home", "end", "j", "k")
	search, other := act("/", "search", guideSearch), act("tab", "page", guideOther)
	if !g.reading {
		open := act("enter", "open", guideOpen)
		if _, ok := g.chosen(); !ok {
			open.Disabled = g.say.Say("guide.no_page")
		}
		all := []kit.Action{open, search, other}
		if g.searching() {
			all = append(all, act("esc", "clear", guideBack))
		}
		return append(append(all, g.copies()...), move)
	}
	other.Name, other.Help = g.say.Say("guide.act_contents"), g.say.Say("guide.help_contents")
	all := append(g.linkActions(act), search, other)
	all = append(all, g.matchActions(act)...)
	switch {
	case len(g.back) > 0 || g.searching():
		all = append(all, act("esc", "back", guideBack))
	case g.over:
		leave := act("esc", "back", guideBack)
		leave.Do = func() tea.Cmd { return kit.Send(kit.Pop{}) }
		all = append(all, leave)
	}
	return append(append(all, g.copies()...), move)
}

// linkActions go from link to link and follow one.
func (g guideScreen) linkActions(act func(key, name string, do guideAsk) kit.Action) []kit.Action {
	next, before, follow := act("right", "link", guideNextLink), act("left", "link_before", guideLinkBefore), act("enter", "follow", guideOpen)
	before.Hidden = true
	if len(g.drawn.Links) == 0 {
		next.Disabled = g.say.Say("guide.no_link")
		before.Disabled = next.Disabled
	}
	if g.link == 0 {
		follow.Disabled = g.say.Say("guide.no_chosen")
		return []kit.Action{next, before, follow}
	}
	return []kit.Action{follow, next, before}
}

// matchActions go from match to match.
func (g guideScreen) matchActions(act func(key, name string, do guideAsk) kit.Action) []kit.Action {
	next, before := act("n", "next", guideNext), act("N", "before", guideBefore)
	next.Hidden, before.Hidden = len(g.drawn.Matches) == 0, true
	if len(g.drawn.Matches) == 0 {
		next.Disabled = g.say.Say("guide.no_match")
		before.Disabled = next.Disabled
	}
	return []kit.Action{next, before}
}

// copies are the ID of the page and the command that prints it.
func (g guideScreen) copies() []kit.Action {
	id := g.page
	if it, ok := g.chosen(); ok && !g.reading {
		id = it.page.ID
	}
	s := g.say
	return []kit.Action{
		{Key: "y", Name: s.Say("guide.act_copy"), Help: s.Say("guide.help_copy"), Hidden: true, Do: func() tea.Cmd { return copyText(s, id) }},
		{
			Key: "Y", Name: s.Say("guide.act_line"), Help: s.Say("guide.help_line"), Hidden: true,
			Do: func() tea.Cmd { return copyText(s, s.commandLine([]string{"guide", id}, "")) },
		},
	}
}
