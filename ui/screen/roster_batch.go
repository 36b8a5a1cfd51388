package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// applyForBatch applies for creators: first the task is chosen from the square, then a form and the plan follow.
func applyForBatch() listBatch {
	return listBatch{
		id: "apply_for", key: "A",
		begin: func(d Desk, keys []string) tea.Cmd { return kit.Send(kit.Push{Screen: newList(d, pickTask(keys))}) },
		args: func(x batchDeed) []string {
			return append([]string{"account", "roster", "ls"}, x.creators("--match")...)
		},
	}
}

// pickTask is the square as an agency chooses from it the task that it applies to for some creators.
func pickTask(keys []string) listKind {
	return listKind{
		id: "pick_task", rows: model.KindTask, rising: true, leaves: true, columns: pickColumns, cells: pickCells, fields: ask.TaskFields(), sorts: taskSorts(),
		tabs: []listTab{{key: "all", queries: []model.Query{model.Square(model.FixedPrice), model.Square(model.SocialCPS), model.Square(model.AliExpressCPS)}}},
		facts: func(s speech, _ model.View) []kit.Fact {
			return kit.Facts(s.Say("roster.pick_for", assets.Num("count", int64(len(keys)))))
		},
		open: func(d Desk, ref model.Ref) kit.Screen {
			return newBatchForm(d, rosterKind(d), applyToBatch(ref), keys)
		},
	}
}

func pickColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("square.head_task"), Width: 22, Flex: 6},
		{Head: s.Say("square.head_type"), Width: 7, Priority: 3},
		{Head: s.Say("square.head_reward"), Width: rewardCells, Right: true, Priority: 1},
		{Head: s.Say("square.head_sample"), Width: 6, Right: true, Priority: 2},
		{Head: s.Say("square.head_closes"), Width: 6, Right: true},
	}
}

func pickCells(s speech, v model.View, row model.Row) []kit.Cell {
	t, ok := row.(*model.Task)
	if !ok {
		return nil
	}
	return taskCells(s.Words, v.Now, t, nil)
}

// applyToBatch applies to one task for creators.
func applyToBatch(task model.Ref) listBatch {
	return listBatch{
		id: "apply_to", about: task, fields: applyToFields, start: map[string]string{"to": "agency"},
		build: func(x batchDeed) (model.Command, []model.Opened) {
			c := &model.ApplyForMany{Batch: x.market.Mint(model.BatchLetter), Note: x.get("note"), Direct: x.get("to") == "creator"}
			if t, ok := x.about.(*model.Task); ok {
				c.Task = t.ID
			}
			for _, row := range x.rows {
				if contract, ok := row.(*model.Contract); ok {
					c.Rows = append(c.Rows, model.ForCreator{ID: x.market.Mint(model.OrderLetter), Creator: x.names[row.Ref()], Rev: contract.Rev})
				}
			}
			return c, nil
		},
		args: func(x batchDeed) []string {
			args := []string{"order", "apply"}
			if t, ok := x.about.(*model.Task); ok {
				args = append(args, string(t.ID))
			}
			args = append(args, x.creators("--for")...)
			if x.get("to") == "creator" {
				args = append(args, "--direct")
			}
			return append(args, flags(deed{get: x.get}, "note")...)
		},
		effect: func(s speech, r model.RowResult) string {
			said := []string{s.Say("state." + r.Effect.String())}
			for _, n := range r.Notes {
				message, _ := s.Note(n)
				said = append(said, s.sign(kit.Warning)+" "+message)
			}
			return strings.Join(said, "  ")
		},
		totals: applyToTotals,
	}
}

func applyToFields(s speech) []kit.Field {
	return []kit.Field{
		{ID: "note", Label: s.Say("task_page.label_note"), Hint: s.Say("roster.hint_note"), Kind: kit.TextField, Rows: 4},
		{ID: "to", Label: s.Say("roster.label_to"), Hint: s.Say("roster.hint_to"), Kind: kit.ChoiceField, Options: []kit.Option{
			{Value: "agency", Name: s.Say("roster.to_agency")}, {Value: "creator", Name: s.Say("roster.to_creator")},
		}},
	}
}

// applyToTotals says what the applications ask for: samples, and fees if all are approved.
func applyToTotals(s speech, _ model.View, p planned) kit.KeyValues {
	var all kit.KeyValues
	pieces, fees := int64(0), []model.Money(nil)
	for _, row := range p.rows {
		c, ok := row.(*model.Contract)
		if !ok {
			continue
		}
		q := model.OrdersUnder(c.Key, model.Applied)
		for place := range p.after.Scan(q.List, q.Group, model.Place{}, true) { // the newest is the one that would be made
			if o := model.OrderOf(p.after, place.Ref.Key); o != nil {
				pieces += int64(o.Terms.Samples)
				if o.Terms.Earns() {
					fees = addMoney(fees, o.Terms.Fee)
				}
			}
			break
		}
	}
	if pieces > 0 {
		all = append(all, kit.KeyValue{Label: s.Say("plan.total_pieces"), Value: s.Digits(pieces)})
	}
	if len(fees) > 0 {
		all = append(all, kit.KeyValue{Label: s.Say("plan.total_fees"), Value: s.sums(fees)})
	}
	return all
}

// creators names the creators of a batch, each behind a flag; without a flag as they stand.
func (x batchDeed) creators(flag string) []string {
	var all []string
	for _, row := range x.rows {
		if flag != "" {
			all = append(all, flag)
		}
		all = append(all, x.names[row.Ref()])
	}
	return all
}

func (x batchDeed) handles() []string { return x.creators("") }

// shareBatch sets the agency's share.
func shareBatch() listBatch {
	share := func(x batchDeed) model.Rate {
		r, _ := ask.ParseRate("share", x.get("share"))
		return r
	}
	return listBatch{
		id: "share", key: "p", asks: true,
		fields: func(s speech) []kit.Field {
			return []kit.Field{{ID: "share", Label: s.Say("roster.label_share"), Hint: s.Say("roster.hint_share"), Required: true, Max: 8, Parse: func(typed string) (string, error) {
				r, refusal := ask.ParseRate("share", typed)
				if refusal != nil {
					return "", errorText(s.askAgain(refusal))
				}
				return r.String(), nil
			}}}
		},
		build: func(x batchDeed) (model.Command, []model.Opened) {
			return &model.SetShare{Creators: x.handles(), Share: share(x)}, nil
		},
		args: func(x batchDeed) []string {
			return append(append([]string{"account", "roster", "share"}, x.handles()...), "--share", strings.TrimSuffix(share(x).String(), "%"))
		},
		effect: func(s speech, _ model.RowResult) string { return s.Say("roster.effect_share") },
	}
}

// removeBatch ends contracts, or takes invitations back.
func removeBatch() listBatch {
	return listBatch{
		id: "remove_creator", key: "x", asks: true,
		build: func(x batchDeed) (model.Command, []model.Opened) {
			return &model.RemoveFromRoster{Names: x.handles()}, nil
		},
		args:   func(x batchDeed) []string { return append([]string{"account", "roster", "remove"}, x.handles()...) },
		effect: func(s speech, _ model.RowResult) string { return s.Say("roster.effect_remove") },
	}
}
