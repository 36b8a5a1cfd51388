package model

import "slices"

// ApproveApplications accepts applications. The batch goes through whole or not at all.
type ApproveApplications struct {
	Orders []Picked `cbor:"1,keyasint"`
	Batch  ID       `cbor:"2,keyasint,omitempty"` // of the batch that this makes; without one it cannot be taken back
}

// Wire implements [Command].
func (*ApproveApplications) Wire() string { return "application.approve" }

func (c *ApproveApplications) decide(d *deciding) *Refusal { return d.batch(c) }

func (c *ApproveApplications) picked() []Picked { return c.Orders }

func (c *ApproveApplications) named() (BatchKind, ID) { return BatchApprove, c.Batch }

func (*ApproveApplications) weight() int { return 90 }

func (*ApproveApplications) check(*deciding) *Refusal { return nil }

func (*ApproveApplications) step(d *deciding, o *Order) *Refusal {
	if r := o.in(RuleWaiting, Applied); r != nil {
		return r
	}
	t := must[*Task](d.s, o.Task)
	if t.Full() {
		return refuse(RuleFull, "order", num("wanted", int64(t.Wanted)), num("approved", int64(t.Approved)))
	}
	if o.Terms.SubmitBy != 0 && o.Terms.SubmitBy <= d.now {
		return refuse(RulePast, "submit_by", when("value", o.Terms.SubmitBy), when("now", d.now))
	}
	d.emit(&ApplicationApproved{Order: o.Key})
	return nil
}

// RejectApplications turns applications down with one reason.
type RejectApplications struct {
	Orders []Picked     `cbor:"1,keyasint"`
	Reason RejectReason `cbor:"2,keyasint"`
	Note   string       `cbor:"3,keyasint,omitempty"`
	Again  bool         `cbor:"4,keyasint,omitempty"`
	Batch  ID           `cbor:"5,keyasint,omitempty"` // of the batch that this makes; without one it cannot be taken back
}

// Wire implements [Command].
func (*RejectApplications) Wire() string { return "application.reject" }

func (c *RejectApplications) decide(d *deciding) *Refusal { return d.batch(c) }

func (c *RejectApplications) picked() []Picked { return c.Orders }

func (c *RejectApplications) named() (BatchKind, ID) { return BatchReject, c.Batch }

func (c *RejectApplications) weight() int { return 110 + len(c.Note) }

func (c *RejectApplications) check(d *deciding) *Refusal {
	if c.Reason == "" {
		return refuse(RuleRequired, "reason")
	}
	if !slices.Contains(RejectReasons(), c.Reason) {
		return usage(RuleReasonName, "reason", text("value", Safe(string(c.Reason))))
	}
	if c.Reason == RejectOther {
		if r := d.needText("note", c.Note, NoteChars, true); r != nil {
			return r
		}
	}
	return d.checkText("note", c.Note, NoteChars, true)
}

func (c *RejectApplications) step(d *deciding, o *Order) *Refusal {
	if r := o.in(RuleWaiting, Applied); r != nil {
		return r
	}
	d.emit(&ApplicationRejected{Order: o.Key, Reason: c.Reason, Note: c.Note, Again: c.Again})
	d.endTask(o.Task)
	return nil
}

// ApplicationApproved accepted an application.
type ApplicationApproved struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*ApplicationApproved) Wire() string { return "application.approved" }

// About implements [Event].
func (e *ApplicationApproved) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*ApplicationApproved) Says() (Rule, []Arg) { return RuleApproval, nil }

func (e *ApplicationApproved) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.ApprovedAt, o.State = a.At, AwaitingSubmission
		if o.Terms.Samples > 0 {
			o.State, o.Timers.Ship, o.Timers.NeverBy = AwaitingSample, a.At, o.Terms.SubmitBy
		}
	})
}

// ApplicationRejected turned an application down.
type ApplicationRejected struct {
	Order  Key          `cbor:"1,keyasint"`
	Reason RejectReason `cbor:"2,keyasint"`
	Note   string       `cbor:"3,keyasint,omitempty"`
	Again  bool         `cbor:"4,keyasint,omitempty"`
}

// Wire implements [Event].
func (*ApplicationRejected) Wire() string { return "application.rejected" }

// About implements [Event].
func (e *ApplicationRejected) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *ApplicationRejected) Says() (Rule, []Arg) {
	args := []Arg{word("reason", "reject."+string(e.Reason)), text("note", e.Note)}
	switch e.Reason {
	case RejectNotReviewed:
		return ClockReview, args
	case RejectClosed:
		return RuleCloseEarly, args
	}
	return RuleRejection, args
}

func (e *ApplicationRejected) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.State, o.Rejection = Rejected, &Rejection{e.Reason, e.Note, e.Again}
	})
}
