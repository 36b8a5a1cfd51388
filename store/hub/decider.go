package hub

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// run is the decider: it takes what waits, decides it as one group, and begins again.
func (h *Hub) run() {
	defer close(h.done)
	defer h.refuseAll()
	h.looked = model.At(h.clock.Now())
	for h.Stopped() == nil {
		batch, ok := h.wait()
		if !ok {
			return
		}
		if err := h.wake(); err != nil {
			refuse(batch, h.stop(err))
			return
		}
		h.looked = model.At(h.clock.Now()) // before anybody has an answer, and may act on it
		if err := h.turn(batch); err != nil {
			_ = h.stop(err)
		}
	}
}

// wait returns what is to be decided next. It sleeps while there is nothing, until a clock is due; nothing ticks.
func (h *Hub) wait() ([]*request, bool) {
	if h.advance == nil && !h.overdue {
		alarm := time.NewTimer(h.sleep)
		defer alarm.Stop()
		select {
		case r := <-h.requests:
			h.later = append(h.later, r)
		case <-alarm.C:
		case <-h.nudge:
		case <-h.closing:
			return nil, false
		}
	}
	select {
	case <-h.closing:
		return nil, false
	default:
		return h.gather(), true
	}
}

// gather takes what waits. After an append the same people come back with their next commands; giving way to them a
// few times, until about as many are here as last time, makes groups of them instead of stragglers.
func (h *Hub) gather() []*request {
	batch := h.later
	h.later = nil
	for patience := 3; len(batch) < maxGroupCommands; {
		select {
		case r := <-h.requests:
			batch = append(batch, r)
			continue
		default:
		}
		if patience--; patience < 0 || len(batch) == 0 || len(batch) >= h.crowd {
			break
		}
		runtime.Gosched()
	}
	h.crowd = len(batch)
	return batch
}

// turn decides a batch, with clocks before, between and after. What is thrown on the way stops the hub.
func (h *Hub) turn(batch []*request) (err error) {
	var g *group
	defer func() {
		if err != nil {
			stopped := h.stop(err)
			if g != nil {
				g.answer(stopped)
			}
			refuse(batch, stopped) // those already answered have a full buffer and are passed over
		}
	}()
	defer rescued(&err)
	for rest := batch; ; {
		g = h.newGroup()
		h.within(func() { rest = g.some(rest) })
		if err := h.commit(g); err != nil {
			return err
		}
		if len(rest) == 0 {
			h.sleep = h.untilDue()
			return nil
		}
		if rest[0].bulk != nil {
			h.runBulk(rest[0])
			rest = rest[1:]
		}
	}
}

// within calls fn with the decider's reader bound to one view, which spares beginning one for each read. A view must
// not be held while the group is kept: the journal needs its old pages back.
func (h *Hub) within(fn func()) {
	apart := h.reader.with
	defer func() { h.reader.with = apart }()
	h.reader.read(func(v journal.Reader) error {
		h.reader.with = func(read func(journal.Reader) error) error { return read(v) }
		fn()
		return nil
	})
}

// some decides requests until the group is full, or until one is not for a group. It returns the rest.
func (g *group) some(batch []*request) (rest []*request) {
	for i, r := range batch {
		if g.full() || r.bulk != nil {
			return batch[i:]
		}
		g.fireDue(g.moment())
		if move, ok := r.Command.(*model.AdvanceTime); !ok || !g.depart(r, move) {
			g.take(r)
		}
	}
	g.goOn()
	return nil
}

// rescued turns whatever was thrown into an error: damage that a reader met, or a bug.
func rescued(err *error) {
	switch p := recover().(type) {
	case nil:
	case unreadable:
		*err = p.err
	default:
		*err = fmt.Errorf("the decider failed: %v\n%s", p, debug.Stack())
	}
}

// commit makes a group durable and gives its answers. An error of the journal stops the hub: even where nothing can
// have been written, nobody knows what is wrong.
func (h *Hub) commit(g *group) error {
	if len(g.entries) == 0 {
		g.answer(nil)
		return nil
	}
	changes := g.state.Changes()
	h.cache.begin(changes.Rows)
	head, err := h.journal.Append(context.Background(), h.head, g.entries, func(tx journal.Tx) error {
		f := flush{codec: h.codec, tx: tx, changes: changes, entries: g.decided, keys: &h.keys}
		return f.run()
	})
	if err != nil {
		return err
	}
	h.head, h.now, h.reader.at = head, g.now, head.Seq
	h.cache.end(changes.Rows, head.Seq)
	h.watch.tell(head, changes.Rows)
	h.ears.tell(g.decided)
	g.answer(nil)
	return nil
}

func (g *group) answer(failed error) {
	for _, reply := range g.replies {
		reply(failed)
	}
	g.replies = nil
}

// refuse answers requests that will not be decided.
func refuse(requests []*request, err error) {
	for _, r := range requests {
		select {
		case r.answer <- answer{err: err}:
		default:
		}
	}
}

// refuseAll answers everything that waits when the decider goes.
func (h *Hub) refuseAll() {
	if h.advance != nil {
		refuse([]*request{h.advance}, h.gone())
	}
	refuse(h.later, h.gone())
	for {
		select {
		case r := <-h.requests:
			refuse([]*request{r}, h.gone())
		default:
			return
		}
	}
}
