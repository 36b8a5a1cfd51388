package model

import (
	"testing"
	"time"
)

// Each figure is about exactly the orders that its number counts, on every path that an order can take.
func TestFiguresAreTheirOrders(t *testing.T) {
	w := newWorld(t)
	plain := func(f *TaskFields) { f.Samples = 0 }
	make1 := func(change func(*TaskFields)) ID {
		f := w.fixedPrice()
		change(&f)
		o := w.apply(w.publish(f), "mia")
		w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: o}}})
		return o
	}
	smooth, changed, dropped, missed, never := make1(plain), make1(plain), make1(plain), make1(plain), make1(func(*TaskFields) {})
	withSample := make1(func(*TaskFields) {})
	w.ship(withSample)
	w.do("mia", &ConfirmReceipt{Order: withSample})
	w.advance(3 * day)
	for i, o := range []ID{smooth, changed, dropped, withSample} {
		w.submit(o, "https://vk.com/"+string(rune('1'+i)))
	}
	w.do("lumen", &RequestChanges{Order: changed, Clauses: []string{"R1"}, Note: "show it"})
	w.do("lumen", &RequestChanges{Order: dropped, Clauses: []string{"R1"}, Note: "show it"})
	w.submit(changed, "https://vk.com/again")
	w.advance(2 * time.Hour)
	for _, o := range []ID{smooth, changed, withSample} {
		w.do("lumen", &ConfirmContent{Order: o})
	}
	w.do("lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: smooth, Method: "paypal", Amount: Money{12000, "USD"}, Reference: "1", Date: w.now})
	w.do("mia", &AcknowledgePayment{Order: smooth})
	w.advance(70 * day) // the modification, the content and the sample never come; two payments are late
	for id, state := range map[ID]OrderState{smooth: Completed, dropped: Expired, missed: Expired, never: Expired} {
		if got := w.order(id).State; got != state {
			t.Fatalf("the order is %s, want %s", got, state)
		}
	}
	want := map[Figure][2]int{
		FigureDone: {1, 1}, FigureOnTime: {3, 5}, FigureFirstTime: {2, 3}, FigureLead: {0, 1},
		FigureReview: {0, 3}, FigureLate: {2, 3}, FigureChanges: {1, 3}, FigureNotShipped: {1, 1},
	}
	for _, handle := range []string{"mia", "lumen"} {
		me := w.actor(handle).Account
		role := AccountOf(w.s, me).Role
		for _, m := range StandingOf(w.s, me).Measures(role) {
			if m.Count != want[m.Figure][0] || m.Of != want[m.Figure][1] {
				t.Errorf("%s is %d of %d, want %v", m.Figure, m.Count, m.Of, want[m.Figure])
			}
			about := 0
			for key := Key(1); key < w.s.Next(KindOrder); key++ {
				if is, _ := m.Figure.Behind(OrderOf(w.s, key), me); is {
					about++
				}
			}
			if about != m.Of {
				t.Errorf("%s is about %d orders, of %d by its number", m.Figure, about, m.Of)
			}
		}
	}
	st := StandingOf(w.s, w.actor("mia").Account)
	if lead, ok := st.MedianLead(); !ok || lead != 3*day {
		t.Errorf("sample to content is %v", lead)
	}
	if review, ok := StandingOf(w.s, w.actor("lumen").Account).MedianReview(); !ok || review != 2*time.Hour {
		t.Errorf("time to confirm is %v", review)
	}
}
