package market

import (
	"context"
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/store/hub"
)

// A marketplace that an older version began gets the numbers that it does not know, once, and keeps its own.
func TestNewNumbersAreLearned(t *testing.T) {
	dir := t.TempDir()
	h, err := hub.Open(dir, hub.Options{})
	if err != nil {
		t.Fatal(err)
	}
	old := &model.OpenMarket{Zone: "UTC", Values: []model.PolicyValue{{Name: model.UndoMinutes, Value: 3}}}
	if _, err := h.Submit(context.Background(), hub.Submission{Actor: model.Actor{Operator: true}, Command: old}); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		m, err := Open(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if m.Head() != 2 {
			t.Errorf("the journal has %d entries, want 2", m.Head())
		}
		err = m.View(model.Actor{}, func(v model.View) {
			p := model.PolicyNow(v.Reader)
			if p.Get(model.UndoMinutes) != 3 || p.Get(model.AccessDecideDays) == 0 || len(p.Values) != len(assets.Policy().Values()) {
				t.Errorf("the policy is %+v", p)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := m.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
