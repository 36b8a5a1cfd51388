package screen

import (
	"iter"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// listWindow reads runs of rows of one or several lists for a [kit.Table]: what is near the cursor and no more,
// however long the lists are. Several lists are read as one, in order of place.
//
// A window is a value; each answer brings the places of its rows, by which the next question finds the way
// when the row under the cursor has left the list meanwhile.
type listWindow struct {
	session Session
	queries []model.Query
	reverse bool // the last place first
	draw    func(model.View, model.Row) []kit.Cell
	places  map[string]model.Place
	wide    bool // rows are drawn for a wide terminal
}

// windowRead is the answer to a question of a table.
type windowRead struct {
	loaded kit.Loaded
	places map[string]model.Place
	wide   bool // the rows were drawn for a wide terminal
	failed error
}

// source lets a table ask for rows.
func (w listWindow) source() kit.Source {
	return func(need kit.NeedRows) tea.Cmd {
		return func() tea.Msg {
			read := windowRead{wide: w.wide, loaded: kit.Loaded{Need: need, Failed: true}}
			read.failed = w.session.Market.View(w.session.Actor, func(v model.View) { read = w.read(v, need) })
			return kit.Self{Msg: read}
		}
	}
}

// take gives an answer to the table that asked and returns both as they are now.
func (w listWindow) take(t kit.Table, read windowRead) (listWindow, kit.Table, tea.Cmd) {
	t, cmd, _ := t.Update(read.loaded)
	if _, ok := read.places[t.CurrentKey()]; ok || t.CurrentKey() == "" {
		w.places = read.places
		t.Source = w.source()
	}
	return w, t, cmd
}

// windowRow is a row with its place.
type windowRow struct {
	place model.Place
	row   model.Row
}

// read answers one question within a view.
func (w listWindow) read(v model.View, need kit.NeedRows) windowRead {
	out := kit.Loaded{Need: need, First: -1, Total: w.count(v)}
	var rows []windowRow
	anchor, ok := w.anchor(v, need)
	switch {
	case need.Place == kit.AtEnd:
		rows, out.Top = w.run(v, model.Place{}, !w.reverse, need.Count())
		slices.Reverse(rows)
		out.Bottom = true
	case need.Place == kit.AtAnchor && ok:
		var before []windowRow
		before, out.Top = w.run(v, anchor, !w.reverse, need.Before+1)
		before = slices.DeleteFunc(before, func(r windowRow) bool { return r.place == anchor })
		slices.Reverse(before)
		rows, out.Bottom = w.run(v, anchor, w.reverse, need.After+1)
		rows = append(before, rows...)
		if need.Index >= 0 {
			out.First = max(need.Index-len(before), 0)
		}
	default:
		rows, out.Bottom = w.run(v, model.Place{}, w.reverse, need.Count())
		out.Top = true
	}
	switch {
	case out.Top:
		out.First = 0
	case out.Bottom:
		out.First = max(out.Total-len(rows), 0)
	}
	read := windowRead{wide: w.wide, loaded: out, places: make(map[string]model.Place, len(rows))}
	for _, r := range rows {
		key := rowKey(r.row.Ref())
		read.places[key] = r.place
		read.loaded.Rows = append(read.loaded.Rows, kit.Row{Key: key, Cells: w.draw(v, r.row)})
	}
	return read
}

func (w listWindow) count(v model.View) int {
	n := 0
	for _, q := range w.queries {
		n += v.Count(q)
	}
	return n
}

// run walks up to n rows from a place; whole tells that the walk came to the end of the lists.
func (w listWindow) run(v model.View, from model.Place, reverse bool, n int) (rows []windowRow, whole bool) {
	for place, row := range w.merged(v, from, reverse) {
		if len(rows) == n {
			return rows, false
		}
		rows = append(rows, windowRow{place, row})
	}
	return rows, true
}

// merged walks all lists as one.
func (w listWindow) merged(v model.View, from model.Place, reverse bool) iter.Seq2[model.Place, model.Row] {
	if len(w.queries) == 1 {
		return v.Rows(w.queries[0], from, reverse)
	}
	return func(yield func(model.Place, model.Row) bool) {
		var heads []listHead
		for _, q := range w.queries {
			next, stop := iter.Pull2(v.Rows(q, from, reverse))
			defer stop()
			heads = append(heads, listHead{next: next}.step())
		}
		for {
			best := -1
			for i, h := range heads {
				if h.ok && (best < 0 || h.place.Less(heads[best].place) != reverse) {
					best = i
				}
			}
			if best < 0 || !yield(heads[best].place, heads[best].row) {
				return
			}
			heads[best] = heads[best].step()
		}
	}
}

// listHead is the next row of one of several lists.
type listHead struct {
	next  func() (model.Place, model.Row, bool)
	place model.Place
	row   model.Row
	ok    bool
}

func (h listHead) step() listHead {
	h.place, h.row, h.ok = h.next()
	return h
}

// anchor returns where the row stands that a question is about: where it is now, else where it stood.
func (w listWindow) anchor(v model.View, need kit.NeedRows) (model.Place, bool) {
	if need.Place != kit.AtAnchor {
		return model.Place{}, false
	}
	if row, presence := v.Reader.Get(rowRef(need.Anchor)); presence == model.Known {
		for _, e := range model.EntriesOf(v.Reader, row) {
			if slices.Contains(w.queries, model.Query{List: e.List, Group: e.Group}) {
				return e.Place, true
			}
		}
	}
	place, ok := w.places[need.Anchor]
	return place, ok
}

// rowKey returns the name of a row in a table; rowRef reads it back.
func rowKey(ref model.Ref) string {
	return strconv.Itoa(int(ref.Kind)) + ":" + strconv.FormatUint(uint64(ref.Key), 10)
}

func rowRef(key string) model.Ref {
	for i := range len(key) {
		if key[i] == ':' {
			kind, _ := strconv.ParseUint(key[:i], 10, 8)
			n, _ := strconv.ParseUint(key[i+1:], 10, 64)
			return model.Ref{Kind: model.Kind(kind), Key: model.Key(n)}
		}
	}
	return model.Ref{}
}

// failed shows an error of the store, if there is one.
func failed(s Session, err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return kit.Send(failure(s, err))
}
