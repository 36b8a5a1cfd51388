package remotetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/store/remote"
)

func decidedOnce(t *testing.T, s *scene) {
	r := s.greet("one")
	first := r.do("set 1 a", "set 2 b", "set 1 c")
	again, err := r.send(parcel(2, "set 2 b"), parcel(3, "set 1 c"), parcel(4, "set 4 d"))
	if err != nil || len(again) != 3 {
		t.Fatalf("sending again gives %v, %v", again, err)
	}
	for i, a := range again[:2] {
		before := first[i+1]
		if !a.Repeated || a.Seq != before.Seq || a.At != before.At || before.Repeated {
			t.Errorf("command %d was answered by %+v and now by %+v", a.Counter, before, a)
		}
	}
	if again[2].Repeated {
		t.Error("a new command counts as repeated")
	}
	if got, want := s.world.Decided(r.device), []string{"set 1 a", "set 2 b", "set 1 c", "set 4 d"}; !slices.Equal(got, want) {
		t.Errorf("decided was %q, want %q", got, want)
	}
	if answers, err := r.send(); err != nil || len(answers) != 0 {
		t.Errorf("sending nothing gives %v, %v", answers, err)
	}
}

func gap(t *testing.T, s *scene) {
	r := s.greet("one")
	r.do("set 1 a")
	for _, parcels := range [][]remote.Parcel{
		{parcel(3, "set 1 b")}, {parcel(0, "set 1 b")}, {parcel(1, "set 1 a"), parcel(3, "set 1 b")},
	} {
		answers, err := r.send(parcels...)
		var gap *remote.GapError
		if !errors.As(err, &gap) || gap.Expected != 2 || len(answers) != len(parcels)-1 {
			t.Errorf("after 1, counter %d gives %v, %v", parcels[len(parcels)-1].Counter, answers, err)
		}
	}
}

func fork(t *testing.T, s *scene) {
	r := s.greet("one")
	r.do("set 1 a", "set 1 b")
	for _, p := range []remote.Parcel{parcel(2, "set 1 other"), {Counter: 2, Wire: "toy.other", Body: []byte("set 1 b")}} {
		answers, err := r.send(p)
		var forked *remote.ForkedError
		if !errors.As(err, &forked) || forked.Counter != 2 || len(answers) > 0 {
			t.Errorf("another command %+v gives %v, %v", p, answers, err)
		}
	}
	if got := s.world.Decided(r.device); len(got) != 2 {
		t.Errorf("decided was %q", got)
	}
}

func refusal(t *testing.T, s *scene) {
	r := s.greet("one")
	answers := r.do("sing", "set 1 a")
	refused := answers[0].Refusal
	if refused == nil || refused.Rule != "toy.refused" || refused.Field != "line" || len(refused.Args) != 1 || refused.Args[0].Text != "sing" {
		t.Errorf("the refusal is %+v", refused)
	}
	if answers[1].Refusal != nil || answers[1].Counter != 2 {
		t.Errorf("after a refusal %+v", answers[1])
	}
	if again, err := r.send(parcel(1, "sing")); err != nil || again[0].Refusal == nil || !again[0].Repeated {
		t.Errorf("asked again, the refusal is %+v, %v", again, err)
	}
}

func manyCommands(t *testing.T, s *scene) {
	r := s.greet("one")
	big := strings.Repeat("x", 20<<10)
	var parcels []remote.Parcel
	for i := range uint64(80) { // 1.6 MB
		parcels = append(parcels, parcel(i+1, fmt.Sprintf("set %d %s", i, big)))
	}
	for i := range uint64(2 * remote.MaxParcels) {
		parcels = append(parcels, parcel(81+i, "set 1 a"))
	}
	answers, err := r.send(parcels...)
	if err != nil || len(answers) != len(parcels) {
		t.Fatalf("%d commands gave %d answers, %v", len(parcels), len(answers), err)
	}
	for i, a := range answers {
		if a.Counter != uint64(i)+1 || a.Refusal != nil {
			t.Fatalf("answer %d is %+v", i, a)
		}
	}
	r.sync()
	r.agrees()
}

func tooLarge(t *testing.T, s *scene) {
	r := s.greet("one")
	answers, err := r.send(parcel(1, "set 1 a"), parcel(2, "set 2 "+strings.Repeat("x", remote.MaxCommandBytes)))
	if !errors.Is(err, remote.ErrTooLarge) || len(answers) != 1 {
		t.Errorf("a command that is too large gives %v, %v", answers, err)
	}
	exact := "set 2 " + strings.Repeat("x", remote.MaxCommandBytes-6)
	if answers, err := r.send(parcel(2, exact)); err != nil || len(answers) != 1 {
		t.Errorf("the largest gives %v, %v", answers, err)
	}
	r.sync()
	r.agrees()
}

func privacy(t *testing.T, s *scene) {
	one, two := s.greet("one"), s.greet("two")
	address := model.Opened{Salt: [16]byte{7}, Value: "12 Silk Street"}
	p := parcel(1, "own 1 mine")
	p.Secrets = []model.Opened{address}
	if _, err := one.send(p); err != nil {
		t.Fatal(err)
	}
	two.do("set 2 ours")
	for _, r := range []*replica{one, two} {
		r.sync()
		r.agrees()
	}
	if len(one.secrets) != 1 || one.secrets[0] != address {
		t.Errorf("one has the private values %v", one.secrets)
	}
	if len(two.secrets) != 0 {
		t.Errorf("two has the private values %v", two.secrets)
	}
}
