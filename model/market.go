package model

// Market is the marketplace as a whole; there is one such row, with key 1.
type Market struct {
	Key     Key    `cbor:"1,keyasint"`
	Opened  Moment `cbor:"2,keyasint"`
	Virtual bool   `cbor:"3,keyasint,omitempty"` // a sample marketplace, whose clock stands until it is moved
	Now     Moment `cbor:"4,keyasint,omitempty"` // the virtual clock; unset in a real marketplace
	Policy  Key    `cbor:"5,keyasint"`           // version in force
	Seed    uint64 `cbor:"6,keyasint,omitempty"` // what a sample marketplace was made from

	AccessFrom  Moment `cbor:"7,keyasint,omitempty"` // creators may apply to be verified from here
	AccessUntil Moment `cbor:"8,keyasint,omitempty"` // to here
}

func (*Market) kind() Kind { return KindMarket }

// Ref implements [Row].
func (m *Market) Ref() Ref { return Ref{KindMarket, m.Key} }

// Lists implements [Row]; there is one market only.
func (m *Market) Lists(*Entries) {}

// MarketOf returns the marketplace, nil before it was opened.
func MarketOf(r Reader) *Market { return must[*Market](r, 1) }

// OpenMarket is the first command of every journal. It writes the numbers of the policy down, so that a
// later version of the program does not change them.
type OpenMarket struct {
	Virtual  bool          `cbor:"1,keyasint,omitempty"`
	Start    Moment        `cbor:"2,keyasint,omitempty"` // of the virtual clock
	Zone     string        `cbor:"3,keyasint"`
	Values   []PolicyValue `cbor:"4,keyasint"` // sorted by name
	Holidays []string      `cbor:"5,keyasint,omitempty"`
	Seed     uint64        `cbor:"6,keyasint,omitempty"`
}

// Wire implements [Command].
func (*OpenMarket) Wire() string { return "market.open" }

func (c *OpenMarket) decide(d *deciding) *Refusal {
	if MarketOf(d.s) != nil {
		return refuse(RuleMarketOpen, "")
	}
	start := c.Start
	if !c.Virtual {
		start = 0
	}
	d.emit(&MarketOpened{Virtual: c.Virtual, Start: start, Zone: c.Zone, Values: c.Values, Holidays: c.Holidays, Seed: c.Seed})
	return nil
}

// MarketOpened begins a marketplace with the first version of its policy.
type MarketOpened struct {
	Virtual  bool          `cbor:"1,keyasint,omitempty"`
	Start    Moment        `cbor:"2,keyasint,omitempty"`
	Zone     string        `cbor:"3,keyasint"`
	Values   []PolicyValue `cbor:"4,keyasint"`
	Holidays []string      `cbor:"5,keyasint,omitempty"`
	Seed     uint64        `cbor:"6,keyasint,omitempty"`
}

// Wire implements [Event].
func (*MarketOpened) Wire() string { return "market.opened" }

// About implements [Event].
func (*MarketOpened) About() []Ref { return []Ref{{KindMarket, 1}} }

// Says implements [Event].
func (*MarketOpened) Says() (Rule, []Arg) { return RuleMarketOpen, nil }

func (e *MarketOpened) apply(a *applying) {
	p := &Policy{Key: 1, From: a.At, Zone: e.Zone, Values: e.Values, Holidays: e.Holidays}
	p.Prepare()
	a.s.Put(p)
	a.s.Put(&Market{Key: 1, Opened: a.At, Virtual: e.Virtual, Now: e.Start, Policy: 1, Seed: e.Seed})
}

// AdvanceTime moves the virtual clock of a sample marketplace. Whoever carries it out has fired every clock
// due up to that moment before.
type AdvanceTime struct {
	To Moment `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*AdvanceTime) Wire() string { return "time.advance" }

func (c *AdvanceTime) decide(d *deciding) *Refusal {
	m := MarketOf(d.s)
	if !m.Virtual {
		return refuse(RuleVirtual, "")
	}
	if c.To < m.Now {
		return refuse(RuleTimeBack, "by", when("now", m.Now))
	}
	d.emit(&TimeAdvanced{To: c.To})
	return nil
}

// TimeAdvanced set the virtual clock.
type TimeAdvanced struct {
	To Moment `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*TimeAdvanced) Wire() string { return "time.advanced" }

// About implements [Event].
func (*TimeAdvanced) About() []Ref { return []Ref{{KindMarket, 1}} }

// Says implements [Event].
func (e *TimeAdvanced) Says() (Rule, []Arg) { return RuleVirtual, []Arg{when("to", e.To)} }

func (e *TimeAdvanced) apply(a *applying) {
	m := *MarketOf(a.s)
	m.Now = e.To
	a.s.Put(&m)
}

// ReturnHub is uttered by the system when a hub was away for longer than the policy allows: clocks that
// struck meanwhile wait (rule 12), because nobody could have acted.
type ReturnHub struct {
	Since  Moment `cbor:"1,keyasint"`
	Clocks int    `cbor:"2,keyasint,omitempty"` // at most so many a command; the hub repeats it while there are more
}

// Wire implements [Command].
func (*ReturnHub) Wire() string { return "hub.return" }

func (c *ReturnHub) decide(d *deciding) *Refusal {
	if !d.actor.System {
		return noRight("", word("needs", "role.system"))
	}
	until := d.policy().hours(d.now, HubGraceHours)
	n := 0
	for _, due := range dueUntil(d.s, d.now, c.Clocks) {
		if due.Due > c.Since && due.Side != Nobody && !due.Waits {
			d.emit(&ClockPostponed{Of: due.Of, Rule: due.Rule, Was: due.Due, Until: until})
			n++
		}
	}
	d.emit(&HubReturned{Since: c.Since, Until: until, Clocks: n})
	return nil
}

// HubReturned tells how long a hub was away and how many clocks wait for it.
type HubReturned struct {
	Since  Moment `cbor:"1,keyasint"`
	Until  Moment `cbor:"2,keyasint"`
	Clocks int    `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*HubReturned) Wire() string { return "hub.returned" }

// About implements [Event].
func (*HubReturned) About() []Ref { return []Ref{{KindMarket, 1}} }

// Says implements [Event].
func (e *HubReturned) Says() (Rule, []Arg) {
	return RuleHubGrace, []Arg{when("since", e.Since), when("until", e.Until), num("clocks", int64(e.Clocks))}
}

func (e *HubReturned) apply(*applying) {}
