package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// profile is the page of an account: who it is, what its finished work says of it and by which formula, what the
// reader did together with it, and what a seller offers now.
type profile struct {
	desk    Desk
	key     model.Key // 0: whoever looks
	frame   kit.Frame
	file    *profileFile
	gone    bool
	request uint64
	tabs    kit.Tabs
	table   kit.Table
}

// The tabs of a profile.
const (
	tabFigures  = "figures"
	tabTogether = "together"
	tabOpen     = "tasks"
)

// NewProfile returns the page of an account; key 0 is whoever looks.
func NewProfile(d Desk, account model.Key) kit.Screen {
	if account == 0 {
		account = d.Actor.Account
	}
	p := profile{desk: d, key: account}
	p.tabs.Items = []kit.Tab{{Key: tabFigures, Name: d.Words.Say("profile.tab_figures")}}
	return p.listed()
}

// Init implements kit.Screen.
func (p profile) Init() tea.Cmd { return readProfile(p.desk.Session, p.key, 0) }

// Title implements kit.Screen.
func (p profile) Title() string {
	if p.file == nil {
		return p.desk.Words.Say("profile.title")
	}
	return p.file.who.Handle
}

// Help implements kit.Helper.
func (p profile) Help() string { return p.desk.Words.Say("profile.help") }

// Update implements kit.Screen.
func (p profile) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case kit.Frame:
		p.frame = msg
		return p.placed(), nil
	case profileRead:
		return p.read(msg)
	case Changed:
		return p.changed(msg)
	case Minute, kit.Shown:
		return p.again()
	case stepTab:
		p.tabs = p.tabs.Step(int(msg))
		return p.listed(), nil
	case kit.Click:
		return p.click(msg)
	}
	if tabs, changed := p.tabs.Update(msg); changed {
		p.tabs = tabs
		return p.listed(), nil
	}
	var cmd tea.Cmd
	p.table, cmd, _ = p.table.Update(msg)
	return p, cmd
}

// stepTab asks a page for the n-th next of its tabs.
type stepTab int

// changed reads again when the account, its record or an order changed.
func (p profile) changed(msg Changed) (kit.Screen, tea.Cmd) {
	for _, ref := range msg.Refs {
		if ref.Kind == model.KindMarket || ref.Kind == model.KindOrder || ref.Kind == model.KindTask || ref.Kind == model.KindRequest || ref.Kind == model.KindBlock || ref == (model.Ref{Kind: model.KindAccount, Key: p.key}) {
			return p.again()
		}
	}
	return p, nil
}

func (p profile) again() (kit.Screen, tea.Cmd) {
	p.request++
	return p, readProfile(p.desk.Session, p.key, p.request)
}

// read takes a reading, unless a newer one was asked for.
func (p profile) read(msg profileRead) (kit.Screen, tea.Cmd) {
	if msg.request != p.request {
		return p, nil
	}
	p.gone = msg.failed == nil && msg.file == nil
	if msg.file == nil {
		return p, failed(p.desk.Session, msg.failed)
	}
	p.file = msg.file
	key := p.tabs.Key()
	p.tabs.Items = p.file.tabs(p.desk.Session)
	p.tabs = p.tabs.Select(key)
	p.tabs.Current = min(p.tabs.Current, len(p.tabs.Items)-1)
	return p.filled(), nil
}

// listed begins the table of the tab in front.
func (p profile) listed() profile {
	w, spoken := p.desk.Words, p.table.Words
	p.table = kit.NewTable(profileColumns(w, p.tabs.Key())...)
	p.table.Words, p.table.Empty = spoken, w.Say("profile.empty_"+p.tabs.Key())
	if p.tabs.Key() == tabTogether && p.file != nil && p.file.support {
		p.table.Empty = w.Say("profile.empty_orders")
	}
	return p.filled()
}

// filled gives the table its rows anew; the cursor stays on its row.
func (p profile) filled() profile {
	if p.file != nil {
		p.table = p.table.SetRows(p.file.rows(p.speech(), p.tabs.Key()))
	}
	return p.placed()
}

func (p profile) placed() profile {
	room := max(p.frame.Height-p.top(), 0)
	if n := p.footLines(); n > 0 {
		room = min(room-n, len(p.file.measures)+1)
	}
	p.table = p.table.Resize(p.frame.Width, max(room, 0))
	return p
}

func (p profile) speech() speech {
	s := newSpeech(p.desk.Session).with(p.frame.Theme)
	if p.file != nil {
		s = s.at(p.file.now).under(p.file.policy)
	}
	return s
}

// click goes to a tab or to a row; a second one opens the row.
func (p profile) click(msg kit.Click) (kit.Screen, tea.Cmd) {
	if msg.Y == p.tabLine() {
		if i, ok := p.tabs.Hit(msg.X-2, p.inner()); ok && i != p.tabs.Current {
			p.tabs.Current = i
			return p.listed(), nil
		}
		return p, nil
	}
	table, cmd, used := p.table.Update(kit.Click{X: msg.X, Y: msg.Y - p.top(), Double: msg.Double})
	p.table = table
	if used && msg.Double {
		return p, tea.Batch(cmd, p.open())
	}
	return p, cmd
}

// open drills down: to the orders behind a figure, to an order, to a task.
func (p profile) open() tea.Cmd {
	key := p.table.CurrentKey()
	if key == "" {
		return nil
	}
	if p.tabs.Key() == tabFigures {
		return kit.Send(kit.Push{Screen: newFigureOrders(p.desk, p.file, model.Figure(key))})
	}
	switch ref := rowRef(key); ref.Kind {
	case model.KindTask:
		return kit.Send(kit.Push{Screen: NewTask(p.desk, ref.Key)})
	case model.KindOrder:
		return kit.Send(kit.Push{Screen: NewOrder(p.desk, ref.Key)})
	}
	return nil
}

// Actions implements kit.Screen.
func (p profile) Actions() []kit.Action {
	s, f := p.speech(), p.file
	none := ""
	if f == nil {
		none = s.Say("profile.reading")
	}
	act := func(key, name, disabled string, do func() tea.Cmd) kit.Action {
		if none != "" {
			disabled = none
		}
		return kit.Action{Key: key, Name: s.Say("profile.act_" + name), Help: s.Say("profile.help_" + name), Disabled: disabled, Do: do}
	}
	noRow, noFigure := "", ""
	if p.table.Len() == 0 {
		noRow = s.Say("profile.no_row")
	}
	if f != nil && len(f.measures) == 0 {
		noFigure = s.Say("profile.no_figure")
	}
	first := "open"
	if p.tabs.Key() == tabFigures {
		first = "orders"
	}
	actions := []kit.Action{
		act("enter", first, noRow, p.open),
		act("w", "why", noFigure, func() tea.Cmd { return f.openWhy(s) }),
	}
	if len(p.tabs.Items) > 1 {
		tab := act("tab", "tab", "", asksSelf(stepTab(1)))
		tab.Also = []string{"right"}
		actions = append(actions, tab, kit.Action{Key: "shift+tab", Also: []string{"left"}, Name: tab.Name, Hidden: true, Do: asksSelf(stepTab(-1))})
	}
	copyID := act("y", "copy", "", func() tea.Cmd { return copyText(s, f.who.Handle) })
	line := act("Y", "line", "", func() tea.Cmd { return copyLineAs(p.desk, []string{"account", "show", f.who.Handle}) })
	copyID.Hidden, line.Hidden = true, true
	return append(append(append(actions, p.askActions()...), copyID, line), p.table.TableActions()...)
}

// across is whose profile an order leads to: the other side's.
func (f *orderFile) across() model.Key {
	if f.order.SideOf(f.mine()) == model.CreatorSide {
		return f.order.Seller
	}
	return f.order.Creator
}

// profileAction leads to the profile of an account; every page about somebody has it.
func profileAction(d Desk, account model.Key, disabled string) kit.Action {
	a := kit.Action{Key: "P", Name: d.Words.Say("profile.act_profile"), Help: d.Words.Say("profile.help_profile"), Disabled: disabled, Hidden: true}
	if account == 0 && disabled == "" {
		a.Disabled = d.Words.Say("profile.no_row")
	}
	a.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: NewProfile(d, account)}) }
	return a
}
