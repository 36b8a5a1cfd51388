package hub

import (
	"context"
	"errors"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// Bulk decides many commands that nobody waits for, as the making of a sample world does: each at once, kept in large
// groups, made durable at the end. It lives within the function given to Hub.Bulk and belongs to its goroutine.
type Bulk struct {
	hub *Hub
	g   *group
}

// Bulk runs fn with a Bulk and returns when all that it decided is durable. Meanwhile views see what has been kept so
// far, and submissions wait: a long work is cut into many calls. What was decided before fn fails stays decided.
func (h *Hub) Bulk(ctx context.Context, fn func(*Bulk) error) error {
	r := &request{bulk: fn, answer: make(chan answer, 1)}
	if err := h.hand(ctx, r); err != nil {
		return err
	}
	_, err := h.await(ctx, r)
	return err
}

// runBulk runs a bulk request on the decider.
func (h *Hub) runBulk(r *request) {
	var wrong error
	err := h.relaxed(func() error {
		b := &Bulk{hub: h, g: h.newGroup()}
		wrong = r.bulk(b)
		return h.commit(b.g)
	})
	if err != nil {
		r.reply(Outcome{}, h.stop(err))
		return
	}
	h.overdue = true
	r.reply(Outcome{}, wrong)
}

// relaxed runs fn without a sync after each append and syncs once at the end. A journal that cannot do without is used
// as it is.
func (h *Hub) relaxed(fn func() error) (err error) {
	defer rescued(&err)
	bulk, ok := h.journal.(journal.Bulk)
	if !ok {
		return fn()
	}
	bulk.Relax(true)
	defer bulk.Relax(false)
	return errors.Join(fn(), bulk.Sync())
}

// Do decides a command. The outcome is not durable yet. Errors are those of Submit, but for what the hub's stopping
// brings about, which Hub.Bulk returns. Moving a virtual clock fires everything due on the way.
func (b *Bulk) Do(s Submission) (Outcome, error) {
	in, err := input(b.hub.codec, b.hub.registry, s.Command)
	if err != nil {
		return Outcome{}, err
	}
	r := &request{Submission: s, body: in, answer: make(chan answer, 1)}
	for fired := false; !fired; {
		b.hub.within(func() {
			if fired = b.g.fireDue(b.until(s)); fired {
				b.g.take(r)
			}
		})
		if !fired || len(b.g.entries) >= maxBulkGroup || b.g.full() {
			b.flush()
		}
	}
	b.g.answer(nil)
	a := <-r.answer
	return a.outcome, a.err
}

// until is up to when clocks are fired before a command: up to now, or up to where it moves the clock.
func (b *Bulk) until(s Submission) model.Moment {
	now := b.g.moment()
	if move, ok := s.Command.(*model.AdvanceTime); ok {
		if plan, err := decide(b.g.state, s, now); err == nil && plan.Refusal == nil {
			return move.To
		}
	}
	return now
}

// maxBulkGroup is how many entries a bulk keeps at once: beyond, the overlay costs more than an append without sync.
const maxBulkGroup = 256

func (b *Bulk) flush() {
	if err := b.hub.commit(b.g); err != nil {
		panic(unreadable{err}) // Hub.Bulk returns it
	}
	b.g = b.hub.newGroup()
}

// State is what has been decided so far. It is valid until the next Do.
func (b *Bulk) State() model.Reader { return b.g.state }
