package model

import "slices"

// RejectReason says why an application is turned down.
type RejectReason string

// The reasons; the last two are the system's.
const (
	RejectFit          RejectReason = "not_the_right_fit"
	RejectRequirements RejectReason = "requirements_not_met"
	RejectFilled       RejectReason = "slots_filled"
	RejectDetail       RejectReason = "needs_more_detail"
	RejectOther        RejectReason = "other"
	RejectNotReviewed  RejectReason = "not_reviewed"
	RejectClosed       RejectReason = "closed_early"
)

// RejectReasons returns the reasons that a seller may give.
func RejectReasons() []RejectReason {
	return []RejectReason{RejectFit, RejectRequirements, RejectFilled, RejectDetail, RejectOther}
}

// ApplyToTask asks to take part. It makes the order.
type ApplyToTask struct {
	ID   ID     `cbor:"1,keyasint"` // of the order
	Task ID     `cbor:"2,keyasint"`
	Note string `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Command].
func (*ApplyToTask) Wire() string { return "order.apply" }

func (c *ApplyToTask) decide(d *deciding) *Refusal {
	t, r := d.task(c.Task)
	if r != nil {
		return r
	}
	creator, r := d.as(Creator)
	if r != nil {
		return r
	}
	if r := first(d.canApply(t, creator), d.checkText("note", c.Note, NoteChars, true)); r != nil {
		return r
	}
	if !c.ID.Valid(OrderLetter) {
		return usage(RuleID, "id", text("value", Safe(string(c.ID))))
	}
	if _, taken := byID(d.s, ListOrderID, c.ID); taken {
		return refuse(RuleIDTaken, "id", text("id", string(c.ID)))
	}
	d.warnApplicant(t, creator)
	terms := t.Terms
	terms.Rate = must[*Account](d.s, t.Seller).RateAt(d.now)
	d.emit(&OrderApplied{
		Key: d.s.Next(KindOrder), ID: c.ID, Task: t.Key, Version: t.Version, Creator: creator.Key, Note: c.Note, Terms: terms,
		Policy: d.policy().Key,
	})
	return nil
}

// CanApply returns why a creator cannot apply for a task now, nil where it can.
func CanApply(r Reader, now Moment, t *Task, creator *Account) *Refusal {
	d := &deciding{s: NewOverlay(r), actor: Actor{Account: creator.Key}, now: now}
	if creator.Role != Creator {
		_, refusal := d.as(Creator)
		return refusal
	}
	return d.canApply(t, creator)
}

func (d *deciding) canApply(t *Task, creator *Account) *Refusal {
	if t.State != Published || t.Terms.ApplyBy <= d.now {
		return refuse(RuleTaskOpen, "task", word("state", "state.task."+t.State.String()), when("apply_by", t.Terms.ApplyBy))
	}
	if Blocked(d.s, t.Seller, creator.Key) {
		return refuse(RuleBlocked, "task")
	}
	if t.Type == FixedPrice && t.Terms.Earns() && !creator.Verified {
		return refuse(RuleVerified, "as", word("kind", "kind."+string(creator.Kind)))
	}
	if len(t.Terms.Content) == 1 && t.Terms.Accepts(LiveStream) && !creator.Live && !t.Terms.BrandStream {
		return refuse(RuleLive, "as")
	}
	for p := range d.s.Scan(ListPair, group(uint64(t.Key), uint64(creator.Key)), Place{}, true) {
		o := must[*Order](d.s, p.Ref.Key)
		switch {
		case o.State == Cancelled || o.State == Rejected && o.Rejection.Again:
		case o.State == Rejected:
			return refuse(RuleNoAgain, "task", text("order", string(o.ID)))
		default:
			return refuse(RuleOneLive, "task", text("order", string(o.ID)), word("state", "state."+o.State.String()))
		}
		break
	}
	return nil
}

// warnApplicant notes what the order will need and the applicant has not given yet.
func (d *deciding) warnApplicant(t *Task, creator *Account) {
	if t.Terms.Samples > 0 && creator.Address.IsZero() {
		d.note(RuleAddressMissing, "address")
	}
	if t.Terms.Earns() && creator.PayPal.IsZero() {
		d.note(RulePayPalMissing, "paypal")
	}
	if len(t.Languages) > 0 && !slices.ContainsFunc(t.Languages, func(l string) bool { return slices.Contains(creator.Languages, l) }) {
		d.note(RuleUnfit, "language")
	}
	if len(t.Countries) > 0 && !slices.Contains(t.Countries, creator.Country) {
		d.note(RuleUnfit, "country")
	}
}

// OrderApplied made an order out of an application, with the terms of that moment.
type OrderApplied struct {
	Key     Key    `cbor:"1,keyasint"`
	ID      ID     `cbor:"2,keyasint"`
	Task    Key    `cbor:"3,keyasint"`
	Version int    `cbor:"4,keyasint"`
	Creator Key    `cbor:"5,keyasint"`
	Agency  Key    `cbor:"6,keyasint,omitempty"`
	Note    string `cbor:"7,keyasint,omitempty"`
	Terms   Terms  `cbor:"8,keyasint"`
	Policy  Key    `cbor:"9,keyasint"`
}

// Wire implements [Event].
func (*OrderApplied) Wire() string { return "order.applied" }

// About implements [Event].
func (e *OrderApplied) About() []Ref { return []Ref{{KindOrder, e.Key}, {KindTask, e.Task}} }

// Says implements [Event].
func (e *OrderApplied) Says() (Rule, []Arg) {
	return RuleFrozen, []Arg{num("version", int64(e.Version)), when("apply_by", e.Terms.ApplyBy), when("submit_by", e.Terms.SubmitBy)}
}

func (e *OrderApplied) apply(a *applying) {
	t := must[*Task](a.s, e.Task)
	if t == nil {
		a.stale = true
		return
	}
	o := &Order{
		Key: e.Key, ID: e.ID, Task: e.Task, Version: e.Version, Told: t.Version, Type: t.Type, Seller: t.Seller, Creator: e.Creator,
		Agency: e.Agency, Policy: e.Policy, Terms: e.Terms, Title: t.Title, State: Applied, Since: a.At, Made: a.At, Note: e.Note, Rev: 1,
	}
	o.Timers.SubmitBy = e.Terms.SubmitBy
	a.hear(o)
	a.s.Put(o)
	a.count(o, 0)
}

// CancelApplication takes an application back, until the application deadline (M105).
type CancelApplication struct {
	Order ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*CancelApplication) Wire() string { return "order.cancel" }

func (c *CancelApplication) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, CreatorSide)
	if r != nil {
		return r
	}
	if o.State.Making() {
		return refuse(RuleNoOptOut, "order", word("state", "state."+o.State.String()))
	}
	if r := o.in(RuleWaiting, Applied); r != nil {
		return r
	}
	if d.now >= o.Terms.ApplyBy {
		return refuse(RuleCancelBy, "order", when("apply_by", o.Terms.ApplyBy))
	}
	d.emit(&ApplicationCancelled{Order: o.Key})
	d.endTask(o.Task)
	return nil
}

// ApplicationCancelled took an application back.
type ApplicationCancelled struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*ApplicationCancelled) Wire() string { return "application.cancelled" }

// About implements [Event].
func (e *ApplicationCancelled) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*ApplicationCancelled) Says() (Rule, []Arg) { return RuleCancelBy, nil }

func (e *ApplicationCancelled) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) { o.State = Cancelled })
}
