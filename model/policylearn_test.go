package model

import "testing"

// A marketplace that an older version began gets the numbers that came since, and keeps those that it has.
func TestNumbersAreLearned(t *testing.T) {
	w := &world{t: t, s: NewMemory(), now: 1}
	w.do("", &OpenMarket{Virtual: true, Start: 1, Zone: "UTC", Values: SortPolicy([]PolicyValue{{UndoMinutes, 5}, {NameChars, 80}})})
	learn := &LearnNumbers{Values: testPolicy()}
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
	if r := w.by(Actor{System: true}, learn); r == nil || r.Rule != RulePolicyKnown {
		t.Errorf("twice: %v", r)
	}
}
