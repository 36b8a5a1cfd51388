package replica_test

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/hub/hubtest"
)

const day = hubtest.Day

func start() model.Moment { return hubtest.Start() }

// sender is who takes submissions: a hub, or a bulk of one.
type sender func(hub.Submission) (hub.Outcome, error)

func through(h *hub.Hub) sender {
	return func(s hub.Submission) (hub.Outcome, error) { return h.Submit(context.Background(), s) }
}

// world sends commands to a hub as the people of a small marketplace would.
type world struct {
	t    testing.TB
	hub  *hub.Hub
	send sender
	keys sync.Map // handle -> model.Key
	ids  *atomic.Uint64
}

func newWorld(t testing.TB, h *hub.Hub) *world {
	return &world{t: t, hub: h, send: through(h), ids: new(atomic.Uint64)}
}

// found opens a marketplace with a seller and a creator who may do everything.
func (w *world) found(virtual bool) *world {
	w.t.Helper()
	w.deeds(hubtest.Found(virtual))
	return w
}

// people adds a seller and a creator.
func (w *world) people(seller, creator string) {
	w.t.Helper()
	w.deeds(hubtest.People(seller, creator))
}

func (w *world) deeds(all []hubtest.Deed) {
	w.t.Helper()
	for _, d := range all {
		w.with(d.Handle, d.Command, d.Secrets...)
	}
}

func (w *world) actor(handle string) model.Actor {
	if handle == "" {
		return model.Actor{Operator: true}
	}
	if key, ok := w.keys.Load(handle); ok {
		return model.Actor{Account: key.(model.Key)}
	}
	var key model.Key
	err := w.hub.View(func(r model.Reader) error {
		if a := model.AccountByHandle(r, handle); a != nil {
			key = a.Key
		}
		return nil
	})
	if err != nil || key == 0 {
		w.t.Fatalf("no account %q (%v)", handle, err)
	}
	w.keys.Store(handle, key)
	return model.Actor{Account: key}
}

// try sends a command.
func (w *world) try(handle string, c model.Command, secrets ...model.Opened) hub.Outcome {
	w.t.Helper()
	o, err := w.send(hub.Submission{Actor: w.actor(handle), Command: c, Secrets: secrets})
	if err != nil {
		w.t.Fatalf("%s as %q: %v", c.Wire(), handle, err)
	}
	return o
}

func (w *world) with(handle string, c model.Command, secrets ...model.Opened) hub.Outcome {
	w.t.Helper()
	o := w.try(handle, c, secrets...)
	if o.Refusal != nil {
		w.t.Fatalf("%s as %q refused: %v", c.Wire(), handle, o.Refusal)
	}
	return o
}

func (w *world) do(handle string, c model.Command) hub.Outcome {
	w.t.Helper()
	return w.with(handle, c)
}

// id mints an ID that depends on nothing but how many were minted.
func (w *world) id(letter byte) model.ID {
	return model.MintID(letter, w.ids.Add(1)*0x9E3779B97F4A7C15)
}

// publish puts a fixed price task on the square.
func (w *world) publish(seller string) model.ID {
	w.t.Helper()
	now, err := w.hub.Now()
	if err != nil {
		w.t.Fatal(err)
	}
	return w.publishAt(seller, now)
}

func (w *world) publishAt(seller string, now model.Moment) model.ID {
	w.t.Helper()
	id := w.id(model.TaskLetter)
	w.do(seller, &model.CreateTask{ID: id, Publish: true, Fields: hubtest.Earbuds(now)})
	return id
}

func (w *world) apply(task model.ID, creator string) model.ID {
	w.t.Helper()
	id := w.id(model.OrderLetter)
	w.do(creator, &model.ApplyToTask{ID: id, Task: task, Note: "I compare earbuds every month."})
	return id
}

func (w *world) order(id model.ID) (o *model.Order) {
	w.t.Helper()
	err := w.hub.View(func(r model.Reader) error { o = model.OrderByID(r, id); return nil })
	if err != nil || o == nil {
		w.t.Fatalf("no order %s (%v)", id, err)
	}
	return o
}

// rabble does something random with a marketplace.
type rabble struct {
	*world
	*hubtest.Rabble
}

func newRabble(t testing.TB, h *hub.Hub) *rabble {
	w := newWorld(t, h).found(true)
	r, more := hubtest.NewRabble(w.id)
	w.deeds(more)
	return &rabble{w, r}
}

func (r *rabble) step(rt *rapid.T) {
	now, _ := r.hub.Now()
	r.Step(rt, now, func(d hubtest.Deed) bool { return r.try(d.Handle, d.Command, d.Secrets...).Refusal == nil })
}
