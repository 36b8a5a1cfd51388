package sshd

import (
	"fmt"
	"testing"
)

// However many keys come from one address, or from how many, whoever was turned away last is expected.
func TestThereIsRoomForOneMoreStranger(t *testing.T) {
	var s strangers
	s.expect("quiet", []string{"first", "last"})
	for n := range 3 * strangersMax {
		s.expect("loud", []string{fmt.Sprint(n)})
	}
	if s.expects("quiet", "first") || !s.expects("quiet", "last") {
		t.Error("a quiet address is forgotten for a loud one, or not by its last key")
	}
	if len(s.of["loud"]) != strangersOfOne || !s.expects("loud", fmt.Sprint(3*strangersMax-1)) {
		t.Errorf("%d of a loud address", len(s.of["loud"]))
	}
	for n := range 3 * strangersMax {
		address := fmt.Sprint("10.", n)
		if s.expect(address, []string{"a"}); !s.expects(address, "a") {
			t.Fatal("who came last is not expected")
		}
	}
	all := 0
	for _, of := range s.of {
		all += len(of)
	}
	if all > strangersMax || all != s.all {
		t.Errorf("%d strangers, counted %d", all, s.all)
	}
	s.forget("10.1", "b")
	s.forget(fmt.Sprint("10.", 3*strangersMax-1), "a")
	if s.all != all-1 {
		t.Errorf("%d strangers after one was let in, want %d", s.all, all-1)
	}
}
