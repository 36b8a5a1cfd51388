package screen

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/sahilm/fuzzy"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// todayFeed reads runs of clocks for Today: first what I owe too late, then what waits for me, then what waits for
// others, each nearest first. What is read is a window around the cursor, however many clocks there are.
type todayFeed struct {
	session Session
	say     speech
	filter  string
}

// filterMost bounds how many clocks a filter looks at, the nearest ones.
const filterMost = 1000

// todayRead is the answer to a question of Today's table, with what the head line says.
type todayRead struct {
	loaded  kit.Loaded
	now     model.Moment
	me      *model.Account
	turns   int          // how many clocks wait for me
	nearest model.Moment // of them, 0 for none
	others  model.Moment // the nearest of others where nothing waits for me, 0 for none
	all     int          // how many clocks there are
	partly  bool         // a filter looked at the nearest filterMost only
	err     error
}

// source lets the table ask for rows.
func (f todayFeed) source() kit.Source {
	return func(need kit.NeedRows) tea.Cmd {
		return func() tea.Msg {
			var out todayRead
			err := f.session.Market.View(f.session.Actor, func(v model.View) { out = f.read(v, need) })
			if err != nil {
				out = todayRead{loaded: kit.Loaded{Need: need, Failed: true}, err: err}
			}
			return kit.Self{Msg: out}
		}
	}
}

// read answers one question within a view.
func (f todayFeed) read(v model.View, need kit.NeedRows) todayRead {
	f.say = f.say.at(v.Now)
	out := todayRead{now: v.Now, me: v.Me()}
	lists := todayLists(v)
	out.turns, out.all = countTurns(v, lists), countAll(v, lists)
	out.nearest = nearestTurn(v, lists)
	if out.turns == 0 { // else nothing says it, and looking for it would pass over all of mine
		for c := range clocksOf(lists).walk(v, model.Place{}, false) {
			out.others = c.clock.Due
			break
		}
	}
	if f.filter != "" {
		out.loaded, out.partly = f.matching(v, need, lists)
		return out
	}
	out.loaded = f.window(v, need, lists)
	return out
}

// window reads the rows around an anchor, or at an end.
func (f todayFeed) window(v model.View, need kit.NeedRows, lists []todayList) kit.Loaded {
	out := kit.Loaded{Need: need, First: -1, Total: countAll(v, lists)}
	var rows []todayClock
	at, found := todaySpot{}, false
	if need.Place == kit.AtAnchor {
		at, found = findClock(v, lists, need.Anchor)
	}
	switch {
	case need.Place == kit.AtEnd:
		rows, out.Top = takeClocks(backward(v, lists, todaySpot{list: len(lists) - 1}), need.Count())
		slices.Reverse(rows)
		out.Bottom = true
	case found:
		before, top := takeClocks(backward(v, lists, at), need.Before+1)
		before = before[min(1, len(before)):] // the anchor comes first, and again below
		slices.Reverse(before)
		rows, out.Bottom = takeClocks(forward(v, lists, at), need.After+1)
		rows, out.Top = append(before, rows...), top
		if need.Index >= 0 {
			out.First = max(need.Index-len(before), 0)
		}
	default:
		skip := 0
		if need.Place == kit.AtAnchor { // its clock is over: what now stands in its place
			skip = max(need.Index-need.Before, 0)
		}
		all, whole := takeClocks(forward(v, lists, todaySpot{}), skip+need.Count())
		rows, out.Bottom = all[min(skip, len(all)):], whole
		out.Top, out.First = skip == 0, skip
	}
	switch {
	case out.Top:
		out.First = 0
	case out.Bottom:
		out.First = max(out.Total-len(rows), 0)
	}
	for _, c := range rows {
		out.Rows = append(out.Rows, f.row(v, c))
	}
	return out
}

// matching reads every row that holds what was typed as it stands, nearest first; only where none does, those that
// match it letter by letter, the best first: rows are long, and short words would match nearly all of them so.
func (f todayFeed) matching(v model.View, need kit.NeedRows, lists []todayList) (kit.Loaded, bool) {
	clocks, whole := takeClocks(forward(v, lists, todaySpot{}), filterMost)
	rows, texts := make([]kit.Row, len(clocks)), make([]string, len(clocks))
	for i, c := range clocks {
		rows[i] = f.row(v, c)
		texts[i] = f.searched(v, c, rows[i])
	}
	var all []kit.Row
	typed := strings.ToLower(f.filter)
	for i, text := range texts {
		if strings.Contains(strings.ToLower(text), typed) {
			all = append(all, rows[i])
		}
	}
	if len(all) == 0 {
		for _, m := range fuzzy.Find(f.filter, texts) {
			all = append(all, rows[m.Index])
		}
	}
	return kit.Loaded{Need: need, Rows: all, First: 0, Total: len(all), Top: true, Bottom: true}, !whole
}

// takeClocks reads up to n rows; whole tells that there were no more.
func takeClocks(all iter.Seq[todayClock], n int) (rows []todayClock, whole bool) {
	for c := range all {
		if len(rows) == n {
			return rows, false
		}
		rows = append(rows, c)
	}
	return rows, true
}

// clockKey names the row of a clock: what it is of and its rule, which stay the same when it moves.
func clockKey(c model.Clock) string {
	return strconv.Itoa(int(c.Of.Kind)) + ":" + strconv.FormatUint(uint64(c.Of.Key), 10) + ":" + string(c.Rule)
}

// clockOf reads a row's name back.
func clockOf(key string) (model.Ref, model.Rule) {
	parts := strings.SplitN(key, ":", 3)
	if len(parts) < 3 {
		return model.Ref{}, ""
	}
	kind, _ := strconv.ParseUint(parts[0], 10, 8)
	n, _ := strconv.ParseUint(parts[1], 10, 64)
	return model.Ref{Kind: model.Kind(kind), Key: model.Key(n)}, model.Rule(parts[2])
}
