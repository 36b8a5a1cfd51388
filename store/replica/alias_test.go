package replica_test

import (
	"context"
	"slices"
	"testing"

	"aeconnect/model"
)

// keyOf is the key under which a task is shown now.
func (l *laptop) keyOf(id model.ID) (key model.Key) {
	l.t.Helper()
	_ = l.View(l.actor, func(v model.View) {
		if task := model.TaskByID(v.Reader, id); task != nil {
			key = task.Key
		}
	})
	if key == 0 {
		l.t.Fatalf("%s is not shown", id)
	}
	return key
}

// under returns the ID of the task that is found under a key, "" for none.
func (l *laptop) under(key model.Key) (id model.ID) {
	_ = l.View(l.actor, func(v model.View) {
		if row, _ := v.Reader.Get(model.Ref{Kind: model.KindTask, Key: key}); row != nil {
			id = row.(*model.Task).ID
		}
	})
	return id
}

// Given a page that is open on a task which waits for the hub, when the hub's answer comes and gives the task another
// key, when others are made, dropped and refused before and after, then the same task is found under the key that the
// page has, or none: never another one.
func TestKeysOfWhatWaits(t *testing.T) {
	h := memHub(t)
	newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	first, second := task(l), task(l)
	l.do(first)
	open := l.keyOf(first.ID)
	l.sync()
	l.do(second)
	if key := l.keyOf(second.ID); key == open {
		t.Error("a key was used again")
	}
	if got := l.under(open); got != first.ID {
		t.Errorf("after the answer the page shows %q, was opened on %q", got, first.ID)
	}
	if l.keyOf(first.ID) == open {
		t.Error("the hub gave it no other key: nothing was tested")
	}
	third, fourth := task(l), task(l)
	l.do(third)
	l.do(fourth)
	at := []model.Key{l.keyOf(second.ID), l.keyOf(third.ID), l.keyOf(fourth.ID)}
	waits := l.Outbox()
	if err := l.Drop(waits[1].Key); err != nil {
		t.Fatal(err)
	}
	for i, want := range []model.ID{second.ID, "", fourth.ID} {
		if got := l.under(at[i]); got != want {
			t.Errorf("after one was dropped, page %d shows %q, want %q", i, got, want)
		}
	}
	l.sync()
	for i, want := range []model.ID{second.ID, "", fourth.ID} {
		if got := l.under(at[i]); got != want {
			t.Errorf("after the answers page %d shows %q, want %q", i, got, want)
		}
	}
}

// Who listens is told which rows look different: what was queued, what the hub made of it, what others changed; and of
// nothing else but that something happened.
func TestChangesNameRows(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	for range 3 {
		w.publish("lumen")
	}
	l := join(t, h, "lumen", 3)
	ctx, cancel := context.WithCancel(context.Background())
	next := l.Changes(ctx)
	l.sync()
	if _, all, ok := next(); !all || !ok {
		t.Error("after a first load anything may look different")
	}
	made := task(l)
	l.do(made)
	waiting := model.Ref{Kind: model.KindTask, Key: l.keyOf(made.ID)}
	heard := func(why string, want ...model.Ref) {
		t.Helper()
		refs, all, _ := next()
		tasks := slices.DeleteFunc(refs, func(r model.Ref) bool { return r.Kind != model.KindTask })
		for _, ref := range want {
			if all || !slices.Contains(tasks, ref) || len(tasks) != len(want) {
				t.Errorf("%s: told of %v (all %v), want %v", why, tasks, all, want)
			}
		}
		if all || len(want) == 0 && len(tasks) > 0 {
			t.Errorf("%s: told of %v (all %v), want none", why, tasks, all)
		}
	}
	heard("queued", waiting)
	l.sync()
	heard("carried out", waiting, model.Ref{Kind: model.KindTask, Key: l.keyOf(made.ID)})
	theirs := w.publish("lumen")
	l.sync()
	heard("made elsewhere", model.Ref{Kind: model.KindTask, Key: l.keyOf(theirs)})
	l.sync()
	heard("a greeting")
	cancel()
	for _, _, ok := next(); ok; _, _, ok = next() {
	}
}
