package ask_test

import (
	"strings"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui/ask"
)

func filterFields() []ask.Field {
	return []ask.Field{
		{Name: "lang", Also: []string{"language"}}, {Name: "state", Words: []string{"applied", "in_review"}}, {Name: "mcn", Kind: ask.FlagField},
		{Name: "followers", Kind: ask.CountField}, {Name: "ontime", Kind: ask.ShareField}, {Name: "due", Kind: ask.MomentField},
		{Name: "fee", Kind: ask.MoneyField},
	}
}

// person is a row as filters see it.
func person(now model.Moment) ([]string, []ask.Value) {
	return []string{"Wireless earbuds launch", "nils_reviews", "Nils Berg", "O-7Q2K-91MX"}, []ask.Value{
		ask.Words("en", "sv"), ask.Words("in_review"), ask.Flag(false), ask.Number(48_200), ask.Number(8_900),
		ask.Number(int64(now.Add(36 * time.Hour))), ask.Number(12_000),
	}
}

func TestFilter(t *testing.T) {
	now := model.At(time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	texts, values := person(now)
	for typed, want := range map[string]bool{
		"": true, "earb": true, "EARBUDS": true, "nils": true, "7q2k": true, "Berg launch": true, "wrless": true, "-earb": false, "-camera": true,
		"camera": false, `"earbuds launch"`: true, `"launch earbuds"`: false, `"earbuds`: true,
		"lang:en": true, "lang:EN": true, "language:sv": true, "lang:de": false, "lang:de,sv": true, "-lang:en": false, "lang:": true,
		"state:in_review": true, "state:in": true, "state:applied": false, "mcn:no": true, "mcn:yes": false, "mcn:n": true,
		"followers>10k": true, "followers>48.2k": false, "followers>=48.2k": true, "followers<1m": true, "followers:48200": true, "followers=48200": true,
		"ontime>=89": true, "ontime>89": false, "ontime<90%": true, "due<2d": true, "due<1d": false, "due>1d12h": false, "due>=36h": true,
		"fee>100": true, "fee:120": true, "fee<=119.99": false, "earb lang:en followers>10k -mcn:yes due<2d": true, "earb lang:en followers>50k": false,
	} {
		f, faults := ask.ParseFilter(typed, filterFields(), now, time.UTC)
		if len(faults) > 0 {
			t.Errorf("%q: %v", typed, faults[0])
		}
		got := f.Fields(func(i int) ask.Value { return values[i] }) && f.Like(texts) != ask.Unlike
		if got != want {
			t.Errorf("%q lets the row through: %v", typed, got)
		}
	}
}

func TestFilterFaults(t *testing.T) {
	for typed, want := range map[string]model.Rule{
		"foo:en": ask.RuleFilterField, "state:gone": ask.RuleFilterWord, "mcn:maybe": ask.RuleFilterWord, "followers>many": ask.RuleFilterCount,
		"followers>1.5": ask.RuleFilterCount, "lang>en": ask.RuleFilterOrder, "due<soon": ask.RuleSpan, "ontime>most": ask.RuleRate, "fee>-1": ask.RuleFilterCount,
		"followers>99999999999999999999": ask.RuleFilterCount,
	} {
		f, faults := ask.ParseFilter(typed+" earb", filterFields(), 0, time.UTC)
		if len(faults) != 1 || faults[0].Rule != want {
			t.Errorf("%q: %v, want %s", typed, faults, want)
			continue
		}
		if !f.Fields(func(int) ask.Value { return ask.Value{} }) || len(f.Words()) != 1 {
			t.Errorf("%q: what could be read is lost", typed)
		}
	}
}

// Rows that contain the words stand before those that are like them.
func TestFilterFindsTheExactFirst(t *testing.T) {
	f, _ := ask.ParseFilter("camp", nil, 0, time.UTC)
	exact, near, none := f.Like([]string{"Camping lamp"}), f.Like([]string{"Car amplifier"}), f.Like([]string{"Desk"})
	if exact != ask.Exact || near <= ask.Unlike || near >= exact || none != ask.Unlike {
		t.Errorf("exact %d, near %d, none %d", exact, near, none)
	}
	if g, _ := ask.ParseFilter("en", nil, 0, time.UTC); g.Like([]string{"earbuds, new"}) == ask.Exact || g.Like([]string{"e n"}) != ask.Unlike {
		t.Error("two letters are looked for letter by letter")
	}
}

// Whatever is typed or pasted is read without harm.
func FuzzFilter(f *testing.F) {
	for _, s := range []string{"", "-", `-"`, "a:b:c", ":x", ">", `lang:"en,sv" x`, strings.Repeat("word ", 10_000), "\xff\xfe", "due<9999999999d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, _ := ask.ParseFilter(s, filterFields(), 0, time.UTC)
		got.Fields(func(int) ask.Value { return ask.Value{} })
		got.Like([]string{"x"})
	})
}

// A filter that is too long is refused with the length that one may have.
func TestWhereIsTooLong(t *testing.T) {
	_, r := ask.ParseWhere(strings.Repeat("x", 20_000), filterFields(), 0, time.UTC)
	if r == nil || r.Rule != ask.RuleFilterLong || r.Args[0].String() == "" || r.Args[0].String() == "0" {
		t.Fatalf("%+v", r)
	}
}
