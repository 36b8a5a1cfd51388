package market

import (
	"context"
	"testing"

	"aeconnect/model"
)

// What is sent again under the same key is answered with what was decided, and not done twice.
func TestErrandIsDoneOnce(t *testing.T) {
	dir := t.TempDir()
	m := sample(t, dir)
	key := ErrandKey{1, 2, 3}
	add := func(e *Errand, handle string) model.Decision {
		t.Helper()
		d, err := e.Do(context.Background(), model.Actor{Operator: true}, &model.AddAccount{Handle: handle, Role: model.Seller, Level: model.Senior})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first := m.Errand(key)
	minted, salted := first.Mint('T'), first.Seal("private")
	if first.Begun() || add(first, "lumen").Refusal != nil || !first.Begun() {
		t.Fatal("the first time it is decided")
	}
	if d := add(m.Errand(ErrandKey{9}), "lumen"); d.Refusal == nil {
		t.Error("another errand added the same account")
	}
	head := m.Head()
	again := m.Errand(key)
	if again.Mint('T') != minted || again.Seal("private") != salted {
		t.Error("other chance the second time")
	}
	if before, err := again.Before(); err != nil || before == nil || before.Refusal != nil {
		t.Errorf("what was decided before is not told: %+v, %v", before, err)
	}
	if d := add(again, "lumen2"); d.Refusal != nil || m.Head() != head { // what the state has made of it does not count
		t.Errorf("decided again: %+v", d)
	}
	if before, _ := again.Before(); before != nil {
		t.Error("it has been asked for by now")
	}
	if d := add(again, "northwind"); d.Refusal != nil || m.Head() != head+1 {
		t.Errorf("what comes after is not decided: %+v", d)
	}
	if _, known, err := m.Hub().Recall(again.device(), 3); known || err != nil {
		t.Error("a command that was never sent is known", err)
	}
}
