package sample

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"aeconnect/model"
)

// Whoever is told of a row is who may see it, and what travels to a copy of the marketplace shows what the hub shows: for
// every row of the sample, of every kind, and a reader of each sort.
func TestAudiencesOfTheSample(t *testing.T) {
	m := NewMemory()
	if err := Make(context.Background(), m, Options{Seed: 1, Tasks: 1, Past: -1}); err != nil {
		t.Fatal(err)
	}
	state := m.State()
	kinds := map[model.Kind]int{}
	for _, handle := range []string{lumen, "tarnwick", mia, "soo_glow", "mono_audio", "kaori.tech", "oliver_unboxed", northlight, "sam", "ops"} {
		a := model.AccountByHandle(state, handle)
		if a == nil {
			t.Fatalf("nobody is called %s", handle)
		}
		v := model.ViewerOf(state, model.Actor{Account: a.Key, Operator: a.Role == model.Operator})
		for kind := model.Kind(1); kind < 64; kind++ {
			for key := model.Key(1); key < state.Next(kind); key++ {
				row, known := state.Get(model.Ref{Kind: kind, Key: key})
				if known != model.Known {
					continue
				}
				kinds[kind]++
				if wrong := disagrees(state, v, row); wrong != "" {
					t.Errorf("%s, row %v: %s", handle, row.Ref(), wrong)
				}
			}
		}
		if t.Failed() {
			return
		}
	}
	for _, kind := range []model.Kind{
		model.KindPromo, model.KindCode, model.KindContract, model.KindActivity, model.KindEntry, model.KindRequest, model.KindBlock,
	} {
		if kinds[kind] == 0 {
			t.Errorf("the sample has no row of kind %d", kind)
		}
	}
}

// disagrees says how what a viewer is told of a row differs from what it may see.
func disagrees(r model.Reader, v model.Viewer, row model.Row) string {
	of := model.AudiencesOf(row)
	told := slices.ContainsFunc(v.Audiences(), func(a model.Audience) bool { return slices.Contains(of, a) })
	sees := model.CanSee(r, v, row)
	carried, _ := model.Carry(r, v, row)
	switch {
	case sees != told:
		return map[bool]string{true: "it is seen, and nobody tells of it", false: "it is told of, and may not be seen"}[sees]
	case sees != (carried != nil):
		return map[bool]string{true: "it is seen, and does not travel", false: "it travels, and may not be seen"}[sees]
	case !sees:
		return ""
	case !slices.Contains(of, model.Audience{Kind: model.OneAccount, Account: v.Account}) && !slices.Contains(v.KindsBefore(), row.Ref().Kind):
		return "no walk finds it"
	}
	here, away := model.Project(r, v, row), model.Project(r, v, carried)
	if o, is := away.(*model.Order); is { // what a copy may open travels beside
		plain := *o
		plain.ShipTo, plain.PayTo = model.Commitment{}, model.Commitment{}
		away = &plain
	}
	if !reflect.DeepEqual(here, away) {
		return "a copy shows something else than the hub"
	}
	return ""
}
