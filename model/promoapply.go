package model

// applyToPromo answers an application for a promo code task: the system approves it at once (M111). An agency applies
// once, for as many codes as it will need; the order is its own.
func (d *deciding) applyToPromo(t *Task, c *ApplyToTask) *Refusal {
	me, r := d.as(Creator, Agency)
	if r != nil {
		return r
	}
	if c.For != "" { // an agency applies once, and hands codes to its creators
		return refuse(RulePromoOnce, "for")
	}
	if r := first(d.canApplyToPromo(t, me), d.checkText("note", c.Note, NoteChars, true)); r != nil {
		return r
	}
	if !c.ID.Valid(OrderLetter) {
		return usage(RuleID, "id", text("value", Safe(string(c.ID))))
	}
	if _, taken := byID(d.s, ListOrderID, c.ID); taken {
		return refuse(RuleIDTaken, "id", text("id", string(c.ID)))
	}
	e := &OrderApplied{
		Key: d.s.Next(KindOrder), ID: c.ID, Task: t.Key, Version: t.Version, Creator: me.Key, Note: c.Note, Terms: t.Terms,
		Policy: d.policy().Key,
	}
	if me.Role == Agency {
		e.Agency = me.Key
	}
	if e.Terms.Reward == Commission {
		e.Terms.Rate = must[*Account](d.s, t.Seller).RateAt(d.now)
	}
	d.emit(e)
	d.emit(&PromoApproved{Order: e.Key})
	return nil
}

// canApplyToPromo is [CanApply] for promo code tasks. No more are approved than the seller wants, by the system neither.
func (d *deciding) canApplyToPromo(t *Task, me *Account) *Refusal {
	if t.State != Published || t.Terms.ApplyBy <= d.now {
		return refuse(RuleTaskOpen, "task", word("state", "state.task."+t.State.String()), when("apply_by", t.Terms.ApplyBy))
	}
	if Blocked(d.s, t.Seller, me.Key) {
		return refuse(RuleBlocked, "task")
	}
	if o := lastBetween(d.s, t.Key, me.Key); o != nil && o.State != Cancelled && !(o.State == Rejected && o.Rejection.Again) {
		return refuse(RuleOneLive, "task", text("order", string(o.ID)), word("state", "state."+o.State.String()))
	}
	if t.Full() {
		return refuse(RuleFull, "task", num("wanted", int64(t.Wanted)), num("approved", int64(t.Approved)))
	}
	if p := must[*Promo](d.s, t.Promo); p != nil && p.UsedUp() {
		return refuse(RulePromoUsedUp, "task", text("promo", p.Number), num("max", p.Fields.Total))
	}
	return nil
}

// PromoApproved accepted an application for a promo code task, by the system and at once.
type PromoApproved struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*PromoApproved) Wire() string { return "promo.approved" }

// About implements [Event].
func (e *PromoApproved) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*PromoApproved) Says() (Rule, []Arg) { return RulePromoApproval, nil }

func (e *PromoApproved) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.ApprovedAt, o.State, o.Timers.Complete = a.At, AwaitingSubmission, o.Terms.ApplyBy
	})
}

// WithoutContent tells of a promo code order that came to its end with nothing handed in: it is complete all the same.
func (o *Order) WithoutContent() bool {
	return o.Type == StorePromoCode && o.State == Completed && len(o.Versions) == 0
}

// promo adds the one clock of a promo code order, which never expires.
func (c *orderClocks) promo() {
	due := c.p.days(c.o.Timers.Complete, OrderCompleteDays)
	if len(c.o.Versions) == 0 {
		c.add(ClockComplete, Nobody, c.o.Timers.Complete, OrderCompleteDays, due, "completed_no_content")
		return
	}
	c.add(ClockComplete, Nobody, c.o.Timers.Complete, OrderCompleteDays, due, "completed")
}
