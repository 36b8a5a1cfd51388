package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// open opens the order, the task or the request under the cursor; it is seen then.
func (n news) open() tea.Cmd {
	ref := rowRef(n.page.Table.CurrentKey())
	var page tea.Cmd
	switch ref.Kind {
	case model.KindTask:
		page = kit.Send(kit.Push{Screen: NewTask(n.desk, ref.Key)})
	case model.KindOrder:
		page = kit.Send(kit.Push{Screen: NewOrder(n.desk, ref.Key)})
	case model.KindRequest:
		page = kit.Send(kit.Push{Screen: newAccessPage(n.desk, ref)})
	default:
		return nil
	}
	if row, _ := n.page.Table.Current(); !isFresh(row) {
		return page
	}
	return tea.Batch(page, n.markSeen(ref))
}

// Actions implements kit.Screen.
func (n news) Actions() []kit.Action {
	w := n.desk.Words
	act := func(key, name, disabled string, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: w.Say("news.act_" + name), Help: w.Say("news.help_" + name), Disabled: disabled, Do: do}
	}
	none, nothing := "", ""
	if n.page.Table.Len() == 0 {
		none = w.Say("news.no_row")
	}
	if n.last.unread+n.last.fresh == 0 {
		nothing = w.Say("news.none_new")
	}
	tab := act("right", "tab", "", nil)
	tab.Also = []string{"left"}
	own := []kit.Action{
		act("enter", "open", none, n.open),
		act("a", "seen", nothing, func() tea.Cmd { return n.markSeen(model.Ref{}) }),
		tab,
	}
	own = append(own, n.copies(none)...)
	return slices.DeleteFunc(n.page.Actions(own...), func(a kit.Action) bool { return a.Key == "left" })
}

// copies are the ID under the cursor, and the command that lists the same.
func (n news) copies(none string) []kit.Action {
	w, d := n.desk.Words, n.desk
	id := ""
	switch {
	case n.file != nil:
		id = string(n.file.order.ID)
	case n.card.task != nil:
		id = string(n.card.task.ID)
	case n.asks != nil:
		id = string(n.asks.access.ID)
	}
	line := []string{"news", "ls"}
	if n.page.Tabs.Key() == tabUnread {
		line = append(line, "--unread")
	}
	copyID := kit.Action{Key: "y", Name: w.Say("order.copy_id"), Help: w.Say("order.copy_id_help"), Hidden: true, Disabled: none}
	copyID.Do = func() tea.Cmd { return copyText(newSpeech(d.Session), id) }
	copyLine := kit.Action{Key: "Y", Name: w.Say("order.copy_line"), Help: w.Say("order.copy_line_help"), Hidden: true}
	copyLine.Do = func() tea.Cmd { return copyLineAs(d, line) }
	across := model.Key(0)
	switch {
	case n.file != nil:
		across = n.file.across()
	case n.card.task != nil:
		across = n.card.task.Seller
	}
	return []kit.Action{profileAction(d, across, none), copyID, copyLine}
}
