package kit

import (
	"slices"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
)

// ListPage is what most screens are: a title with tabs or facts, a line to
// filter with, a table, and a preview of its current row. It lays them out for
// the size at hand and routes keys and clicks between them, so that all lists
// behave alike. A screen keeps one, gives it every message, and acts on the
// PageEvent.
type ListPage struct {
	Title  string
	Facts  []Fact // beside the title, or below it when there are tabs
	Lead   []Fact // below the title of a page without tabs
	Note   Fact   // what is wrong with the filter; changed by SetNote
	Tabs   Tabs
	Filter Filter
	Table  Table
	Split  Split
	Whole  bool // the list has no preview
	NoFind bool // the list has no filter

	frame   Frame
	preview Viewport
}

// PageEvent says what a message did to a ListPage. Several may hold at once.
type PageEvent uint8

// The events of a list page.
const (
	RowChanged    PageEvent = 1 << iota // another row is current: give its preview; that of the one before stands until then
	FilterChanged                       // another text is looked for: ask for rows
	TabChanged                          // another tab is current: ask for rows
	Opened                              // a row was clicked twice: do what enter does
	Resized                             // the place is another one: give the preview again
)

// Update routes a message.
func (p ListPage) Update(msg tea.Msg) (ListPage, PageEvent, tea.Cmd) {
	row := p.Table.CurrentKey()
	p, event, cmd := p.route(msg)
	switch key := p.Table.CurrentKey(); key {
	case row:
	case "":
		event |= RowChanged
		p.preview = p.preview.SetLines(nil)
	default:
		// Half of it is the same for the next row, and it comes at once: without it, each move would write the whole
		// preview twice, and flicker.
		event |= RowChanged
		p.preview = p.preview.Top()
	}
	return p, event, cmd
}

func (p ListPage) route(msg tea.Msg) (ListPage, PageEvent, tea.Cmd) {
	var cmd tea.Cmd
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.Split, _ = p.Split.Update(msg)
	case Frame:
		p.frame = msg
		return p.place(), Resized, nil
	case Click:
		return p.click(msg)
	case Wheel:
		return p.wheel(msg)
	case tea.KeyPressMsg:
		return p.key(msg)
	case tea.PasteMsg:
		f, changed, _ := p.Filter.Update(msg)
		p.Filter = f
		return p, filterEvent(changed), nil
	default:
		p.Table, cmd, _ = p.Table.Update(msg)
	}
	return p, 0, cmd
}

func filterEvent(changed bool) PageEvent {
	if changed {
		return FilterChanged
	}
	return 0
}

func (p ListPage) key(msg tea.KeyPressMsg) (ListPage, PageEvent, tea.Cmd) {
	if f, changed, used := p.Filter.Update(msg); used {
		p.Filter = f
		return p, filterEvent(changed), nil
	}
	pressed, k := stroke(msg.String()), newPageKeys(p.Table.Words.orEnglish())
	switch {
	case !p.NoFind && key.Matches(pressed, k.find):
		p.Filter = p.Filter.Start()
		return p, 0, nil
	case p.Filter.Value() != "" && key.Matches(pressed, k.clear):
		p.Filter = p.Filter.Clear()
		return p, FilterChanged, nil
	}
	if !p.Whole {
		if split, used := p.Split.Update(msg); used {
			p.Split = split
			return p.place(), Resized, nil
		}
	}
	if tabs, changed := p.Tabs.Update(msg); changed {
		p.Tabs = tabs
		return p, TabChanged, nil
	}
	if p.Split.Focus == PreviewPane {
		if view, used := p.preview.Update(msg); used {
			p.preview = view
			return p, 0, nil
		}
	}
	table, cmd, _ := p.Table.Update(msg)
	p.Table = table
	return p, 0, cmd
}

func (p ListPage) click(c Click) (ListPage, PageEvent, tea.Cmd) {
	if x, y, w := p.tabsAt(); c.Y == y {
		if i, ok := p.Tabs.Hit(c.X-x, w); ok {
			p.Tabs.Current = i
			return p, TabChanged, nil
		}
	}
	if c.Y == p.filterLine() && !p.NoFind {
		p.Filter = p.Filter.Start()
		return p, 0, nil
	}
	pane, x, y, ok := p.hit(c.X, c.Y)
	if !ok {
		return p, 0, nil
	}
	if p.Split.Focus != pane {
		p.Split.Focus = pane
		p = p.place()
	}
	if pane == PreviewPane {
		return p, 0, nil
	}
	table, cmd, used := p.Table.Update(Click{X: x, Y: y, Double: c.Double})
	p.Table = table
	if used && c.Double {
		return p, Opened, cmd
	}
	return p, 0, cmd
}

func (p ListPage) wheel(msg Wheel) (ListPage, PageEvent, tea.Cmd) {
	if pane, _, _, ok := p.hit(msg.X, msg.Y); ok && pane == PreviewPane {
		p.preview = p.preview.Scroll(msg.Lines)
		return p, 0, nil
	}
	table, cmd, _ := p.Table.Update(msg)
	p.Table = table
	return p, 0, cmd
}

// hit returns the pane at a cell, and the cell within it.
func (p ListPage) hit(x, y int) (Pane, int, int, bool) {
	if p.Whole {
		return ListPane, x, y - p.top(), y >= p.top()
	}
	return p.Split.Hit(x, y)
}

// Actions returns a screen's own actions and, after them, those of the page whose
// keys are still free: a screen may name space or tab itself, in its own place.
func (p ListPage) Actions(own ...Action) []Action {
	actions := slices.Clone(own)
	for _, a := range p.pageActions() {
		if _, taken := ActionFor(own, a.Key); !taken {
			actions = append(actions, a)
		}
	}
	return actions
}

func (p ListPage) pageActions() []Action {
	w := p.Table.Words.orEnglish()
	k, tabs := newPageKeys(w), newTabKeys(w)
	var actions []Action
	if !p.NoFind {
		actions = append(actions, actionOf(k.find))
	}
	if p.Filter.Shown() {
		actions = append(actions, actionOf(k.clear))
	}
	if !p.Whole && p.Table.Len() > 0 { // without a row there is nothing beside it
		actions = append(actions, actionOf(splitKey(w)))
	}
	if len(p.Tabs.Items) > 1 {
		a := actionOf(tabs.left, tabs.right)
		a.Hidden = true
		actions = append(actions, a)
	}
	return append(withGroup(w.Moving, actions), p.Table.TableActions()...)
}

// Typing reports whether the filter takes printable keys.
func (p ListPage) Typing() bool { return p.Filter.Typing() }

// SetWords lets the page speak another language.
func (p ListPage) SetWords(w *Words) ListPage {
	p.Table.Words = w
	return p
}
