package screen

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// list is a screen of rows of one kind: it has tabs, a filter, orders, chosen rows and what can be done to them, and
// beside it what is under the cursor. What it is a list of is its kind's to say.
//
// Without a filter and in its own order it is a window over indexes, however long. Otherwise a [sift] has walked it
// whole beside the loop, and it is a window over the keys of what was found.
type list struct {
	desk   Desk
	kind   listKind
	page   kit.ListPage
	window listWindow
	counts []int // by tab
	facts  []kit.Fact
	lead   []kit.Fact
	width  int // of the terminal

	sorted int                // 0: the list's own order; else one of the kind's, counted from 1
	found  []model.Ref        // what the filter and the order gave, in order
	sifted bool               // found is what the table shows
	sift   sift               // the question asked last
	cancel context.CancelFunc // stops it
	busy   bool               // it is still being answered
	stale  bool               // what it walks has changed meanwhile

	back string // the row to come back to, once
	kept listMemory

	card    taskCard    // of the row under the cursor, in a list of tasks
	file    *orderFile  // of the row under the cursor, in a list of orders
	beside  listPreview // of the row under the cursor, where the kind draws its own
	shown   string      // key of the row whose preview was asked for last
	request uint64      // of that question
}

func newList(d Desk, k listKind) kit.Screen {
	l := list{desk: d, kind: k}
	w := d.Words
	l.page.Title = w.Say("list." + k.id)
	l.page.Filter = kit.NewFilter(l.hint())
	l.page.Split.Share = 68
	if len(k.tabs) > 1 {
		for _, tab := range k.tabs {
			l.page.Tabs.Items = append(l.page.Tabs.Items, kit.Tab{Key: tab.key, Name: w.Say("list." + k.id + "_" + tab.key)})
		}
	}
	l.page.Table = kit.NewTable(l.columns()...)
	return l.remembered().pointed()
}

// tab returns the tab in front.
func (l list) tab() listTab { return l.kind.tabs[min(l.page.Tabs.Current, len(l.kind.tabs)-1)] }

// batches returns what can be done to the rows of the tab in front.
func (l list) batches() []listBatch {
	tab := l.tab().key
	return slices.DeleteFunc(slices.Clone(l.kind.batches), func(b listBatch) bool { return b.tabs != nil && !slices.Contains(b.tabs, tab) })
}

// pointed points the table at what the tab, the filter and the order say.
func (l list) pointed() list {
	say, cells, wide := newSpeech(l.desk.Session), l.kind.cells, l.wide()
	tab, words := l.tab(), l.parsed(0).Words()
	session := l.desk.Session
	l.window = listWindow{
		session: l.desk.Session, queries: tab.queries, reverse: !l.kind.rising, wide: wide,
		draw: func(v model.View, row model.Row) []kit.Cell {
			drawn := session.waiting().mark(marked(cells(say.at(v.Now), v, row), words), row)
			if wide {
				drawn = withID(drawn, row)
			}
			return drawn
		},
	}
	l.page.Table.Source = l.window.source()
	if l.sifted {
		l.page.Table.Source = l.window.keyed(l.found)
	}
	l.page.Table.Empty = l.empty(tab)
	l.page.Table.Multi = len(l.batches()) > 0
	return l.headed()
}

// empty says what to do where there is nothing.
func (l list) empty(tab listTab) string {
	w := l.desk.Words
	if typed := l.page.Filter.Value(); typed != "" {
		return w.Say("list.no_match", assets.Text("query", typed))
	}
	if id := "list." + l.kind.id + "_empty_" + tab.key; w.Has(id) {
		return w.Say(id)
	}
	return w.Say("list." + l.kind.id + "_empty")
}

// Init implements kit.Screen.
func (l list) Init() tea.Cmd { return tea.Batch(kit.Send(kit.Self{Msg: listStart{}}), l.count()) }

// listStart lets the table ask for its first rows once the screen is on a stack.
type listStart struct{}

// Title implements kit.Screen.
func (l list) Title() string { return l.page.Title }

// Help implements kit.Helper.
func (l list) Help() string {
	w := l.desk.Words
	help := w.Say("list." + l.kind.id + "_help")
	if names := l.fieldNames(); names != "" {
		help += "\n\n" + w.Say("list.help_language", assets.Text("fields", names))
	}
	return help
}

// Typing implements kit.Typing.
func (l list) Typing() bool { return l.page.Typing() }

// Cursor implements kit.Cursored.
func (l list) Cursor() (x, y int, ok bool) { return l.page.Cursor() }

// View implements kit.Screen.
func (l list) View() string { return l.page.View() }

// Update implements kit.Screen.
func (l list) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	next, cmd := l.updated(msg)
	return next.remember(), cmd
}

func (l list) updated(msg tea.Msg) (list, tea.Cmd) {
	switch msg := msg.(type) {
	case *kit.Words:
		l.page = l.page.SetWords(msg)
		return l, nil
	case tea.WindowSizeMsg:
		return l.sized(msg)
	case listStart:
		return l.begin()
	case windowRead:
		return l.read(msg)
	case siftRan:
		return l.ran(msg)
	case listCounts:
		return l.counted(msg), nil
	case cardRead, orderRead, previewRead:
		return l.looked(msg), nil
	case acted:
		return l.acted(msg)
	case batchDone:
		return l.batchDone(msg)
	case allChosen:
		return l.allChosen(msg)
	case chooseFirst:
		if msg.list != memoryName(l.kind.id, l.kind.of) {
			return l, nil
		}
		return l, l.choosing(msg.count)
	case Changed:
		if !slices.ContainsFunc(msg.Refs, l.concerns) {
			return l, nil
		}
		return l.changed()
	case Minute:
		return l.refresh()
	case kit.Shown:
		return l.changed()
	case tea.KeyPressMsg:
		if next, cmd, used := l.pressed(msg); used {
			return next, cmd
		}
	}
	return l.routed(msg)
}

// concerns tells whether a change of a row may be seen in the list.
func (l list) concerns(r model.Ref) bool {
	return r.Kind == l.kind.rows || l.kind.also != 0 && r.Kind == l.kind.also || r.Kind == model.KindMarket ||
		l.kind.rows == model.KindContract && r.Kind == model.KindOrder || l.kind.of != "" && r.Kind == model.KindTask
}

// routed gives a message to the page and does what follows.
func (l list) routed(msg tea.Msg) (list, tea.Cmd) {
	page, event, cmd := l.page.Update(msg)
	l.page = page
	var more tea.Cmd
	switch {
	case event&kit.TabChanged != 0:
		l.page.Table = l.page.Table.Choose()
		l, more = l.ask()
		return l, tea.Batch(cmd, more)
	case event&kit.FilterChanged != 0:
		l, more = l.ask()
		return l, tea.Batch(cmd, more)
	case event&kit.Opened != 0:
		return l, tea.Batch(cmd, l.open())
	case event&kit.Resized != 0:
		l = l.fill()
	}
	l, more = l.headed().look()
	return l, tea.Batch(cmd, more)
}
