package replica_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/model"
	"aeconnect/store/replica"
)

// A private text that may not be seen any longer is nowhere in the file.
func TestConcealedIsOverwritten(t *testing.T) {
	h := memHub(t)
	w := newWorld(t, h).found(true)
	order := w.apply(w.publish("lumen"), "mia")
	l := join(t, h, "lumen", 3)
	l.sync()
	l.do(&model.ApproveApplications{Orders: []model.Picked{{ID: order}}})
	l.sync()
	all, err := l.Secrets()
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	in := func(value string) int {
		raw, err := os.ReadFile(filepath.Join(l.dir, replica.FileName))
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Count(raw, []byte(value))
	}
	for _, s := range all {
		if in(s.Value) == 0 {
			t.Fatalf("%q is not in the file: nothing is tested", s.Value)
		}
	}
	now, _ := h.Now()
	for _, days := range []model.Moment{10, 30, 61, 90, 150} {
		to := now
		for range days {
			to = to.Add(day)
		}
		w.do("", &model.AdvanceTime{To: to})
	}
	l.sync()
	if left, _ := l.Secrets(); len(left) != 0 {
		t.Fatalf("%d are still to be seen", len(left))
	}
	for _, s := range all {
		if n := in(s.Value); n > 0 {
			t.Errorf("%q lies in the file %d times", s.Value, n)
		}
	}
	if _, wrong, err := l.Check(); err != nil || len(wrong) > 0 {
		t.Errorf("the file: %v, %v", wrong, err)
	}
	l.restart()
	if err := w.same(l); err != nil {
		t.Error(err)
	}
}
