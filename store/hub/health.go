package hub

import (
	"context"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// Health is how a hub is, for whoever looks after it.
type Health struct {
	Head    journal.Head
	Last    model.Moment // of the last entry, 0 for an empty journal
	Stopped error        // why nothing works any more, nil while it does
	Next    model.Moment // when the next clock is due, 0 while none is
	Due     int          // clocks that are due and have not struck yet; looked at up to a bound
	Stuck   int          // clocks that did not strike although they were due
}

// dueLooked is how many due clocks are counted: what waits is few or far too many.
const dueLooked = 1000

// Health looks at the hub; it costs one read of the state and one of the journal.
func (h *Hub) Health() (Health, error) {
	health := Health{Head: h.Head(), Stopped: h.Stopped(), Stuck: int(h.stalled.Load())}
	if health.Head.Seq == 0 || health.Stopped != nil {
		return health, nil
	}
	now, err := h.Now()
	if err != nil {
		return health, err
	}
	err = h.View(func(r model.Reader) error {
		for place := range r.Scan(model.ListDue, "", model.Place{}, false) {
			clock, ok := model.ClockAt(r, place)
			if ok && health.Next == 0 {
				health.Next = clock.Due
			}
			if !ok || clock.Due > now || health.Due == dueLooked {
				break
			}
			health.Due++
		}
		return nil
	})
	if err != nil {
		return health, err
	}
	err = h.Log(context.Background(), health.Head.Seq, func(e Entry) error { health.Last = e.At; return nil })
	return health, err
}
