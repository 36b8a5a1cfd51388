package model

import (
	"slices"
	"time"
)

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

	// Of an agency: the creator of its roster that it applies for, a handle, and that samples go to the creator itself.
	For    string `cbor:"4,keyasint,omitempty"`
	Direct bool   `cbor:"5,keyasint,omitempty"`
}

// Wire implements [Command].
func (*ApplyToTask) Wire() string { return "order.apply" }

func (c *ApplyToTask) decide(d *deciding) *Refusal {
	t, r := d.task(c.Task)
	if r != nil {
		return r
	}
	if t.Type == StorePromoCode {
		return d.applyToPromo(t, c)
	}
	creator, contract, r := d.applicant(c.For)
	if r != nil {
		return r
	}
	_, r = d.apply(t, application{id: c.ID, note: c.Note, creator: creator, contract: contract, direct: c.Direct})
	return r
}

// applicant finds who an application is for: the actor itself, or the creator that the agency names.
func (d *deciding) applicant(handle string) (*Account, *Contract, *Refusal) {
	me := d.account()
	if me == nil || me.Role != Agency {
		creator, r := d.as(Creator)
		if r == nil && handle != "" && handle != creator.Handle {
			r = noRight("for", word("needs", "role.agency"))
		}
		return creator, nil, r
	}
	if handle == "" {
		return nil, nil, refuse(RuleForWhom, "for")
	}
	return d.represented(me, handle)
}

// application is one wish to take part in a task, by a creator or by an agency for it.
type application struct {
	id       ID
	note     string
	creator  *Account
	contract *Contract // that the agency acts under, nil for a creator alone
	direct   bool
	lean     bool // one of many: the event leaves out what the task says
}

// apply makes the order of an application and returns its key.
func (d *deciding) apply(t *Task, a application) (Key, *Refusal) {
	if r := first(d.canApply(t, a.creator, a.contract), d.checkText("note", a.note, NoteChars, true)); r != nil {
		return 0, r
	}
	if !a.id.Valid(OrderLetter) {
		return 0, usage(RuleID, "id", text("value", Safe(string(a.id))))
	}
	if _, taken := byID(d.s, ListOrderID, a.id); taken {
		return 0, refuse(RuleIDTaken, "id", text("id", string(a.id)))
	}
	d.warnApplicant(t, a)
	terms := t.Terms
	terms.Rate = must[*Account](d.s, t.Seller).RateAt(d.now)
	e := &OrderApplied{
		Key: d.s.Next(KindOrder), ID: a.id, Task: t.Key, Version: t.Version, Creator: a.creator.Key, Note: a.note, Terms: terms,
		Policy: d.policy().Key, Lean: a.lean,
	}
	if a.lean {
		e.Terms = Terms{ApplyBy: terms.ApplyBy, SubmitBy: terms.SubmitBy, Rate: terms.Rate}
	}
	if a.contract != nil {
		e.Agency, e.Contract, e.Share, e.Direct = a.contract.Agency, a.contract.Key, a.contract.Share, a.direct
	}
	d.emit(e)
	return e.Key, nil
}

// CanApply returns why a creator cannot apply for a task now, nil where it can.
func CanApply(r Reader, now Moment, t *Task, creator *Account) *Refusal {
	d := &deciding{s: NewOverlay(r), actor: Actor{Account: creator.Key}, now: now}
	if t.Type == StorePromoCode {
		if _, refusal := d.as(Creator, Agency); refusal != nil {
			return refusal
		}
		return d.canApplyToPromo(t, creator)
	}
	if creator.Role != Creator {
		_, refusal := d.as(Creator)
		return refusal
	}
	return d.canApply(t, creator, nil)
}

// CanApplyFor returns why an agency cannot apply for a task for a creator now, nil where it can.
func CanApplyFor(r Reader, now Moment, t *Task, agency, creator *Account) *Refusal {
	d := &deciding{s: NewOverlay(r), actor: Actor{Account: agency.Key}, now: now}
	_, contract, refusal := d.represented(agency, creator.Handle)
	if refusal != nil {
		return refusal
	}
	return d.canApply(t, creator, contract)
}

// openForApplications demands that a task can be applied for at all by creators, or by agencies for them.
func (d *deciding) openForApplications(t *Task) *Refusal {
	if t.Type == StorePromoCode && d.account() != nil && d.account().Role == Agency {
		return refuse(RulePromoOnce, "task")
	}
	if t.State != Published || t.Terms.ApplyBy <= d.now {
		return refuse(RuleTaskOpen, "task", word("state", "state.task."+t.State.String()), when("apply_by", t.Terms.ApplyBy))
	}
	return nil
}

func (d *deciding) canApply(t *Task, creator *Account, contract *Contract) *Refusal {
	if r := d.openForApplications(t); r != nil {
		return r
	}
	if Blocked(d.s, t.Seller, creator.Key) || contract != nil && Blocked(d.s, t.Seller, contract.Agency) {
		return refuse(RuleBlocked, "task")
	}
	if t.Type == FixedPrice && t.Terms.Earns() && !creator.Verified && contract == nil {
		return refuse(RuleVerified, "as", word("kind", "kind."+string(creator.Kind)))
	}
	if len(t.Terms.Content) == 1 && t.Terms.Accepts(LiveStream) && !creator.Live && !t.Terms.BrandStream {
		return refuse(RuleLive, "as")
	}
	for p := range d.s.Scan(ListPair, group(uint64(t.Key), uint64(creator.Key)), Place{}, true) {
		o := must[*Order](d.s, p.Ref.Key)
		switch {
		case o.State == Cancelled || o.State == Rejected && o.Rejection.Again:
		case contract != nil && o.Agency != contract.Agency: // the agency does not see that order
			return refuse(RuleLiveAlready, "for", text("creator", creator.Handle))
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
func (d *deciding) warnApplicant(t *Task, a application) {
	creator, receives, paid := a.creator, a.creator, a.creator
	if a.contract != nil {
		paid = must[*Account](d.s, a.contract.Agency)
		if !a.direct {
			receives = paid
		}
		d.warnAgency(t, creator)
	}
	if t.Terms.Samples > 0 && !receives.HasAddress() {
		d.note(RuleAddressMissing, "address")
	}
	if t.Terms.Earns() && paid.PayPal.IsZero() && paid.Key == d.actor.Account {
		d.note(RulePayPalMissing, "paypal")
	}
	if len(t.Languages) > 0 && !slices.ContainsFunc(t.Languages, func(l string) bool { return slices.Contains(creator.Languages, l) }) {
		d.note(RuleUnfit, "language")
	}
	if len(t.Countries) > 0 && !slices.Contains(t.Countries, creator.Country) {
		d.note(RuleUnfit, "country")
	}
}

// warnAgency notes what an agency should know of a creator before it applies for it.
func (d *deciding) warnAgency(t *Task, creator *Account) {
	if t.Type == FixedPrice && t.Terms.Earns() && !creator.Verified {
		d.note(RuleUnverified, "for", text("creator", creator.Handle))
	}
	days := d.policy().Get(RosterOverlapDays)
	near := int64(0)
	for s := AwaitingSample; s <= ChangesAsked; s++ {
		q := OrdersOf(creator.Key, s)
		if d.s.Count(q.List, q.Group) == 0 {
			continue
		}
		for p := range d.s.Scan(q.List, q.Group, Place{}, true) {
			o := must[*Order](d.s, p.Ref.Key)
			if s != InReview && o != nil && o.SideOf(d.actor.Account) != Nobody && apart(o.Timers.SubmitBy, t.Terms.SubmitBy) < 24*time.Hour*time.Duration(days) {
				near++
			}
		}
	}
	if near > 0 {
		d.note(RuleOverlap, "for", text("creator", creator.Handle), num("count", near), num("days", days))
	}
}

// apart returns how far two moments lie from each other.
func apart(a, b Moment) time.Duration { return max(a.Sub(b), b.Sub(a)) }

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

	Contract Key  `cbor:"10,keyasint,omitempty"` // of an agency that applied
	Share    Rate `cbor:"11,keyasint,omitempty"`
	Direct   bool `cbor:"12,keyasint,omitempty"`
	Lean     bool `cbor:"13,keyasint,omitempty"` // one of many: Terms has the deadlines and the rate, all else is the task's
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
		Contract: e.Contract, Share: e.Share, Direct: e.Direct,
	}
	if e.Lean {
		o.Terms = t.Terms
		o.Terms.Rate, o.Terms.ApplyBy, o.Terms.SubmitBy = e.Terms.Rate, e.Terms.ApplyBy, e.Terms.SubmitBy
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
