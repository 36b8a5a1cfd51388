package model

// AddToRoster invites creators to an agency's roster: each contract is in force as soon as its creator accepts. Whoever
// owns the data directory records contracts that were signed elsewhere, and these count at once. It goes through for all
// of them or for none.
type AddToRoster struct {
	Agency   string   `cbor:"1,keyasint,omitempty"` // a handle; none: the actor
	Creators []string `cbor:"2,keyasint"`           // handles
	Share    Rate     `cbor:"3,keyasint,omitempty"` // the agency's share of each fee, in basis points
}

// Wire implements [Command].
func (*AddToRoster) Wire() string { return "roster.add" }

func (c *AddToRoster) decide(d *deciding) *Refusal {
	agency, signed, r := d.rosterOwner(c.Agency)
	if r != nil {
		return r
	}
	if r := first(d.checkShare(c.Share), d.checkHandles("creator", c.Creators)); r != nil {
		return r
	}
	for _, handle := range c.Creators {
		if r := d.invite(agency, handle, c.Share, signed); r != nil {
			return r
		}
	}
	return nil
}

// rosterOwner finds the agency that a change of a roster is about: the actor, or the one that the owner of the data
// directory names; what the owner records is signed already.
func (d *deciding) rosterOwner(handle string) (agency *Account, signed bool, r *Refusal) {
	if me := d.account(); me != nil && me.Role == Agency && (handle == "" || handle == me.Handle) {
		return me, false, nil
	}
	if !d.actor.Operator || d.actor.Key != 0 {
		if handle != "" && d.actor.Account != 0 && d.account().Role == Agency {
			return nil, false, noRight("agency", word("needs", "role.self"))
		}
		_, r := d.as(Agency)
		return nil, false, r
	}
	if handle == "" {
		return nil, false, refuse(RuleRequired, "agency")
	}
	agency = AccountByHandle(d.s, handle)
	switch {
	case agency == nil:
		return nil, false, absent("agency", Safe(handle))
	case agency.Role != Agency:
		return nil, false, refuse(RuleForRole, "agency", word("needs", "role.agency"))
	}
	return agency, true, nil
}

// checkShare refuses a share of less than nothing or of more than the policy allows.
func (d *deciding) checkShare(share Rate) *Refusal {
	if most := Rate(d.policy().Get(RosterShareMax)); share < 0 || share > most {
		return refuse(RuleShare, "share", rate("share", share), rate("max", most))
	}
	return nil
}

// checkHandles refuses no names, too many, and one that is named twice.
func (d *deciding) checkHandles(field string, handles []string) *Refusal {
	if len(handles) == 0 {
		return refuse(RuleRequired, field)
	}
	if most := d.policy().Get(BatchRowsMax); int64(len(handles)) > most {
		return refuse(RuleTooMany, field, num("count", int64(len(handles))), num("max", most))
	}
	seen := make(map[string]bool, len(handles))
	for _, h := range handles {
		if seen[h] {
			return refuse(RuleNamedTwice, field, text("creator", Safe(h)))
		}
		seen[h] = true
	}
	return nil
}

func (d *deciding) invite(agency *Account, handle string, share Rate, signed bool) *Refusal {
	creator := AccountByHandle(d.s, handle)
	switch {
	case creator == nil:
		return absent("creator", Safe(handle))
	case creator.Role != Creator:
		return refuse(RuleForRole, "creator", word("needs", "role.creator"))
	case Blocked(d.s, creator.Key, agency.Key):
		return refuse(RuleBlocked, "creator")
	}
	e := &ContractOffered{Agency: agency.Key, Creator: creator.Key, Share: share, Policy: d.policy().Key}
	old := ContractAny(d.s, agency.Key, creator.Key)
	if old != nil {
		e.Key = old.Key
		if old.State() != ContractOver {
			return refuse(RuleRosterTwice, "creator", text("creator", handle), word("state", "contract."+old.State().String()))
		}
	} else {
		e.Key = d.s.Next(KindContract)
	}
	if most := d.policy().Get(RosterMax); int64(d.s.Count(ListRoster, RosterOf(agency.Key).Group)) >= most {
		return refuse(RuleRosterFull, "creator", num("max", most))
	}
	if signed && AgencyContract(d.s, creator.Key) != nil {
		return refuse(RuleOneAgency, "creator", text("creator", handle))
	}
	d.emit(e)
	if signed {
		d.emit(&ContractBegun{Contract: e.Key})
	}
	return nil
}

// ContractOffered invited a creator to a roster.
type ContractOffered struct {
	Key     Key  `cbor:"1,keyasint"`
	Agency  Key  `cbor:"2,keyasint"`
	Creator Key  `cbor:"3,keyasint"`
	Share   Rate `cbor:"4,keyasint,omitempty"`
	Policy  Key  `cbor:"5,keyasint"`
}

// Wire implements [Event].
func (*ContractOffered) Wire() string { return "roster.offered" }

// About implements [Event].
func (e *ContractOffered) About() []Ref { return []Ref{{KindContract, e.Key}} }

// Says implements [Event].
func (e *ContractOffered) Says() (Rule, []Arg) { return ClockInvite, []Arg{rate("share", e.Share)} }

func (e *ContractOffered) apply(a *applying) {
	c := Contract{Key: e.Key, Agency: e.Agency, Creator: e.Creator}
	if old, ok := get[*Contract](a.s, e.Key); ok == Known {
		c = *old
	}
	c.Share, c.Asked, c.Policy, c.Waits = e.Share, a.At, e.Policy, nil
	c.Rev++
	a.s.Put(&c)
}

// AcceptContract is a creator's yes to an agency that invited it.
type AcceptContract struct {
	Agency string `cbor:"1,keyasint"` // its handle
}

// Wire implements [Command].
func (*AcceptContract) Wire() string { return "roster.accept" }

func (c *AcceptContract) decide(d *deciding) *Refusal {
	if _, r := d.as(Creator); r != nil {
		return r
	}
	contract, r := d.contractWith("agency", c.Agency)
	if r != nil {
		return r
	}
	if contract.State() != ContractInvited {
		return refuse(RuleNotInvited, "agency", text("agency", c.Agency), word("state", "contract."+contract.State().String()))
	}
	if other := AgencyContract(d.s, d.actor.Account); other != nil {
		return refuse(RuleOneAgency, "agency", text("creator", d.account().Handle), text("agency", must[*Account](d.s, other.Agency).Handle))
	}
	d.emit(&ContractBegun{Contract: contract.Key})
	return nil
}

// contractWith finds the contract of the actor with the account of a handle, in whatever state.
func (d *deciding) contractWith(field, handle string) (*Contract, *Refusal) {
	other := AccountByHandle(d.s, handle)
	if other == nil {
		return nil, absent(field, Safe(handle))
	}
	me := d.account()
	var c *Contract
	switch {
	case me == nil:
	case me.Role == Agency:
		c = ContractAny(d.s, me.Key, other.Key)
	default:
		c = ContractAny(d.s, other.Key, me.Key)
	}
	if c == nil {
		return nil, refuse(RuleNoContract, field, text("who", Safe(handle)))
	}
	return c, nil
}

// ContractBegun brought a contract into force.
type ContractBegun struct {
	Contract Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*ContractBegun) Wire() string { return "roster.begun" }

// About implements [Event].
func (e *ContractBegun) About() []Ref { return []Ref{{KindContract, e.Contract}} }

// Says implements [Event].
func (*ContractBegun) Says() (Rule, []Arg) { return RuleContract, nil }

func (e *ContractBegun) apply(a *applying) {
	a.changeContract(e.Contract, func(c *Contract) {
		c.Asked, c.From, c.Until, c.By, c.Waits = 0, a.At, 0, 0, nil
		c.Rev++
	})
}

// RemoveFromRoster ends contracts, or takes back or declines invitations, by either side: an agency names creators, a
// creator names the agency. Orders that run go on with the agency that applied, and codes stay where they are; there are
// no new applications.
type RemoveFromRoster struct {
	Agency string   `cbor:"1,keyasint,omitempty"` // of a creator that leaves, or for the owner of the data directory
	Names  []string `cbor:"2,keyasint,omitempty"` // of creators
}

// Wire implements [Command].
func (*RemoveFromRoster) Wire() string { return "roster.remove" }

func (c *RemoveFromRoster) decide(d *deciding) *Refusal {
	if me := d.account(); me != nil && me.Role == Creator {
		return c.leave(d)
	}
	agency, _, r := d.rosterOwner(c.Agency)
	if r != nil {
		return r
	}
	if r := d.checkHandles("creator", c.Names); r != nil {
		return r
	}
	for _, handle := range c.Names {
		creator := AccountByHandle(d.s, handle)
		if creator == nil {
			return absent("creator", Safe(handle))
		}
		if r := d.endContract(ContractAny(d.s, agency.Key, creator.Key), "creator", handle); r != nil {
			return r
		}
	}
	return nil
}

func (c *RemoveFromRoster) leave(d *deciding) *Refusal {
	if len(c.Names) > 0 {
		return noRight("creator", word("needs", "role.agency"))
	}
	if c.Agency == "" {
		return refuse(RuleRequired, "agency")
	}
	contract, r := d.contractWith("agency", c.Agency)
	if r != nil {
		return r
	}
	return d.endContract(contract, "agency", c.Agency)
}

func (d *deciding) endContract(c *Contract, field, who string) *Refusal {
	if c == nil || c.State() == ContractOver {
		return refuse(RuleNoContract, field, text("who", Safe(who)))
	}
	d.emit(&ContractEnded{Contract: c.Key, By: d.actor.Account, Live: c.Live()})
	return nil
}

// ContractEnded ended a contract or an invitation.
type ContractEnded struct {
	Contract Key `cbor:"1,keyasint"`
	By       Key `cbor:"2,keyasint,omitempty"` // 0: nobody answered, or the owner of the data directory
	Live     int `cbor:"3,keyasint,omitempty"` // orders that go on
}

// Wire implements [Event].
func (*ContractEnded) Wire() string { return "roster.ended" }

// About implements [Event].
func (e *ContractEnded) About() []Ref { return []Ref{{KindContract, e.Contract}} }

// Says implements [Event].
func (e *ContractEnded) Says() (Rule, []Arg) {
	return RuleRosterLeave, []Arg{num("live", int64(e.Live))}
}

func (e *ContractEnded) apply(a *applying) {
	a.changeContract(e.Contract, func(c *Contract) {
		c.Asked, c.Until, c.By, c.Waits = 0, a.At, e.By, nil
		c.Rev++
	})
}

// SetShare sets the agency's share of what creators of its roster earn by applications made from now on; what runs keeps
// the share that it was applied for with.
type SetShare struct {
	Agency   string   `cbor:"1,keyasint,omitempty"` // for the owner of the data directory
	Creators []string `cbor:"2,keyasint"`
	Share    Rate     `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Command].
func (*SetShare) Wire() string { return "roster.share" }

func (c *SetShare) decide(d *deciding) *Refusal {
	agency, _, r := d.rosterOwner(c.Agency)
	if r != nil {
		return r
	}
	if r := first(d.checkShare(c.Share), d.checkHandles("creator", c.Creators)); r != nil {
		return r
	}
	for _, handle := range c.Creators {
		creator := AccountByHandle(d.s, handle)
		if creator == nil {
			return absent("creator", Safe(handle))
		}
		contract := ContractAny(d.s, agency.Key, creator.Key)
		if contract == nil || contract.State() == ContractOver {
			return refuse(RuleNoContract, "creator", text("who", handle))
		}
		d.emit(&ShareSet{Contract: contract.Key, Old: contract.Share, Share: c.Share})
	}
	return nil
}

// ShareSet set the agency's share.
type ShareSet struct {
	Contract Key  `cbor:"1,keyasint"`
	Old      Rate `cbor:"2,keyasint,omitempty"`
	Share    Rate `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Event].
func (*ShareSet) Wire() string { return "roster.share_set" }

// About implements [Event].
func (e *ShareSet) About() []Ref { return []Ref{{KindContract, e.Contract}} }

// Says implements [Event].
func (e *ShareSet) Says() (Rule, []Arg) {
	return RuleShare, []Arg{rate("old", e.Old), rate("share", e.Share)}
}

func (e *ShareSet) apply(a *applying) {
	a.changeContract(e.Contract, func(c *Contract) {
		c.Share = e.Share
		c.Rev++
	})
}
