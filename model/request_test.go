package model

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// asking is a world in which dora buys, gus owns a group, and the operator has opened verification.
func asking(t testing.TB) *world {
	w := newWorld(t).staffed()
	w.do("", &AddAccount{Handle: "dora", Role: Creator, Kind: Buyer, Languages: []string{"en"}})
	w.do("", &AddAccount{Handle: "gus", Role: Creator, Kind: GroupOwner, Channels: []Channel{{"facebook", 9000, 10}}})
	w.do("", &AddAccount{Handle: "north", Role: Agency})
	return w
}

func reels(followers, posts int64) RequestForm {
	return RequestForm{Channels: []Channel{{"tiktok", followers, posts}}, Note: "Kitchen reels. " + canary}
}

// verify asks to be verified.
func (w *world) verify(who string, kind CreatorKind, f RequestForm) (ID, *Refusal) {
	id := w.id(RequestLetter)
	return id, w.try(who, &RequestVerification{ID: id, Kind: kind, Form: w.keep(f.Text())})
}

// stream asks for the permission to stream.
func (w *world) stream(who, note string) (ID, *Refusal) {
	id := w.id(RequestLetter)
	return id, w.try(who, &RequestLive{ID: id, Form: w.keep(RequestForm{Note: note}.Text())})
}

// M26-M33, M35: a buyer becomes a verified external creator once support has looked, and may then take a fixed fee.
func TestVerificationOfAnAccount(t *testing.T) {
	w := asking(t)
	task := w.publish(w.fixedPrice())
	apply := func() *Refusal { return w.try("dora", &ApplyToTask{ID: w.id(OrderLetter), Task: task}) }
	if r := apply(); r == nil || r.Rule != RuleVerified {
		t.Fatalf("a buyer takes a fixed fee: %v", r)
	}
	id, r := w.verify("dora", External, reels(5001, 51))
	if r != nil {
		t.Fatal(r)
	}
	q := LastRequest(w.s, w.actor("dora").Account, 0)
	if c := Clocks(w.s, q); len(c) != 1 || c[0].Rule != ClockAccess || c[0].Due != w.now.Add(30*day) || c[0].Side != SupportSide {
		t.Errorf("clocks %+v", c)
	}
	for _, c := range []struct {
		by   string
		c    Command
		want Rule
	}{
		{"lumen", &GrantRequest{ID: id}, RuleNotFound},
		{"gus", &GrantRequest{ID: id}, RuleNotFound},
		{"dora", &GrantRequest{ID: id}, RuleNoRight},
		{"ops", &GrantRequest{ID: id}, RuleNoRight},
		{"sam", &GrantRequest{ID: "V-0000-0000"}, RuleNotFound},
		{"sam", &GrantRequest{ID: id, Channels: []Channel{{"tiktok", 5000, 900}}}, RuleVerifyNumbers},
		{"sam", &GrantRequest{ID: id, Channels: []Channel{{"radio", 9000, 900}}}, RuleChannel},
		{"sam", &GrantRequest{ID: id, Channels: []Channel{{"tiktok", -1, 900}}}, RuleNegative},
		{"sam", &RefuseRequest{ID: id}, RuleRequired},
		{"sam", &RefuseRequest{ID: id, Reason: "\u202e"}, RuleText},
	} {
		if r := w.try(c.by, c.c); r == nil || r.Rule != c.want {
			t.Errorf("%s: %T: %v, want %s", c.by, c.c, r, c.want)
		}
	}
	w.do("sam", &RefuseRequest{ID: id, Reason: "The figures suffice; the pictures are copied."}) // M35
	if reasons := Why(NewView(w.s, w.actor("dora"), w.now), RequestOf(w.s, 1)); reasons[0].Rule != RuleRequestDenied {
		t.Errorf("why: %+v", reasons)
	}
	if _, r := w.verify("dora", External, reels(6000, 60)); r == nil || r.Rule != RuleRequestAgain {
		t.Errorf("at once again: %v", r)
	}
	w.advance(7 * day)
	id, r = w.verify("dora", External, reels(6000, 60))
	if r != nil {
		t.Fatal(r)
	}
	w.do("sam", &GrantRequest{ID: id})
	a := AccountByHandle(w.s, "dora")
	if !a.Verified || a.Kind != External || a.Followers() != 0 || len(a.Channels) != 1 {
		t.Errorf("verified without figures she is %+v", a)
	}
	if r := apply(); r != nil && r.Rule == RuleVerified {
		t.Errorf("a verified creator: %v", r)
	}
	if r := w.try("sam", &RefuseRequest{ID: id, Reason: "no"}); r == nil || r.Rule != RuleRequestDecided {
		t.Errorf("decided twice: %v", r)
	}
	id, _ = w.verify("gus", Internal, RequestForm{Channels: []Channel{{"aliexpress_feed", 10001, 21}}})
	w.do("sam", &GrantRequest{ID: id, Channels: []Channel{{"aliexpress_feed", 12000, 40}}})
	if a := AccountByHandle(w.s, "gus"); a.Kind != Internal || a.Followers() != 12000 || len(a.Channels) != 2 || a.Tier(PolicyNow(w.s)) != TierInfluencer {
		t.Errorf("as found he is %+v", a)
	}
}

// What is refused names field and rule, and writes nothing.
func TestRequestBadInput(t *testing.T) {
	w := asking(t)
	feed := func(followers, posts int64) RequestForm {
		return RequestForm{Channels: []Channel{{"aliexpress_feed", followers, posts}}}
	}
	waiting, _ := w.verify("gus", External, reels(9000, 90))
	for _, c := range []struct {
		name, who string
		kind      CreatorKind
		f         RequestForm
		want      Rule
		field     string
	}{
		{"a seller", "lumen", External, reels(9000, 90), RuleRole, "as"},
		{"an agency", "north", External, reels(9000, 90), RuleRole, "as"},
		{"support", "sam", External, reels(9000, 90), RuleRole, "as"},
		{"verified already", "mia", External, reels(9000, 90), RuleVerifyDone, "as"},
		{"one that waits", "gus", Internal, feed(20000, 90), RuleRequestWaiting, "as"},
		{"no kind", "dora", "", reels(9000, 90), RuleRequired, "kind"},
		{"no such kind", "dora", "star", reels(9000, 90), RuleKindName, "kind"},
		{"as a buyer", "dora", Buyer, reels(9000, 90), RuleVerifyKind, "kind"},
		{"no channel", "dora", External, RequestForm{Note: "me"}, RuleRequired, "channel"},
		{"no numbers", "dora", External, reels(0, 0), RuleVerifyNumbers, "channel"},
		{"external, 5,000", "dora", External, reels(5000, 51), RuleVerifyNumbers, "channel"},
		{"external, 50 posts", "dora", External, reels(5001, 50), RuleVerifyNumbers, "channel"},
		{"external on the feed", "dora", External, feed(90000, 900), RuleVerifyNumbers, "channel"},
		{"internal, 10,000", "dora", Internal, feed(10000, 21), RuleVerifyNumbers, "channel"},
		{"internal, 20 posts", "dora", Internal, feed(10001, 20), RuleVerifyNumbers, "channel"},
		{"internal without the feed", "dora", Internal, reels(90000, 900), RuleVerifyNumbers, "channel"},
		{"negative", "dora", External, reels(-1, 90), RuleNegative, "followers"},
		{"no such channel", "dora", External, RequestForm{Channels: []Channel{{"radio", 9000, 90}}}, RuleChannel, "channel"},
		{"many channels", "dora", External, RequestForm{Channels: make([]Channel, 6)}, RuleTooMany, "channel"},
		{"escape in the note", "dora", External, RequestForm{Channels: reels(9000, 90).Channels, Note: "\x1b[2J"}, RuleText, "note"},
		{"bidi in the note", "dora", External, RequestForm{Channels: reels(9000, 90).Channels, Note: "\u202e"}, RuleText, "note"},
		{"a long note", "dora", External, RequestForm{Channels: reels(9000, 90).Channels, Note: strings.Repeat("n", 501)}, RuleTextLength, "note"},
	} {
		before := w.s.Next(KindRequest)
		if _, r := w.verify(c.who, c.kind, c.f); r == nil || r.Rule != c.want || r.Field != c.field {
			t.Errorf("%s: %v, want %s at %q", c.name, r, c.want, c.field)
		}
		if len(w.last.Events) != 0 || w.s.Next(KindRequest) != before {
			t.Errorf("%s: something was written", c.name)
		}
	}
	form := w.keep(reels(9000, 90).Text())
	if r := w.try("dora", &RequestVerification{ID: waiting, Kind: External, Form: form}); r == nil || r.Rule != RuleIDTaken {
		t.Errorf("a taken ID: %v", r)
	}
	if r := w.try("dora", &RequestVerification{ID: "V-1", Kind: External, Form: form}); r == nil || r.Rule != RuleID {
		t.Errorf("no ID: %v", r)
	}
	if r := w.try("dora", &RequestVerification{ID: w.id(RequestLetter), Kind: External, Form: w.keep(`{"Root":true}`)}); r == nil || r.Rule != RuleRequestForm {
		t.Errorf("another form: %v", r)
	}
	w.do("ops", &OpenAccess{}) // M37: closed
	if _, r := w.verify("dora", External, reels(9000, 90)); r == nil || r.Rule != RuleVerifyWindow {
		t.Errorf("outside the window: %v", r)
	}
	w.do("ops", &OpenAccess{From: w.now.Add(day), Until: w.now.Add(2 * day)})
	if _, r := w.verify("dora", External, reels(9000, 90)); r == nil || r.Rule != RuleVerifyWindow {
		t.Errorf("before the window: %v", r)
	}
	w.now = w.now.Add(day)
	if _, r := w.verify("dora", External, reels(9000, 90)); r != nil {
		t.Errorf("within the window: %v", r)
	}
}

// M38, M39: the permission to stream is asked for apart, by whoever makes content, at any time.
func TestLivePermission(t *testing.T) {
	w := asking(t)
	w.do("ops", &OpenAccess{})
	f := w.fixedPrice()
	f.Content = []ContentType{LiveStream}
	task := w.publish(f)
	apply := func(task ID) *Refusal { return w.try("mia", &ApplyToTask{ID: w.id(OrderLetter), Task: task}) }
	if r := apply(task); r == nil || r.Rule != RuleLive {
		t.Fatalf("without the permission: %v", r)
	}
	for name, c := range map[string]struct {
		who, note string
		want      Rule
	}{
		"a seller": {"lumen", "x", RuleRole}, "an agency": {"north", "x", RuleRole}, "no note": {"mia", "", RuleRequired},
		"bidi": {"mia", "\u202e", RuleText},
	} {
		if _, r := w.stream(c.who, c.note); r == nil || r.Rule != c.want {
			t.Errorf("%s: %v", name, r)
		}
	}
	id, r := w.stream("mia", "Twice a week, from my kitchen.")
	if r != nil {
		t.Fatal(r)
	}
	if _, r := w.stream("mia", "again"); r == nil || r.Rule != RuleRequestWaiting {
		t.Errorf("a second: %v", r)
	}
	if r := w.try("sam", &GrantRequest{ID: id, Channels: []Channel{{"tiktok", 1, 1}}}); r == nil || r.Rule != RuleRequestFigures {
		t.Errorf("with figures: %v", r)
	}
	w.do("sam", &GrantRequest{ID: id})
	if r := apply(task); r != nil || !AccountByHandle(w.s, "mia").Live {
		t.Errorf("with the permission: %v", r)
	}
	if _, r := w.stream("mia", "again"); r == nil || r.Rule != RuleLiveHas {
		t.Errorf("once more: %v", r)
	}
	_, _ = w.stream("dora", "Unboxing.")
	w.do("ops", &SetLive{Handle: "dora", Live: true}) // the operator's own word answers what was asked for
	if q := LastRequest(w.s, w.actor("dora").Account, AsksLive); q.State != AccessGranted || !AccountByHandle(w.s, "dora").Live {
		t.Errorf("by the operator: %+v", q)
	}
}

// Strangers and account holders stand in one queue, the oldest first, and the operator hears of what nobody decides.
func TestOneQueueForSupport(t *testing.T) {
	w := asking(t)
	first, _ := w.knock(keyEd1, Agency, "", AccessForm{Handle: "a1"})
	w.now = w.now.Add(time.Hour)
	second, _ := w.verify("dora", External, reels(9000, 90))
	w.now = w.now.Add(time.Hour)
	third, _ := w.knock(keyEd2, Creator, Buyer, AccessForm{Handle: "b1"})
	queue := func() (ids []ID) {
		for _, row := range NewView(w.s, w.actor("sam"), w.now).Rows(AdmissionsIn(AccessWaiting), Place{}, false) {
			switch row := row.(type) {
			case *Access:
				ids = append(ids, row.ID)
			case *Request:
				ids = append(ids, row.ID)
			}
		}
		return ids
	}
	if got := queue(); fmt.Sprint(got) != fmt.Sprint([]ID{first, second, third}) {
		t.Errorf("the queue is %v", got)
	}
	w.advance(31 * day)
	if q := RequestOf(w.s, 1); !q.Reported || q.State != AccessWaiting || len(Clocks(w.s, q)) != 0 {
		t.Errorf("after 30 days %+v", q)
	}
	w.do("dora", &WithdrawRequest{ID: second})
	if got := queue(); fmt.Sprint(got) != fmt.Sprint([]ID{first, third}) {
		t.Errorf("the queue is %v", got)
	}
}

// What one asked for one may take back while it waits and ask again at once, but not for ever; support then reads it no more.
func TestRequestIsTakenBack(t *testing.T) {
	w := asking(t)
	sam := ViewerOf(w.s, w.actor("sam"))
	for i := range 3 {
		id, r := w.verify("dora", External, reels(9000, 90))
		if i == 2 {
			if r == nil || r.Rule != RuleRequestWithdrawn {
				t.Errorf("the third: %v", r)
			}
			break
		}
		if f, ok := Requested(w.s, sam, RequestOf(w.s, Key(i+1))); r != nil || !ok || !strings.Contains(f.Note, canary) {
			t.Errorf("support reads %+v: %v", f, r)
		}
		if r := w.try("gus", &WithdrawRequest{ID: id}); r == nil || r.Rule != RuleNotFound {
			t.Errorf("by another: %v", r)
		}
		if r := w.try("sam", &WithdrawRequest{ID: id}); r == nil || r.Rule != RuleNoRight {
			t.Errorf("by support: %v", r)
		}
		w.do("dora", &WithdrawRequest{ID: id})
		if _, ok := Requested(w.s, sam, RequestOf(w.s, Key(i+1))); ok {
			t.Error("support reads what was taken back")
		}
	}
	w.advance(7 * day)
	if _, r := w.verify("dora", External, reels(9000, 90)); r != nil {
		t.Errorf("a week later: %v", r)
	}
}

// M40: sellers never see what was entered, before and after the decision, in rows, events and the profile.
func TestRequestFiguresStayWithSupport(t *testing.T) {
	w := asking(t)
	id, _ := w.verify("dora", External, RequestForm{Channels: []Channel{{"tiktok", 98765, 4321}}, Note: canary})
	for _, decided := range []bool{false, true} {
		if decided {
			w.do("sam", &GrantRequest{ID: id})
		}
		for who, sees := range map[string]bool{"lumen": false, "mia": false, "north": false, "ops": false, "": false, "sam": true, "dora": true} {
			v := NewView(w.s, w.actor(who), w.now)
			f, ok := Requested(w.s, v.Who, RequestOf(w.s, 1))
			if ok != sees || sees && f.Note != canary {
				t.Errorf("%q reads %+v (decided: %v)", who, f, decided)
			}
			profile := fmt.Sprintf("%+v", *v.Account(AccountByHandle(w.s, "dora").Key))
			if strings.Contains(profile, "98765") || strings.Contains(profile, "4321") {
				t.Errorf("the profile says %s", profile)
			}
		}
	}
}

// Whoever asked sees until when it is the turn of support; nobody else but support does, and no clock is left once it is
// decided.
func TestRequestWaitsForSupport(t *testing.T) {
	w := asking(t)
	id, r := w.verify("dora", External, reels(9000, 90))
	if r != nil {
		t.Fatal(r)
	}
	clocks := func(handle string) (all []Clock) {
		v := w.View(handle)
		for _, c := range v.Clocks(ClocksOf(AccountByHandle(w.s, handle).Key), Place{}) {
			all = append(all, c)
		}
		return all
	}
	all := clocks("dora")
	if len(all) != 1 || all[0].Rule != ClockAccess || all[0].Side != SupportSide || all[0].Due != w.now.Add(30*day) || all[0].Turn != 0 {
		t.Fatalf("she sees %+v", all)
	}
	if n := len(clocks("gus")) + len(clocks("mia")) + len(clocks("lumen")); n != 0 {
		t.Errorf("others see %d clocks", n)
	}
	w.do("sam", &GrantRequest{ID: id})
	if all := clocks("dora"); len(all) != 0 {
		t.Errorf("decided, she sees %+v", all)
	}
}

// What support decided is news for whoever asked, until it is seen, and for nobody else.
func TestDecisionIsNews(t *testing.T) {
	w := asking(t)
	id, _ := w.verify("dora", External, reels(9000, 90))
	if got := w.unread("dora"); len(got) != 0 {
		t.Fatalf("what she asked herself is news: %v", got)
	}
	w.do("sam", &RefuseRequest{ID: id, Reason: "Copied pictures."})
	if got := w.unread("dora"); len(got) != 1 || got[0] != id {
		t.Fatalf("she is told of %v", got)
	}
	if n := len(w.unread("sam")) + len(w.unread("gus")) + len(w.unread("lumen")); n != 0 {
		t.Errorf("others are told of %d", n)
	}
	if r := w.try("gus", &MarkSeen{Things: []ID{id}}); r == nil || r.Answer != ByAbsence {
		t.Errorf("somebody else marks it as seen: %v", r)
	}
	w.do("dora", &MarkSeen{Things: []ID{id}})
	if got := w.unread("dora"); len(got) != 0 {
		t.Errorf("seen, it is news still: %v", got)
	}
	live, _ := w.stream("dora", "Every day")
	w.do("sam", &GrantRequest{ID: live})
	if got := w.unread("dora"); len(got) != 1 || got[0] != live {
		t.Errorf("of the permission she is told %v", got)
	}
	w.do("dora", &MarkSeen{})
	if got := w.unread("dora"); len(got) != 0 {
		t.Errorf("after all were seen: %v", got)
	}
}
