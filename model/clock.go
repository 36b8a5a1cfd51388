package model

import (
	"encoding/binary"
	"slices"
)

// Side is who is meant in an order: whose turn, against whom.
type Side uint8

// The sides.
const (
	Nobody Side = iota
	SellerSide
	CreatorSide
	Creators // anyone who may apply
	SupportSide
	OperatorSide
	Sellers // anyone who may post
)

// String returns the side's word in JSON and in the catalogue ("side." before it).
func (s Side) String() string {
	return [...]string{"nobody", "seller", "creator", "creators", "support", "operator", "sellers"}[s]
}

// Clock says whose turn it is, by when, and what happens if nobody acts.
type Clock struct {
	Rule    Rule
	Of      Ref  // the row it belongs to
	Side    Side // whose turn
	Turn    Key  // the account whose turn it is, 0 where it is no single one
	Seller  Key  // the parties that the clock concerns
	Creator Key
	For     Key    // the creator that an agency acts for, or who asked support for something: it sees the clock too
	Under   Key    // the contract of the two
	From    Moment // what it runs from
	Length  Number // the number of the policy that was added, "" where Due is a date of the order
	Due     Moment // the moment it is due is already too late
	Default string // the state or word that follows: "confirmed", "expired"; "default." in the catalogue
	Args    []Arg  // of the sentence of the default
	Waits   bool   // it struck while the hub was away and waits
	Further bool   // a further consequence of a turn that another clock already counts
}

// Clocks derives every clock of a row from its state and its policy. It is the single source of deadlines.
func Clocks(r Reader, row Row) []Clock {
	var all []Clock
	switch row := row.(type) {
	case *Task:
		all = row.clocks(policyOf(r, row.Policy))
	case *Order:
		all = row.clocks(policyOf(r, row.Policy))
	case *Account:
		all = row.clocks(r)
	case *Payment:
		all = row.clocks(policyOf(r, row.Policy))
	case *Batch:
		all = row.clocks(policyOf(r, row.Policy))
	case *Contract:
		all = row.clocks(policyOf(r, row.Policy))
	case *Access:
		all = row.clocks(policyOf(r, row.Policy))
	case *Activity:
		all = row.clocks()
	case *ActivityEntry:
		all = row.clocks(policyOf(r, row.Policy))
	case *Earning:
		all = row.clocks(policyOf(r, row.Policy))
	case *Request:
		all = row.clocks(policyOf(r, row.Policy))
	default:
		return nil
	}
	return all
}

// Wait postpones one clock of a row (rule 12: a hub that was away).
type Wait struct {
	Rule  Rule   `cbor:"1,keyasint"`
	Was   Moment `cbor:"2,keyasint"` // the due moment it stands for
	Until Moment `cbor:"3,keyasint"`
}

// postponed lets clocks wait that struck while the hub was away.
func postponed(all []Clock, waits []Wait) []Clock {
	for i := range all {
		for _, w := range waits {
			if w.Rule == all[i].Rule && w.Was == all[i].Due {
				all[i].Due, all[i].Waits = w.Until, true
			}
		}
	}
	return all
}

func waiting(waits []Wait, w Wait) []Wait {
	kept := slices.DeleteFunc(slices.Clone(waits), func(o Wait) bool { return o.Rule == w.Rule })
	return append(kept, w)
}

// place encodes due moment and rule, so that clocks of one moment fire in a fixed order.
func (c Clock) place() string {
	b := append([]byte(ordered(int64(c.Due))), byte(slices.Index(ClockRules(), c.Rule)))
	return string(b)
}

func (c Clock) lists(e *Entries) {
	sort := c.place()
	e.Add(ListDue, "", sort)
	if c.Of.Kind == KindActivity { // which concerns everybody
		e.Add(ListClocks, group(0), sort)
	}
	for _, party := range []Key{c.Seller, c.Creator, c.For} {
		if party != 0 {
			e.Add(ListClocks, group(uint64(party)), sort)
		}
	}
	if c.Turn != 0 && !c.Further {
		if c.Under != 0 && c.Side == CreatorSide {
			e.Add(ListRosterTurn, group(uint64(c.Under)), sort)
		}
		e.Add(ListTurn, group(uint64(c.Turn)), sort)
	}
}

// clockPlace reads back what place and lists wrote.
func clockPlace(p Place) (Moment, Rule, bool) {
	rules := ClockRules()
	if len(p.Sort) != 9 || int(p.Sort[8]) >= len(rules) {
		return 0, "", false
	}
	return Moment(binary.BigEndian.Uint64([]byte(p.Sort[:8])) ^ (1 << 63)), rules[p.Sort[8]], true
}

// ClockAt returns the clock that stands at a place of [ListDue], [ListClocks] or [ListTurn].
func ClockAt(r Reader, p Place) (Clock, bool) {
	_, rule, ok := clockPlace(p)
	row, presence := r.Get(p.Ref)
	if !ok || presence != Known {
		return Clock{}, false
	}
	for _, c := range Clocks(r, row) {
		if c.Rule == rule {
			return c, true
		}
	}
	return Clock{}, false
}

// NextDue returns the earliest clock of the marketplace and when it is due; false when there is none.
func NextDue(r Reader) (*FireClock, Moment, bool) {
	for p := range r.Scan(ListDue, "", Place{}, false) {
		due, rule, ok := clockPlace(p)
		if ok {
			return &FireClock{Of: p.Ref, Rule: rule}, due, true
		}
	}
	return nil, 0, false
}

// dueUntil returns up to limit clocks due at now or before, earliest first.
func dueUntil(r Reader, now Moment, limit int) []Clock {
	var due []Clock
	for p := range r.Scan(ListDue, "", Place{}, false) {
		at, _, _ := clockPlace(p)
		if at > now || limit > 0 && len(due) >= limit {
			break
		}
		if c, ok := ClockAt(r, p); ok {
			due = append(due, c)
		}
	}
	return due
}

// FireClock carries out the default of a clock that is due. Only the system utters it.
type FireClock struct {
	Of   Ref  `cbor:"1,keyasint"`
	Rule Rule `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*FireClock) Wire() string { return "clock.fire" }

func (c *FireClock) decide(d *deciding) *Refusal {
	if !d.actor.System {
		return noRight("", word("needs", "role.system"))
	}
	row, presence := d.s.Get(c.Of)
	if presence != Known {
		return refuse(RuleClockMoved, "")
	}
	for _, clock := range Clocks(d.s, row) {
		if clock.Rule == c.Rule && clock.Due <= d.now {
			d.strike(row, clock)
			return nil
		}
	}
	return refuse(RuleClockMoved, "")
}

// strike does what the table of clocks says for each row.
func (d *deciding) strike(row Row, c Clock) {
	switch row := row.(type) {
	case *Task:
		row.strike(d, c)
	case *Activity:
		row.strike(d)
	case *ActivityEntry:
		row.strike(d)
	case *Order:
		row.strike(d, c)
	case *Account:
		d.emit(&PayPalEffective{Account: row.Key})
	case *Earning:
		row.strike(d)
	case *Batch:
		d.emit(&BatchClosed{Batch: row.Key})
	case *Contract:
		d.emit(&ContractEnded{Contract: row.Key, Live: row.Live()})
	case *Payment, *Access, *Request:
		d.emit(&ClockReported{Of: c.Of, Rule: c.Rule})
	}
}

// ClockPostponed lets a clock wait that struck while the hub was away.
type ClockPostponed struct {
	Of    Ref    `cbor:"1,keyasint"`
	Rule  Rule   `cbor:"2,keyasint"`
	Was   Moment `cbor:"3,keyasint"`
	Until Moment `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*ClockPostponed) Wire() string { return "clock.postponed" }

// About implements [Event].
func (e *ClockPostponed) About() []Ref { return []Ref{e.Of} }

// Says implements [Event].
func (e *ClockPostponed) Says() (Rule, []Arg) {
	return RuleHubGrace, []Arg{word("clock", "rule."+string(e.Rule)+".title"), when("was", e.Was), when("until", e.Until)}
}

func (e *ClockPostponed) apply(a *applying) {
	w := Wait{e.Rule, e.Was, e.Until}
	switch e.Of.Kind {
	case KindTask:
		a.changeTask(e.Of.Key, func(t *Task) { t.Waits = waiting(t.Waits, w) })
	case KindActivity:
		a.changeActivity(e.Of.Key, func(c *Activity) { c.Waits = waiting(c.Waits, w) })
	case KindEntry:
		a.changeEntry(e.Of.Key, func(n *ActivityEntry) { n.Waits = waiting(n.Waits, w) })
	case KindOrder:
		a.changeOrder(e.Of.Key, func(o *Order) { o.Waits = waiting(o.Waits, w) })
	case KindBatch:
		a.changeBatch(e.Of.Key, func(b *Batch) { b.Waits = waiting(b.Waits, w) })
	case KindContract:
		a.changeContract(e.Of.Key, func(c *Contract) { c.Waits = waiting(c.Waits, w) })
	case KindAccess:
		a.changeAccess(e.Of.Key, func(c *Access) { c.Waits = waiting(c.Waits, w) })
	case KindEarning:
		a.changeEarning(e.Of.Key, func(n *Earning) { n.Waits = waiting(n.Waits, w) })
	case KindRequest:
		a.changeRequest(e.Of.Key, func(q *Request) { q.Waits = waiting(q.Waits, w) })
	}
}

// ClockReported tells the operator of a clock that support let pass.
type ClockReported struct {
	Of   Ref  `cbor:"1,keyasint"`
	Rule Rule `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*ClockReported) Wire() string { return "clock.reported" }

// About implements [Event].
func (e *ClockReported) About() []Ref { return []Ref{e.Of, {KindMarket, 1}} }

// Says implements [Event].
func (e *ClockReported) Says() (Rule, []Arg) { return e.Rule, nil }

func (e *ClockReported) apply(a *applying) {
	switch e.Of.Kind {
	case KindAccess:
		a.changeAccess(e.Of.Key, func(c *Access) { c.Reported = true })
		return
	case KindRequest:
		a.changeRequest(e.Of.Key, func(q *Request) { q.Reported = true })
		return
	}
	p, ok := get[*Payment](a.s, e.Of.Key)
	if ok != Known {
		a.stale = true
		return
	}
	changed := *p
	changed.Reported = true
	a.s.Put(&changed)
}
