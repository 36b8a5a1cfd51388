package model

// WithdrawAccess takes an application for access back while it waits: whoever made it, known by the key, or the owner
// of the data directory, who may have entered it for somebody. One may apply again at once, though not without end:
// see [deciding.withdrawn].
type WithdrawAccess struct {
	ID ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*WithdrawAccess) Wire() string { return "access.withdraw" }

func (c *WithdrawAccess) decide(d *deciding) *Refusal {
	ref, ok := byID(d.s, ListAccessID, c.ID)
	a := must[*Access](d.s, ref.Key)
	if !ok || a == nil || !CanSee(d.s, d.viewer(), a) {
		return absent("access", Safe(string(c.ID)))
	}
	if !d.viewer().owns(a) && (d.actor.Account != 0 || !d.actor.Operator) {
		return noRight("access", word("needs", "role.applicant"))
	}
	if a.State != AccessWaiting {
		return refuse(RuleAccessDecided, "access", text("access", string(a.ID)), word("state", "access."+a.State.String()))
	}
	d.emit(&AccessTakenBack{Access: a.Key, ID: a.ID})
	return nil
}

// withdrawn holds how often one key, and all keys together, may apply and take it back within the time after which one
// applies again: whoever has no account costs nothing but a key, and each application is kept for ever.
func (d *deciding) withdrawn(fingerprint string, waiting int64) *Refusal {
	p := d.policy()
	all, own, first := waiting, int64(0), Moment(0)
	most, ownMost := p.Get(AccessWaitingMax), p.Get(AccessWithdrawnMax)
	q := AccessIn(AccessWithdrawn)
	for at := range d.s.Scan(q.List, q.Group, Place{}, true) {
		a := must[*Access](d.s, at.Ref.Key)
		if p.days(a.At, AccessAgainDays) <= d.now || most > 0 && all >= most {
			break
		}
		all++
		if a.Fingerprint == fingerprint {
			own, first = own+1, a.At
		}
	}
	switch {
	case ownMost > 0 && own >= ownMost:
		return refuse(RuleAccessWithdrawn, "key", num("max", ownMost), when("at", p.days(first, AccessAgainDays)))
	case most > 0 && all >= most:
		return refuse(RuleAccessFull, "key", num("max", most))
	}
	return nil
}

// AccessTakenBack withdrew an application for access.
type AccessTakenBack struct {
	Access Key `cbor:"1,keyasint"`
	ID     ID  `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*AccessTakenBack) Wire() string { return "access.withdrawn" }

// About implements [Event].
func (e *AccessTakenBack) About() []Ref { return []Ref{{KindAccess, e.Access}} }

// Says implements [Event].
func (e *AccessTakenBack) Says() (Rule, []Arg) {
	return RuleAccessWithdraw, []Arg{text("access", string(e.ID))}
}

func (e *AccessTakenBack) apply(a *applying) {
	a.changeAccess(e.Access, func(c *Access) {
		c.State, c.Decided, c.By = AccessWithdrawn, a.At, a.Actor.Account
	})
}
