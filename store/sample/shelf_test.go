package sample

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"aeconnect/model"
)

// A hundred thousand tasks have a hundred thousand titles, none too long, and all that they say is fit to be kept.
func TestTitlesAreDistinct(t *testing.T) {
	m := newMaker(1)
	seen, types, languages := map[string]bool{}, map[model.TaskType]int{}, map[string]int{}
	n := 100_000
	if testing.Short() {
		n = 10_000
	}
	for i := range n {
		r := draw(1, "titles", uint64(i))
		f := m.shop.any(r, pick(r, m.sellers()), Today())
		if seen[f.Title] {
			t.Logf("twice: %s", f.Title)
		}
		seen[f.Title] = true
		types[f.Type]++
		languages[f.Languages[0]]++
		if model.TextTrouble(f.Title, false) != model.NoTrouble || strings.ContainsAny(f.Title, "{}%") && !strings.Contains(f.Title, " %") {
			t.Fatalf("%q is no title", f.Title)
		}
		if i < 30 || i > n-30 {
			t.Logf("%-14s %s", f.Type, f.Title)
		}
	}
	if len(seen) < n*999/1000 {
		t.Errorf("%d titles for %d tasks", len(seen), n)
	}
	t.Log(types, languages)
	for _, typ := range []model.TaskType{model.AliExpressCPS, model.SocialCPS, model.FixedPrice} {
		if types[typ] < n/10 {
			t.Errorf("only %d of %s", types[typ], typ)
		}
	}
	if got := slices.Sorted(maps.Keys(languages)); strings.Join(got, " ") != "en es ru zh" {
		t.Errorf("languages are %v", got)
	}
}
