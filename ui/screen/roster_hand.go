package screen

import (
	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// stock is what an agency has of the codes of one promo code task: those that nobody carries, and to whom each would go.
type stock struct {
	order model.Key
	task  model.ID
	title string
	left  int               // codes that nobody carries
	pairs map[string]string // rows of the board to codes; who is left out gets none
}

// openHandTo hands codes out to the chosen creators: of which task is asked only where there are several, then the plan
// shows who would get which.
func openHandTo(d Desk, keys []string) tea.Cmd {
	return func() tea.Msg {
		var all []stock
		err := d.Market.View(d.Actor, func(v model.View) { all = stocksOf(v, keys) })
		s := newSpeech(d.Session)
		switch {
		case err != nil:
			return failure(d.Session, err)
		case len(all) == 0:
			return kit.Toast{Role: kit.Warn, Text: s.Say("roster.no_codes")}
		case len(all) == 1:
			return kit.Push{Screen: newPlanPage(d, rosterKind(d), handToBatch(all), keys, map[string]string{"task": string(all[0].task)})}
		}
		return kit.Push{Screen: newBatchForm(d, rosterKind(d), handToBatch(all), keys)}
	}
}

// stocksOf finds the promo code tasks of which the agency has codes that nobody carries, the last one first, and pairs
// these with creators in the order of the board.
func stocksOf(v model.View, keys []string) (all []stock) {
	for _, state := range []model.OrderState{model.AwaitingSubmission, model.Submitted} {
		for _, row := range v.Rows(model.OrdersOf(v.Who.Account, state), model.Place{}, true) {
			o, is := row.(*model.Order)
			if !is || o.Codes == 0 || o.Creator != v.Who.Account {
				continue
			}
			if free := freeTexts(v, o.Key, len(keys)); len(free) > 0 {
				st := stock{order: o.Key, title: o.Title, left: v.Count(model.FreeCodes(o.Key)), pairs: pairUp(v, o.Task, free, keys)}
				if t := v.Task(o.Task); t != nil {
					st.task = t.ID
				}
				all = append(all, st)
			}
		}
	}
	return all
}

// freeTexts are the first codes of an order that nobody carries.
func freeTexts(v model.View, order model.Key, most int) (all []string) {
	for _, row := range v.Rows(model.FreeCodes(order), model.Place{}, false) {
		if len(all) == most {
			break
		}
		if c, is := row.(*model.Code); is {
			all = append(all, c.Text)
		}
	}
	return all
}

// pairUp gives each creator the next code. Who carries one of the task already is given the first, which the plan refuses
// with the reason; a code that is kept back so goes to nobody else.
func pairUp(v model.View, task model.Key, free, keys []string) map[string]string {
	pairs, next := map[string]string{}, 0
	for _, key := range keys {
		c, is := seen(v, rowRef(key)).(*model.Contract)
		if !is {
			continue
		}
		if v.Count(model.CodesHeld(task, c.Creator)) > 0 {
			pairs[key] = free[0]
		} else if next < len(free) {
			pairs[key] = free[next]
			next++
		}
	}
	return pairs
}

// handToBatch hands codes out to creators.
func handToBatch(all []stock) listBatch {
	of := func(x func(string) string) stock {
		for _, st := range all {
			if string(st.task) == x("task") {
				return st
			}
		}
		return stock{}
	}
	return listBatch{
		id: "hand_to", fields: func(s speech) []kit.Field { return []kit.Field{stockField(s, all)} },
		start: map[string]string{"task": firstStock(all)},
		build: func(x batchDeed) (model.Command, []model.Opened) {
			c, pairs := &model.HandPromoCode{Batch: x.market.Mint(model.BatchLetter)}, of(x.get).pairs
			for _, row := range x.rows {
				c.Rows = append(c.Rows, model.Handed{Code: pairs[rowKey(row.Ref())], Creator: x.names[row.Ref()]})
			}
			return c, nil
		},
		args:   handLine,
		effect: func(_ speech, r model.RowResult) string { return r.Code },
		totals: func(s speech, _ model.View, p planned) kit.KeyValues { return stockLeft(s, all, p.after) },
	}
}

// stockLeft says how many codes nobody carries afterwards.
func stockLeft(s speech, all []stock, after model.Reader) kit.KeyValues {
	for _, st := range all {
		q := model.FreeCodes(st.order)
		if left := after.Count(q.List, q.Group); left != st.left {
			return kit.KeyValues{{Label: s.Say("plan.total_codes"), Value: s.Digits(int64(left))}}
		}
	}
	return nil
}

func firstStock(all []stock) string {
	if len(all) == 0 {
		return ""
	}
	return string(all[0].task)
}

// stockField asks of which task the codes are.
func stockField(s speech, all []stock) kit.Field {
	f := kit.Field{ID: "task", Label: s.Say("roster.label_codes"), Hint: s.Say("roster.hint_codes"), Kind: kit.ChoiceField, Required: true}
	for _, st := range all {
		f.Options = append(f.Options, kit.Option{Value: string(st.task), Name: st.title, Detail: s.Say("promos.codes_count", assets.Num("count", int64(st.left)))})
	}
	return f
}

// handLine is the command that hands codes to creators, for the line that is copied before a task is chosen.
func handLine(x batchDeed) []string {
	return append([]string{"promo", "hand", "--each", x.get("task")}, x.handles()...)
}
