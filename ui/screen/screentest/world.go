package screentest

import (
	"encoding/binary"
	"sync"
	"testing"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/screen"
)

// Hour and Day are how far tests move the clock.
const (
	Hour = time.Hour
	Day  = 24 * time.Hour
)

// Start is the first moment of every world: a Monday morning.
func Start() model.Moment { return model.At(time.Date(2026, 10, 5, 9, 0, 0, 0, time.UTC)) }

// World is a marketplace in memory with a virtual clock that the test moves. It is a screen.Market and, like
// every other one, may be used by several goroutines.
type World struct {
	T testing.TB

	mu      sync.Mutex
	state   *model.Overlay
	now     model.Moment
	seq     uint64 // events so far
	minted  uint64 // IDs and salts so far
	history map[model.Ref][]model.Happening
	touched []model.Ref // rows changed since the last Touched
}

var _ screen.Market = (*World)(nil)

// New opens a marketplace with the numbers of the policy file and the people of [People].
func New(t testing.TB) *World {
	w := &World{T: t, state: model.NewMemory(), now: Start(), history: map[model.Ref][]model.Happening{}}
	w.Must("", &model.OpenMarket{Virtual: true, Start: w.now, Zone: "UTC", Values: assets.Policy().Values()})
	w.people()
	return w
}

// Over returns a world that goes on from what a marketplace in memory holds at a moment.
func Over(t testing.TB, state *model.Overlay, now model.Moment) *World {
	const others = 1 << 32 // IDs that were minted elsewhere
	return &World{T: t, state: state, now: now, minted: others, history: map[model.Ref][]model.Happening{}}
}

// Now returns the world's moment.
func (w *World) Now() model.Moment {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// Actor returns who a handle is; "" is the bare operator.
func (w *World) Actor(handle string) model.Actor {
	w.T.Helper()
	if handle == "" {
		return model.Actor{Operator: true}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	a := model.AccountByHandle(w.state, handle)
	if a == nil {
		w.T.Fatalf("no account %q", handle)
		return model.Actor{}
	}
	return model.Actor{Account: a.Key, Operator: a.Role == model.Operator}
}

// Session returns the session of a handle: English, in UTC.
func (w *World) Session(handle string) screen.Session {
	w.T.Helper()
	return screen.Session{Market: w, Actor: w.Actor(handle), Words: assets.NewWords("en"), Zone: time.UTC}
}

// Try utters a command and returns why it was refused, nil when it was carried out.
func (w *World) Try(handle string, c model.Command, private ...model.Opened) *model.Refusal {
	w.T.Helper()
	actor := w.Actor(handle)
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.decide(actor, c, private).Refusal
}

// Must is Try for a command that cannot be refused.
func (w *World) Must(handle string, c model.Command, private ...model.Opened) {
	w.T.Helper()
	if r := w.Try(handle, c, private...); r != nil {
		w.T.Fatalf("%s as %q refused: %v", c.Wire(), handle, r)
	}
}

// Wait moves the clock; every clock due until then strikes first, in order.
func (w *World) Wait(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.advance(w.now.Add(d))
}

// Order returns the order of an ID as it is kept.
func (w *World) Order(id model.ID) *model.Order {
	w.T.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	o := model.OrderByID(w.state, id)
	if o == nil {
		w.T.Fatalf("no order %s", id)
	}
	return o
}

// Task returns the task of an ID as it is kept.
func (w *World) Task(id model.ID) *model.Task {
	w.T.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	t := model.TaskByID(w.state, id)
	if t == nil {
		w.T.Fatalf("no task %s", id)
	}
	return t
}

// Account returns the account of a handle as it is kept.
func (w *World) Account(handle string) *model.Account {
	w.T.Helper()
	key := w.Actor(handle).Account
	w.mu.Lock()
	defer w.mu.Unlock()
	return model.AccountOf(w.state, key)
}

// Touched returns the message about the rows that changed since it was asked last, and whether there are any.
func (w *World) Touched() (screen.Changed, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	refs := w.touched
	w.touched = nil
	return screen.Changed{Refs: refs}, len(refs) > 0
}

// decide answers a command and applies its events. Private texts are kept only with a command that goes through.
func (w *World) decide(actor model.Actor, c model.Command, private []model.Opened) model.Decision {
	plan := model.NewOverlay(w.state)
	for _, p := range private {
		plan.Keep(p)
	}
	decision := model.Decide(plan, actor, w.now, c)
	if decision.Refusal != nil {
		return decision
	}
	for _, p := range private {
		w.state.Keep(p)
	}
	meta := model.Meta{At: w.now, Actor: actor}
	for _, e := range decision.Events {
		w.seq++
		if !model.Apply(w.state, meta, e) {
			w.T.Errorf("%s did not apply", e.Wire())
		}
		for _, ref := range e.About() {
			w.history[ref] = append(w.history[ref], model.Happening{Seq: w.seq, Meta: meta, Event: e})
			w.touched = append(w.touched, ref)
		}
	}
	return decision
}

func (w *World) advance(to model.Moment) {
	system := model.Actor{System: true}
	for {
		fire, due, ok := model.NextDue(w.state)
		if !ok || due > to {
			break
		}
		w.now = max(w.now, due)
		if r := w.decide(system, fire, nil).Refusal; r != nil {
			w.T.Fatalf("clock %s refused: %v", fire.Rule, r)
		}
	}
	w.now = max(w.now, to)
	w.touched = append(w.touched, model.Ref{Kind: model.KindMarket, Key: 1})
}

// random returns the next of a fixed run of numbers, so that every run of a test has the same IDs.
func (w *World) random() uint64 {
	w.minted++
	return w.minted * 0x9E3779B97F4A7C15
}

// seal salts a private text with the next of the fixed numbers.
func (w *World) seal(text string) model.Opened {
	o := model.Opened{Value: text}
	binary.BigEndian.PutUint64(o.Salt[:], w.random())
	return o
}
