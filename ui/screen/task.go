package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// taskPage is one task: what it says, its seller, what one can do with it. Its seller finds the applications that
// wait and every order of it behind tabs.
type taskPage struct {
	desk Desk
	key  model.Key

	frame   kit.Frame
	card    taskCard
	loaded  bool
	request uint64
	view    kit.Viewport
	tabs    kit.Tabs
	people  applicants // of the tab in front
}

// The tabs of a task's seller.
const (
	tabTask    = "task"
	tabWaiting = "waiting"
	tabOrders  = "orders"
)

// NewTask returns the page of a task.
func NewTask(d Desk, key model.Key) kit.Screen {
	p := taskPage{desk: d, key: key}
	p.tabs.Items = []kit.Tab{{Key: tabTask}}
	return p
}

// ref returns the row that the page shows.
func (p taskPage) ref() model.Ref { return model.Ref{Kind: model.KindTask, Key: p.key} }

// Init implements kit.Screen.
func (p taskPage) Init() tea.Cmd { return readCard(p.desk.Session, p.key, 0) }

// Title implements kit.Screen.
func (p taskPage) Title() string {
	if p.card.task == nil {
		return p.desk.Words.Say("task_page.title")
	}
	return p.desk.Words.Say("task_page.title_of", textArg("task", p.card.task.ID))
}

// Help implements kit.Helper.
func (p taskPage) Help() string { return p.desk.Words.Say("task_page.help") }

// Update implements kit.Screen.
func (p taskPage) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		p.people.split, _ = p.people.split.Update(msg)
		return p, nil
	}
	switch msg := msg.(type) {
	case *kit.Words:
		p.people.table.Words = msg
		return p, nil
	case kit.Frame:
		return p.framed(msg)
	case cardRead:
		return p.take(msg)
	case windowRead:
		return p.withPeople(p.people.read(msg))
	case orderRead:
		p.people = p.people.looked(msg)
		return p, nil
	case acted:
		return p, kit.Send(msg.toast(p.speech()))
	case taskDone:
		return p.done(msg)
	case Changed:
		return p.changed(msg)
	case Minute, kit.Shown:
		return p.again()
	case kit.Click:
		return p.click(msg)
	case kit.Wheel:
		return p.scrolled(msg)
	case tea.KeyPressMsg:
		return p.pressed(msg)
	}
	return p, nil
}

func (p taskPage) framed(f kit.Frame) (kit.Screen, tea.Cmd) {
	p.frame = f
	return p.place(), nil
}

// listing tells whether a list of orders is in front, not the task itself.
func (p taskPage) listing() bool { return p.tabs.Key() != tabTask }

// place lays out what depends on the size.
func (p taskPage) place() taskPage {
	p.people = p.people.place(p.frame, p.top())
	return p.fill()
}

// fill writes the text of the task anew.
func (p taskPage) fill() taskPage {
	if p.card.task == nil {
		return p
	}
	w := max(p.frame.Width-4, 1)
	p.view = p.view.SetHeight(max(p.frame.Height-p.top(), 0)).SetLines(p.card.page(p.desk.Session, p.frame.Theme, w))
	return p
}

func (p taskPage) speech() speech {
	return newSpeech(p.desk.Session).at(p.card.now).with(p.frame.Theme)
}

// again reads the task anew, and the list where one is in front.
func (p taskPage) again() (kit.Screen, tea.Cmd) {
	p.request++
	cmd := readCard(p.desk.Session, p.key, p.request)
	if !p.listing() {
		return p, cmd
	}
	var more tea.Cmd
	p.people, more = p.people.refresh()
	return p, tea.Batch(cmd, more)
}

// changed reads again when the task, one of its orders or somebody's profile has changed.
func (p taskPage) changed(msg Changed) (kit.Screen, tea.Cmd) {
	for _, ref := range msg.Refs {
		if ref == p.ref() || ref.Kind == model.KindMarket || ref.Kind == model.KindAccount || ref.Kind == model.KindOrder && p.people.shows(ref) {
			return p.again()
		}
	}
	return p, nil
}

// take shows the task as it is now. One that waited for the hub has got another key from it, and is found under both: from
// now on the page knows it by that, and so do its lists.
func (p taskPage) take(msg cardRead) (kit.Screen, tea.Cmd) {
	if msg.request < p.request {
		return p, nil
	}
	p.card, p.loaded = msg.card, true
	p = p.tabbed()
	if t := msg.card.task; t != nil && t.Key != p.key {
		p.key = t.Key
		if p.listing() {
			return p.list()
		}
	}
	return p.place(), nil
}

// tabbed gives the task's seller the lists of its orders.
func (p taskPage) tabbed() taskPage {
	t := p.card.task
	if t == nil || !p.card.mine() || t.State == model.Draft {
		return p
	}
	w := p.desk.Words
	number := func(n int) string { return w.Digits(int64(n)) }
	p.tabs.Items = []kit.Tab{
		{Key: tabTask, Name: w.Say("task_page.tab_task")},
		{Key: tabWaiting, Name: w.Say("task_page.tab_waiting"), Count: number(t.Waiting)},
		{Key: tabOrders, Name: w.Say("task_page.tab_orders"), Count: number(t.Applied)},
	}
	return p
}

// step goes to the n-th next tab.
func (p taskPage) step(n int) (kit.Screen, tea.Cmd) {
	p.tabs = p.tabs.Step(n)
	return p.list()
}

// list begins the list of the tab in front.
func (p taskPage) list() (kit.Screen, tea.Cmd) {
	if !p.listing() {
		return p, nil
	}
	var cmd tea.Cmd
	spoken := p.people.table.Words
	p.people, cmd = newApplicants(p.desk, p.key, p.tabs.Key(), p.people.split)
	p.people.table.Words = spoken
	p = p.place()
	return p, cmd
}

func (p taskPage) withPeople(a applicants, cmd tea.Cmd) (kit.Screen, tea.Cmd) {
	p.people = a
	return p, cmd
}
