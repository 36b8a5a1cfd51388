package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// figureOrders are the orders behind one figure of an account, as far as the reader may see them.
type figureOrders struct {
	desk   Desk
	figure model.Figure
	file   *profileFile
	page   kit.ListPage
	asked  uint64
}

func newFigureOrders(d Desk, f *profileFile, figure model.Figure) kit.Screen {
	p := figureOrders{desk: d, figure: figure, file: f}
	w := d.Words
	p.page.Whole, p.page.NoFind = true, true
	p.page.Title = w.Say("profile.figure_title", assets.Text("figure", w.Measure(f.measure(figure)).Name), assets.Text("handle", f.who.Handle))
	p.page.Table = kit.NewTable(orderRowColumns(w, w.Say("profile.head_counts"))...)
	p.page.Table.Empty = w.Say("profile.figure_empty")
	return p.filled()
}

// filled gives the page what the file holds.
func (p figureOrders) filled() figureOrders {
	f, s := p.file, newSpeech(p.desk.Session).at(p.file.now).under(p.file.policy)
	m, orders := f.measure(p.figure), f.behind[p.figure]
	rows := make([]kit.Row, 0, min(len(orders), profileRows))
	for _, o := range orders[:min(len(orders), profileRows)] {
		rows = append(rows, f.orderRow(s, o, countsAs(s, p.figure, o, f.who.Key)))
	}
	p.page.Table = p.page.Table.SetRows(rows)
	seen := s.Say("profile.shown", assets.Num("count", int64(len(orders))))
	switch {
	case !f.whole:
		seen = s.Say("profile.more", assets.Num("count", profileLook))
	case m.Of > len(orders):
		seen = s.Say("profile.hidden", assets.Num("part", int64(len(orders))), assets.Num("count", int64(m.Of-len(orders))))
	case m.Of == 0:
		seen = ""
	}
	p.page.Facts = kit.Facts(seen, s.Measure(m).Formula)
	return p
}

// Init implements kit.Screen.
func (p figureOrders) Init() tea.Cmd { return nil }

// Title implements kit.Screen.
func (p figureOrders) Title() string { return p.page.Title }

// Help implements kit.Helper.
func (p figureOrders) Help() string { return p.desk.Words.Say("profile.figure_help") }

// View implements kit.Screen.
func (p figureOrders) View() string { return p.page.View() }

// Update implements kit.Screen.
func (p figureOrders) Update(msg tea.Msg) (kit.Screen, tea.Cmd) {
	switch msg := msg.(type) {
	case profileRead:
		if msg.request == p.asked && msg.file != nil {
			p.file = msg.file
		}
		return p.filled(), failed(p.desk.Session, msg.failed)
	case Changed, Minute, kit.Shown:
		p.asked++
		return p, readProfile(p.desk.Session, p.file.who.Key, p.asked)
	}
	page, event, cmd := p.page.Update(msg)
	p.page = page
	if event&kit.Opened != 0 {
		return p, tea.Batch(cmd, p.open())
	}
	return p, cmd
}

func (p figureOrders) open() tea.Cmd {
	return kit.Send(kit.Push{Screen: NewOrder(p.desk, rowRef(p.page.Table.CurrentKey()).Key)})
}

// Actions implements kit.Screen.
func (p figureOrders) Actions() []kit.Action {
	s, f := newSpeech(p.desk.Session).at(p.file.now), p.file
	none := ""
	if p.page.Table.Len() == 0 {
		none = s.Say("profile.no_row")
	}
	return p.page.Actions(
		kit.Action{Key: "enter", Name: s.Say("profile.act_open"), Help: s.Say("profile.help_open"), Disabled: none, Do: p.open},
		kit.Action{Key: "w", Name: s.Say("profile.act_why"), Help: s.Say("profile.help_why"), Do: func() tea.Cmd { return f.openWhy(s) }},
		kit.Action{Key: "Y", Name: s.Say("profile.act_line"), Help: s.Say("profile.help_line"), Hidden: true, Do: func() tea.Cmd {
			return copyLineAs(p.desk, []string{"account", "show", f.who.Handle, "--orders", string(p.figure)})
		}},
	)
}
