package model

import "slices"

// RequestVerification asks support to make a verified internal or external creator of one who has an account already.
// The channels with the figures to be checked travel beside, as a commitment: sellers never see them (M40).
type RequestVerification struct {
	ID   ID          `cbor:"1,keyasint"`
	Kind CreatorKind `cbor:"2,keyasint"` // internal or external
	Form Commitment  `cbor:"3,keyasint"`
}

// Wire implements [Command].
func (*RequestVerification) Wire() string { return "request.verification" }

func (c *RequestVerification) decide(d *deciding) *Refusal {
	me, r := d.as(Creator)
	if r != nil {
		return r
	}
	form, ok := readRequest(reveal(d.s, c.Form))
	if !ok {
		return usage(RuleRequestForm, "access")
	}
	if r := first(c.check(d, me), form.check(d)); r != nil {
		return r
	}
	if len(form.Channels) == 0 {
		return refuse(RuleRequired, "channel")
	}
	if r := d.verified(c.Kind, form.Channels); r != nil {
		r.Rule = RuleVerifyNumbers
		return r
	}
	return d.request(c.ID, me, AsksVerification, c.Kind, c.Form)
}

// check refuses who cannot be verified, or not as this, or not now.
func (c *RequestVerification) check(d *deciding, me *Account) *Refusal {
	if c.Kind == "" {
		return refuse(RuleRequired, "kind")
	}
	if !slices.Contains(CreatorKinds(), c.Kind) {
		return usage(RuleKindName, "kind", text("value", Safe(string(c.Kind))))
	}
	if c.Kind != Internal && c.Kind != External {
		return refuse(RuleVerifyKind, "kind", word("kind", "kind."+string(c.Kind)))
	}
	if me.Verified {
		return refuse(RuleVerifyDone, "as", word("kind", "kind."+string(me.Kind)))
	}
	if r := d.asked(me, AsksVerification); r != nil {
		return r
	}
	if m := MarketOf(d.s); !m.AccessOpen(d.now) {
		return refuse(RuleVerifyWindow, "as", when("from", m.AccessFrom), when("until", m.AccessUntil))
	}
	return nil
}

// RequestLive asks support for the permission to stream on AliExpress (M39): what and where, in a note.
type RequestLive struct {
	ID   ID         `cbor:"1,keyasint"`
	Form Commitment `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*RequestLive) Wire() string { return "request.live" }

func (c *RequestLive) decide(d *deciding) *Refusal {
	me, r := d.as(Creator)
	if r != nil {
		return r
	}
	form, ok := readRequest(reveal(d.s, c.Form))
	if !ok {
		return usage(RuleRequestForm, "access")
	}
	if me.Live {
		return refuse(RuleLiveHas, "as")
	}
	if r := first(d.asked(me, AsksLive), form.check(d), d.needText("note", form.Note, AccessNoteChars, true)); r != nil {
		return r
	}
	return d.request(c.ID, me, AsksLive, "", c.Form)
}

// check refuses what no support could read.
func (f RequestForm) check(d *deciding) *Refusal {
	if most := d.policy().Get(AccessChannelsMax); most > 0 && int64(len(f.Channels)) > most {
		return refuse(RuleTooMany, "channel", num("count", int64(len(f.Channels))), num("max", most))
	}
	return first(checkChannels(f.Channels), d.checkText("note", f.Note, AccessNoteChars, true))
}

// checkChannels refuses channels that there are not, and figures below nothing.
func checkChannels(all []Channel) *Refusal {
	for _, ch := range all {
		if !slices.Contains(Platforms(), ch.Platform) {
			return usage(RuleChannel, "channel", text("value", Safe(string(ch.Platform))))
		}
		if ch.Followers < 0 || ch.Posts < 0 {
			return refuse(RuleNegative, "followers", num("value", min(ch.Followers, ch.Posts)))
		}
	}
	return nil
}

// asked holds that an account asks for one thing once at a time, rests after a refusal, and does not ask and take back
// without end: each request is kept for ever.
func (d *deciding) asked(me *Account, a Asks) *Refusal {
	p := d.policy()
	q, taken, oldest := RequestsOf(me.Key, a), int64(0), Moment(0)
	newest := true
	for at := range d.s.Scan(q.List, q.Group, Place{}, true) {
		last := must[*Request](d.s, at.Ref.Key)
		if newest && last.State == AccessWaiting {
			return refuse(RuleRequestWaiting, "as", text("request", string(last.ID)), word("asks", "asks."+a.String()))
		}
		if again := AskAgain(p, last); newest && last.State == AccessDenied && d.now < again {
			return refuse(RuleRequestAgain, "as", text("request", string(last.ID)), when("at", again))
		}
		newest = false
		if p.days(last.At, AccessAgainDays) <= d.now {
			break
		}
		if last.State == AccessWithdrawn {
			taken, oldest = taken+1, last.At
		}
	}
	if most := p.Get(AccessWithdrawnMax); most > 0 && taken >= most {
		return refuse(RuleRequestWithdrawn, "as", num("max", most), when("at", p.days(oldest, AccessAgainDays)))
	}
	return nil
}

// CanAsk returns why an account cannot ask for something now, nil where it can; what it would enter is left aside.
func CanAsk(r Reader, now Moment, me *Account, a Asks, kind CreatorKind) *Refusal {
	d := &deciding{s: NewOverlay(r), actor: Actor{Account: me.Key}, now: now}
	if a == AsksKYC {
		return d.canAskKYC(me)
	}
	if _, refusal := d.as(Creator); refusal != nil {
		return refusal
	}
	if a == AsksVerification {
		return (&RequestVerification{Kind: kind}).check(d, me)
	}
	if me.Live {
		return refuse(RuleLiveHas, "as")
	}
	return d.asked(me, a)
}

func (d *deciding) request(id ID, me *Account, a Asks, kind CreatorKind, form Commitment) *Refusal {
	if !id.Valid(RequestLetter) {
		return usage(RuleID, "id", text("value", Safe(string(id))))
	}
	if _, taken := byID(d.s, ListRequestID, id); taken {
		return refuse(RuleIDTaken, "id", text("id", string(id)))
	}
	d.emit(&RequestMade{
		Key: d.s.Next(KindRequest), ID: id, For: a, Account: me.Key, Kind: kind, Form: form, Policy: MarketOf(d.s).Policy,
	})
	return nil
}

// RequestMade is a request that came.
type RequestMade struct {
	Key     Key         `cbor:"1,keyasint"`
	ID      ID          `cbor:"2,keyasint"`
	For     Asks        `cbor:"3,keyasint"`
	Account Key         `cbor:"4,keyasint"`
	Kind    CreatorKind `cbor:"5,keyasint,omitempty"`
	Form    Commitment  `cbor:"6,keyasint"`
	Policy  Key         `cbor:"7,keyasint"`
}

// Wire implements [Event].
func (*RequestMade) Wire() string { return "request.made" }

// About implements [Event].
func (e *RequestMade) About() []Ref { return []Ref{{KindRequest, e.Key}} }

// Says implements [Event]. What was entered is not told: the operator reads this too.
func (e *RequestMade) Says() (Rule, []Arg) {
	rule := RuleVerify
	switch e.For {
	case AsksLive:
		rule = RuleLive
	case AsksKYC:
		rule = RuleKYC
	}
	return rule, []Arg{text("request", string(e.ID)), word("asks", "asks."+e.For.String())}
}

func (e *RequestMade) apply(a *applying) {
	a.s.Put(&Request{
		Key: e.Key, ID: e.ID, For: e.For, Account: e.Account, Kind: e.Kind, Form: e.Form, At: a.At, Policy: e.Policy, State: AccessWaiting,
	})
}

// WithdrawRequest takes a request back while it waits. Whoever made it utters it.
type WithdrawRequest struct {
	ID ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*WithdrawRequest) Wire() string { return "request.withdraw" }

func (c *WithdrawRequest) decide(d *deciding) *Refusal {
	q, r := d.requestSeen(c.ID)
	if r != nil {
		return r
	}
	if q.Account != d.actor.Account {
		return noRight("request", word("needs", "role.applicant"))
	}
	if q.State != AccessWaiting {
		return q.decidedAlready()
	}
	d.emit(&RequestTakenBack{Request: q.Key, ID: q.ID})
	return nil
}

// RequestTakenBack withdrew a request.
type RequestTakenBack struct {
	Request Key `cbor:"1,keyasint"`
	ID      ID  `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*RequestTakenBack) Wire() string { return "request.withdrawn" }

// About implements [Event].
func (e *RequestTakenBack) About() []Ref { return []Ref{{KindRequest, e.Request}} }

// Says implements [Event].
func (e *RequestTakenBack) Says() (Rule, []Arg) {
	return RuleRequestWithdraw, []Arg{text("request", string(e.ID))}
}

func (e *RequestTakenBack) apply(a *applying) {
	a.changeRequest(e.Request, func(q *Request) {
		q.State, q.Decided, q.By = AccessWithdrawn, a.At, a.Actor.Account
	})
}
