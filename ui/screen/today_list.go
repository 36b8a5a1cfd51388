package screen

import (
	"iter"

	"aeconnect/model"
)

// todayList is one of the lists that Today shows below each other as one.
type todayList struct {
	query model.Query
	mine  bool // every clock in it waits for me
	other bool // clocks that wait for me are left out: they stand in the list before
	staff bool // rows whose own clock waits for support
	late  bool // debts of mine that are late: what their clock counts to is only what comes next
}

// todayClock is a clock with the place it was read at.
type todayClock struct {
	spot  todaySpot
	clock model.Clock
	mine  bool
	late  bool // it should have been done already
}

// todaySpot is a place in the lists.
type todaySpot struct {
	list  int
	place model.Place
}

// todayLists returns the lists of whoever looks: what I owe too late, my turns and then the others', or for support
// who asks to be let in, to be verified or to stream, and what is in suspense. The last two are always the turns and all clocks.
func todayLists(v model.View) []todayList {
	if v.Who.Role == model.Support {
		return []todayList{
			{query: model.AdmissionsIn(model.AccessWaiting), mine: true, staff: true}, {query: model.Suspended(), mine: true, staff: true},
			{query: model.ClocksOf(v.Who.Account), other: true},
		}
	}
	return []todayList{
		{query: model.DebtsOf(v.Who.Account, model.DebtLate), mine: true, late: true},
		{query: model.TurnsOf(v.Who.Account), mine: true}, {query: model.ClocksOf(v.Who.Account), other: true},
	}
}

// turnsOf returns the list of what waits for me, and clocksOf that of everything.
func turnsOf(lists []todayList) todayList  { return lists[len(lists)-2] }
func clocksOf(lists []todayList) todayList { return lists[len(lists)-1] }

// countAll returns how many rows there are: every clock that waits for me also stands among those that concern me.
func countAll(v model.View, lists []todayList) int {
	n := v.Count(clocksOf(lists).query)
	if turnsOf(lists).staff {
		n += countTurns(v, lists)
	}
	return n
}

// countTurns returns how many rows wait for me. What support looks at has no clock any more once it was reported, and
// then no row: as far as a filter looks, rows are counted one by one.
func countTurns(v model.View, lists []todayList) int {
	if turns := turnsOf(lists); !turns.staff {
		return v.Count(turns.query)
	}
	n := 0
	for _, l := range lists {
		if l.staff {
			n += l.countStaff(v)
		}
	}
	return n
}

func (l todayList) countStaff(v model.View) (n int) {
	for range l.walk(v, model.Place{}, false) {
		if n++; n > filterMost {
			return v.Count(l.query)
		}
	}
	return n
}

// nearestTurn returns when the first of what waits for me is due, 0 for nothing.
func nearestTurn(v model.View, lists []todayList) (nearest model.Moment) {
	for _, l := range lists {
		if !l.staff && l != turnsOf(lists) {
			continue
		}
		for c := range l.walk(v, model.Place{}, false) {
			if nearest == 0 || c.clock.Due < nearest {
				nearest = c.clock.Due
			}
			break
		}
	}
	return nearest
}

// walk reads the clocks of one list from a place on, or before it.
func (l todayList) walk(v model.View, from model.Place, reverse bool) iter.Seq[todayClock] {
	return func(yield func(todayClock) bool) {
		for p := range v.Reader.Scan(l.query.List, l.query.Group, from, reverse) {
			c, ok := l.clock(v, p)
			if !ok || l.leaves(v, c) {
				continue
			}
			if !yield(todayClock{spot: todaySpot{place: p}, clock: c, mine: l.mine, late: l.late}) {
				return
			}
		}
	}
}

// leaves tells whether a clock stands in the list before this one. A further consequence of a turn that counts
// already stands among the others. That something can still be taken back is nothing to be done.
func (l todayList) leaves(v model.View, c model.Clock) bool {
	if l.mine {
		return !l.late && !l.staff && lateDebt(v, c)
	}
	return l.other && c.Turn != 0 && c.Turn == v.Who.Account && (!c.Further || c.Rule == model.ClockUndo)
}

// lateDebt tells whether a clock counts on after this account should have paid.
func lateDebt(v model.View, c model.Clock) bool {
	return c.Rule == model.ClockEscalate && c.Turn == v.Who.Account && !c.Further
}

// clock returns the clock at a place, if this account may see what it is of.
func (l todayList) clock(v model.View, p model.Place) (model.Clock, bool) {
	row, presence := v.Reader.Get(p.Ref)
	if presence != model.Known || !model.CanSee(v.Reader, v.Who, row) {
		return model.Clock{}, false
	}
	if !l.staff && !l.late {
		return model.ClockAt(v.Reader, p)
	}
	for _, c := range model.Clocks(v.Reader, row) {
		if l.staff || lateDebt(v, c) {
			return c, true
		}
	}
	return model.Clock{}, false
}

// forward walks all lists as one, from a spot on.
func forward(v model.View, lists []todayList, from todaySpot) iter.Seq[todayClock] {
	return func(yield func(todayClock) bool) {
		for i := from.list; i < len(lists); i++ {
			place := model.Place{}
			if i == from.list {
				place = from.place
			}
			for c := range lists[i].walk(v, place, false) {
				c.spot.list = i
				if !yield(c) {
					return
				}
			}
		}
	}
}

// backward walks all lists as one, from a spot towards the beginning.
func backward(v model.View, lists []todayList, from todaySpot) iter.Seq[todayClock] {
	return func(yield func(todayClock) bool) {
		for i := from.list; i >= 0; i-- {
			place := model.Place{}
			if i == from.list {
				place = from.place
			}
			for c := range lists[i].walk(v, place, true) {
				c.spot.list = i
				if !yield(c) {
					return
				}
			}
		}
	}
}

// findClock returns where the clock of a row's name stands now.
func findClock(v model.View, lists []todayList, key string) (todaySpot, bool) {
	ref, rule := clockOf(key)
	row, presence := v.Reader.Get(ref)
	if presence != model.Known {
		return todaySpot{}, false
	}
	for i, l := range lists {
		for _, e := range model.EntriesOf(v.Reader, row) {
			if e.List != l.query.List || e.Group != l.query.Group {
				continue
			}
			if c, ok := l.clock(v, e.Place); ok && c.Rule == rule && !l.leaves(v, c) {
				return todaySpot{i, e.Place}, true
			}
		}
	}
	return todaySpot{}, false
}
