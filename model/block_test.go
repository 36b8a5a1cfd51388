package model

import "testing"

// A block keeps new things away and lets what runs go on; who is blocked is told no more than that.
func TestBlocking(t *testing.T) {
	w := asking(t)
	open, next := w.publish(w.fixedPrice()), w.publish(w.fixedPrice())
	o := w.apply(open, "mia")
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: o}}})
	for name, c := range map[string]struct {
		by   string
		c    Command
		want Rule
	}{
		"oneself": {"lumen", &BlockAccount{Handle: "lumen"}, RuleBlockSelf}, "support": {"lumen", &BlockAccount{Handle: "sam"}, RuleBlockStaff},
		"the operator": {"lumen", &BlockAccount{Handle: "ops"}, RuleBlockStaff}, "nobody": {"lumen", &BlockAccount{Handle: "none"}, RuleNotFound},
		"by support": {"sam", &BlockAccount{Handle: "mia"}, RuleRole}, "not blocked": {"lumen", &UnblockAccount{Handle: "mia"}, RuleBlockNone},
	} {
		if r := w.try(c.by, c.c); r == nil || r.Rule != c.want || len(w.last.Events) > 0 {
			t.Errorf("%s: %v", name, r)
		}
	}
	w.do("lumen", &BlockAccount{Handle: "mia"})
	lumen, mia := w.actor("lumen").Account, w.actor("mia").Account
	if !Blocked(w.s, lumen, mia) || Blocked(w.s, mia, lumen) || Blocked(w.s, 0, mia) {
		t.Error("who blocks whom")
	}
	if r := w.try("lumen", &BlockAccount{Handle: "mia"}); r == nil || r.Rule != RuleBlockTwice {
		t.Errorf("twice: %v", r)
	}
	if r := w.try("mia", &ApplyToTask{ID: w.id(OrderLetter), Task: next}); r == nil || r.Rule != RuleBlocked || len(r.Args) > 0 {
		t.Errorf("the blocked applies: %v", r)
	}
	if tasks, _ := NewView(w.s, w.actor("mia"), w.now).Fitting(9); len(tasks) > 0 {
		t.Errorf("of whom blocks her %d tasks fit", len(tasks))
	}
	w.ship(o) // what runs goes on
	w.do("mia", &ConfirmReceipt{Order: o})
	w.submit(o, "https://vk.com/1")
	for who, sees := range map[string]bool{"lumen": true, "sam": true, "mia": false, "dora": false, "ops": false, "": false} {
		v := NewView(w.s, w.actor(who), w.now)
		if CanSee(w.s, v.Who, BlockBetween(w.s, lumen, mia)) != sees || Hears(w.s, v.Who, &AccountBlocked{Key: 1, By: lumen, Of: mia}) != sees {
			t.Errorf("%q sees the block: %v", who, !sees)
		}
	}
	w.do("lumen", &UnblockAccount{Handle: "mia"})
	if Blocked(w.s, lumen, mia) || w.s.Count(ListBlocks, BlocksOf(lumen).Group) != 0 {
		t.Error("still blocked")
	}
	w.apply(next, "mia")
	w.do("mia", &BlockAccount{Handle: "north"})
	if r := w.try("north", &AddToRoster{Creators: []string{"mia"}}); r == nil || r.Rule != RuleBlocked || len(w.last.Events) > 0 {
		t.Errorf("the blocked agency invites: %v", r)
	}
	w.do("mia", &BlockAccount{Handle: "lumen"})
	w.do("lumen", &BlockAccount{Handle: "mia"})
	if !Blocked(w.s, mia, lumen) || !Blocked(w.s, lumen, mia) {
		t.Error("both ways")
	}
}

func TestBlocksAreBounded(t *testing.T) {
	w := asking(t)
	w.do("ops", &SetPolicy{Name: BlocksMax, Value: 2})
	w.do("lumen", &BlockAccount{Handle: "mia"})
	w.do("lumen", &BlockAccount{Handle: "dora"})
	if r := w.try("lumen", &BlockAccount{Handle: "gus"}); r == nil || r.Rule != RuleBlockMany {
		t.Errorf("a third of two: %v", r)
	}
}
