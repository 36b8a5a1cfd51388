package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/ui/kit"
)

// View implements kit.Screen.
func (q square) View() string { return q.page.View() }

// named gives the tabs names that fit: as it gets narrow they get short.
func (q square) named() square {
	q.page.Tabs.Items = slices.Clone(q.page.Tabs.Items)
	for _, form := range []string{"tab", "tab_short"} {
		need := 4 + kit.Width(q.page.Title)
		for i := range q.page.Tabs.Items {
			tab := &q.page.Tabs.Items[i]
			tab.Name = q.desk.Words.Say("square." + form + "_" + tab.Key)
			need += 3 + kit.Width(tab.Name)
			if tab.Count != "" {
				need += 1 + kit.Width(tab.Count)
			}
		}
		if need <= q.page.Width() {
			break
		}
	}
	return q
}

// key does what a key says. Tab goes to the next type here: the preview of a task has a page of its own.
func (q square) key(msg tea.KeyPressMsg) (kit.Screen, tea.Cmd) {
	if q.page.Typing() {
		return q.routed(msg)
	}
	if q.page.Split.Focus == kit.PreviewPane && (msg.String() == "tab" || msg.String() == "esc") {
		return q.routed(tea.KeyPressMsg{Code: tea.KeyTab}) // a click went to the preview: back to the list
	}
	switch msg.String() {
	case "tab":
		return q.routed(tea.KeyPressMsg{Code: tea.KeyRight})
	case "shift+tab":
		return q.routed(tea.KeyPressMsg{Code: tea.KeyLeft})
	case "s":
		q.newest = !q.newest
		return q.list().restart()
	}
	return q.routed(msg)
}

// current tells whether the card is that of the task under the cursor.
func (q square) current() bool {
	return q.card.task != nil && q.page.Table.CurrentKey() == rowKey(q.card.task.Ref())
}

func (q square) open() tea.Cmd {
	ref := rowRef(q.page.Table.CurrentKey())
	if ref.Key == 0 {
		return nil
	}
	return kit.Send(kit.Push{Screen: NewTask(q.desk, ref.Key)})
}

// Actions implements kit.Screen.
func (q square) Actions() []kit.Action {
	w := q.desk.Words
	act := func(key, name string) kit.Action {
		return kit.Action{Key: key, Name: w.Say("square.act_" + name), Help: w.Say("square.help_" + name)}
	}
	if q.page.Typing() {
		move := act("up", "move")
		move.Also = []string{"down", "pgup", "pgdown"}
		return []kit.Action{act("enter", "keep"), act("esc", "clear"), move}
	}
	none := ""
	if q.page.Table.Len() == 0 {
		none = w.Say("square.no_row")
	}
	open := act("enter", "open")
	open.Disabled, open.Do = none, q.open
	own := []kit.Action{open, q.applyAction(none)}
	if q.query() != "" {
		own = append(own, act("esc", "clear"))
	}
	types, sort := act("tab", "type"), act("s", "sort")
	types.Also = []string{"shift+tab", "right", "left"}
	switch {
	case q.query() != "":
		sort.Disabled = w.Say("square.no_sort")
	case q.of() != 0:
		sort.Disabled = w.Say("square.no_newest")
	}
	own = append(append(own, act("/", "filter"), types, sort), q.idActions(none)...)
	return slices.DeleteFunc(q.page.Actions(own...), func(a kit.Action) bool { return a.Key == "left" })
}

// applyAction is "a": apply for the task under the cursor, or why one cannot.
func (q square) applyAction(none string) kit.Action {
	w := q.desk.Words
	a := kit.Action{Key: "a", Name: w.Say("square.act_apply"), Help: w.Say("square.help_apply"), Disabled: none}
	if none != "" {
		return a
	}
	a.Disabled = w.Say("create.reading")
	if q.current() {
		card, desk := q.card, q.desk
		a.Disabled = card.cannotApply(w)
		a.Do = func() tea.Cmd { return kit.Send(kit.Push{Screen: newApply(desk, card)}) }
	}
	return a
}

// idActions are why, and copying the ID and the command line that does the same.
func (q square) idActions(none string) []kit.Action {
	card := q.card
	if !q.current() {
		card = taskCard{}
	}
	line := []string{"task", "show"}
	if card.task != nil {
		if card.cannotApply(q.desk.Words) == "" {
			line = []string{"order", "apply"}
		}
		line = append(line, string(card.task.ID))
	}
	return taskIDActions(q.desk, card, none, line)
}
