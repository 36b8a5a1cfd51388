package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// todayAsk is what one of Today's own keys asks for.
type todayAsk uint8

const (
	askOpen todayAsk = iota + 1
	askFilter
	askOther
	askCopyLine
)

// acting makes the table of actions for the row under the cursor: how to open it, what can be done to it, and
// how to move about. While somebody types only the filter's keys are left.
func (t today) acting() today {
	s := t.say
	look := s.Say("order.group_read")
	if t.filter.Typing() {
		t.actions = []kit.Action{
			{Key: "enter", Name: s.Say("today.filter_keep"), Help: s.Say("today.filter_help"), Group: look},
			{Key: "esc", Name: s.Say("today.filter_clear"), Group: look},
		}
		return t
	}
	key := t.table.CurrentKey()
	open := kit.Action{Key: "enter", Name: s.Say("today.open"), Help: s.Say("today.open_help"), Group: look, Disabled: t.closed(key), Do: asksSelf(askOpen)}
	moves := []kit.Action{
		{Key: "/", Name: s.Say("today.filter"), Help: s.Say("today.filter_help"), Group: look, Do: asksSelf(askFilter)},
		{Key: "tab", Also: []string{"shift+tab"}, Name: s.Say("today.preview"), Help: s.Say("today.preview_help"), Group: look, Do: asksSelf(askOther)},
	}
	own := moves
	switch {
	case key != t.preview.key:
	case t.preview.order != nil:
		f := t.preview.order
		say := f.speech(s)
		own = t.desk.orderActions(f, say, t.preview.rule).around(append(t.lookActions(f, say, look), moves...)...)
	case t.preview.task != nil:
		own = append(t.preview.task.actions(s.at(t.preview.task.now), look), moves...)
		own = append(own, t.choices()...)
	}
	if t.head.now != 0 && key == "" && t.filter.Value() == "" && t.table.Len() == 0 { // nothing to open, to find or to go to
		t.actions = nil
		return t
	}
	t.actions = append(append([]kit.Action{open}, own...), t.table.TableActions()...)
	return t
}

// lookActions are what can be asked of an order's row without changing anything.
func (t today) lookActions(f *orderFile, s speech, group string) []kit.Action {
	profile := profileAction(t.desk, f.across(), "")
	profile.Group = group
	return []kit.Action{
		{Key: "w", Name: s.Say("order.why"), Help: s.Say("order.why_help"), Group: group, Do: func() tea.Cmd { return openWhy(f, s) }},
		profile,
		{Key: "y", Name: s.Say("order.copy_id"), Help: s.Say("order.copy_id_help"), Group: group, Do: func() tea.Cmd { return copyText(s, string(f.order.ID)) }},
		{Key: "Y", Name: s.Say("order.copy_line"), Help: s.Say("order.copy_line_help"), Group: group, Hidden: true, Do: asksSelf(askCopyLine)},
	}
}

// actions are what can be asked of a task's row.
func (f *taskFile) actions(s speech, group string) []kit.Action {
	why := func() tea.Cmd {
		title := s.Say("why_page.title", assets.Text("id", string(f.task.ID)))
		return kit.Send(kit.Push{Screen: newWhy(s, f.policy, title, f.reasons)})
	}
	return []kit.Action{
		{Key: "w", Name: s.Say("order.why"), Help: s.Say("order.why_help"), Group: group, Do: why},
		{Key: "y", Name: s.Say("order.copy_id"), Help: s.Say("order.copy_id_help"), Group: group, Do: func() tea.Cmd { return copyText(s, string(f.task.ID)) }},
	}
}

// choices are the answers to an application that a row of many applications cannot take: they say where to go.
func (t today) choices() []kit.Action {
	if _, rule := clockOf(t.table.CurrentKey()); rule != model.ClockReview {
		return nil
	}
	var all []kit.Action
	for _, v := range []verb{approveVerb(), rejectVerb()} {
		all = append(all, kit.Action{
			Key: v.key, Name: v.name(t.say), Group: t.say.Say("act.group"), Help: t.say.Say("act." + v.id + "_help"), Disabled: t.say.Say("today.choose"),
		})
	}
	return all
}

// closed says why a row cannot be opened, "" when it can.
func (t today) closed(key string) string {
	ref, _ := clockOf(key)
	switch {
	case ref.Kind == model.KindOrder || ref.Kind == model.KindPayment || ref.Kind == model.KindTask || ref.Kind == model.KindAccess || ref.Kind == model.KindRequest || ref.Kind == model.KindEntry:
		return ""
	case ref.Kind == model.KindContract:
		return ""
	case key == "":
		return t.empty()
	}
	return t.say.Say("today.no_page")
}

// asked does what one of Today's own keys asks for.
func (t today) asked(a todayAsk) (kit.Screen, tea.Cmd) {
	switch a {
	case askOpen:
		return t, t.open()
	case askFilter:
		t.filter, t.focus = t.filter.Start(), kit.ListPane
		return t.placed().acting(), nil
	case askOther:
		t.focus = 1 - t.focus
		return t.placed(), nil
	case askCopyLine:
		if f := t.preview.order; f != nil {
			return t, copyText(t.say, f.commandFor(t.desk, t.say, t.last))
		}
	}
	return t, nil
}

// open goes to the page of the row: an order's, or a task's. A payment in suspense is looked at on its order.
func (t today) open() tea.Cmd {
	ref, _ := clockOf(t.table.CurrentKey())
	if _, rule := clockOf(t.table.CurrentKey()); ref.Kind == model.KindTask && rule == model.ClockReview {
		return kit.Send(kit.Push{Screen: NewApplicants(t.desk, ref.Key)})
	}
	if t.desk.Page != nil {
		if page, ok := t.desk.Page(ref); ok {
			return kit.Send(kit.Push{Screen: page})
		}
	}
	switch ref.Kind {
	case model.KindOrder:
		return kit.Send(kit.Push{Screen: NewOrder(t.desk, ref.Key)})
	case model.KindTask:
		return kit.Send(kit.Push{Screen: NewTask(t.desk, ref.Key)})
	case model.KindContract:
		return kit.Send(kit.Push{Screen: NewAgencies(t.desk)})
	case model.KindEntry:
		return kit.Send(kit.Push{Screen: openEntry(t.desk, ref)})
	case model.KindAccess, model.KindRequest:
		return kit.Send(kit.Push{Screen: newAccessPage(t.desk, ref)})
	case model.KindPayment:
		if f := t.preview.order; f != nil {
			return kit.Send(kit.Push{Screen: NewOrder(t.desk, f.order.Key)})
		}
	}
	return nil
}

// done says what became of a verb: at the foot, and where it was refused beside the row.
func (t today) done(msg acted) (kit.Screen, tea.Cmd) {
	t.last = msg.line
	toast := msg.toast(t.say)
	if msg.err == nil && msg.decision.Refusal == nil {
		return t, kit.Send(toast)
	}
	if ref, _ := clockOf(t.table.CurrentKey()); ref == msg.order {
		t.table = t.table.Refuse(t.table.CurrentKey(), toast.Text)
	}
	screen, cmd := t.refreshed()
	return screen, tea.Batch(cmd, kit.Send(toast))
}
