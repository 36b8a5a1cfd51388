package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// listFolder is several lists of different rows behind one row of tabs: everything about money, everybody. The page
// shows the list that has the tab in front and passes everything on to it.
type listFolder struct {
	lists  []kit.Screen
	owners []int // by tab: which list has it
	at     int   // list in front
	begun  []bool

	uncounted bool   // the rows of the last tab are not counted
	page      string // what the page of the guide is found by
}

// as returns the folder with a saved view of its first list in front.
func (p listFolder) as(m listMemory) listFolder {
	first := p.lists[0].(list).as(m)
	p.lists = slices.Clone(p.lists)
	p.lists[0], p.at = first, 0
	return p.aligned(first.page.Tabs.Current)
}

// tabbed is a list that stands behind the tabs.
type tabbed interface {
	kit.Screen
	tabs() kit.Tabs
	withTabs(kit.Tabs) (tabbed, tea.Cmd)
}

func (l list) tabs() kit.Tabs { return l.page.Tabs }

// withTabs returns the list with other tabs, or another one in front, and asks for its rows.
func (l list) withTabs(t kit.Tabs) (tabbed, tea.Cmd) {
	l.page.Tabs = t
	l, cmd := l.ask()
	return l, cmd
}

// aligned puts a tab in front without asking anything.
func (p listFolder) aligned(tab int) listFolder {
	switch front := p.lists[p.at].(type) {
	case list:
		front.page.Tabs.Current = tab
		p.lists[p.at] = front.pointed()
	case statement:
		front.page.Tabs.Current = tab
		p.lists[p.at] = front
	}
	return p
}

// front is the list in front.
func (p listFolder) front() kit.Screen { return p.lists[p.at] }

// Init implements kit.Screen.
func (p listFolder) Init() tea.Cmd {
	p.begun[p.at] = true
	return p.front().Init()
}

// Title implements kit.Screen.
func (p listFolder) Title() string { return p.front().Title() }

// Help implements kit.Helper.
func (p listFolder) Help() string { return p.front().(kit.Helper).Help() }

// Typing implements kit.Typing.
func (p listFolder) Typing() bool { return p.front().(kit.Typing).Typing() }

// Cursor implements kit.Cursored.
func (p listFolder) Cursor() (x, y int, ok bool) { return p.front().(kit.Cursored).Cursor() }

// Actions implements kit.Screen.
func (p listFolder) Actions() []kit.Action { return p.front().Actions() }

// View implements kit.Screen.
func (p listFolder) View() string { return p.front().View() }

// Update implements kit.Screen.
func (p listFolder) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	p.lists = slices.Clone(p.lists)
	switch msg.(type) {
	case *kit.Words, kit.Frame, tea.WindowSizeMsg:
		var cmd tea.Cmd
		for i := range p.lists {
			next, more := p.lists[i].Update(msg)
			p.lists[i] = next
			if i == p.at {
				cmd = more
			}
		}
		return p, cmd
	}
	next, cmd := p.front().Update(msg)
	p.lists[p.at] = next
	tabs := next.(tabbed).tabs()
	to := p.owners[tabs.Current]
	if to == p.at {
		return p.counted(), cmd
	}
	return p.turned(to, tabs)
}

// turned puts another list in front, with the tab that was chosen.
func (p listFolder) turned(to int, tabs kit.Tabs) (kit.Screen, tea.Cmd) {
	var init tea.Cmd
	if !p.begun[to] {
		p.begun = slices.Clone(p.begun)
		p.begun[to] = true
		init = p.lists[to].Init()
	}
	p.at = to
	next, cmd := p.lists[to].(tabbed).withTabs(tabs)
	p.lists[to] = next
	return p.counted(), tea.Batch(init, cmd)
}

// counted takes the number off the last tab where its rows are not counted.
func (p listFolder) counted() listFolder {
	if !p.uncounted {
		return p
	}
	front := p.front().(tabbed)
	tabs := front.tabs()
	last := len(tabs.Items) - 1
	if tabs.Items[last].Count == "" {
		return p
	}
	tabs.Items = slices.Clone(tabs.Items)
	tabs.Items[last].Count = ""
	switch l := front.(type) {
	case list:
		l.page.Tabs = tabs
		p.lists[p.at] = l
	case statement:
		l.page.Tabs = tabs
		p.lists[p.at] = l
	}
	return p
}

// Guide implements kit.Guided.
func (p listFolder) Guide() string { return guidePage(p.page) }
