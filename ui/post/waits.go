package post

import "aeconnect/model"

// Wait is an item as it is marked beside what it is about.
type Wait struct {
	Key      uint64
	What     string // it, named
	Why      string // it waits, or was refused
	Standing Standing
	Strikes  model.Moment // when a clock may strike before it arrives; 0: none may
}

// Waits are what waits, or was refused, by the IDs of what it is about. A map that was made is not changed any more.
type Waits map[model.ID][]Wait

// WaitsOf gathers items by what they are about. strikes says when a clock may strike before an item arrives.
func (t Teller) WaitsOf(items []Item, strikes map[uint64]model.Moment) Waits {
	if len(items) == 0 {
		return nil
	}
	w := Waits{}
	for _, it := range items {
		one := Wait{Key: it.Key, What: t.What(it), Why: t.Why(it), Standing: it.Standing, Strikes: strikes[it.Key]}
		for _, id := range About(it.Command) {
			w[id] = append(w[id], one)
		}
	}
	return w
}

// Of returns how a thing stands with the hub: refused before asking before queued; "" where nothing waits about it.
func (w Waits) Of(id model.ID) (s Standing) {
	rank := map[Standing]int{"": 0, Accepted: 1, Queued: 2, Asking: 3, Refused: 4}
	for _, one := range w[id] {
		if rank[one.Standing] > rank[s] {
			s = one.Standing
		}
	}
	return s
}
