package hub

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// longestSleep bounds how long the decider sleeps before a clock that is due later. Timers stand still while a laptop
// sleeps, and people set clocks; a look every ten minutes costs nothing and is taken only while something is due.
const longestSleep = 10 * time.Minute

// forever is how long the decider sleeps while no clock is due at all.
const forever time.Duration = 1<<63 - 1

// Nudge makes the hub look at its clock again, for whoever knows that it has jumped.
func (h *Hub) Nudge() {
	select {
	case h.nudge <- struct{}{}:
	default:
	}
}

// wake sees to a time in which this process stood still, as it does while a laptop sleeps: a hub that was not there while
// clocks struck gives time for them, however it was away. A clock that was set forward looks the same.
func (h *Hub) wake() (err error) {
	defer rescued(&err)
	now := model.At(h.clock.Now())
	if h.sleep == forever || now.Sub(h.looked) <= h.sleep {
		return nil // nothing was due, or nothing was missed
	}
	since := h.looked.Add(h.sleep)
	if now.Sub(since) <= time.Duration(model.PolicyNow(h.reader).Get(model.HubDownMinutes))*time.Minute {
		return nil
	}
	h.log.Warn("the clock jumped, or this process stood still", "from", since, "to", now)
	return h.comeBack(since)
}

// untilDue is how long the decider may sleep.
func (h *Hub) untilDue() time.Duration {
	due, ok := h.nextDue()
	if market := model.MarketOf(h.reader); !ok || market != nil && market.Virtual && due > market.Now {
		return forever
	}
	return min(max(due.Sub(max(h.now, h.wall(h.reader))), 0), longestSleep)
}

func (h *Hub) nextDue() (model.Moment, bool) {
	_, due, ok := h.firstClock(h.reader)
	return due, ok
}

// firstClock is the first clock that can be fired. One that once did not fire although it was due is passed over for
// the life of this hub: it would hold up all that are due later.
func (h *Hub) firstClock(state model.Reader) (*model.FireClock, model.Moment, bool) {
	first, due, ok := model.NextDue(state)
	if !ok || !h.stuck[*first] {
		return first, due, ok
	}
	for place := range state.Scan(model.ListDue, "", model.Place{}, false) {
		clock, ok := model.ClockAt(state, place)
		fire := model.FireClock{Of: place.Ref, Rule: clock.Rule}
		if ok && !h.stuck[fire] {
			return &fire, clock.Due, true
		}
	}
	return nil, 0, false
}

// fireDue fires what is due at the moment or before, in order, as far as the group's bound allows. It tells whether
// all of it was fired.
func (g *group) fireDue(until model.Moment) bool {
	for {
		fire, due, ok := g.hub.firstClock(g.state)
		if !ok || due > until {
			return true
		}
		if g.fired >= maxGroupFired || g.full() {
			return false
		}
		g.fired++
		g.strike(fire, due)
	}
}

// strike fires one clock, at the moment it was due unless something was decided later already.
func (g *group) strike(fire *model.FireClock, due model.Moment) {
	b, err := input(g.hub.codec, g.hub.registry, fire)
	var o Outcome
	if err == nil {
		o, err = g.decide(Submission{Actor: model.Actor{System: true}, Command: fire}, b, max(g.now, due))
	}
	if err != nil || o.Refusal != nil || len(o.Events) == 0 {
		g.hub.stuck[*fire] = true
		g.hub.stalled.Add(1)
		g.hub.log.Error("a due clock does nothing", "rule", fire.Rule, "kind", fire.Of.Kind, "key", fire.Of.Key, "refusal", o.Refusal, "error", err)
		return
	}
	if g.hub.log.Enabled(context.Background(), slog.LevelInfo) {
		g.hub.log.Info("clock", "rule", fire.Rule, "of", g.named(fire.Of), "due", due, "events", wires(o.Events))
	}
}

// named is the ID of a row, for the log; rows that have none are named by their number.
func (g *group) named(ref model.Ref) string {
	row, _ := g.state.Get(ref)
	switch row := row.(type) {
	case *model.Order:
		return string(row.ID)
	case *model.Task:
		return string(row.ID)
	case *model.Payment:
		return string(row.ID)
	case *model.Access:
		return string(row.ID)
	case *model.Request:
		return string(row.ID)
	}
	return fmt.Sprintf("%d/%d", ref.Kind, ref.Key)
}

// wires are the names of events, for the log: what happened and to whom is in the journal.
func wires(events []model.Event) []string {
	names := make([]string, len(events))
	for i, e := range events {
		names[i] = e.Wire()
	}
	return names
}

// depart begins to move a virtual clock: it does so when everything due on the way has been fired, which may take
// several groups. It is false for a move that will be refused, or was decided before; that needs no way.
func (g *group) depart(r *request, move *model.AdvanceTime) bool {
	h := g.hub
	if h.advance != nil {
		h.later = append(h.later, r)
		return true
	}
	known := r.Device != (journal.Device{}) && r.Counter != g.lastCounter(r.Device)+1
	plan, err := decide(g.state, r.Submission, g.moment())
	if known || err != nil || plan.Refusal != nil {
		return false
	}
	h.advance = r
	return true
}

// goOn fires what is due now, or what is due on the way of a moving clock; at the end of the way it moves the clock.
func (g *group) goOn() {
	h := g.hub
	if h.advance == nil {
		h.overdue = !g.fireDue(g.moment())
		return
	}
	if g.fireDue(h.advance.Command.(*model.AdvanceTime).To) {
		r := h.advance
		h.advance, h.overdue = nil, true // at the new time clocks may be due that the old one did not know
		g.take(r)
	}
}

// comeBack sees to clocks that struck while no hub was there. After a long absence nobody could have acted in time, so
// they wait (rule 12); after a short one they fire.
func (h *Hub) comeBack(since model.Moment) error {
	market := model.MarketOf(h.reader)
	if market == nil || market.Virtual {
		return nil
	}
	if err := h.catchUp(since); err != nil {
		return err
	}
	now := h.wall(h.reader)
	away := time.Duration(model.PolicyNow(h.reader).Get(model.HubDownMinutes)) * time.Minute
	for now.Sub(since) > away {
		clocks := h.toPostpone(since, now)
		if clocks == 0 {
			break
		}
		g := h.newGroup()
		postponed := g.postpone(since, clocks)
		if err := h.commit(g); err != nil {
			return err
		}
		if !postponed {
			break
		}
	}
	h.overdue = true
	return nil
}

// toPostpone is how many of the clocks that are due must be looked at so that some of them are told to wait; 0 if there
// are none. Clocks that nobody could have acted on do not wait, and none waits twice.
func (h *Hub) toPostpone(since, now model.Moment) (clocks int) {
	for place := range h.reader.Scan(model.ListDue, "", model.Place{}, false) {
		clock, ok := model.ClockAt(h.reader, place)
		if ok && clock.Due > now {
			break
		}
		if clocks++; ok && clock.Due > since && clock.Side != model.Nobody && !clock.Waits {
			return clocks + maxGroupFired - 1
		}
	}
	return 0
}

// catchUp fires what was due when a hub was still there but did not come to it.
func (h *Hub) catchUp(since model.Moment) error {
	for {
		g := h.newGroup()
		all := g.fireDue(since)
		if err := h.commit(g); err != nil || all {
			return err
		}
	}
}

// postpone tells those clocks to wait that struck since then, among the first so many. It tells whether any did.
func (g *group) postpone(since model.Moment, clocks int) bool {
	back := &model.ReturnHub{Since: since, Clocks: clocks}
	b, err := input(g.hub.codec, g.hub.registry, back)
	if err != nil {
		return false
	}
	o, err := g.decide(Submission{Actor: model.Actor{System: true}, Command: back}, b, g.moment())
	if err != nil || len(o.Events) == 0 {
		return false
	}
	done, ok := o.Events[len(o.Events)-1].(*model.HubReturned)
	return ok && done.Clocks > 0
}
