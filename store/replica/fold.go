package replica

import (
	"errors"

	"aeconnect/model"
)

// shown is the confirmed view with the outbox folded over it. Whoever calls it looks through the gate.
func (r *Replica) shown() *model.Overlay {
	r.folding.Lock()
	defer r.folding.Unlock()
	if r.pending == nil {
		o := model.NewOverlay(r.base)
		r.tips = tips{}
		for _, it := range r.items {
			r.tips.add(it, r.fold(o, it))
		}
		r.pending = o
		r.refolded(o)
	}
	return r.pending
}

// fold lays what a command of the outbox would lead to over what came before it. One that is no longer possible, or
// that depends on what this account does not see, changes nothing here: that is for the hub to say.
// It returns the names of the rows that have revisions and were changed.
func (r *Replica) fold(o *model.Overlay, it *Item) []string {
	if it.command == nil {
		if it.command = r.Command(*it); it.command == nil {
			return nil
		}
	}
	if it.First {
		return nil
	}
	if it.doomed() {
		it.unsure = true
		return nil
	}
	d, sure := r.decide(o, it.Key, it.At, it.command, it.Secrets)
	if !sure || d.Refusal != nil {
		it.unsure = true
		return nil
	}
	it.unsure = false
	return names(o, r.apply(o, it.At, d.Events, it.Secrets))
}

// apply folds events and returns the rows that they put. Rules were asked, so nothing fails; what lost a race is left out.
func (r *Replica) apply(o *model.Overlay, at model.Moment, events []model.Event, secrets []model.Opened) (put []model.Ref) {
	n := &noting{Overlay: o}
	for _, s := range secrets {
		o.Keep(s)
	}
	for _, e := range events {
		model.Apply(n, model.Meta{At: at, Actor: r.actor()}, e)
	}
	r.made(n)
	return n.put
}

func (r *Replica) actor() model.Actor {
	return model.Actor{Account: r.meta.Account, Operator: r.meta.Role == model.Operator}
}

// watchful is a reader that remembers whether anything was hidden from it, and knows the keys of new rows.
type watchful struct {
	model.Reader
	hidden *bool
	next   model.Key
}

// Next implements model.Reader.
func (w watchful) Next(model.Kind) model.Key { return w.next }

// Get implements model.Reader.
func (w watchful) Get(ref model.Ref) (model.Row, model.Presence) {
	row, presence := w.Reader.Get(ref)
	if presence == model.Hidden {
		*w.hidden = true
	}
	return row, presence
}

// decide asks the model what a command leads to, as far as it can be said here. It is not sure of a refusal that rests on
// what this account does not see - a row that is hidden, or an ID that it does not know - and of anything before the
// first load. New rows have the keys of the item.
func (r *Replica) decide(state model.Reader, item uint64, now model.Moment, c model.Command, secrets []model.Opened) (d model.Decision, sure bool) {
	if model.MarketOf(state) == nil || r.meta.Account == 0 {
		return d, false
	}
	defer func() {
		switch p := recover().(type) {
		case nil:
		case damage:
			panic(p)
		default: // a row that another points to has not come yet
			d, sure = model.Decision{}, false
		}
	}()
	hidden := false
	layer := model.NewOverlay(watchful{state, &hidden, keysOf(item)})
	for _, s := range secrets {
		layer.Keep(s)
	}
	d = model.Decide(layer, r.actor(), now, c)
	if d.Refusal != nil && (hidden || d.Refusal.Answer == model.ByAbsence) {
		return model.Decision{Notes: d.Notes}, false
	}
	return d, true
}

// now is the hub's time, as far as it is known here. Within the gate.
func (r *Replica) now() model.Moment {
	if m := model.MarketOf(r.base); m != nil && m.Virtual {
		return m.Now
	}
	return model.At(r.clock.Now()) + model.Moment(r.meta.Ahead)
}

// Now returns the moment at which the hub would decide, as far as it is known here.
func (r *Replica) Now() (now model.Moment) {
	r.gate.look(func() { now = r.now() })
	return now
}

// ErrForeign refuses to act for somebody else: a replica is one account's, and what waits in it is sent as no other.
var ErrForeign = errors.New("this replica belongs to another account")

// ErrOther says that another marketplace stands at the hub's place; see Pace.Stay.
var ErrOther = errors.New("another marketplace stands at the place of this replica's hub")
