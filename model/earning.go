package model

// Earning sums what the sales of one order earn for one creator: what is pending and what has matured. It carries the one
// clock of all of them, which strikes for the next that is due.
type Earning struct {
	Key      Key      `cbor:"1,keyasint"`
	Order    Key      `cbor:"2,keyasint"`
	Seller   Key      `cbor:"3,keyasint"`
	Creator  Key      `cbor:"4,keyasint"`
	Agency   Key      `cbor:"5,keyasint,omitempty"` // that shares in it
	Currency Currency `cbor:"6,keyasint"`
	Pending  Parts    `cbor:"7,keyasint,omitempty"`
	Matured  Parts    `cbor:"8,keyasint,omitempty"`
	Through  Moment   `cbor:"9,keyasint,omitempty"`  // what was due until then has matured
	Next     Moment   `cbor:"10,keyasint,omitempty"` // when the next is due; 0: none is pending
	Policy   Key      `cbor:"11,keyasint"`
	Waits    []Wait   `cbor:"12,keyasint,omitempty"`
}

// Parts is an amount and what of it an agency keeps, in minor units.
type Parts struct {
	Whole int64 `cbor:"1,keyasint,omitempty"`
	Kept  int64 `cbor:"2,keyasint,omitempty"`
	Sales int64 `cbor:"3,keyasint,omitempty"`
}

func (p Parts) add(o Parts) Parts {
	return Parts{p.Whole + o.Whole, p.Kept + o.Kept, p.Sales + o.Sales}
}

func (p Parts) less(o Parts) Parts {
	return Parts{p.Whole - o.Whole, p.Kept - o.Kept, p.Sales - o.Sales}
}

// For is what of the amount is an account's: the agency's share, the creator's rest, the whole for the seller.
func (p Parts) For(e *Earning, account Key) Money {
	switch {
	case account == e.Agency && account != 0:
		return Money{p.Kept, e.Currency}
	case account == e.Creator:
		return Money{p.Whole - p.Kept, e.Currency}
	}
	return Money{p.Whole, e.Currency}
}

func (*Earning) kind() Kind { return KindEarning }

// Ref implements [Row].
func (e *Earning) Ref() Ref { return Ref{KindEarning, e.Key} }

// Lists implements [Row].
func (e *Earning) Lists(n *Entries) {
	n.Add(ListEarnings, group(uint64(e.Order)), ordered(int64(e.Creator)))
}

func (e *Earning) clocks(p *Policy) []Clock {
	if e.Next == 0 {
		return nil
	}
	c := Clock{
		Rule: ClockMature, Of: e.Ref(), Side: Nobody, Seller: e.Seller, Creator: e.Creator, For: e.Agency,
		From: p.Calendar().AddDays(e.Next, -p.Get(CommissionMatureDays)), Length: CommissionMatureDays, Due: e.Next, Default: "matured",
	}
	return postponed([]Clock{c}, e.Waits)
}

// strike matures all that is due.
func (e *Earning) strike(d *deciding) {
	d.emit(&CommissionMatured{Earning: e.Key, Order: e.Order, Through: e.Next, Parts: e.dueUntil(d.s, e.Next)})
}

// dueUntil sums what is pending and due until then.
func (e *Earning) dueUntil(r Reader, until Moment) (sum Parts) {
	for p := range r.Scan(ListMaturing, group(uint64(e.Key)), Place{Sort: ordered(int64(e.Through) + 1)}, false) {
		if p.Sort > ordered(int64(until)) {
			break
		}
		sum = sum.add(SaleOf(r, p.Ref.Key).parts())
	}
	return sum
}

func (s *Sale) parts() Parts {
	if s == nil || !s.earns() {
		return Parts{}
	}
	return Parts{s.Commission, s.Kept, 1}
}

// nextDue is when the next pending commission is due, 0 where none is.
func (e *Earning) nextDue(r Reader) Moment {
	for p := range r.Scan(ListMaturing, group(uint64(e.Key)), Place{Sort: ordered(int64(e.Through) + 1)}, false) {
		return SaleOf(r, p.Ref.Key).Due
	}
	return 0
}

// EarningOf returns the earning of a key, or nil.
func EarningOf(r Reader, key Key) *Earning { return must[*Earning](r, key) }

// EarningsFor lists what an order earns, by creator.
func EarningsFor(order Key) Query { return Query{ListEarnings, group(uint64(order))} }

func earningFor(r Reader, order, creator Key) *Earning {
	sort := ordered(int64(creator))
	for p := range r.Scan(ListEarnings, group(uint64(order)), Place{Sort: sort}, false) {
		if p.Sort == sort {
			return must[*Earning](r, p.Ref.Key)
		}
		break
	}
	return nil
}

// projectEarning leaves the agency's share to the two who agreed on it.
func (v Viewer) projectEarning(e *Earning) Row {
	if v.System || v.among(e.Agency, e.Creator) {
		return e
	}
	shown := *e
	shown.Pending.Kept, shown.Matured.Kept = 0, 0
	return &shown
}

func (e *Earning) stateReason() Reason {
	return Reason{Subject: "state", Rule: ClockMature, Args: []Arg{
		word("state", "sale_state.pending"), num("sales", e.Pending.Sales), when("next", e.Next), when("through", e.Through),
	}}
}

// CommissionMatured says that buyer protection ended for some sales of an order: what they earned can be withdrawn.
type CommissionMatured struct {
	Earning Key    `cbor:"1,keyasint"`
	Order   Key    `cbor:"2,keyasint"`
	Through Moment `cbor:"3,keyasint"`
	Parts   Parts  `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*CommissionMatured) Wire() string { return "commission.matured" }

// About implements [Event].
func (e *CommissionMatured) About() []Ref {
	return []Ref{{KindEarning, e.Earning}, {KindOrder, e.Order}}
}

// Says implements [Event]: how much it was is each one's own to read.
func (e *CommissionMatured) Says() (Rule, []Arg) {
	return ClockMature, []Arg{num("sales", e.Parts.Sales), when("through", e.Through)}
}

func (e *CommissionMatured) apply(a *applying) {
	a.changeEarning(e.Earning, func(n *Earning) {
		n.Through, n.Pending, n.Matured = e.Through, n.Pending.less(e.Parts), n.Matured.add(e.Parts)
		a.post(n, BookAvailable, BookPending, e.Parts)
	})
}

// changeEarning puts a changed copy of an earning, and finds what is due next.
func (a *applying) changeEarning(key Key, change func(*Earning)) {
	old, ok := get[*Earning](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	n := *old
	change(&n)
	n.Next = n.nextDue(a.s)
	a.s.Put(&n)
}

// post writes the lines of the ledger for an amount that an earning moves from one book to another. Where an agency
// shares in it, each of the two has a line of its own, and the seller one of the whole.
func (a *applying) post(n *Earning, debit, credit Book, p Parts) {
	if n.Agency == 0 {
		a.postTo(n, n.Seller, n.Creator, debit, credit, p.Whole)
		return
	}
	a.postTo(n, n.Seller, 0, debit, credit, p.Whole)
	a.postTo(n, 0, n.Agency, debit, credit, p.Kept)
	a.postTo(n, 0, n.Creator, debit, credit, p.Whole-p.Kept)
}

func (a *applying) postTo(n *Earning, seller, creator Key, debit, credit Book, minor int64) {
	if minor == 0 {
		return
	}
	if minor < 0 {
		debit, credit, minor = credit, debit, -minor
	}
	p := &Posting{
		Key: a.s.Next(KindPosting), Order: n.Order, Seller: seller, Creator: creator, Debit: debit, Credit: credit, Amount: Money{minor, n.Currency}, At: a.At,
	}
	a.s.Put(p)
	for _, party := range []Key{seller, creator} {
		if party != 0 {
			a.balance(party, debit, "", n.Currency, minor)
			a.balance(party, credit, "", n.Currency, -minor)
		}
	}
}
