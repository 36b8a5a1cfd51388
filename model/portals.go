package model

// JoinPortals enters the seller's whole shop into the affiliate programme at a commission rate.
type JoinPortals struct {
	Rate Rate `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*JoinPortals) Wire() string { return "portals.join" }

func (c *JoinPortals) decide(d *deciding) *Refusal {
	a, r := d.as(Seller)
	if r != nil {
		return r
	}
	if a.InPortals != 0 {
		return refuse(RulePortalsJoined, "", when("since", a.InPortals))
	}
	if r := d.checkRate(c.Rate); r != nil {
		return r
	}
	d.emit(&PortalsJoined{Account: a.Key, Rate: c.Rate})
	return nil
}

func (d *deciding) checkRate(r Rate) *Refusal {
	p := d.policy()
	low, high := Rate(p.Get(RateMin)), Rate(p.Get(RateMax))
	if r < low || r > high {
		return refuse(RuleRate, "rate", rate("rate", r), rate("min", low), rate("max", high))
	}
	return nil
}

// PortalsJoined entered a shop into the affiliate programme.
type PortalsJoined struct {
	Account Key  `cbor:"1,keyasint"`
	Rate    Rate `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*PortalsJoined) Wire() string { return "portals.joined" }

// About implements [Event].
func (e *PortalsJoined) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (e *PortalsJoined) Says() (Rule, []Arg) { return RuleRate, []Arg{rate("rate", e.Rate)} }

func (e *PortalsJoined) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) {
		c.InPortals, c.Rates = a.At, []RateFrom{{e.Rate, a.At}}
	})
}

// ChangeRate sets the shop's commission rate. It counts one business day later, and never for sales made before.
type ChangeRate struct {
	Rate Rate `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*ChangeRate) Wire() string { return "portals.rate" }

func (c *ChangeRate) decide(d *deciding) *Refusal {
	a, r := d.as(Seller)
	if r != nil {
		return r
	}
	if a.InPortals == 0 {
		return refuse(RulePortals, "rate")
	}
	if r := d.checkRate(c.Rate); r != nil {
		return r
	}
	p := d.policy()
	from := p.Calendar().AddWorkingDays(d.now, p.Get(RateEffectiveDays))
	d.emit(&RateChanged{Account: a.Key, Rate: c.Rate, From: from})
	return nil
}

// RateChanged set a rate that counts from a later moment.
type RateChanged struct {
	Account Key    `cbor:"1,keyasint"`
	Rate    Rate   `cbor:"2,keyasint"`
	From    Moment `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*RateChanged) Wire() string { return "portals.rate_changed" }

// About implements [Event].
func (e *RateChanged) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (e *RateChanged) Says() (Rule, []Arg) {
	return RuleRateEffective, []Arg{rate("rate", e.Rate), when("from", e.From)}
}

func (e *RateChanged) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) {
		kept := make([]RateFrom, 0, len(c.Rates)+1)
		for _, r := range c.Rates {
			if r.From < e.From {
				kept = append(kept, r)
			}
		}
		c.Rates = append(kept, RateFrom{e.Rate, e.From})
	})
}
