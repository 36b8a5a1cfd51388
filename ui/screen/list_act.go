package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// open opens the page of the row under the cursor.
func (l list) open() tea.Cmd {
	ref := rowRef(l.page.Table.CurrentKey())
	switch ref.Kind {
	case model.KindTask:
		return kit.Send(kit.Push{Screen: NewTask(l.desk, ref.Key)})
	case model.KindOrder:
		return kit.Send(kit.Push{Screen: NewOrder(l.desk, ref.Key)})
	}
	return nil
}

// Actions implements kit.Screen.
func (l list) Actions() []kit.Action {
	w := l.desk.Words
	none := ""
	if l.page.Table.Len() == 0 {
		none = w.Say("list.no_row")
	}
	act := func(key, name string, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: w.Say("list.act_" + name), Help: w.Say("list.help_" + name), Disabled: none, Do: do}
	}
	own := []kit.Action{act("enter", "open", l.open)}
	tabs := act("right", "tab", nil)
	tabs.Disabled, tabs.Also = "", []string{"left"}
	if l.kind.rows == model.KindTask {
		fresh := act("n", "new", func() tea.Cmd { return kit.Send(kit.Push{Screen: NewCreate(l.desk)}) })
		fresh.Disabled = ""
		own = append(own, fresh, l.editAction(act("e", "edit", nil)))
	}
	own = append(own, tabs)
	own = append(own, l.idActions(none)...)
	return slices.DeleteFunc(l.page.Actions(own...), func(a kit.Action) bool { return a.Key == "left" })
}

func (l list) editAction(a kit.Action) kit.Action {
	t := l.card.task
	switch {
	case a.Disabled != "":
	case t == nil:
		a.Disabled = l.desk.Words.Say("create.reading")
	case t.State != model.Draft && t.State != model.Published:
		a.Disabled = l.desk.Words.Say("list.not_open")
	default:
		a.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: NewEdit(l.desk, t.Key)}) }
	}
	return a
}

// idActions are why, and copying the ID and the command line that shows the row.
func (l list) idActions(none string) []kit.Action {
	if l.kind.rows == model.KindTask {
		line := []string{"task", "show"}
		if l.card.task != nil {
			line = append(line, string(l.card.task.ID))
		}
		return taskIDActions(l.desk, l.card, none, line)
	}
	s, f := newSpeech(l.desk.Session), l.file
	if f == nil && none == "" {
		none = s.Say("create.reading")
	}
	act := func(key, name string, hidden bool, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: s.Say("order." + name), Help: s.Say("order." + name + "_help"), Disabled: none, Hidden: hidden, Do: do}
	}
	return []kit.Action{
		act("w", "why", false, func() tea.Cmd { return openWhy(f, s.at(f.now)) }),
		act("y", "copy_id", true, func() tea.Cmd { return copyText(s, string(f.order.ID)) }),
		act("Y", "copy_line", true, func() tea.Cmd { return copyLineAs(l.desk, []string{"order", "show", string(f.order.ID)}) }),
	}
}
