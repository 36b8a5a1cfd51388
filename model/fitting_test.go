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
