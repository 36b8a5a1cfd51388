package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// paymentsPage is everything about money that an account has, in one row of tabs: orders by where they stand with
// money, payments that match nothing, and the statement. Behind the tabs stand lists of different rows; the page shows
// the one that has the tab in front and passes everything on to it.
type paymentsPage struct {
	desk   Desk
	lists  []kit.Screen
	owners []int // by tab: which list has it
	at     int   // list in front
	begun  []bool
}

// NewPayments returns an account's payments. A seller records here what was paid, who made content says that it came;
// support sees what matches nothing.
func NewPayments(d Desk, role model.Role) kit.Screen {
	if role == model.Support {
		return newList(d, suspenseKind(d, []listTab{{key: "suspense", queries: []model.Query{model.Suspended()}}}))
	}
	me := d.Actor.Account
	tabs := []listTab{ // what is late is owed too, and was due first
		debtTab(me, "owed", model.DebtLate, model.DebtOwed), debtTab(me, "late", model.DebtLate), debtTab(me, "recorded", model.DebtRecorded),
		debtTab(me, "acknowledged", model.DebtAcknowledged), {key: "suspense", queries: []model.Query{model.SuspendedOf(me)}}, {key: "statement"},
	}
	p := paymentsPage{desk: d, owners: []int{0, 0, 0, 0, 1, 2}, begun: make([]bool, 3)}
	orders := newList(d, debtKind(d, role, tabs)).(list)
	suspense := newList(d, suspenseKind(d, tabs)).(list)
	suspense.page.Title, suspense.page.Tabs = orders.page.Title, orders.page.Tabs
	p.lists = []kit.Screen{orders, suspense, newStatement(d, orders.page)}
	p.at = p.owners[orders.page.Tabs.Current]
	return p.aligned(orders.page.Tabs.Current)
}

// as returns the page with the orders of a saved view in front.
func (p paymentsPage) as(m listMemory) paymentsPage {
	orders := p.lists[0].(list).as(m)
	p.lists = slices.Clone(p.lists)
	p.lists[0], p.at = orders, 0
	return p.aligned(orders.page.Tabs.Current)
}

// debtTab is an account's orders where they stand with money in some ways.
func debtTab(me model.Key, key string, debts ...model.Debt) listTab {
	tab := listTab{key: key, line: stateLine("payment", debts...)}
	for _, debt := range debts {
		tab.queries = append(tab.queries, model.DebtsOf(me, debt))
	}
	return tab
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
func (p paymentsPage) aligned(tab int) paymentsPage {
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
func (p paymentsPage) front() kit.Screen { return p.lists[p.at] }

// Init implements kit.Screen.
func (p paymentsPage) Init() tea.Cmd {
	p.begun[p.at] = true
	return p.front().Init()
}

// Title implements kit.Screen.
func (p paymentsPage) Title() string { return p.front().Title() }

// Help implements kit.Helper.
func (p paymentsPage) Help() string { return p.front().(kit.Helper).Help() }

// Typing implements kit.Typing.
func (p paymentsPage) Typing() bool { return p.front().(kit.Typing).Typing() }

// Cursor implements kit.Cursored.
func (p paymentsPage) Cursor() (x, y int, ok bool) { return p.front().(kit.Cursored).Cursor() }

// Actions implements kit.Screen.
func (p paymentsPage) Actions() []kit.Action { return p.front().Actions() }

// View implements kit.Screen.
func (p paymentsPage) View() string { return p.front().View() }

// Update implements kit.Screen.
func (p paymentsPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
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
func (p paymentsPage) turned(to int, tabs kit.Tabs) (kit.Screen, tea.Cmd) {
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

// counted takes the number off the statement: its lines are not counted.
func (p paymentsPage) counted() paymentsPage {
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
func (p paymentsPage) Guide() string { return guidePage("payments") }
