package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// askAction asks for promo codes from the board, as many as creators are chosen.
func askAction(l list) kit.Action {
	s, count := newSpeech(l.desk.Session), len(l.page.Table.Chosen())
	return kit.Action{Key: "g", Name: s.Say("promos.act_get"), Help: s.Say("roster.help_get"), Once: true, Do: func() tea.Cmd {
		return kit.Send(kit.Push{Screen: newList(l.desk, pickPromo(count))})
	}}
}

// pickPromo is the square's promo code tasks as an agency chooses the one that it asks codes of.
func pickPromo(count int) listKind {
	return listKind{
		id: "pick_promo", rows: model.KindTask, rising: true, columns: pickColumns, cells: pickCells, fields: ask.TaskFields(), sorts: taskSorts(),
		tabs: []listTab{{key: "all", queries: []model.Query{model.Square(model.StorePromoCode)}}},
		open: func(d Desk, ref model.Ref) kit.Screen { return askDoor{desk: d, task: ref.Key, count: count} },
	}
}

// askDoor leads from the choice of a task to the box in which one says how many codes: it reads the task, and then one is
// back at the board with esc.
type askDoor struct {
	desk  Desk
	task  model.Key
	count int
}

// Init implements kit.Screen.
func (a askDoor) Init() tea.Cmd {
	return func() tea.Msg {
		read, _ := readCard(a.desk.Session, a.task, 0)().(kit.Self)
		got, ok := read.Msg.(cardRead)
		if !ok || got.card.task == nil || got.card.promo == nil || got.card.me == nil {
			return kit.Pop{}
		}
		box := newGetCodes(a.desk, got.card, a.count, true)
		return tea.Sequence(kit.Send(kit.Pop{}), kit.Send(kit.Replace{Screen: box}))()
	}
}

// Update implements kit.Screen.
func (a askDoor) Update(tea.Msg) (kit.Screen, tea.Cmd) { return a, nil }

// View implements kit.Screen.
func (a askDoor) View() string { return "" }

// Title implements kit.Screen.
func (a askDoor) Title() string { return a.desk.Words.Say("list.pick_promo") }

// Actions implements kit.Screen.
func (a askDoor) Actions() []kit.Action { return nil }

// Guide implements kit.Guided.
func (a askDoor) Guide() string { return guidePage("list.codes") }
