package screen

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
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
		about := rowID(d, ref)
		for _, h := range history {
			if key := (once{h.Seq, h.Event.Wire(), h.Event.About()[0]}); h.At >= since && h.Actor.System && told(h.Event) && !seen[key] {
				seen[key] = true
				r.events = append(r.events, journeyEvent{h, about})
			}
		}
	}
	slices.SortStableFunc(r.events, func(a, b journeyEvent) int { return int(int64(a.happening.Seq) - int64(b.happening.Seq)) })
	r.more = max(len(r.events)-journeyMost, 0)
	r.events = r.events[:len(r.events)-r.more]
}

// told tells whether an event is worth telling: what a ledger does follows from what happened.
func told(e model.Event) bool {
	_, posting := e.(*model.LedgerPosted)
	return !posting
}

// rowID is the ID of an order or a task.
func rowID(d Desk, ref model.Ref) (id string) {
	_ = d.Market.View(d.Actor, func(v model.View) { id = rowIDIn(v, ref) })
	return id
}

func rowIDIn(v model.View, ref model.Ref) string {
	switch ref.Kind {
	case model.KindOrder:
		if o := v.Order(ref.Key); o != nil {
			return string(o.ID)
		}
	case model.KindTask:
		if t := v.Task(ref.Key); t != nil {
			return string(t.ID)
		}
	}
	return ""
}

// journeyLine is one line of the report: what happened at a moment, and to whom; many at once are one line.
type journeyLine struct {
	at    model.Moment
	text  string
	about string
	count int
}

// journeyLines joins what happened to many rows at the same moment.
func journeyLines(s speech, events []journeyEvent) []journeyLine {
	var all []journeyLine
	for _, e := range events {
		line := journeyLine{e.happening.At, s.Event(e.happening.Event), e.about, 1}
		if n := len(all); n > 0 && all[n-1].at == line.at && all[n-1].text == line.text {
			all[n-1].count++
			continue
		}
		all = append(all, line)
	}
	return all
}

// lines draws when, to whom and what, the text wrapped beside the others.
func (e journeyLine) lines(s speech, t kit.Theme, w int) []string {
	text := e.text
	if e.count > 1 {
		text += " " + s.Say("clock.times", assets.Num("count", int64(e.count)))
	}
	l := kit.NewLine(t, w).Put(kit.Muted, s.exact(e.at)).To(18).Put(kit.Muted, e.about)
	var lines []string
	for _, part := range kit.Wrap(text, max(w-31, 16)) {
		lines = append(lines, l.To(min(31, max(w-16, 0))).Put(kit.Text, part).String())
		l = kit.NewLine(t, w)
	}
	return lines
}
