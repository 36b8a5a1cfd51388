package screen

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// open opens what is under the cursor.
func (l list) open() tea.Cmd {
	ref := rowRef(l.page.Table.CurrentKey())
	switch {
	case ref.Key == 0:
		return nil
	case l.kind.open != nil:
		return kit.Send(kit.Push{Screen: l.kind.open(l.desk, ref)})
	case ref.Kind == model.KindTask:
		return kit.Send(kit.Push{Screen: NewTask(l.desk, ref.Key)})
	case ref.Kind == model.KindOrder:
		return kit.Send(kit.Push{Screen: NewOrder(l.desk, ref.Key)})
	}
	return nil
}

// act makes an action of the catalogue; none is why it is not possible now.
func (l list) act(key, name, none string, do func() tea.Cmd) kit.Action {
	w := l.desk.Words
	return kit.Action{Key: key, Name: w.Say("list.act_" + name), Help: w.Say("list.help_" + name), Disabled: none, Do: do}
}

// none says why nothing can be done to a row, "" where there is one.
func (l list) none() string {
	if l.page.Table.Len() == 0 {
		return l.desk.Words.Say("list.no_row")
	}
	return ""
}

// Actions implements kit.Screen.
func (l list) Actions() []kit.Action {
	if l.page.Typing() {
		move := l.act("up", "move", "", nil)
		move.Also = []string{"down", "pgup", "pgdown"}
		return []kit.Action{l.act("enter", "keep", "", nil), l.act("esc", "clear", "", nil), move}
	}
	none := l.none()
	own := []kit.Action{l.act("enter", "open", none, l.open)}
	for _, b := range l.batches() {
		own = append(own, l.batchAction(b, none))
	}
	if l.kind.actions != nil {
		own = append(own, l.kind.actions(l)...)
	}
	own = append(own, l.chooseActions(none)...)
	own = append(own, l.findActions()...)
	own = append(own, l.idActions(none)...)
	return slices.DeleteFunc(l.page.Actions(own...), func(a kit.Action) bool { return a.Key == "left" })
}

// chooseActions choose rows, and take back what was done to some.
func (l list) chooseActions(none string) []kit.Action {
	if len(l.batches()) == 0 {
		return nil
	}
	all := l.act("*", "all", none, nil)
	all.Also = []string{"ctrl+space", "ctrl+@"}
	return []kit.Action{l.act("space", "choose", none, nil), all, l.firstAction(none), l.desk.undoAction()}
}

// findActions change what the list shows.
func (l list) findActions() []kit.Action {
	own := []kit.Action{l.act("/", "filter", "", nil)}
	switch {
	case l.page.Filter.Value() != "":
		own = append(own, l.act("esc", "clear", "", nil))
	case len(l.page.Table.Chosen()) > 0:
		own = append(own, l.act("esc", "choose_none", "", nil))
	}
	if len(l.kind.sorts) > 0 {
		own = append(own, l.act("s", "sort", "", nil))
	}
	if viewable(l.kind.id) {
		own = append(own, l.act("v", "views", "", func() tea.Cmd { return openViews(l) }))
	}
	if len(l.kind.tabs) > 1 {
		tabs := l.act("right", "tab", "", nil)
		tabs.Also = []string{"left"}
		own = append(own, tabs)
	}
	return own
}

// pressed takes the keys that are the list's own.
func (l list) pressed(msg tea.KeyPressMsg) (list, tea.Cmd, bool) {
	if l.page.Typing() {
		return l, nil, false
	}
	switch msg.String() {
	case "s":
		if len(l.kind.sorts) > 0 {
			next, cmd := l.nextSort()
			return next, cmd, true
		}
	case "*", "ctrl+space", "ctrl+@":
		if len(l.batches()) > 0 {
			next, cmd := l.chooseAll()
			return next, cmd, true
		}
	case "esc":
		if l.page.Filter.Value() == "" && len(l.page.Table.Chosen()) > 0 {
			l.page.Table = l.page.Table.Choose()
			return l.headed(), nil, true
		}
	}
	return l, nil, false
}

// taskActions begin a task and edit the one under the cursor.
func taskActions(l list) []kit.Action {
	fresh := l.act("n", "new", "", func() tea.Cmd { return kit.Send(kit.Push{Screen: NewCreate(l.desk)}) })
	return []kit.Action{fresh, l.editAction(l.act("e", "edit", l.none(), nil))}
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

// idActions are why, and copying the ID and the command line that does the same.
func (l list) idActions(none string) []kit.Action {
	switch l.kind.rows {
	case model.KindTask:
		line := []string{"task", "show"}
		if l.card.task != nil {
			line = append(line, string(l.card.task.ID))
		}
		if filtered := l.filterLine(); filtered != nil {
			line = filtered
		}
		return taskIDActions(l.desk, l.card, none, line)
	case model.KindOrder:
		return l.orderIDActions(none)
	}
	return nil
}

func (l list) orderIDActions(none string) []kit.Action {
	s, f := newSpeech(l.desk.Session), l.current()
	if f == nil && none == "" {
		none = s.Say("create.reading")
	}
	act := func(key, name string, hidden bool, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: s.Say("order." + name), Help: s.Say("order." + name + "_help"), Disabled: none, Hidden: hidden, Do: do}
	}
	across := model.Key(0)
	if f != nil {
		across = f.across()
	}
	return []kit.Action{
		act("w", "why", false, func() tea.Cmd { return openWhy(f, s.at(f.now)) }),
		profileAction(l.desk, across, none),
		act("y", "copy_id", true, func() tea.Cmd { return copyText(s, string(f.order.ID)) }),
		act("Y", "copy_line", true, func() tea.Cmd {
			if keys := l.page.Table.Chosen(); len(keys) > 0 && len(l.batches()) > 0 {
				return copyBatchLine(l.desk, l.batches()[0], keys)
			}
			if line := l.filterLine(); line != nil {
				return copyLineAs(l.desk, line)
			}
			return copyLineAs(l.desk, []string{"order", "show", string(f.order.ID)})
		}),
	}
}
