package replica_test

import (
	"testing"

	"aeconnect/store/replica"
)

// A command line that is carried out again, because the process died that did it first, finds what it kept: nothing is
// queued twice, whether the hub has answered meanwhile or not.
func TestAnErrandIsKeptOnce(t *testing.T) {
	h := memHub(t)
	newWorld(t, h).found(true)
	l := join(t, h, "lumen", 3)
	l.sync()
	key := replica.ErrandKey{1, 2, 3}
	_, me := l.Who()
	var made int // events that the replica says it led to
	carryOut := func(key replica.ErrandKey) (replica.Item, *replica.Errand) {
		t.Helper()
		e := l.Errand(key)
		c := task(l)
		c.ID = e.Mint('T')
		it, d, err := l.Put(e.Next(t.Context()), me, c)
		if err != nil || d.Refusal != nil {
			t.Fatalf("%v, %v", d.Refusal, err)
		}
		made = len(d.Events)
		return it, e
	}
	if l.Errand(key).Begun() {
		t.Error("it was begun before it was")
	}
	first, _ := carryOut(key)
	l.Close() // the process dies
	l.restart()
	if e := l.Errand(key); !e.Begun() {
		t.Error("it is forgotten")
	} else if d, waits, err := e.Before(); d == nil || d.Refusal != nil || !waits || err != nil {
		t.Errorf("before: %v, waits %v, %v", d, waits, err)
	}
	again, e := carryOut(key)
	if again.Key != first.Key || len(l.Outbox()) != 1 || made == 0 {
		t.Errorf("item %d is %d the second time, with %d events; %d wait", first.Key, again.Key, made, len(l.Outbox()))
	}
	if d, _, err := e.Before(); d != nil || err != nil {
		t.Errorf("it was asked for by now: %v, %v", d, err)
	}
	other, _ := carryOut(replica.ErrandKey{9})
	if other.Key == first.Key || len(l.Outbox()) != 2 {
		t.Error("another command line is taken for the first")
	}
	l.sync()
	if again, _ = carryOut(key); again.Key != 0 || len(l.Outbox()) != 0 || made == 0 {
		t.Errorf("carried out by the hub, it is kept again as %d; %d wait", again.Key, len(l.Outbox()))
	}
	if d, waits, err := l.Errand(key).Before(); d == nil || d.Refusal != nil || waits || err != nil {
		t.Errorf("after the hub's answer: %v, waits %v, %v", d, waits, err)
	}
}
