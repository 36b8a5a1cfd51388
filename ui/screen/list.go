package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// list is a page of everything of one kind that an account has, by state: My tasks, My orders.
type list struct {
	desk   Desk
	kind   listKind
	page   kit.ListPage
	window listWindow
	counts []int // by tab

	card    taskCard   // of the row under the cursor, in a list of tasks
	file    *orderFile // of the row under the cursor, in a list of orders
	shown   string     // key of the row whose preview was asked for last
	request uint64     // of that question
}

func newList(d Desk, k listKind) kit.Screen {
	l := list{desk: d, kind: k}
	w := d.Words
	l.page.Title, l.page.NoFind = w.Say("list."+k.id), true
	l.page.Split.Share = 68
	l.page.Facts = kit.Facts(w.Say("list." + k.id + "_order"))
	for _, tab := range k.tabs {
		l.page.Tabs.Items = append(l.page.Tabs.Items, kit.Tab{Key: tab.key, Name: w.Say("list." + k.id + "_" + tab.key)})
	}
	l.page.Table = kit.NewTable(k.columns(newSpeech(d.Session))...)
	return l.pointed()
}

// pointed points the table at the states of the tab in front.
func (l list) pointed() list {
	say, cells := newSpeech(l.desk.Session), l.kind.cells
	tab := l.kind.tabs[l.page.Tabs.Current]
	l.window = listWindow{
		session: l.desk.Session, queries: tab.queries, reverse: true,
		draw: func(v model.View, row model.Row) []kit.Cell { return cells(say.at(v.Now), v, row) },
	}
	l.page.Table.Source = l.window.source()
	l.page.Table.Empty = l.desk.Words.Say("list." + l.kind.id + "_empty")
	if id := "list." + l.kind.id + "_empty_" + tab.key; l.desk.Words.Has(id) {
		l.page.Table.Empty = l.desk.Words.Say(id)
	}
	return l
}

// Init implements kit.Screen.
func (l list) Init() tea.Cmd { return tea.Batch(kit.Send(kit.Self{Msg: listStart{}}), l.count()) }

// listStart lets the table ask for its first rows once the screen is on a stack.
type listStart struct{}

// listCounts is how many rows each tab has.
type listCounts []int

// Title implements kit.Screen.
func (l list) Title() string { return l.page.Title }

// Help implements kit.Helper.
func (l list) Help() string { return l.desk.Words.Say("list." + l.kind.id + "_help") }

// View implements kit.Screen.
func (l list) View() string { return l.page.View() }

// Update implements kit.Screen.
func (l list) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case *kit.Words:
		l.page = l.page.SetWords(msg)
		return l, nil
	case listStart:
		return l.restart()
	case windowRead:
		return l.read(msg)
	case listCounts:
		return l.counted(msg), nil
	case cardRead:
		if msg.request == l.request {
			l.card = msg.card
		}
		return l.fill(), nil
	case orderRead:
		if msg.request == l.request && msg.found && msg.err == nil {
			l.file = &msg.file
		}
		return l.fill(), nil
	case Changed:
		if !slices.ContainsFunc(msg.Refs, func(r model.Ref) bool { return r.Kind == l.kind.rows || r.Kind == model.KindMarket }) {
			return l, nil
		}
		return l.refresh()
	case Minute, kit.Shown:
		return l.refresh()
	}
	return l.routed(msg)
}

// routed gives a message to the page and does what follows.
func (l list) routed(msg tea.Msg) (kit.Screen, tea.Cmd) {
	page, event, cmd := l.page.Update(msg)
	l.page = page
	switch {
	case event&kit.TabChanged != 0:
		return l.pointed().restart()
	case event&kit.Opened != 0:
		return l, tea.Batch(cmd, l.open())
	case event&kit.Resized != 0:
		l = l.fill()
	}
	next, look := l.look()
	return next, tea.Batch(cmd, look)
}

func (l list) restart() (kit.Screen, tea.Cmd) {
	var cmd tea.Cmd
	l.page.Table, cmd = l.page.Table.Restart()
	return l, cmd
}

// refresh reads again what is shown, in place.
func (l list) refresh() (kit.Screen, tea.Cmd) {
	var cmd tea.Cmd
	l.page.Table, cmd = l.page.Table.Refresh()
	l.shown = ""
	next, look := l.look()
	return next, tea.Batch(cmd, look, l.count())
}

func (l list) read(msg windowRead) (kit.Screen, tea.Cmd) {
	var cmd tea.Cmd
	l.window, l.page.Table, cmd = l.window.take(l.page.Table, msg)
	next, look := l.look()
	return next, tea.Batch(cmd, look, failed(l.desk.Session, msg.failed))
}

// count asks for the numbers of the tabs.
func (l list) count() tea.Cmd {
	s, tabs := l.desk.Session, l.kind.tabs
	return func() tea.Msg {
		var counts listCounts
		err := s.Market.View(s.Actor, func(v model.View) {
			for _, tab := range tabs {
				counts = append(counts, listWindow{queries: tab.queries}.count(v))
			}
		})
		if err != nil {
			return nil // the rows say so
		}
		return kit.Self{Msg: counts}
	}
}

func (l list) counted(counts listCounts) list {
	l.counts = counts
	l.page.Tabs.Items = slices.Clone(l.page.Tabs.Items)
	for i, n := range counts {
		l.page.Tabs.Items[i].Count = l.desk.Words.Digits(int64(n))
	}
	return l
}

// look asks for the preview of the row under the cursor, if it is another one.
func (l list) look() (kit.Screen, tea.Cmd) {
	key := l.page.Table.CurrentKey()
	if key == l.shown {
		return l, nil
	}
	l.shown = key
	l.request++
	if key == "" {
		l.card, l.file = taskCard{}, nil
		return l.fill(), nil
	}
	if l.kind.rows == model.KindTask {
		return l, readCard(l.desk.Session, rowRef(key).Key, l.request)
	}
	return l, loadOrder(l.desk.Session, rowRef(key).Key, l.request)
}

// fill writes the preview anew.
func (l list) fill() list {
	w, t := l.page.PreviewWidth(), l.page.Theme()
	switch {
	case w <= 0:
	case l.card.task != nil:
		l.page = l.page.SetPreview(l.card.lines(l.desk.Session, t, w))
	case l.file != nil:
		s := newSpeech(l.desk.Session).at(l.file.now).with(t)
		l.page = l.page.SetPreview(l.file.preview(t, s, "", w, l.page.Split.Preview().Height))
	default:
		l.page = l.page.SetPreview(nil)
	}
	return l
}
