package model

import "slices"

// A roster is what an agency has: the creators that are under contract with it. There is one [Contract] for each agency
// and creator, for ever; signing anew opens the same one again, and its history stands in its events. How many orders
// the agency has for the creator, by state, is counted in the contract itself, so that a board of hundreds of creators
// costs one read a creator and never a walk over orders.

// ContractState is where a contract stands.
type ContractState uint8

// The states of a contract.
const (
	ContractInvited ContractState = iota + 1 // the agency asked, the creator has not answered
	ContractInForce
	ContractOver
)

// String returns the state's word in JSON and in the catalogue ("contract." before it).
func (s ContractState) String() string {
	return [...]string{"", "invited", "in_force", "over"}[s]
}

// ContractStates returns every state.
func ContractStates() []ContractState {
	return []ContractState{ContractInvited, ContractInForce, ContractOver}
}

// Contract is what an agency and a creator agreed: that the agency may apply for the creator, and which share of a fee
// it keeps. Only the two of them see it.
type Contract struct {
	Key     Key    `cbor:"1,keyasint"`
	Agency  Key    `cbor:"2,keyasint"`
	Creator Key    `cbor:"3,keyasint"`
	Share   Rate   `cbor:"4,keyasint,omitempty"` // the agency's, of what applications made from now on will earn
	Asked   Moment `cbor:"5,keyasint,omitempty"` // since when an invitation waits for the creator
	From    Moment `cbor:"6,keyasint,omitempty"` // since when it is, or was last, in force
	Until   Moment `cbor:"7,keyasint,omitempty"` // when it ended; unset while it is in force
	By      Key    `cbor:"8,keyasint,omitempty"` // who ended it; 0: an invitation that nobody answered
	Policy  Key    `cbor:"9,keyasint"`           // when the invitation was made
	Waits   []Wait `cbor:"10,keyasint,omitempty"`
	Rev     uint32 `cbor:"11,keyasint,omitempty"` // of what was agreed; counting orders does not change it

	Counts []int   `cbor:"12,keyasint,omitempty"` // orders that the agency has for the creator, by [OrderState]
	Paid   []Money `cbor:"13,keyasint,omitempty"` // what sellers recorded as paid for these, by currency
	Kept   []Money `cbor:"14,keyasint,omitempty"` // of that the agency's shares, by currency
}

func (*Contract) kind() Kind { return KindContract }

// Ref implements [Row].
func (c *Contract) Ref() Ref { return Ref{KindContract, c.Key} }

// Lists implements [Row].
func (c *Contract) Lists(e *Entries) {
	sort := ordered(int64(c.Key))
	e.Add(ListRoster, group(uint64(c.Agency), uint64(c.State())), sort)
	if c.State() != ContractOver || c.Live() > 0 {
		e.Add(ListRoster, group(uint64(c.Agency), 0), sort)
	}
	e.Add(ListContracts, group(uint64(c.Creator)), sort)
	e.Add(ListRosterPair, group(uint64(c.Agency), uint64(c.Creator)), "")
}

// State tells where the contract stands.
func (c *Contract) State() ContractState {
	switch {
	case c.Asked != 0:
		return ContractInvited
	case c.From != 0 && c.Until == 0:
		return ContractInForce
	}
	return ContractOver
}

// Count returns how many orders of the creator the agency has in any of the states.
func (c *Contract) Count(states ...OrderState) int {
	n := 0
	for _, s := range states {
		if int(s) < len(c.Counts) {
			n += c.Counts[s]
		}
	}
	return n
}

// Live returns how many orders of the creator are under way.
func (c *Contract) Live() int {
	n := 0
	for s, count := range c.Counts {
		if !OrderState(s).Settled() {
			n += count
		}
	}
	return n
}

// clocks derives the one clock of a contract: an invitation waits for its answer.
func (c *Contract) clocks(p *Policy) []Clock {
	if c.State() != ContractInvited {
		return nil
	}
	return postponed([]Clock{{
		Rule: ClockInvite, Of: c.Ref(), Side: CreatorSide, Turn: c.Creator, Seller: c.Agency, Creator: c.Creator, From: c.Asked,
		Length: RosterInviteDays, Due: p.days(c.Asked, RosterInviteDays), Default: "lapsed", Args: []Arg{rate("share", c.Share)},
	}}, c.Waits)
}

// stateReason says what the contract is and where it stands.
func (c *Contract) stateReason() Reason {
	return Reason{Subject: "state", Rule: RuleContract, Args: []Arg{
		word("state", "contract."+c.State().String()), rate("share", c.Share), when("from", c.From), when("until", c.Until),
	}}
}

// RosterOf lists the contracts of an agency that its board shows: invited, in force, and over with orders still under way.
func RosterOf(agency Key) Query { return Query{ListRoster, group(uint64(agency), 0)} }

// RosterIn lists the contracts of an agency in one state.
func RosterIn(agency Key, s ContractState) Query {
	return Query{ListRoster, group(uint64(agency), uint64(s))}
}

// ContractsOf lists the contracts of a creator.
func ContractsOf(creator Key) Query { return Query{ListContracts, group(uint64(creator))} }

// OrdersUnder lists the orders that an agency has for a creator, in a state (0: any) by the last change of state.
func OrdersUnder(contract Key, s OrderState) Query {
	return Query{ListRosterOrders, group(uint64(contract), uint64(s))}
}

// RosterLate lists the orders of an agency that wait although their time has passed: a sample or a fee that did not come.
func RosterLate(agency Key) Query { return Query{ListRosterLate, group(uint64(agency), 1)} }

// RosterMissed lists the orders of an agency that expired because no content came, by when they did.
func RosterMissed(agency Key) Query { return Query{ListRosterLate, group(uint64(agency), 2)} }

// ContractOf returns the contract of a key, or nil.
func ContractOf(r Reader, key Key) *Contract { return must[*Contract](r, key) }

// ContractAny returns the contract of an agency and a creator in whatever state, nil where they never had one.
func ContractAny(r Reader, agency, creator Key) *Contract {
	if agency == 0 || creator == 0 {
		return nil
	}
	for p := range r.Scan(ListRosterPair, group(uint64(agency), uint64(creator)), Place{}, false) {
		return must[*Contract](r, p.Ref.Key)
	}
	return nil
}

// ContractBetween returns the contract of an agency and a creator that is in force, nil for none.
func ContractBetween(r Reader, agency, creator Key) *Contract {
	if c := ContractAny(r, agency, creator); c != nil && c.State() == ContractInForce {
		return c
	}
	return nil
}

// AgencyContract returns the one contract of a creator that is in force, nil for none.
func AgencyContract(r Reader, creator Key) *Contract {
	q := ContractsOf(creator)
	for p := range r.Scan(q.List, q.Group, Place{}, false) {
		if c := must[*Contract](r, p.Ref.Key); c != nil && c.State() == ContractInForce {
			return c
		}
	}
	return nil
}

// changeContract puts a changed copy of a contract.
func (a *applying) changeContract(key Key, change func(*Contract)) {
	old, ok := get[*Contract](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	c := *old
	change(&c)
	a.s.Put(&c)
}

// countRoster keeps the numbers of the contract that an order stands under, after a change of its state.
func (a *applying) countRoster(o *Order, was OrderState) {
	c, ok := get[*Contract](a.s, o.Contract)
	if ok != Known { // none, or a reader that does not see it
		return
	}
	n := *c
	n.Counts = slices.Clone(n.Counts)
	for len(n.Counts) <= int(Stopped) {
		n.Counts = append(n.Counts, 0)
	}
	if was != 0 {
		n.Counts[was]--
	}
	n.Counts[o.State]++
	a.s.Put(&n)
}

// summed returns the sums with an amount added to that of its currency.
func summed(sums []Money, m Money) []Money {
	sums = slices.Clone(sums)
	for i := range sums {
		if sums[i].Currency == m.Currency {
			sums[i].Minor += m.Minor
			return sums
		}
	}
	return append(sums, m)
}

// listRoster adds an order to the lists of the agency that applied.
func (o *Order) listRoster(e *Entries) {
	if o.Contract == 0 {
		return
	}
	since := ordered(int64(o.Since))
	e.Add(ListRosterOrders, group(uint64(o.Contract), 0), since)
	e.Add(ListRosterOrders, group(uint64(o.Contract), uint64(o.State)), since)
	late := uint64(0)
	switch {
	case o.State == AwaitingSample && o.ShipLate, o.State == Confirmed && o.PayLate:
		late = 1
	case o.State == Expired && o.Against == CreatorSide:
		late = 2
	default:
		return
	}
	e.Add(ListRosterLate, group(uint64(o.Agency), late), since)
	e.Add(ListContractLate, group(uint64(o.Contract), late), since)
}
