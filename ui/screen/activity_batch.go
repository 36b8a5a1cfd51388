package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// entryBatches decide about many entries under review at once, of whichever activities; one alone is decided at once.
func entryBatches() []listBatch {
	return []listBatch{
		{id: "accept_entries", key: "a", tabs: []string{"review"}, asks: true, begin: decideOne(acceptEntriesBatch(), acceptEntry), args: entriesLine("accept"), single: true},
		{id: "refuse_entries", key: "x", tabs: []string{"review"}, asks: true, begin: decideOne(refuseEntriesBatch(), refuseEntry), args: entriesLine("refuse"), single: true},
	}
}

// decideOne does with one entry what the key always did, and opens a plan for several.
func decideOne(many listBatch, one func(Desk, *entryFile) tea.Msg) func(Desk, []string) tea.Cmd {
	return func(d Desk, keys []string) tea.Cmd {
		if len(keys) > 1 {
			return d.beginBatch(entryKind(nil), many, keys)
		}
		return func() tea.Msg {
			f, err := readEntry(d.Session, rowRef(keys[0]))
			switch {
			case err != nil:
				return failure(d.Session, err)
			case f == nil:
				return kit.Toast{Role: kit.Bad, Text: d.Words.Say("activity.gone")}
			}
			return one(d, f)
		}
	}
}

func acceptEntriesBatch() listBatch {
	return listBatch{
		id: "accept_entries", asks: true, single: true, args: entriesLine("accept"),
		build: func(x batchDeed) (model.Command, []model.Opened) {
			return &model.AcceptEntries{More: x.entrants()}, nil
		},
		effect: func(s speech, _ model.RowResult) string { return s.Say("entry.accepted") },
	}
}

func refuseEntriesBatch() listBatch {
	return listBatch{
		id: "refuse_entries", asks: true, single: true, args: entriesLine("refuse"),
		fields: func(s speech) []kit.Field {
			return []kit.Field{{ID: "reason", Label: s.Say("activity.label_reason"), Hint: s.Say("activity.hint_reason"), Kind: kit.TextField, Rows: 4, Required: true}}
		},
		build: func(x batchDeed) (model.Command, []model.Opened) {
			return &model.RefuseEntries{Entries: x.entrants(), Reason: strings.TrimSpace(x.get("reason"))}, nil
		},
		effect: func(s speech, _ model.RowResult) string { return s.Say("entry.refused") },
	}
}

// entrants names the entries of a batch for the model.
func (x batchDeed) entrants() (all []model.Entrant) {
	for _, row := range x.rows {
		activity, task, _ := strings.Cut(x.names[row.Ref()], " ")
		all = append(all, model.Entrant{Activity: model.ID(activity), Task: model.ID(task)})
	}
	return all
}

// entriesLine is the command that decides about one entry.
func entriesLine(verb string) func(batchDeed) []string {
	return func(x batchDeed) (args []string) {
		for _, e := range x.entrants() {
			args = append(args, "activity", verb, string(e.Activity), string(e.Task))
		}
		return append(args, flags(deed{get: x.get}, "reason")...)
	}
}

// entryName says in a plan which task is meant, and of which activity.
func entryName(v model.View, n *model.ActivityEntry) string {
	t, a := v.Task(n.Task), model.ActivityOf(v.Reader, n.Activity)
	if t == nil || a == nil {
		return ""
	}
	return string(t.ID) + "  " + v.Handle(n.Seller) + "  " + kit.Clean(a.Name)
}

// entryIDs are the IDs of an entry's activity and task, for the commands about it.
func entryIDs(v model.View, n *model.ActivityEntry) string {
	t, a := v.Task(n.Task), model.ActivityOf(v.Reader, n.Activity)
	if t == nil || a == nil {
		return ""
	}
	return string(a.ID) + " " + string(t.ID)
}
