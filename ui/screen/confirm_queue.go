package screen

import (
	"aeconnect/model"
)

// reviewQueue is where an order stands among those that wait for the same seller: what waits longest is first, which
// is what is confirmed by silence first.
type reviewQueue struct {
	place  model.Place // of the order, also when it has left the queue
	at     int         // counted from 1; 0 where it is not in the queue, or far behind
	total  int
	first  model.Key // the first that is another one
	before model.Key
	next   model.Key
}

// queueMost bounds how far an order's place is counted; further behind only the total is said.
const queueMost = 1000

// readQueue finds the neighbours of an order. place is where it stood before.
func readQueue(s Session, o *model.Order, place model.Place) (reviewQueue, error) {
	q := reviewQueue{place: place}
	query := model.OrdersOf(s.Actor.Account, model.InReview)
	err := s.Market.View(s.Actor, func(v model.View) {
		for _, e := range model.EntriesOf(v.Reader, o) {
			if e.List == query.List && e.Group == query.Group {
				q.place = e.Place
			}
		}
		q.total = v.Count(query)
		q.first = neighbour(v, query, model.Place{}, o.Key, false)
		if q.place == (model.Place{}) {
			q.next = q.first
			return
		}
		q.next = neighbour(v, query, q.place, o.Key, false)
		q.before = neighbour(v, query, q.place, o.Key, true)
		q.at = placeIn(v, query, o.Key)
	})
	return q, err
}

// neighbour returns the order next to a place that is not the one at it, 0 where there is none.
func neighbour(v model.View, query model.Query, from model.Place, not model.Key, reverse bool) model.Key {
	for _, row := range v.Rows(query, from, reverse) {
		if key := row.Ref().Key; key != not {
			return key
		}
	}
	return 0
}

// placeIn counts an order's place from 1, 0 where it is too far behind to be counted.
func placeIn(v model.View, query model.Query, key model.Key) int {
	n := 0
	for p := range v.Reader.Scan(query.List, query.Group, model.Place{}, false) {
		if n++; p.Ref.Key == key {
			return n
		}
		if n == queueMost {
			break
		}
	}
	return 0
}
