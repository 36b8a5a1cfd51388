package model

// clocks derives every clock of an order. This is the table of rule 12 in code: one line a row.
func (o *Order) clocks(p *Policy) []Clock {
	if o.StoppedAt != 0 {
		return nil
	}
	c := orderClocks{o: o, p: p}
	t := o.Timers
	switch o.State {
	case AwaitingSample:
		c.shipping()
	case OnTheWay:
		c.add(ClockReceive, CreatorSide, t.Receive, SampleReceiveDays, p.days(t.Receive, SampleReceiveDays), "received")
	case AwaitingSubmission:
		if o.Type == StorePromoCode {
			c.promo()
			break
		}
		c.submit(ClockSubmit, t.SubmitBy)
	case ChangesAsked:
		c.submit(ClockChanges, t.Changes)
	case InReview:
		c.add(ClockContentReview, SellerSide, t.Review, ContentReviewDays, p.days(t.Review, ContentReviewDays), "confirmed", amount("owed", o.Terms.Fee))
	case Submitted:
		c.add(ClockComplete, Nobody, t.Complete, OrderCompleteDays, p.days(t.Complete, OrderCompleteDays), "completed")
	case Confirmed:
		c.paying()
	case Paid:
		c.add(ClockAcknowledge, CreatorSide, t.Acknowledge, PaymentAckDays, p.days(t.Acknowledge, PaymentAckDays), "completed")
	}
	if t.Hide != 0 && !o.Hidden {
		c.add(ClockAddressHide, Nobody, t.Hide, AddressHideDays, p.days(t.Hide, AddressHideDays), "hidden")
	}
	c.proposals()
	return postponed(c.all, o.Waits)
}

// orderClocks collects the clocks of one order.
type orderClocks struct {
	o   *Order
	p   *Policy
	all []Clock
}

func (c *orderClocks) add(rule Rule, side Side, from Moment, length Number, due Moment, follows string, args ...Arg) {
	c.all = append(c.all, Clock{
		Rule: rule, Of: c.o.Ref(), Side: side, Turn: c.o.Acting(side), Seller: c.o.Seller, Creator: c.o.Acting(CreatorSide),
		For: c.o.represented(), Under: c.o.Contract, From: from, Length: length, Due: due, Default: follows, Args: args,
	})
}

func (c *orderClocks) shipping() {
	t := c.o.Timers
	if due := c.shipDue(); !c.o.ShipLate && due < t.NeverBy {
		c.add(ClockShip, SellerSide, t.Ship, SampleShipDays, due, "deadline_moves", when("deadline", t.SubmitBy))
	}
	c.add(ClockNever, SellerSide, t.Ship, "", t.NeverBy, "expired_seller")
	c.all[len(c.all)-1].Further = len(c.all) > 1
}

func (c *orderClocks) shipDue() Moment {
	return c.p.Calendar().AddWorkingDays(c.o.Timers.Ship, c.p.Get(SampleShipDays))
}

// submit adds the creator's clock, which stands while an extension waits for its answer.
func (c *orderClocks) submit(rule Rule, due Moment) {
	if c.o.Extension.Open() {
		return
	}
	from, length := c.o.Since, Number("")
	if rule == ClockChanges && due == c.p.days(from, ContentChangesDays) { // else it is the submission deadline
		length = ContentChangesDays
	}
	c.add(rule, CreatorSide, from, length, due, "expired")
}

func (c *orderClocks) paying() {
	t := c.o.Timers
	switch {
	case !c.o.PayLate:
		c.add(ClockRecord, SellerSide, t.Record, PaymentRecordDays, c.p.days(t.Record, PaymentRecordDays), "late", amount("owed", c.o.Owed))
	case !c.o.Escalated:
		c.add(ClockEscalate, SellerSide, t.Late, PaymentEscalateDays, c.p.days(t.Late, PaymentEscalateDays), "escalated", amount("owed", c.o.Owed))
	}
}

func (c *orderClocks) proposals() {
	if e := c.o.Extension; e.Open() {
		c.add(ClockExtension, SellerSide, e.From, ExtensionAnswerDays, c.p.days(e.From, ExtensionAnswerDays), "granted", num("days", int64(e.Days)))
	}
	if f := c.o.Offer; f.Open() {
		c.add(ClockOffer, CreatorSide, f.From, OfferAnswerDays, c.p.days(f.From, OfferAnswerDays), "refused")
	}
	if s := c.o.Stop; s.Open() {
		c.add(ClockStop, s.By.Other(), s.From, StopAnswerDays, c.p.days(s.From, StopAnswerDays), "refused")
	}
}

// strike carries out what the table says when nobody acted.
func (o *Order) strike(d *deciding, c Clock) {
	switch c.Rule {
	case ClockShip:
		d.emit(&SampleLate{Order: o.Key})
	case ClockNever:
		d.expire(o, SellerSide, ClockNever)
	case ClockReceive:
		d.emit(receipt(d, o, true))
	case ClockAddressHide:
		d.emit(&AddressHidden{Order: o.Key})
	case ClockSubmit, ClockChanges:
		d.expire(o, o.blame(), c.Rule)
	case ClockContentReview:
		d.confirm(o, true)
	case ClockRecord:
		d.emit(&PaymentLate{Order: o.Key})
	case ClockEscalate:
		d.emit(&PaymentEscalated{Order: o.Key})
	case ClockAcknowledge, ClockComplete:
		d.complete(o, c.Rule)
	case ClockExtension:
		d.answerExtension(o, true, true)
	case ClockOffer:
		d.emit(&OfferAnswered{Order: o.Key, BySilence: true})
	case ClockStop:
		d.emit(&StopAnswered{Order: o.Key, BySilence: true})
	}
}

// blame tells whom a missed submission counts against: the seller who left materials asked for unanswered
// or never provided the promised sample (M109), else the creator.
func (o *Order) blame() Side {
	if o.Materials != nil && o.Materials.Asked != 0 && o.Materials.Answered == 0 {
		return SellerSide
	}
	return CreatorSide
}

func (d *deciding) expire(o *Order, against Side, rule Rule) {
	d.emit(&OrderExpired{Order: o.Key, Against: against, Rule: rule})
	d.endTask(o.Task)
}

// complete ends an order well.
func (d *deciding) complete(o *Order, rule Rule) {
	d.emit(&OrderCompleted{Order: o.Key, Rule: rule})
	d.endTask(o.Task)
}

// OrderExpired ended an order whose sample or content never came.
type OrderExpired struct {
	Order   Key  `cbor:"1,keyasint"`
	Against Side `cbor:"2,keyasint"`
	Rule    Rule `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*OrderExpired) Wire() string { return "order.expired" }

// About implements [Event].
func (e *OrderExpired) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *OrderExpired) Says() (Rule, []Arg) {
	return e.Rule, []Arg{word("against", "side."+e.Against.String())}
}

func (e *OrderExpired) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.State, o.Against = Expired, e.Against
		o.keepAddress(a.At)
	})
}

// OrderCompleted ended an order well.
type OrderCompleted struct {
	Order Key  `cbor:"1,keyasint"`
	Rule  Rule `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*OrderCompleted) Wire() string { return "order.completed" }

// About implements [Event].
func (e *OrderCompleted) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *OrderCompleted) Says() (Rule, []Arg) { return e.Rule, nil }

func (e *OrderCompleted) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) { o.State = Completed })
}

// CommentExpiry leaves the creator's reason why an order expired (M110).
type CommentExpiry struct {
	Order ID     `cbor:"1,keyasint"`
	Text  string `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*CommentExpiry) Wire() string { return "order.comment" }

func (c *CommentExpiry) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, CreatorSide)
	if r != nil {
		return r
	}
	if r := first(o.in(RuleExpiryComment, Expired), d.needText("text", c.Text, NoteChars, true)); r != nil {
		return r
	}
	d.emit(&ExpiryCommented{Order: o.Key, Text: c.Text})
	return nil
}

// ExpiryCommented kept why an order expired.
type ExpiryCommented struct {
	Order Key    `cbor:"1,keyasint"`
	Text  string `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*ExpiryCommented) Wire() string { return "order.commented" }

// About implements [Event].
func (e *ExpiryCommented) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *ExpiryCommented) Says() (Rule, []Arg) {
	return RuleExpiryComment, []Arg{text("text", e.Text)}
}

func (e *ExpiryCommented) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) { o.Comment = e.Text })
}
