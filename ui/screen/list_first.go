package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// chooseFirst chooses the first rows of a list as they stand, so many.
type chooseFirst struct {
	list  string // the list that asked
	count int
}

// firstAction asks how many rows to choose: a batch for a hundred is one number and not a hundred keys.
func (l list) firstAction(none string) kit.Action {
	a := l.act("#", "first", none, func() tea.Cmd { return kit.Send(kit.Push{Screen: newFirst(l)}) })
	a.Hidden = true
	return a
}

// newFirst is the box in which one says how many.
func newFirst(l list) kit.Screen {
	s, name := newSpeech(l.desk.Session), memoryName(l.kind.id, l.kind.of)
	count := kit.Field{ID: "count", Label: s.Say("list.label_first"), Hint: s.Say("list.hint_first"), Kind: kit.NumberField, Required: true, Max: 6}
	return newSheet(l.desk, sheet{
		title: s.Say("list.act_first"), help: s.Say("list.help_first"), guide: guidePage("list."+l.kind.id, "undo"), verb: s.Say("list.act_first"),
		fields: []kit.Field{count},
		check: func(get func(string) string) []kit.FormNote {
			if get("count") != "" && countOf(get("count")) < 1 {
				return []kit.FormNote{{Note: kit.Note{Role: kit.Bad, Text: s.Say("list.hint_first")}, Field: "count"}}
			}
			return nil
		},
		do: func(values map[string]string) sheetDone {
			return sheetDone{to: chooseFirst{name, countOf(values["count"])}}
		},
	})
}

// chosenFirst says how many of how many are chosen now.
func (l list) chosenFirst(count, total int) tea.Cmd {
	return kit.Send(kit.Toast{Role: kit.Good, Text: l.desk.Words.Say("list.first_chosen", assets.Num("count", int64(count)), assets.Num("total", int64(total)))})
}

// room is how many rows are chosen at most: what a batch has room for, or fewer where that was asked for.
func room(v model.View, asked int) int {
	most := int(model.PolicyNow(v.Reader).Get(model.BatchRowsMax))
	if asked > 0 {
		return min(asked, most)
	}
	return most
}
