package model

import "testing"

// A marketplace that an older version began gets the numbers that came since, and keeps those that it has.
func TestNumbersAreLearned(t *testing.T) {
	w := &world{t: t, s: NewMemory(), now: 1}
	w.do("", &OpenMarket{Virtual: true, Start: 1, Zone: "UTC", Values: SortPolicy([]PolicyValue{{Name: UndoMinutes, Value: 5}, {Name: NameChars, Value: 3}, {Name: AccessWaitingMax, Value: 50}})})
	values := testPolicy()
	for i := range values {
		if values[i].Name == NameChars {
			values[i].Least, values[i].Most = 20, 200
		}
	}
	learn := &LearnNumbers{Values: values}
	if r := w.try("", learn); r == nil || r.Answer != ByRight {
		t.Errorf("uttered by an operator: %v", r)
	}
	if r := w.by(Actor{System: true}, learn); r != nil {
		t.Fatal(r)
	}
	p := PolicyNow(w.s)
	if p.Get(UndoMinutes) != 5 || p.Get(AccessDecideDays) != 30 || len(p.Values) != len(testPolicy()) || p.Key != 2 {
		t.Errorf("the policy is %+v", p)
	}
	if got := p.Get(NameChars); got != 20 {
		t.Errorf("a number below its least is %d", got)
	}
	for value, ok := range map[int64]bool{0: false, 19: false, 20: true, 200: true, 201: false} {
		if r := w.try("", &SetPolicy{Name: NameChars, Value: value}); (r == nil) != ok || r != nil && (r.Rule != RulePolicyValue || r.Field != "value") {
			t.Errorf("set to %d: %v", value, r)
		}
	}
	if r := w.by(Actor{System: true}, learn); r == nil || r.Rule != RulePolicyKnown {
		t.Errorf("twice: %v", r)
	}
}
