package sample

import (
	"container/heap"

	"aeconnect/model"
)

// agenda is what is still to happen, in order of moment; what has the same moment happens in the order in which it was
// planned.
type agenda struct {
	items   []appointment
	planned int
}

type appointment struct {
	at    model.Moment
	order int
	keep  func()
}

// plan puts something on the agenda.
func (a *agenda) plan(at model.Moment, keep func()) {
	a.planned++
	heap.Push(a, appointment{at, a.planned, keep})
}

// next takes the first appointment off the agenda, if it is at the moment or before.
func (a *agenda) next(until model.Moment) (appointment, bool) {
	if len(a.items) == 0 || a.items[0].at > until {
		return appointment{}, false
	}
	return heap.Pop(a).(appointment), true
}

// Len implements heap.Interface.
func (a *agenda) Len() int { return len(a.items) }

// Less implements heap.Interface.
func (a *agenda) Less(i, j int) bool {
	if a.items[i].at != a.items[j].at {
		return a.items[i].at < a.items[j].at
	}
	return a.items[i].order < a.items[j].order
}

// Swap implements heap.Interface.
func (a *agenda) Swap(i, j int) { a.items[i], a.items[j] = a.items[j], a.items[i] }

// Push implements heap.Interface.
func (a *agenda) Push(x any) { a.items = append(a.items, x.(appointment)) }

// Pop implements heap.Interface.
func (a *agenda) Pop() any {
	last := a.items[len(a.items)-1]
	a.items = a.items[:len(a.items)-1]
	return last
}
