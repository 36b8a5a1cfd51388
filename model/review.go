package model

import "slices"

// Picked is one row of a batch: an order, at the revision that was seen when the batch was planned.
// Revision 0 means "as it is now".
type Picked struct {
	ID  ID     `cbor:"1,keyasint"`
	Rev uint32 `cbor:"2,keyasint,omitempty"`
}

// RowResult is what a batch does, or would do, to one row.
type RowResult struct {
	ID      ID
	Refusal *Refusal // nil: it goes through
	Effect  OrderState
}

// ApproveApplications accepts applications. The batch goes through whole or not at all.
type ApproveApplications struct {
	Orders []Picked `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*ApproveApplications) Wire() string { return "application.approve" }

func (c *ApproveApplications) decide(d *deciding) *Refusal { return d.batch(c.Orders, d.approve) }

func (d *deciding) approve(o *Order) *Refusal {
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
}

// Wire implements [Command].
func (*RejectApplications) Wire() string { return "application.reject" }

func (c *RejectApplications) decide(d *deciding) *Refusal {
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
	if r := d.checkText("note", c.Note, NoteChars, true); r != nil {
		return r
	}
	return d.batch(c.Orders, func(o *Order) *Refusal {
		if r := o.in(RuleWaiting, Applied); r != nil {
			return r
		}
		d.emit(&ApplicationRejected{Order: o.Key, Reason: c.Reason, Note: c.Note, Again: c.Again})
		d.endTask(o.Task)
		return nil
	})
}

// batch carries out a step for each row, each seeing the rows before it. It refuses with the first refusal.
func (d *deciding) batch(rows []Picked, step func(*Order) *Refusal) *Refusal {
	if len(rows) == 0 {
		return refuse(RuleRequired, "order")
	}
	if most := d.policy().Get(BatchRowsMax); int64(len(rows)) > most {
		return refuse(RuleTooMany, "order", num("count", int64(len(rows))), num("max", most))
	}
	for i, row := range rows {
		if slices.ContainsFunc(rows[:i], func(p Picked) bool { return p.ID == row.ID }) {
			return refuse(RuleRowTwice, "order", text("order", string(row.ID)))
		}
		if r := d.row(row, step); r != nil {
			return r
		}
	}
	return nil
}

func (d *deciding) row(row Picked, step func(*Order) *Refusal) *Refusal {
	o, r := d.orderAs(row.ID, SellerSide)
	if r != nil {
		return r
	}
	if row.Rev != 0 && row.Rev != o.Rev {
		return refuse(RuleMoved, "order", text("id", string(o.ID)))
	}
	return step(o)
}

// PlanBatch says row by row what a batch would do, rows that would be refused among them; those are left
// out of what follows, as they would be if the person took them out.
func PlanBatch(r Reader, actor Actor, now Moment, c Command) []RowResult {
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	var rows []Picked
	step := d.approve
	switch c := c.(type) {
	case *ApproveApplications:
		rows = c.Orders
	case *RejectApplications:
		rows, step = c.Orders, func(o *Order) *Refusal {
			return (&RejectApplications{Orders: []Picked{{ID: o.ID}}, Reason: c.Reason, Note: c.Note, Again: c.Again}).decide(d)
		}
	}
	results := make([]RowResult, 0, len(rows))
	for _, row := range rows {
		res := RowResult{ID: row.ID, Refusal: d.row(row, step)}
		if res.Refusal == nil {
			res.Effect = OrderByID(d.s, row.ID).State
		}
		results = append(results, res)
	}
	return results
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
