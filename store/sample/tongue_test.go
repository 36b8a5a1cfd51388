package sample

import (
	"slices"
	"testing"

	"aeconnect/model"
)

// M43: most creators of the sample marketplace speak English or Russian, and no other language stands before English.
func TestMostSpeakEnglishOrRussian(t *testing.T) {
	c := take(t, Options{Seed: 1})
	v := model.NewView(c.State(), model.Actor{System: true}, c.Now())
	all, either, spoken := 0, 0, map[string]int{}
	for _, row := range v.Rows(model.People(model.Creator), model.Place{}, false) {
		a := row.(*model.Account)
		all++
		for _, l := range a.Languages {
			spoken[l]++
		}
		if slices.Contains(a.Languages, "en") || slices.Contains(a.Languages, "ru") {
			either++
		}
	}
	if all == 0 || 2*either < all {
		t.Errorf("%d of %d creators speak English or Russian", either, all)
	}
	for l, n := range spoken {
		if l != "en" && l != "ru" && n > spoken["en"] {
			t.Errorf("%d speak %s, %d English", n, l, spoken["en"])
		}
	}
	t.Logf("%d of %d speak English or Russian: %v", either, all, spoken)
}
