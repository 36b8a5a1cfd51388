package replica

import (
	"context"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/remote"
)

// View lets read look at what the account sees, with what waits in the outbox as if it had happened. The view must not
// be kept.
func (r *Replica) View(actor model.Actor, read func(model.View)) (err error) {
	defer caught(&err)
	r.gate.look(func() { read(model.NewView(r.shown(), actor, r.now())) })
	return nil
}

// Confirmed is View without the outbox: what the hub has told.
func (r *Replica) Confirmed(actor model.Actor, read func(model.View)) (err error) {
	defer caught(&err)
	r.gate.look(func() { read(model.NewView(r.base, actor, r.now())) })
	return nil
}

// Who returns the account that the replica belongs to, with its key; "" before the hub was reached for the first time.
func (r *Replica) Who() (handle string, actor model.Actor) {
	r.gate.look(func() { handle, actor = r.meta.Handle, r.actor() })
	return handle, actor
}

// Do keeps a command in the outbox and shows it as if it had happened; it returns when the file has it. A refusal that can
// be known here is in the decision, and nothing was kept. Where it cannot be known the decision is empty: the hub will
// say. A command that starts or records a payment waits for the hub's word: ErrOffline where there is no connection, and
// ErrAsking when the word did not come in time, while the command stays in the outbox.
func (r *Replica) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	if _, me := r.Who(); actor.Account != 0 && me.Account != 0 && actor.Account != me.Account {
		return model.Decision{}, ErrForeign
	}
	return r.do(ctx, c, private, 0)
}

// do is Do; instead is a refused command that this one takes the place of, or 0.
func (r *Replica) do(ctx context.Context, c model.Command, private []model.Opened, instead uint64) (d model.Decision, err error) {
	defer caught(&err)
	if k, there, err := r.recall(errandOf(ctx)); err != nil || there {
		if err == nil {
			d, err = r.repeated(ctx, k)
		}
		return d, err
	}
	if confirmedFirst(c) {
		return r.ask(ctx, c, private, instead)
	}
	kept := false
	err = r.update(func(tx *bbolt.Tx) error {
		o, now := r.shown(), r.now()
		sure := false
		if d, sure = r.decide(o, r.meta.Item+1, now, c, private); d.Refusal != nil {
			return nil
		}
		it, err := r.keep(ctx, tx, c, private, false)
		if err == nil && instead != 0 {
			err = r.drop(tx, instead)
		}
		if err != nil {
			return err
		}
		var put []model.Ref
		if kept, it.unsure = true, !sure; sure {
			put = r.apply(o, now, d.Events, private)
		}
		r.looks = append(r.looks, put...)
		r.tips.add(it, names(o, put))
		r.items, r.pending = append(slices.Clip(r.items), it), o
		return nil
	})
	if err != nil {
		r.spoil() // the overlay may know of what was not kept
		return model.Decision{}, err
	}
	if kept {
		r.ring()
		r.Nudge()
	}
	return d, nil
}

// ring tells those who look that there is something else to see.
func (r *Replica) ring() { r.state.set(func(*State) {}) }

func (r *Replica) spoil() { r.gate.change(r.unfold) }

// Nudge has the outbox looked at, and a connection tried at once.
func (r *Replica) Nudge() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// ask has the hub decide a command before anything of it is shown. It stands behind an empty outbox, and is in the file
// with its counter before it is sent, so that it is sent again unchanged until there is an answer.
func (r *Replica) ask(ctx context.Context, c model.Command, private []model.Opened, instead uint64) (d model.Decision, err error) {
	defer caught(&err)
	var wait chan remote.Answer
	var key uint64
	for wait == nil {
		changed := r.state.changed()
		if !r.State().Connected() {
			return d, ErrOffline
		}
		err := r.update(func(tx *bbolt.Tx) error {
			if slices.ContainsFunc(r.items, func(it *Item) bool { return it.Seq == 0 }) {
				return nil
			}
			if d, _ = r.decide(r.shown(), r.meta.Item+1, r.now(), c, private); d.Refusal != nil {
				return nil
			}
			it, err := r.keep(ctx, tx, c, private, true)
			if err == nil && instead != 0 {
				err = r.drop(tx, instead)
			}
			if err != nil {
				return err
			}
			r.tips.add(it, nil)
			r.items, key, wait = append(slices.Clip(r.items), it), it.Key, r.answers.wait(it.Key)
			return nil
		})
		if err != nil || d.Refusal != nil && r.State().tried {
			return d, err // before, the hub may have what makes it possible
		}
		if wait == nil {
			select {
			case <-changed:
			case <-ctx.Done():
				if d.Refusal != nil {
					return d, nil
				}
				return d, ctx.Err()
			}
		}
	}
	defer r.answers.forget(key)
	r.Nudge()
	return r.await(ctx, wait, d.Notes)
}

// await waits for the hub's word, and then for the page that brings what it led to.
func (r *Replica) await(ctx context.Context, wait chan remote.Answer, notes []model.Note) (model.Decision, error) {
	var a remote.Answer
	select {
	case a = <-wait:
	case <-ctx.Done():
		return model.Decision{}, ErrAsking
	}
	d := model.Decision{Refusal: a.Refusal, Notes: notes}
	for a.Refusal == nil {
		changed, head := r.state.changed(), uint64(0)
		r.gate.look(func() { head = r.meta.Head })
		if head >= a.Seq {
			break
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return d, nil
		}
	}
	err := r.log(a.Seq, func(h model.Happening) bool {
		if h.Seq == a.Seq && a.Refusal == nil {
			d.Events = append(d.Events, h.Event)
		}
		return h.Seq == a.Seq
	})
	return d, err
}

// Plan decides a command as far as that can be done here and keeps nothing.
func (r *Replica) Plan(_ model.Actor, c model.Command, private ...model.Opened) (d model.Decision, err error) {
	defer caught(&err)
	r.gate.look(func() { d, _ = r.decide(r.shown(), r.meta.Item+1, r.now(), c, private) })
	return d, nil
}

// Advance moves the clock of a sample marketplace, at the hub.
func (r *Replica) Advance(ctx context.Context, to model.Moment) error {
	d, err := r.Do(ctx, model.Actor{}, &model.AdvanceTime{To: to})
	if err == nil && d.Refusal != nil {
		return d.Refusal
	}
	return err
}
