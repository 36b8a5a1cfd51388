package screen

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// manyWaiting is how many people a question may touch before the task's ID has to be typed.
const manyWaiting = 10

// Actions implements kit.Screen.
func (p taskPage) Actions() []kit.Action {
	if p.card.task == nil {
		return nil
	}
	var actions []kit.Action
	if p.listing() {
		actions = p.people.actions(p.desk, p.speech())
	} else {
		actions = p.taskActions()
	}
	if len(p.tabs.Items) > 1 {
		tab := p.act("tab", "tab", "")
		tab.Also = []string{"shift+tab", "right", "left"}
		actions = append(actions, tab)
	}
	if !p.listing() {
		scroll := p.act("down", "scroll", "")
		scroll.Also, scroll.Hidden = []string{"up", "j", "k", "pgdown", "pgup", "home", "end"}, true
		actions = append(actions, scroll)
	}
	return actions
}

// act makes an action of the page from the catalogue.
func (p taskPage) act(key, name, disabled string) kit.Action {
	w := p.desk.Words
	return kit.Action{Key: key, Name: w.Say("task_page.act_" + name), Help: w.Say("task_page.help_" + name), Disabled: disabled}
}

// taskActions are what can be done with the task itself.
func (p taskPage) taskActions() []kit.Action {
	var actions []kit.Action
	if p.card.mine() {
		actions = p.sellerActions()
	} else {
		actions = p.readerActions()
	}
	if p.desk.Actor.Operator && p.card.task.State != model.Draft {
		key := p.card.task.Key
		actions = append(actions, exposureAction(p.desk, key, "g", "grant", ""), exposureAction(p.desk, key, "t", "tick", ""))
	}
	copyLinks := p.act("l", "copy_link", "")
	copyLinks.Hidden, copyLinks.Do = true, p.copyLink
	if len(p.card.task.Links) == 0 {
		copyLinks.Disabled = p.desk.Words.Say("task_page.no_link")
	}
	ids := taskIDActions(p.desk, p.card, "", []string{"task", "show", string(p.card.task.ID)})
	if slices.ContainsFunc(actions, func(a kit.Action) bool { return a.Key == "y" }) { // one's code is what one came to copy
		ids = slices.DeleteFunc(ids, func(a kit.Action) bool { return a.Key == "y" })
	}
	return append(append(actions, ids...), copyLinks)
}

// readerActions are those of anyone but its seller.
func (p taskPage) readerActions() []kit.Action {
	w := p.desk.Words
	apply := kit.Action{Key: "a", Name: w.Say("square.act_apply"), Help: w.Say("square.help_apply"), Disabled: p.card.cannotApply(w)}
	apply.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: newApply(p.desk, p.card)}) }
	order := p.card.order
	if order == nil {
		return append([]kit.Action{apply}, p.promoTaskActions()...)
	}
	follow := p.act("enter", "order", "")
	follow.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: NewOrder(p.desk, order.Key)}) }
	return append([]kit.Action{follow, apply}, p.promoTaskActions()...)
}

// sellerActions are those of its seller.
func (p taskPage) sellerActions() []kit.Action {
	w, t := p.desk.Words, p.card.task
	state := func(id string) string { return w.Say(id, assets.Word("state", "state.task."+t.State.String())) }
	edit := p.act("e", "edit", "")
	edit.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: NewEdit(p.desk, t.Key)}) }
	if t.State != model.Draft && t.State != model.Published {
		edit.Disabled = state("task_page.not_open")
	}
	if t.State == model.Draft {
		publish, drop := p.act("p", "publish", ""), p.act("D", "drop", "")
		publish.Do = func() tea.Cmd { return p.utter(&model.PublishTask{ID: t.ID}, taskDone{said: "create.published"}) }
		drop.Do = p.askDrop
		return []kit.Action{publish, edit, drop}
	}
	closing := p.act("c", "close", "")
	closing.Do = p.askClose
	if t.State != model.Published {
		closing.Disabled = state("task_page.not_open")
	}
	return []kit.Action{edit, closing}
}

// utter sends a command and tells the page what became of it.
func (p taskPage) utter(c model.Command, done taskDone) tea.Cmd {
	s := p.desk.Session
	return func() tea.Msg {
		d, err := s.Market.Do(context.Background(), s.Actor, c)
		done.refusal, done.err = d.Refusal, err
		return kit.Self{Msg: done}
	}
}

// askClose asks before the task is closed: it says what happens to those who wait.
func (p taskPage) askClose() tea.Cmd {
	w, t := p.desk.Words, p.card.task
	c := kit.Confirm{
		Title: w.Say("task_page.close_title", textArg("task", t.ID)), Text: w.Say("task_page.close_text"), Yes: w.Say("task_page.act_close"),
		Facts: []string{
			w.Say("task_page.close_waiting", assets.Num("count", int64(t.Waiting))), w.Say("task_page.close_going", assets.Num("count", int64(t.Live-t.Waiting))),
		},
		Do: func() tea.Cmd { return p.utter(&model.CloseTask{ID: t.ID}, taskDone{said: "task_page.closed"}) },
	}
	if t.Waiting >= manyWaiting {
		c.Typed = string(t.ID)
	}
	return kit.Send(kit.Push{Screen: kit.NewConfirm(c)})
}

func (p taskPage) askDrop() tea.Cmd {
	w, t := p.desk.Words, p.card.task
	return kit.Send(kit.Push{Screen: kit.NewConfirm(kit.Confirm{
		Title: w.Say("task_page.drop_title", assets.Text("title", t.Title)), Text: w.Say("task_page.drop_text"), Yes: w.Say("task_page.act_drop"),
		Do: func() tea.Cmd {
			return p.utter(&model.DropTask{ID: t.ID}, taskDone{said: "task_page.dropped", gone: true})
		},
	})})
}

func (p taskPage) copyLink() tea.Cmd {
	return copyText(newSpeech(p.desk.Session), p.card.task.Links[0].URL)
}

// taskIDActions are why, and copying the ID and the command line that does the same. The card is empty where no
// task is in front, for the reason none.
func taskIDActions(d Desk, c taskCard, none string, line []string) []kit.Action {
	w, s := d.Words, newSpeech(d.Session)
	if c.task == nil && none == "" {
		none = w.Say("create.reading")
	}
	act := func(key, name string, hidden bool, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: w.Say("task_page.act_" + name), Help: w.Say("task_page.help_" + name), Disabled: none, Hidden: hidden, Do: do}
	}
	seller := model.Key(0)
	if c.task != nil {
		seller = c.task.Seller
	}
	return []kit.Action{
		profileAction(d, seller, none),
		act("w", "why", false, func() tea.Cmd { return c.why(d) }),
		act("y", "copy_id", true, func() tea.Cmd { return copyText(s, string(c.task.ID)) }),
		act("Y", "copy_line", true, func() tea.Cmd { return copyLineAs(d, line) }),
	}
}

// copyLineAs copies a command line on behalf of who is at work.
func copyLineAs(d Desk, args []string) tea.Cmd {
	s := newSpeech(d.Session)
	return func() tea.Msg {
		as := ""
		if err := d.Market.View(d.Actor, func(v model.View) { as = v.Handle(d.Actor.Account) }); err != nil {
			return failure(d.Session, err)
		}
		return tea.BatchMsg(slices.Clone([]tea.Cmd{copyText(s, s.commandLine(args, as))}))
	}
}
