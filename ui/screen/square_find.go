package screen

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// foundRows is how many of the rows that match can be looked at; whoever wants others types on.
const foundRows = 200

// squareFound is the answer of the search box to a question of the table.
type squareFound struct {
	windowRead
	query   string
	total   int
	took    time.Duration
	partial bool
}

// found lets the table ask the search box. A newer question cancels ctx.
func (q square) found(ctx context.Context) kit.Source {
	query, of, search, session := q.query(), q.of(), q.search, q.desk.Session
	return func(need kit.NeedRows) tea.Cmd {
		return func() tea.Msg {
			out := squareFound{query: query}
			out.loaded = kit.Loaded{Need: need, Failed: true}
			var found Found
			var err error
			if byPart(query) {
				err = session.Market.View(session.Actor, func(v model.View) { found = findByPart(v, query, of) })
			} else {
				found, err = search.Find(ctx, query, of, foundRows)
			}
			if errors.Is(err, context.Canceled) {
				return kit.Self{Msg: out}
			}
			if out.failed = err; err == nil {
				out.total, out.took, out.partial = found.Total, found.Took, found.Partial
				out.failed = session.Market.View(session.Actor, func(v model.View) { out.loaded = hitRows(v, session.Words, need, found.Hits) })
			}
			return kit.Self{Msg: out}
		}
	}
}

// hitRows draws the run of hits that a table asks for. Only these are read: a key is answered as soon as the
// rows that one sees are there.
func hitRows(v model.View, w *assets.Words, need kit.NeedRows, hits []Hit) kit.Loaded {
	from := 0
	switch need.Place {
	case kit.AtEnd:
		from = len(hits) - need.Count()
	case kit.AtAnchor:
		at := slices.IndexFunc(hits, func(h Hit) bool { return rowKey(model.Ref{Kind: model.KindTask, Key: h.Task}) == need.Anchor })
		if at < 0 {
			at = need.Index
		}
		from = at - need.Before
	}
	from = max(0, min(from, len(hits)-need.Count()))
	to := min(from+need.Count(), len(hits))
	out := kit.Loaded{Need: need, First: from, Total: len(hits), Top: from == 0, Bottom: to == len(hits)}
	for _, h := range hits[from:to] {
		if t := v.Task(h.Task); t != nil {
			out.Rows = append(out.Rows, kit.Row{Key: rowKey(t.Ref()), Cells: taskCells(w, v.Now, t, h.Match)})
		}
	}
	return out
}

// answered takes what the search box found.
func (q square) answered(msg squareFound) (kit.Screen, tea.Cmd) {
	if msg.query != q.query() || msg.loaded.Failed {
		return q, failed(q.desk.Session, msg.failed)
	}
	var cmd tea.Cmd
	q.page.Table, cmd, _ = q.page.Table.Update(msg.loaded)
	q.page.Filter.Result = q.result(msg)
	next, look := q.look()
	return next, tea.Batch(cmd, look)
}

// result says how many of how many, and how long it took.
func (q square) result(msg squareFound) string {
	w := q.desk.Words
	all := 0
	if q.page.Tabs.Current < len(q.counts) {
		all = q.counts[q.page.Tabs.Current]
	}
	args := []model.Arg{assets.Num("count", int64(msg.total)), assets.Num("all", int64(all)), assets.Text("took", milliseconds(msg.took)), assets.Num("first", 0)}
	if msg.total > foundRows {
		args[3].Value = foundRows
	}
	if msg.partial {
		return w.Say("square.found_partly", args...)
	}
	return w.Say("square.found", args...)
}

// milliseconds writes a duration with as many digits as matter to a person.
func milliseconds(d time.Duration) string {
	ms := float64(d.Microseconds()) / 1000
	if ms < 0.1 {
		return "<0.1"
	}
	if ms < 10 {
		return strconv.FormatFloat(ms, 'f', 1, 64)
	}
	return strconv.FormatFloat(ms, 'f', 0, 64)
}

// squareCounts is how many open tasks each tab has.
type squareCounts []int

// count asks for the numbers of the tabs.
func (q square) count() tea.Cmd {
	s := q.desk
	return func() tea.Msg {
		var counts squareCounts
		err := s.Market.View(s.Actor, func(v model.View) {
			for _, of := range squareTypes() {
				counts = append(counts, v.Count(model.Square(of)))
			}
		})
		if err != nil {
			return nil // the rows say so
		}
		return kit.Self{Msg: counts}
	}
}

func (q square) counted(counts squareCounts) square {
	q.counts = counts
	q.page.Tabs.Items = slices.Clone(q.page.Tabs.Items)
	for i, n := range counts {
		q.page.Tabs.Items[i].Count = q.desk.Words.Digits(int64(n))
	}
	return q.named()
}
