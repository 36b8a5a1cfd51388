package model

import "slices"

// requestSeen finds a request that the actor may see.
func (d *deciding) requestSeen(id ID) (*Request, *Refusal) {
	ref, ok := byID(d.s, ListRequestID, id)
	q := must[*Request](d.s, ref.Key)
	if !ok || q == nil || !CanSee(d.s, d.viewer(), q) {
		return nil, absent("request", Safe(string(id)))
	}
	return q, nil
}

func (q *Request) decidedAlready() *Refusal {
	return refuse(RuleRequestDecided, "request", text("request", string(q.ID)), word("state", "access."+q.State.String()))
}

// requestToDecide finds a request that the actor may decide.
func (d *deciding) requestToDecide(id ID) (*Request, *Refusal) {
	q, r := d.requestSeen(id)
	if r != nil {
		return nil, r
	}
	if !d.viewer().admits(d.s) {
		return nil, noRight("request", word("needs", "role.support"))
	}
	if q.State != AccessWaiting {
		return nil, q.decidedAlready()
	}
	return q, nil
}

// GrantRequest verifies a creator, or lets it stream on AliExpress. Support utters it; the operator, where there is no
// support.
type GrantRequest struct {
	ID       ID        `cbor:"1,keyasint"`
	Channels []Channel `cbor:"2,keyasint,omitempty"` // of a verification, as found; they stand in the profile. None: those entered, without figures
}

// Wire implements [Command].
func (*GrantRequest) Wire() string { return "request.grant" }

func (c *GrantRequest) decide(d *deciding) *Refusal {
	q, r := d.requestToDecide(c.ID)
	if r != nil {
		return r
	}
	e := &RequestGranted{Request: q.Key, ID: q.ID, For: q.For, Account: q.Account, Kind: q.Kind}
	if q.For == AsksVerification {
		if e.Channels, r = c.found(d, q); r != nil {
			return r
		}
	} else if len(c.Channels) > 0 {
		return refuse(RuleRequestFigures, "channel")
	}
	d.emit(e)
	return nil
}

// found returns the channels that stand in the profile from now on, and holds the figures to what a verification takes.
func (c *GrantRequest) found(d *deciding, q *Request) ([]Channel, *Refusal) {
	if r := (RequestForm{Channels: c.Channels}).check(d); r != nil {
		return nil, r
	}
	form, ok := readRequest(reveal(d.s, q.Form))
	if !ok {
		return nil, refuse(RuleRequestForm, "access")
	}
	found, shown := c.Channels, c.Channels
	if len(found) == 0 {
		found, shown = form.Channels, bare(form.Channels)
	}
	if r := d.verified(q.Kind, found); r != nil {
		r.Rule = RuleVerifyNumbers
		return nil, r
	}
	return shown, nil
}

// RequestGranted gave what a request asked for.
type RequestGranted struct {
	Request  Key         `cbor:"1,keyasint"`
	ID       ID          `cbor:"2,keyasint"`
	For      Asks        `cbor:"3,keyasint"`
	Account  Key         `cbor:"4,keyasint"`
	Kind     CreatorKind `cbor:"5,keyasint,omitempty"`
	Channels []Channel   `cbor:"6,keyasint,omitempty"`
}

// Wire implements [Event].
func (*RequestGranted) Wire() string { return "request.granted" }

// About implements [Event].
func (e *RequestGranted) About() []Ref {
	return []Ref{{KindRequest, e.Request}, {KindAccount, e.Account}}
}

// Says implements [Event].
func (e *RequestGranted) Says() (Rule, []Arg) {
	rule := RuleVerify
	switch e.For {
	case AsksLive:
		rule = RuleLive
	case AsksKYC:
		rule = RuleKYC
	}
	return rule, []Arg{text("request", string(e.ID)), word("asks", "asks."+e.For.String())}
}

func (e *RequestGranted) apply(a *applying) {
	a.changeRequest(e.Request, func(q *Request) {
		q.State, q.Decided, q.By = AccessGranted, a.At, a.Actor.Account
	})
	a.changeAccount(e.Account, func(c *Account) {
		switch e.For {
		case AsksLive:
			c.Live = true
			return
		case AsksKYC:
			c.KYC = a.At
			return
		}
		c.Kind, c.Verified, c.Channels = e.Kind, true, mergeChannels(c.Channels, e.Channels)
		c.Stated = slices.DeleteFunc(slices.Clone(c.Stated), func(p Platform) bool { return hasFigures(e.Channels, p) })
	})
}

// hasFigures tells whether channels say followers or posts of a platform.
func hasFigures(all []Channel, p Platform) bool {
	return slices.ContainsFunc(all, func(c Channel) bool { return c.Platform == p && (c.Followers > 0 || c.Posts > 0) })
}

// mergeChannels puts channels in place of those of the same platform. A bare one, without figures, takes nothing away.
func mergeChannels(all, found []Channel) []Channel {
	merged := slices.Clone(all)
	for _, f := range found {
		i := slices.IndexFunc(merged, func(c Channel) bool { return c.Platform == f.Platform })
		switch {
		case i < 0:
			merged = append(merged, f)
		case f.Followers > 0 || f.Posts > 0:
			merged[i] = f
		}
	}
	return merged
}

// RefuseRequest refuses a request, with a reason that the applicant reads (M35).
type RefuseRequest struct {
	ID     ID     `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*RefuseRequest) Wire() string { return "request.refuse" }

func (c *RefuseRequest) decide(d *deciding) *Refusal {
	q, r := d.requestToDecide(c.ID)
	if r != nil {
		return r
	}
	if r := d.needText("reason", c.Reason, NoteChars, true); r != nil {
		return r
	}
	d.emit(&RequestRefused{Request: q.Key, ID: q.ID, For: q.For, Reason: c.Reason})
	return nil
}

// RequestRefused refused a request.
type RequestRefused struct {
	Request Key    `cbor:"1,keyasint"`
	ID      ID     `cbor:"2,keyasint"`
	For     Asks   `cbor:"3,keyasint"`
	Reason  string `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*RequestRefused) Wire() string { return "request.refused" }

// About implements [Event].
func (e *RequestRefused) About() []Ref { return []Ref{{KindRequest, e.Request}} }

// Says implements [Event]. The reason is the applicant's to read; the operator, who reads the log, does not.
func (e *RequestRefused) Says() (Rule, []Arg) {
	return RuleRequestDenied, []Arg{text("request", string(e.ID)), word("asks", "asks."+e.For.String())}
}

func (e *RequestRefused) apply(a *applying) {
	a.changeRequest(e.Request, func(q *Request) {
		q.State, q.Decided, q.By, q.Reason = AccessDenied, a.At, a.Actor.Account, e.Reason
	})
}
