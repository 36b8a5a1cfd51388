package screen

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// travel moves the clock and collects what happened to the account's orders.
func (j journey) travel(ctx context.Context) tea.Cmd {
	d, from, to := j.desk, j.from, j.to
	return func() tea.Msg {
		refs := dueRefs(d, to)
		report := journeyReport{err: d.Market.Advance(ctx, to)}
		_ = d.Market.View(d.Actor, func(v model.View) {
			report.now = v.Now
			for place, row := range v.Rows(model.OrdersOf(d.Actor.Account, 0), model.Place{}, true) {
				if o, ok := row.(*model.Order); !ok || o.Since <= from || len(refs) > 4*journeyMost {
					break
				}
				if !slices.Contains(refs, place.Ref) {
					refs = append(refs, place.Ref)
				}
			}
		})
		report.collect(d, refs, from)
		return kit.Self{Msg: report}
	}
}

// dueRefs returns the rows of an account with a clock that is due until a moment.
func dueRefs(d Desk, to model.Moment) []model.Ref {
	var refs []model.Ref
	_ = d.Market.View(d.Actor, func(v model.View) {
		for _, c := range v.Clocks(model.ClocksOf(d.Actor.Account), model.Place{}) {
			if c.Due > to || len(refs) > 2*journeyMost {
				break
			}
			if !slices.Contains(refs, c.Of) {
				refs = append(refs, c.Of)
			}
		}
	})
	return refs
}

// collect reads what the clocks did to some rows since a moment, in the order in which it happened.
func (r *journeyReport) collect(d Desk, refs []model.Ref, since model.Moment) {
	type once struct {
		seq  uint64
		wire string
		of   model.Ref
	}
	seen := map[once]bool{}
	for _, ref := range refs {
		history, err := d.Market.History(d.Actor, ref, 30)
		if err != nil {
			r.err = err
			return
		}
		about := rowName(d, ref)
		for _, h := range history {
			if key := (once{h.Seq, h.Event.Wire(), h.Event.About()[0]}); h.At >= since && h.Actor.System && !seen[key] {
				seen[key] = true
				r.events = append(r.events, journeyEvent{h, about})
			}
		}
	}
	slices.SortStableFunc(r.events, func(a, b journeyEvent) int { return int(int64(a.happening.Seq) - int64(b.happening.Seq)) })
	r.more = max(len(r.events)-journeyMost, 0)
	r.events = r.events[:len(r.events)-r.more]
}

// rowName is what a row is called: the ID and the title of an order or a task.
func rowName(d Desk, ref model.Ref) (name string) {
	_ = d.Market.View(d.Actor, func(v model.View) {
		switch ref.Kind {
		case model.KindOrder:
			if o := v.Order(ref.Key); o != nil {
				name = string(o.ID) + " " + o.Title
			}
		case model.KindTask:
			if t := v.Task(ref.Key); t != nil {
				name = string(t.ID) + " " + t.Title
			}
		}
	})
	return name
}
