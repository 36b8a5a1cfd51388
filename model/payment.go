package model

// Debt is where an order stands with money.
type Debt uint8

// The standings.
const (
	NoDebt Debt = iota
	DebtOwed
	DebtLate
	DebtRecorded
	DebtAcknowledged
)

// String returns the standing's word in JSON.
func (d Debt) String() string {
	return [...]string{"", "owed", "late", "recorded", "acknowledged"}[d]
}

// Debts returns the standings in the order of a payment's life.
func Debts() []Debt { return []Debt{DebtOwed, DebtLate, DebtRecorded, DebtAcknowledged} }

// Debt tells where the order stands with money.
func (o *Order) Debt() Debt {
	switch {
	case o.Owed.IsZero():
		return NoDebt
	case o.State == Confirmed && o.PayLate:
		return DebtLate
	case o.State == Confirmed:
		return DebtOwed
	case o.State == Paid:
		return DebtRecorded
	case o.State == Completed:
		return DebtAcknowledged
	}
	return NoDebt
}

// PaidRecord is the payment that settled an order.
type PaidRecord struct {
	Payment   Key        `cbor:"1,keyasint"`
	Method    Method     `cbor:"2,keyasint"`
	Amount    Money      `cbor:"3,keyasint"`
	Reference string     `cbor:"4,keyasint"`
	Date      Moment     `cbor:"5,keyasint"`
	At        Moment     `cbor:"6,keyasint"`
	To        Commitment `cbor:"7,keyasint,omitempty"` // the PayPal address that counted then
}

// SuspenseReason says why a payment matches nothing.
type SuspenseReason string

// The reasons.
const (
	OtherAmount   SuspenseReason = "amount"
	UsedReference SuspenseReason = "reference"
	NothingOwed   SuspenseReason = "not_owed"
)

// Payment is one payment that a seller recorded: a fact, whether it matches what is owed or not.
type Payment struct {
	Key       Key            `cbor:"1,keyasint"`
	ID        ID             `cbor:"2,keyasint"`
	Order     Key            `cbor:"3,keyasint"`
	Seller    Key            `cbor:"4,keyasint"`
	Creator   Key            `cbor:"5,keyasint"`
	Method    Method         `cbor:"6,keyasint"`
	Amount    Money          `cbor:"7,keyasint"`
	Reference string         `cbor:"8,keyasint"`
	Date      Moment         `cbor:"9,keyasint"`
	At        Moment         `cbor:"10,keyasint"`
	Suspense  SuspenseReason `cbor:"11,keyasint,omitempty"`
	Reported  bool           `cbor:"12,keyasint,omitempty"` // nobody reviewed it in time
	Policy    Key            `cbor:"13,keyasint"`
}

func (*Payment) kind() Kind { return KindPayment }

// Ref implements [Row].
func (p *Payment) Ref() Ref { return Ref{KindPayment, p.Key} }

// Lists implements [Row].
func (p *Payment) Lists(e *Entries) {
	e.Add(ListPaymentID, "", string(p.ID))
	e.Add(ListReference, group(uint64(p.Seller)), string(p.Method)+"\x00"+p.Reference)
	at := ordered(int64(p.At))
	for _, party := range []Key{p.Seller, p.Creator} {
		e.Add(ListPayments, group(uint64(party), 0), at)
		if p.Suspense != "" {
			e.Add(ListPayments, group(uint64(party), 1), at)
		}
	}
	e.Add(ListOrderMoney, group(uint64(p.Order)), at)
	if p.Suspense != "" {
		e.Add(ListSuspense, "", at)
	}
}

func (p *Payment) clocks(policy *Policy) []Clock {
	if p.Suspense == "" || p.Reported {
		return nil
	}
	return []Clock{{
		Rule: ClockSuspense, Of: p.Ref(), Side: SupportSide, Seller: p.Seller, Creator: p.Creator, From: p.At, Length: SuspenseReviewDays,
		Due: policy.days(p.At, SuspenseReviewDays), Default: "reported",
	}}
}

// PaymentOf returns the payment of a key, or nil.
func PaymentOf(r Reader, key Key) *Payment { return must[*Payment](r, key) }

// RecordPayment tells that the seller has paid, outside of this program. It is a fact: one with another
// amount or a used reference goes to suspense, it is not refused (rule 6).
type RecordPayment struct {
	ID        ID     `cbor:"1,keyasint"`
	Order     ID     `cbor:"2,keyasint"`
	Method    Method `cbor:"3,keyasint"`
	Amount    Money  `cbor:"4,keyasint"`
	Reference string `cbor:"5,keyasint"`
	Date      Moment `cbor:"6,keyasint,omitempty"` // when it was paid; unset: now
}

// Wire implements [Command].
func (*RecordPayment) Wire() string { return "payment.record" }

func (c *RecordPayment) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, SellerSide)
	if r != nil {
		return r
	}
	if r := first(c.check(d), o.owing()); r != nil {
		return r
	}
	if c.Date != 0 && c.Date < o.Made {
		return refuse(RuleDateEarly, "date", when("value", c.Date), when("made", o.Made))
	}
	date := c.Date
	if date == 0 {
		date = d.now
	}
	fact := PaymentFact{
		Key: d.s.Next(KindPayment), ID: c.ID, Order: o.Key, Method: c.Method, Amount: c.Amount, Reference: c.Reference, Date: date,
		To: must[*Account](d.s, o.Acting(CreatorSide)).PayPal,
	}
	if c.Method != PayPal {
		d.note(RuleMethod, "method", word("method", "method."+string(c.Method)))
	}
	if reason := c.suspense(d, o); reason != "" {
		d.note(RuleSuspense, "", word("reason", "suspense."+string(reason)), amount("owed", o.Owed), amount("paid", c.Amount))
		d.emit(&PaymentSuspended{PaymentFact: fact, Reason: reason})
		d.post(o, BookSuspense, "", BookPaid, c.Method, c.Amount)
		return nil
	}
	d.emit(&PaymentRecorded{PaymentFact: fact})
	d.post(o, BookDue, "", BookPaid, c.Method, c.Amount)
	d.split(o, c.Amount)
	return nil
}

func (c *RecordPayment) check(d *deciding) *Refusal {
	if !c.ID.Valid(PaymentLetter) {
		return usage(RuleID, "id", text("value", Safe(string(c.ID))))
	}
	if _, taken := byID(d.s, ListPaymentID, c.ID); taken {
		return refuse(RuleIDTaken, "id", text("id", string(c.ID)))
	}
	if !validMethod(c.Method) {
		return usage(RuleMethodName, "method", text("value", Safe(string(c.Method))))
	}
	if _, ok := c.Amount.Currency.Digits(); !ok {
		return usage(RuleCurrency, "currency", text("value", Safe(string(c.Amount.Currency))))
	}
	if c.Amount.Minor <= 0 {
		return refuse(RulePaymentPositive, "amount", amount("amount", c.Amount))
	}
	if c.Date > d.now {
		return refuse(RuleFuture, "date", when("value", c.Date), when("now", d.now))
	}
	return d.needText("reference", c.Reference, ReferenceChars, false)
}

// owing demands that the order's content was confirmed for a fee: nothing is paid before.
func (o *Order) owing() *Refusal {
	if !o.Terms.Earns() {
		return refuse(RuleNoFee, "order", word("reward", "reward."+o.Terms.Reward.String()))
	}
	return o.in(RuleUnconfirmed, Confirmed, Paid, Completed)
}

func (c *RecordPayment) suspense(d *deciding, o *Order) SuspenseReason {
	used := string(c.Method) + "\x00" + c.Reference
	for p := range d.s.Scan(ListReference, group(uint64(o.Seller)), Place{Sort: used}, false) {
		if p.Sort == used {
			return UsedReference
		}
		break
	}
	switch {
	case o.State != Confirmed:
		return NothingOwed
	case c.Amount != o.Owed:
		return OtherAmount
	}
	return ""
}

// PaymentFact is what events say of a payment.
type PaymentFact struct {
	Key       Key        `cbor:"1,keyasint"`
	ID        ID         `cbor:"2,keyasint"`
	Order     Key        `cbor:"3,keyasint"`
	Method    Method     `cbor:"4,keyasint"`
	Amount    Money      `cbor:"5,keyasint"`
	Reference string     `cbor:"6,keyasint"`
	Date      Moment     `cbor:"7,keyasint"`
	To        Commitment `cbor:"8,keyasint,omitempty"` // the PayPal address that counted then
}

func (f PaymentFact) args() []Arg {
	return []Arg{amount("amount", f.Amount), word("method", "method."+string(f.Method)), text("reference", f.Reference), when("date", f.Date)}
}

func (f PaymentFact) keep(a *applying, suspense SuspenseReason) *Order {
	o := must[*Order](a.s, f.Order)
	if o == nil {
		a.stale = true
		return nil
	}
	a.s.Put(&Payment{
		Key: f.Key, ID: f.ID, Order: f.Order, Seller: o.Seller, Creator: o.Acting(CreatorSide), Method: f.Method, Amount: f.Amount,
		Reference: f.Reference, Date: f.Date, At: a.At, Suspense: suspense, Policy: o.Policy,
	})
	return o
}

// PaymentRecorded settled what an order owed.
type PaymentRecorded struct{ PaymentFact }

// Wire implements [Event].
func (*PaymentRecorded) Wire() string { return "payment.recorded" }

// About implements [Event].
func (e *PaymentRecorded) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *PaymentRecorded) Says() (Rule, []Arg) { return ClockRecord, e.args() }

func (e *PaymentRecorded) apply(a *applying) {
	o := e.keep(a, "")
	if o == nil {
		return
	}
	if o.Escalated {
		a.changeAccount(o.Seller, func(c *Account) { c.Escalated-- })
	}
	a.changeOrder(e.Order, func(o *Order) {
		o.State, o.Timers.Acknowledge = Paid, a.At
		o.Pay = &PaidRecord{e.Key, e.Method, e.Amount, e.Reference, e.Date, a.At, e.To}
	})
}

// PaymentSuspended kept a payment that matches nothing until somebody has looked at it.
type PaymentSuspended struct {
	PaymentFact
	Reason SuspenseReason `cbor:"10,keyasint"`
}

// Wire implements [Event].
func (*PaymentSuspended) Wire() string { return "payment.suspended" }

// About implements [Event].
func (e *PaymentSuspended) About() []Ref {
	return []Ref{{KindOrder, e.Order}, {KindPayment, e.Key}}
}

// Says implements [Event].
func (e *PaymentSuspended) Says() (Rule, []Arg) {
	return RuleSuspense, append(e.args(), word("reason", "suspense."+string(e.Reason)))
}

func (e *PaymentSuspended) apply(a *applying) { e.keep(a, e.Reason) }

// AcknowledgePayment tells that the money came, which completes the order.
type AcknowledgePayment struct {
	Order ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*AcknowledgePayment) Wire() string { return "payment.acknowledge" }

func (c *AcknowledgePayment) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, CreatorSide)
	if r != nil {
		return r
	}
	if r := first(d.acting(o), o.in(RuleAcknowledge, Paid)); r != nil {
		return r
	}
	d.emit(&PaymentAcknowledged{Order: o.Key})
	d.complete(o, ClockAcknowledge)
	return nil
}

// PaymentAcknowledged tells that the money came.
type PaymentAcknowledged struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*PaymentAcknowledged) Wire() string { return "payment.acknowledged" }

// About implements [Event].
func (e *PaymentAcknowledged) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*PaymentAcknowledged) Says() (Rule, []Arg) { return ClockAcknowledge, nil }

func (e *PaymentAcknowledged) apply(a *applying) {
	a.changeOrder(e.Order, func(*Order) {})
}

// PaymentLate tells that a fee was not recorded in time: a dispute is open to the creator, and the
// seller's reliability shows it.
type PaymentLate struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*PaymentLate) Wire() string { return "payment.late" }

// About implements [Event].
func (e *PaymentLate) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*PaymentLate) Says() (Rule, []Arg) { return ClockRecord, nil }

func (e *PaymentLate) apply(a *applying) {
	o := a.changeOrder(e.Order, func(o *Order) { o.PayLate, o.Timers.Late = true, a.At })
	if o != nil {
		a.changeStanding(o.Seller, func(s *Standing) { s.LatePayments++ })
	}
}

// PaymentEscalated brought a payment that is very late before support; the seller cannot publish until it is settled.
type PaymentEscalated struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*PaymentEscalated) Wire() string { return "payment.escalated" }

// About implements [Event].
func (e *PaymentEscalated) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*PaymentEscalated) Says() (Rule, []Arg) { return ClockEscalate, nil }

func (e *PaymentEscalated) apply(a *applying) {
	o := a.changeOrder(e.Order, func(o *Order) { o.Escalated = true })
	if o != nil {
		a.changeAccount(o.Seller, func(c *Account) { c.Escalated++ })
	}
}
