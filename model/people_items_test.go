package model

import "testing"

// M21, M23, M25: whoever has something to share joins at any time, as buyer or group owner, with no figures asked for,
// and takes commission tasks; M26: a fixed fee needs more.
func TestAnyoneJoinsAndTakesCommission(t *testing.T) {
	w := newWorld(t).staffed()
	w.do("ops", &OpenAccess{}) // the time for verification is over: that is no matter
	f := w.noSample()
	fixed := w.publish(f)
	f.Type, f.Fee, f.Content, f.Channels, f.Wanted = SocialCPS, nil, []ContentType{"video"}, nil, 9
	cps := w.publish(f)
	keys := []string{keyEd1, keyEd2}
	for i, kind := range []CreatorKind{Buyer, GroupOwner} {
		handle := string(kind)
		id, r := w.knock(keys[i], Creator, kind, AccessForm{Handle: handle, Name: "One who shares", Languages: []string{"en"}, Country: "DE"})
		if r != nil {
			t.Fatalf("%s cannot ask: %v", kind, r)
		}
		w.do("sam", &AdmitAccess{ID: id})
		if a := AccountByHandle(w.s, handle); a == nil || a.Kind != kind || a.Verified {
			t.Fatalf("%s joined as %+v", kind, a)
		}
		if r := w.try(handle, &ApplyToTask{ID: w.id(OrderLetter), Task: fixed}); r == nil || r.Rule != RuleVerified {
			t.Errorf("%s and a fixed fee: %v", kind, r)
		}
		w.do(handle, &ApplyToTask{ID: w.id(OrderLetter), Task: cps})
	}
}

// M22: an influencer has at least so many followers on one channel that were checked, and nobody who only says so.
func TestInfluencerNeedsFollowers(t *testing.T) {
	w := newWorld(t)
	p := PolicyNow(w.s)
	most := p.Get(InfluencerFollowers)
	for _, c := range []struct {
		followers int64
		stated    []Platform
		want      bool
	}{{most - 1, nil, false}, {most, nil, true}, {most, []Platform{"vk"}, false}} {
		a := &Account{Role: Creator, Channels: []Channel{{"vk", c.followers, 90}}, Stated: c.stated}
		if a.Influencer(p) != c.want {
			t.Errorf("%+v: influencer %v", c, !c.want)
		}
	}
}

// M17, M18, M20: senior and high-potential sellers post at once, by having an account; standard ones post promo code
// tasks and no other, and are told where the level stands.
func TestSellerLevels(t *testing.T) {
	w := newWorld(t)
	for _, level := range Levels() {
		handle := "shop_" + string(level)[:4]
		w.do("", &AddAccount{Handle: handle, Role: Seller, Level: level})
		f := w.noSample()
		r := w.try(handle, &CreateTask{ID: w.id(TaskLetter), Fields: f, Publish: true})
		switch {
		case level == Standard && (r == nil || r.Rule != RuleSellerLevel || r.Field != "type"):
			t.Errorf("%s: %v", level, r)
		case level != Standard && r != nil:
			t.Errorf("%s: %v", level, r)
		}
	}
}

// M97: what an applicant has completed here counts for it.
func TestTasksCompletedAreCounted(t *testing.T) {
	w := newWorld(t)
	mia := w.actor("mia").Account
	paid := w.paid()
	before := StandingOf(w.s, mia).Done
	if r := w.try("mia", &AcknowledgePayment{Order: paid}); r != nil {
		t.Fatal(r)
	}
	if after := StandingOf(w.s, mia).Measure(FigureDone).Count; after != before+1 {
		t.Errorf("%d tasks completed after one more than %d", after, before)
	}
}
