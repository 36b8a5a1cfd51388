package model

import (
	"fmt"
	"testing"
	"time"
)

// M45: an agency is told of what fits any creator under contract with it, and nobody of what a block keeps away.
func TestFittingTasksOfARoster(t *testing.T) {
	w := asking(t)
	w.do("", &AddAccount{Handle: "rita", Role: Creator, Kind: External, Languages: []string{"ru"}, Country: "RU", Channels: []Channel{{"vk", 20000, 90}}})
	task := func(lang string) ID {
		f := w.fixedPrice()
		f.Languages = []string{lang}
		w.now = w.now.Add(time.Minute)
		return w.publish(f)
	}
	russian, english := task("ru"), task("en")
	fresh := func(who string) (ids []ID) {
		v := NewView(w.s, w.actor(who), w.now)
		tasks, _ := v.Fitting(9)
		for _, t := range tasks {
			ids = append(ids, t.ID)
			if !v.Fits(t) {
				w.t.Errorf("%s is told of %s, which does not fit", who, t.ID)
			}
		}
		if n := v.CountFresh(9); n != len(ids) {
			w.t.Errorf("%s: %d of %d are fresh", who, n, len(ids))
		}
		return ids
	}
	north, rita := w.actor("north").Account, w.actor("rita").Account
	w.s.Put(&Contract{Key: 1, Agency: north, Creator: rita, From: w.now})
	if got := fresh("north"); fmt.Sprint(got) != fmt.Sprint([]ID{russian}) {
		t.Errorf("the agency is told of %v", got)
	}
	if got := fresh("mia"); fmt.Sprint(got) != fmt.Sprint([]ID{english}) {
		t.Errorf("mia is told of %v", got)
	}
	w.do("lumen", &BlockAccount{Handle: "rita"})
	if got := fresh("north"); len(got) > 0 {
		t.Errorf("for a blocked creator the agency is told of %v", got)
	}
	w.do("mia", &MarkSeen{})
	if n := NewView(w.s, w.actor("mia"), w.now).CountFresh(9); n != 0 {
		t.Errorf("after all were seen %d are fresh", n)
	}
	if NewView(w.s, w.actor("lumen"), w.now).Fits(TaskByID(w.s, english)) {
		t.Error("a task fits a seller")
	}
}

// rostered is a world with an agency of so many creators and a square of so many tasks, one in twenty of which fits one
// of them.
func rostered(tb testing.TB, creators, tasks int) *world {
	w := newWorld(tb)
	w.do("", &AddAccount{Handle: "north", Role: Agency, Languages: []string{"en"}})
	agency := w.actor("north").Account
	tongues := []string{"en", "es", "fr", "de", "pt", "it", "pl", "tr", "ar", "ko"}
	for i := range creators {
		name := fmt.Sprintf("maker%d", i)
		w.do("", &AddAccount{
			Handle: name, Role: Creator, Kind: External, Languages: []string{tongues[i%len(tongues)]}, Country: "ES", Channels: []Channel{{"vk", 20000, 90}},
		})
		w.s.Put(&Contract{Key: Key(i + 1), Agency: agency, Creator: w.actor(name).Account, From: w.now})
	}
	for i := range tasks {
		f := w.fixedPrice()
		f.Channels, f.Languages = []Platform{"vk"}, []string{"ja"}
		if i%20 == 0 {
			f.Languages = []string{tongues[i/20%len(tongues)]}
		}
		w.now = w.now.Add(time.Minute)
		w.publish(f)
	}
	return w
}

// A view reads a roster once, however many tasks are asked about.
func TestFittingReadsTheRosterOnce(t *testing.T) {
	w := rostered(t, 50, 40)
	counted := &countingReader{Reader: w.s}
	v := NewView(counted, w.actor("north"), w.now)
	fit := 0
	for _, row := range v.Rows(Square(0), Place{}, false) {
		if v.Fits(row.(*Task)) {
			fit++
		}
	}
	if fit != 2 {
		t.Errorf("%d tasks fit", fit)
	}
	if counted.contracts != 50 {
		t.Errorf("contracts were read %d times", counted.contracts)
	}
}

type countingReader struct {
	Reader
	contracts int
}

func (c *countingReader) Get(ref Ref) (Row, Presence) {
	if ref.Kind == KindContract {
		c.contracts++
	}
	return c.Reader.Get(ref)
}

// The square of a hundred tasks narrowed to what fits an agency of five hundred.
func BenchmarkFitsRoster(b *testing.B) {
	w := rostered(b, 500, 100)
	for b.Loop() {
		v, fit := NewView(w.s, w.actor("north"), w.now), 0
		for _, row := range v.Rows(Square(0), Place{}, false) {
			if v.Fits(row.(*Task)) {
				fit++
			}
		}
		if fit != 5 {
			b.Fatal(fit)
		}
	}
}
