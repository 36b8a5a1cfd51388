package ui

import (
	"fmt"
	"strings"
	"testing"

	"aeconnect/ui/screen/screentest"
)

// lost checks that what is typed into a form is kept when one leaves it with esc, and stands in it when one comes back
// by the same keys; or that one is asked before it is lost.
func lost(p *place) (wrong []string) {
	if !p.typing() || p.floats() || !p.whole() || p.from == nil {
		return nil
	}
	const typed = "zq7"
	at := p.fork()
	fields := 0
	for ; fields < 12 && !strings.Contains(at.d.frame(), typed); fields++ {
		at.d.press("tab")
		at.d.write(typed)
	}
	if fields == 12 { // all of them choose
		return nil
	}
	at.d.press("esc")
	asked := question(at)
	if asked {
		at.d.press("left", "enter")
	}
	if kept := fmt.Sprint(p.drafts.values); asked && !strings.Contains(kept, typed) {
		return nil // an address that goes nowhere but into its seal, or a line of a few letters
	} else if !asked && !strings.Contains(kept, typed) {
		return []string{"what was typed is gone after esc, and nothing asked before:\n" + at.d.frame()}
	}
	drafts := p.drafts.values
	again := p.from.fork() // where one came from, with what is kept by now
	p.drafts.values = drafts
	again.d.press(p.keys...)
	for n := 0; n < fields+1 && !strings.Contains(again.d.frame(), typed); n++ {
		again.d.press("tab")
	}
	if !strings.Contains(again.d.frame(), typed) {
		wrong = append(wrong, "what was typed does not come back:\n"+again.d.frame())
	}
	return wrong
}

func TestNothingTypedIsLost(t *testing.T) {
	n := 0
	every(t, screentest.NewCast(t), func(p *place) {
		if p.whole() && p.typing() {
			n++
		}
		for _, text := range lost(p) {
			t.Errorf("%s: %s", p, text)
		}
	})
	if n < 12 {
		t.Errorf("only %d forms", n)
	}
}
