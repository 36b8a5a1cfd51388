package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// applicants is a list of the orders of one task, as its seller reads it: who applied, how well known and how
// reliable they are, and beside it the one under the cursor.
type applicants struct {
	desk    Desk
	table   kit.Table
	split   kit.Split
	window  listWindow
	frame   kit.Frame
	view    kit.Viewport
	file    *orderFile // of the row under the cursor
	shown   string     // the key of that row
	request uint64
}

// newApplicants begins the list of a tab: the applications that wait, or every order.
func newApplicants(d Desk, task model.Key, tab string, split kit.Split) (applicants, tea.Cmd) {
	a := applicants{desk: d, split: split}
	state := model.OrderState(0)
	if tab == tabWaiting {
		state = model.Applied
	}
	a.window = listWindow{session: d.Session, queries: []model.Query{model.OrdersOfTask(task, state)}, draw: applicantRow(d.Session, tab)}
	w := d.Words
	last := kit.Column{Head: w.Say("list.head_asks"), Width: 19, Flex: 2, Max: 40, Priority: 3}
	if tab == tabOrders {
		last = kit.Column{Head: w.Say("task_page.head_state"), Width: 19}
	}
	a.table = kit.NewTable(
		kit.Column{Head: w.Say("task_page.head_applicant"), Width: 18, Flex: 1},
		kit.Column{Head: w.Say("task_page.head_followers"), Width: 9, Right: true},
		kit.Column{Head: w.Say("task_page.head_done"), Width: 4, Right: true, Priority: 2},
		kit.Column{Head: w.Say("task_page.head_on_time"), Width: 10, Priority: 1},
		last,
	)
	a.table.Empty = w.Say("task_page.empty_" + tab)
	a.table.Source = a.window.source()
	var cmd tea.Cmd
	a.table, cmd = a.table.Restart()
	return a, cmd
}

// applicantRow returns what draws an order as its seller reads it.
func applicantRow(s Session, tab string) func(model.View, model.Row) []kit.Cell {
	return func(v model.View, row model.Row) []kit.Cell {
		o, ok := row.(*model.Order)
		if !ok {
			return nil
		}
		say := newSpeech(s).at(v.Now)
		who, standing := v.Account(o.Creator), model.StandingOf(v.Reader, o.Creator)
		cells := []kit.Cell{
			applicantCell(say, who, model.PolicyNow(v.Reader), o),
			kit.TextCell(kit.Text, say.followers(who.Followers())),
			kit.TextCell(kit.Text, say.Digits(int64(standing.Done))),
			shareCell(standing),
		}
		if tab == tabOrders {
			return append(cells, kit.TextCell(kit.Muted, say.Say("state."+o.State.String())))
		}
		return append(cells, asksCell(say, v, who, standing, o))
	}
}

// applicantCell is a handle with its badge, and the agency behind it.
func applicantCell(s speech, who *model.Account, p *model.Policy, o *model.Order) kit.Cell {
	star, mcn := who.Influencer(p), ""
	if o.Agency != 0 {
		mcn = s.Say("task_page.mcn")
	}
	return kit.DrawnCell(func(t kit.Theme, w int) string {
		room := w // of the handle, which is cut before its badge
		if star {
			room -= 2
		}
		if mcn != "" {
			room -= kit.Width(mcn) + 1
		}
		l := kit.NewLine(t, w).Put(kit.Text, kit.Cut(kit.Clean(who.Handle), max(room, 1)))
		if star {
			l.Gap(1).Glyph(kit.Accent, kit.Star)
		}
		return l.Gap(1).Put(kit.Accent, mcn).String()
	})
}

// place gives the list and the preview their places below top lines.
func (a applicants) place(f kit.Frame, top int) applicants {
	a.frame = f
	a.split.Top = top
	a.split, _ = a.split.Update(f)
	r := a.split.List()
	a.table = a.table.Resize(r.Width, r.Height)
	return a.fill()
}

// fill writes the preview anew.
func (a applicants) fill() applicants {
	r := a.split.Preview()
	a.view = a.view.SetHeight(r.Height)
	if r.Width > 0 && a.file != nil {
		a.view = a.view.SetLines(a.file.applicantLines(newSpeech(a.desk.Session).at(a.file.now).with(a.frame.Theme), a.frame.Theme, r.Width))
	}
	return a
}

// shows tells whether the list may have to do with an order: it has it, or it is still being read.
func (a applicants) shows(ref model.Ref) bool {
	_, ok := a.window.places[rowKey(ref)]
	return ok || a.window.places == nil
}

func (a applicants) refresh() (applicants, tea.Cmd) {
	var cmd tea.Cmd
	a.table, cmd = a.table.Refresh()
	a.shown = ""
	return a, cmd
}

func (a applicants) read(msg windowRead) (applicants, tea.Cmd) {
	var cmd tea.Cmd
	a.window, a.table, cmd = a.window.take(a.table, msg)
	a, look := a.look()
	return a, tea.Batch(cmd, look, failed(a.desk.Session, msg.failed))
}

// look reads the order under the cursor, if it is another one.
func (a applicants) look() (applicants, tea.Cmd) {
	key := a.table.CurrentKey()
	if key == a.shown {
		return a, nil
	}
	a.shown = key
	a.request++
	if key == "" {
		a.file = nil
		return a, nil
	}
	return a, loadOrder(a.desk.Session, rowRef(key).Key, a.request)
}

// looked takes the order that was asked for last.
func (a applicants) looked(msg orderRead) applicants {
	if msg.request != a.request || !msg.found || msg.err != nil {
		return a
	}
	a.file = &msg.file
	return a.fill()
}

// update gives a message to the list.
func (a applicants) update(msg tea.Msg) (applicants, tea.Cmd) {
	switch m := msg.(type) {
	case kit.Wheel:
		if pane, _, _, ok := a.split.Hit(m.X, m.Y); ok && pane == kit.PreviewPane {
			a.view = a.view.Scroll(m.Lines)
			return a, nil
		}
	case kit.Click:
		pane, x, y, ok := a.split.Hit(m.X, m.Y)
		if !ok || pane == kit.PreviewPane {
			return a, nil
		}
		msg = kit.Click{X: x, Y: y, Double: m.Double}
	}
	table, cmd, _ := a.table.Update(msg)
	a.table = table
	a, look := a.look()
	return a, tea.Batch(cmd, look)
}

func (a applicants) open() tea.Cmd {
	ref := rowRef(a.table.CurrentKey())
	if ref.Key == 0 {
		return nil
	}
	return kit.Send(kit.Push{Screen: NewOrder(a.desk, ref.Key)})
}
