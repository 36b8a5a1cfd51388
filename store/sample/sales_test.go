package sample

import (
	"testing"

	"aeconnect/model"
)

// Sales of the story are in every state but the one that earns nothing, lumen's reports name no sale that does not count,
// and mia has withdrawn a part of what matured.
func TestSalesTold(t *testing.T) {
	c := take(t, Options{Seed: 1, Tasks: 1, Past: -1})
	v := model.NewView(c.State(), model.Actor{System: true}, c.Now())
	is := map[model.SaleState]int{}
	for _, seller := range []string{lumen, "dewsprout"} {
		for _, row := range v.Rows(model.SalesOf(model.AccountByHandle(c.State(), seller).Key), model.Place{}, false) {
			s := row.(*model.Sale)
			is[s.StateIn(c.State())]++
			t.Logf("%s %s of %s: %s, earns %s at %s, %s", seller, s.ID, v.Handle(s.Creator), s.Amount, s.Earned(), s.Rate, s.StateIn(c.State()))
		}
	}
	for _, s := range model.SaleStates() {
		if (is[s] == 0) != (s == model.SaleVoid) {
			t.Errorf("%d sales are %s", is[s], s)
		}
	}
	who := model.AccountByHandle(c.State(), mia).Key
	for _, b := range []model.Book{model.BookAvailable, model.BookPending, model.BookWithdrawn} {
		has := model.BalanceOf(c.State(), who, b, model.SalesCurrency)
		t.Logf("mia: %s in book %v", has, b)
		if has.Minor <= 0 {
			t.Errorf("mia has %s in book %v", has, b)
		}
	}
}
