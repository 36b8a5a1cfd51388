package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// undoAction is u: see what would be taken back of what one did last, and take it back.
func (d Desk) undoAction() kit.Action {
	w := d.Words
	return kit.Action{Key: "u", Name: w.Say("list.act_undo"), Help: w.Say("list.help_undo"), Hidden: true, Once: true, Do: func() tea.Cmd { return beginUndo(d) }}
}

// beginUndo opens the plan of taking back what was done last, as long as it can be.
func beginUndo(d Desk) tea.Cmd {
	return func() tea.Msg {
		var last *model.Batch
		var keys []string
		err := d.Market.View(d.Actor, func(v model.View) {
			if last = v.LastBatch(); last == nil {
				return
			}
			for _, row := range last.Rows {
				if row.Undone == 0 {
					keys = append(keys, rowKey(model.Ref{Kind: model.KindOrder, Key: row.Order}))
				}
			}
		})
		switch {
		case err != nil:
			return failure(d.Session, err)
		case last == nil:
			return kit.Toast{Role: kit.Warn, Text: d.Words.Say("undo.nothing")}
		}
		return kit.Push{Screen: newPlanPage(d, listKind{id: "undo", rows: model.KindOrder}, undoBatch(last), keys, nil)}
	}
}

// undoBatch takes back what another batch did.
func undoBatch(b *model.Batch) listBatch {
	return listBatch{
		id: "undo_" + string(b.Did), key: "u", asks: true,
		build: func(x batchDeed) (model.Command, []model.Opened) {
			c := &model.UndoBatch{Batch: b.ID}
			for _, row := range x.rows {
				c.Orders = append(c.Orders, model.ID(calledBy(row)))
			}
			return c, nil
		},
		args: func(x batchDeed) []string {
			args := []string{"undo", string(b.ID)}
			if len(x.rows) == b.Left { // all that is left of it
				return args
			}
			for _, id := range x.ids() {
				args = append(args, "--order", id)
			}
			return args
		},
	}
}

// planUndo says order by order what taking back would do. What is wrong with it as a whole refuses every row.
func planUndo(v model.View, actor model.Actor, c *model.UndoBatch, x batchDeed) []model.RowResult {
	results, refusal := model.PlanUndo(v.Reader, actor, v.Now, c)
	if refusal == nil {
		return results
	}
	for _, row := range x.rows {
		results = append(results, model.RowResult{ID: model.ID(calledBy(row)), Refusal: refusal})
	}
	return results
}
