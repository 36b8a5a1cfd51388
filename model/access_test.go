package model

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// canary stands in every text that an applicant enters.
const canary = "QZXCANARY"

func joiner() AccessForm {
	return AccessForm{
		Handle: "newbie", Name: "New " + canary, Channels: []Channel{{"instagram", 98765, 4321}}, Languages: []string{"en"}, Country: "DE",
		Niche: "tea", Note: "Look at my reels.\n" + canary,
	}
}

// knock applies for access as a stranger.
func (w *world) knock(line string, role Role, kind CreatorKind, f AccessForm) (ID, *Refusal) {
	id := w.id(AccessLetter)
	c := &ApplyForAccess{ID: id, Role: role, Kind: kind, Text: line, Form: w.keep(f.Text())}
	return id, w.by(Actor{Proven: printOf(w.t, line)}, c)
}

func (w *world) staffed() *world {
	w.do("", &AddAccount{Handle: "sam", Role: Support})
	w.do("", &AddAccount{Handle: "ops", Role: Operator})
	w.do("ops", &OpenAccess{Until: w.now.Add(100 * day)})
	return w
}

func TestAccessIsAskedForAndAdmitted(t *testing.T) {
	w := newWorld(t).staffed()
	id, r := w.knock(keyEd1, Creator, External, joiner())
	if r != nil {
		t.Fatal(r)
	}
	if r := w.try("ops", &AdmitAccess{ID: id}); r == nil || r.Answer != ByRight {
		t.Errorf("the operator beside support: %v", r)
	}
	for _, c := range []struct {
		by string
		c  Command
		r  Rule
	}{
		{"lumen", &AdmitAccess{ID: id}, RuleNotFound},
		{"sam", &AdmitAccess{ID: "J-0000-0000"}, RuleNotFound},
		{"sam", &AdmitAccess{ID: id, Channels: []Channel{{"instagram", 5000, 51}}}, RuleAccessNumbers},
		{"sam", &AdmitAccess{ID: id, Handle: "mia"}, RuleHandleTaken},
		{"sam", &AdmitAccess{ID: id, Handle: "No Handle"}, RuleHandle},
		{"sam", &RefuseAccess{ID: id}, RuleRequired},
	} {
		if r := w.try(c.by, c.c); r == nil || r.Rule != c.r {
			t.Errorf("%s: %T %+v: %v", c.by, c.c, c.c, r)
		}
	}
	w.do("sam", &AdmitAccess{ID: id})
	a := AccountByHandle(w.s, "newbie")
	if a == nil || !a.Verified || a.Kind != External || a.Followers() != 0 || len(a.Channels) != 1 || a.Country != "DE" {
		t.Fatalf("the account is %+v", a)
	}
	if actor := w.through(keyEd1); actor.Account != a.Key || actor.Key == 0 {
		t.Errorf("the key acts as %+v", actor)
	}
	if r := w.try("sam", &RefuseAccess{ID: id, Reason: "no"}); r == nil || r.Rule != RuleAccessDecided {
		t.Errorf("decided twice: %v", r)
	}
	if _, r := w.knock(keyEd1, Agency, "", AccessForm{Handle: "second"}); r == nil || r.Rule != RuleKeyTaken {
		t.Errorf("with the key of an account: %v", r)
	}
	id, _ = w.knock(keyEd2, Creator, External, AccessForm{Handle: "found", Channels: []Channel{{"tiktok", 6000, 60}}})
	w.do("sam", &AdmitAccess{ID: id, Channels: []Channel{{"tiktok", 12000, 70}}})
	if a := AccountByHandle(w.s, "found"); a.Followers() != 12000 {
		t.Errorf("what support found does not stand in the profile: %+v", a)
	}
}

func TestAccessRefusals(t *testing.T) {
	w := newWorld(t).staffed()
	form := func(platform Platform, followers, posts int64) AccessForm {
		return AccessForm{Handle: "x1", Channels: []Channel{{platform, followers, posts}}}
	}
	for _, c := range []struct {
		name string
		role Role
		kind CreatorKind
		f    AccessForm
		want Rule
	}{
		{"as support", Support, "", AccessForm{Handle: "x1"}, RuleAccessRole},
		{"as operator", Operator, "", AccessForm{Handle: "x1"}, RuleAccessRole},
		{"no kind", Creator, "", AccessForm{Handle: "x1"}, RuleRequired},
		{"a seller's kind", Seller, Buyer, AccessForm{Handle: "x1"}, RuleForRole},
		{"no handle", Agency, "", AccessForm{}, RuleHandle},
		{"a taken handle", Agency, "", AccessForm{Handle: "mia"}, RuleHandleTaken},
		{"a word of the logs", Agency, "", AccessForm{Handle: "applicant"}, RuleHandle},
		{"escape in the name", Agency, "", AccessForm{Handle: "x1", Name: "\x1b[2J"}, RuleText},
		{"bidi in the note", Agency, "", AccessForm{Handle: "x1", Note: "\u202e"}, RuleText},
		{"a long note", Agency, "", AccessForm{Handle: "x1", Note: strings.Repeat("n", 501)}, RuleTextLength},
		{"no country", Agency, "", AccessForm{Handle: "x1", Country: "XX"}, RuleCountry},
		{"negative", Agency, "", form("instagram", -1, 0), RuleNegative},
		{"many channels", Agency, "", AccessForm{Handle: "x1", Channels: make([]Channel, 6)}, RuleTooMany},
		{"internal without the feed", Creator, Internal, form("instagram", 90000, 900), RuleAccessNumbers},
		{"internal, 10,000", Creator, Internal, form("aliexpress_feed", 10000, 21), RuleAccessNumbers},
		{"internal, 20 posts", Creator, Internal, form("aliexpress_feed", 10001, 20), RuleAccessNumbers},
		{"external on the feed", Creator, External, form("aliexpress_feed", 90000, 900), RuleAccessNumbers},
		{"external, 5,000", Creator, External, form("tiktok", 5000, 51), RuleAccessNumbers},
		{"external, 50 posts", Creator, External, form("tiktok", 5001, 50), RuleAccessNumbers},
	} {
		if _, r := w.knock(keyEd1, c.role, c.kind, c.f); r == nil || r.Rule != c.want {
			t.Errorf("%s: %v", c.name, r)
		}
	}
	c := &ApplyForAccess{ID: w.id(AccessLetter), Role: Agency, Text: keyEd1, Form: w.keep(`{"Handle":"x1","Root":true}`)}
	if r := w.by(Actor{Proven: printOf(t, keyEd1)}, c); r == nil || r.Rule != RuleAccessForm {
		t.Errorf("another form: %v", r)
	}
	c.Form = w.keep(AccessForm{Handle: "x1"}.Text())
	if r := w.by(Actor{Proven: printOf(t, keyEd2)}, c); r == nil || r.Rule != RuleAccessKey {
		t.Errorf("with another's key: %v", r)
	}
	if r := w.try("mia", c); r == nil || r.Answer != ByRight {
		t.Errorf("with an account: %v", r)
	}
	if r := w.by(Actor{}, c); r == nil || r.Answer != ByRight {
		t.Errorf("without any key: %v", r)
	}
	for kind, f := range map[CreatorKind]AccessForm{Internal: form("aliexpress_feed", 10001, 21), External: form("tiktok", 5001, 51)} {
		w := newWorld(t).staffed()
		if _, r := w.knock(keyEd1, Creator, kind, f); r != nil {
			t.Errorf("just enough for %s: %v", kind, r)
		}
	}
}

// A key has one application that waits, and rests after a refusal; all keys together fill the room only so far.
func TestAccessLimits(t *testing.T) {
	w := newWorld(t).staffed()
	id, _ := w.knock(keyEd1, Agency, "", AccessForm{Handle: "a1"})
	if _, r := w.knock(keyEd1, Agency, "", AccessForm{Handle: "a2"}); r == nil || r.Rule != RuleAccessWaiting {
		t.Errorf("a second: %v", r)
	}
	w.do("sam", &RefuseAccess{ID: id, Reason: "Your content does not meet our criteria."})
	w.advance(7*day - time.Second)
	if _, r := w.knock(keyEd1, Agency, "", AccessForm{Handle: "a1"}); r == nil || r.Rule != RuleAccessAgain {
		t.Errorf("too early: %v", r)
	}
	w.advance(time.Second)
	for i, line := range []string{keyEd1, keyEd2, keyEd3} {
		if _, r := w.knock(line, Agency, "", AccessForm{Handle: fmt.Sprintf("b%d", i)}); r != nil {
			t.Errorf("%d: %v", i, r)
		}
	}
	if _, r := w.knock(keyEd4, Agency, "", AccessForm{Handle: "b4"}); r == nil || r.Rule != RuleAccessFull {
		t.Errorf("the fourth of three: %v", r)
	}
}

// Creators who want to be verified apply while the operator has opened it, everybody else at any time.
func TestAccessWindow(t *testing.T) {
	w := newWorld(t)
	w.do("", &AddAccount{Handle: "ops", Role: Operator})
	try := func(what string, line string, kind CreatorKind, want Rule) {
		t.Helper()
		f := joiner()
		f.Handle = "w" + line[len(line)-1:]
		if _, r := w.knock(line, Creator, kind, f); want == "" && r != nil || want != "" && (r == nil || r.Rule != want) {
			t.Errorf("%s: %v", what, r)
		}
	}
	try("never opened", keyEd1, External, RuleAccessWindow)
	w.do("ops", &OpenAccess{From: w.now.Add(2 * day), Until: w.now.Add(5 * day)})
	try("before", keyEd1, External, RuleAccessWindow)
	w.advance(2 * day)
	try("at its beginning", keyEd1, External, "")
	w.advance(3 * day)
	try("at its end", keyEd2, External, RuleAccessWindow)
	try("a buyer", keyEd2, Buyer, "")
	w.do("ops", &OpenAccess{Until: w.now.Add(day)})
	w.do("ops", &OpenAccess{})
	try("closed", keyEd3, External, RuleAccessWindow)
	for _, c := range []struct {
		by string
		c  *OpenAccess
		r  Rule
	}{
		{"mia", &OpenAccess{Until: w.now.Add(day)}, RuleNoRight},
		{"ops", &OpenAccess{Until: w.now}, RulePast},
		{"ops", &OpenAccess{From: w.now.Add(2 * day), Until: w.now.Add(day)}, RuleAccessSpan},
	} {
		if r := w.try(c.by, c.c); r == nil || r.Rule != c.r {
			t.Errorf("%+v: %v", c.c, r)
		}
	}
}

func TestAccessClock(t *testing.T) {
	w := newWorld(t).staffed()
	id, _ := w.knock(keyEd1, Agency, "", AccessForm{Handle: "a1"})
	a := AccessOf(w.s, 1)
	c := Clocks(w.s, a)
	if len(c) != 1 || c[0].Rule != ClockAccess || c[0].Side != SupportSide || c[0].Due != w.now.Add(30*day) {
		t.Fatalf("clocks %+v", c)
	}
	w.advance(30 * day)
	if a = AccessOf(w.s, 1); !a.Reported || len(Clocks(w.s, a)) != 0 || a.State != AccessWaiting {
		t.Errorf("after it struck %+v", a)
	}
	w.do("sam", &RefuseAccess{ID: id, Reason: "late, and no"})
	if reasons := Why(NewView(w.s, w.actor("sam"), w.now), AccessOf(w.s, 1)); reasons[0].Rule != RuleAccessDenied {
		t.Errorf("why: %+v", reasons)
	}
}

// What was entered is seen by support and by whoever entered it, before, during and after: not by sellers, not by the
// operator beside support, and in no event that anybody reads.
func TestAccessVisibility(t *testing.T) {
	w := newWorld(t).staffed()
	id, _ := w.knock(keyEd1, Creator, External, joiner())
	own := Actor{Proven: printOf(t, keyEd1)}
	check := func(stage string, who map[string]Actor, sees map[string]bool) {
		t.Helper()
		for name, actor := range who {
			v := NewView(w.s, actor, w.now)
			a, _ := v.FindAccess(string(id))
			if (a != nil) != (sees[name] || name == "ops" || name == "owner") {
				t.Errorf("%s: %s finds it: %v", stage, name, a != nil)
			}
			if a == nil {
				continue
			}
			f, ok := Entered(w.s, v.Who, a)
			if ok != sees[name] || ok && f.Note != joiner().Note || !ok && (!a.Form.IsZero() || a.Reason != "") {
				t.Errorf("%s: %s reads %+v of %+v", stage, name, f, a)
			}
		}
	}
	who := map[string]Actor{
		"mia": w.actor("mia"), "lumen": w.actor("lumen"), "sam": w.actor("sam"), "ops": w.actor("ops"), "owner": {Operator: true}, "own": own,
		"other": {Proven: printOf(t, keyEd2)}, "nobody": {},
	}
	check("waiting", who, map[string]bool{"sam": true, "own": true})
	w.do("sam", &AdmitAccess{ID: id})
	who["new"] = w.through(keyEd1)
	check("admitted", who, map[string]bool{"sam": true, "new": true})
	id, _ = w.knock(keyEd2, Agency, "", AccessForm{Handle: "a1", Note: joiner().Note})
	w.do("sam", &RefuseAccess{ID: id, Reason: canary})
	check("refused", who, map[string]bool{"sam": true, "other": true})
	profile := fmt.Sprintf("%+v", *NewView(w.s, w.actor("lumen"), w.now).Account(AccountByHandle(w.s, "newbie").Key))
	if strings.Contains(profile, "98765") || strings.Contains(profile, "4321") {
		t.Errorf("figures that were entered stand in the profile: %s", profile)
	}
}

// Where there is no support the operator decides, and reads what there is to decide.
func TestOperatorDecidesWithoutSupport(t *testing.T) {
	w := newWorld(t)
	id, _ := w.knock(keyEd1, Agency, "", AccessForm{Handle: "a1"})
	if _, ok := Entered(w.s, Viewer{Operator: true}, AccessOf(w.s, 1)); !ok {
		t.Error("the operator cannot read it")
	}
	w.do("", &AdmitAccess{ID: id})
	if a := w.through(keyEd1); a.Account == 0 {
		t.Error("the key belongs to nobody")
	}
}

// Who is about to be let in cannot be told from what is not there by somebody else's key.
func TestKeyVisibility(t *testing.T) {
	w := newWorld(t).staffed()
	w.do("", &AddKey{Handle: "mia", Text: keyEd1})
	k := KeyOf(w.s, 1)
	for name, want := range map[string]bool{"mia": true, "ops": true, "": true, "lumen": false, "sam": false} {
		if got := CanSee(w.s, ViewerOf(w.s, w.actor(name)), k); got != want {
			t.Errorf("%q sees the key of mia: %v", name, got)
		}
	}
}

// What one asked for oneself one may take back while it waits, and ask again at once; but not for ever.
func TestAccessIsWithdrawn(t *testing.T) {
	w := newWorld(t).staffed()
	stranger := Actor{Proven: printOf(t, keyEd1)}
	id, _ := w.knock(keyEd1, Agency, "", joiner())
	for name, c := range map[string]struct {
		by   Actor
		want Rule
	}{
		"another stranger":       {Actor{Proven: printOf(t, keyEd2)}, RuleNotFound},
		"support":                {Actor{Account: AccountByHandle(w.s, "sam").Key}, RuleNoRight},
		"a seller":               {Actor{Account: AccountByHandle(w.s, "lumen").Key}, RuleNotFound},
		"the operator's account": {Actor{Account: AccountByHandle(w.s, "ops").Key, Operator: true}, RuleNoRight},
		"somebody without a key": {Actor{}, RuleNotFound},
	} {
		if r := w.by(c.by, &WithdrawAccess{ID: id}); r == nil || r.Rule != c.want {
			t.Errorf("%s: %v", name, r)
		}
	}
	if r := w.by(stranger, &WithdrawAccess{ID: "J-0000-0000"}); r == nil || r.Rule != RuleNotFound {
		t.Errorf("what there is none of: %v", r)
	}
	if r := w.by(stranger, &WithdrawAccess{ID: id}); r != nil {
		t.Fatal(r)
	}
	a := AccessOf(w.s, 1)
	if a.State != AccessWithdrawn || a.Decided != w.now || len(Clocks(w.s, a)) != 0 {
		t.Errorf("withdrawn: %+v", a)
	}
	if reasons := Why(NewView(w.s, w.actor("ops"), w.now), a); reasons[0].Rule != RuleAccessWithdraw {
		t.Errorf("why: %+v", reasons)
	}
	sam := ViewerOf(w.s, Actor{Account: AccountByHandle(w.s, "sam").Key})
	if _, reads := Entered(w.s, sam, a); reads {
		t.Error("support reads what was taken back")
	}
	for name, c := range map[string]Command{"twice": &WithdrawAccess{ID: id}, "admitted": &AdmitAccess{ID: id}, "refused": &RefuseAccess{ID: id, Reason: "no"}} {
		by := stranger
		if name != "twice" {
			by = Actor{Account: AccountByHandle(w.s, "sam").Key}
		}
		if r := w.by(by, c); r == nil || r.Rule != RuleAccessDecided {
			t.Errorf("%s: %v", name, r)
		}
	}
}

func TestAccessIsNotWithdrawnForEver(t *testing.T) {
	w := newWorld(t).staffed()
	knock := func(line, handle string, want Rule) {
		t.Helper()
		id, r := w.knock(line, Agency, "", AccessForm{Handle: handle})
		if want == "" && r != nil || want != "" && (r == nil || r.Rule != want) {
			t.Fatalf("%s: %v, want %q", handle, r, want)
		}
		if r == nil {
			if r := w.by(Actor{Proven: printOf(t, line)}, &WithdrawAccess{ID: id}); r != nil {
				t.Fatal(r)
			}
		}
	}
	knock(keyEd1, "a1", "")
	w.advance(day)
	knock(keyEd1, "a2", "")
	knock(keyEd1, "a3", RuleAccessWithdrawn)
	knock(keyEd2, "b1", "")
	knock(keyEd3, "c1", RuleAccessFull) // all keys together: three in a week
	w.advance(6 * day)
	knock(keyEd1, "a3", "")
	knock(keyEd1, "a4", RuleAccessWithdrawn)
	if r := w.by(Actor{Operator: true}, &WithdrawAccess{ID: "J-0000-0000"}); r == nil || r.Rule != RuleNotFound {
		t.Errorf("by the owner of the directory: %v", r)
	}
}
