package model

// CloseTask ends the time to apply early: waiting applications are rejected, accepted orders go on (M102-104).
type CloseTask struct {
	ID ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*CloseTask) Wire() string { return "task.close" }

func (c *CloseTask) decide(d *deciding) *Refusal {
	t, r := d.ownTask(c.ID)
	if r != nil {
		return r
	}
	if t.State != Published {
		return refuse(RuleTaskOpen, "task", word("state", "state.task."+t.State.String()))
	}
	if r := d.leaveByClosing(t); r != nil {
		return r
	}
	d.emit(&TaskClosed{Task: t.Key, BySeller: true, Sweep: t.Waiting > 0})
	if t.Waiting > 0 {
		d.sweep(must[*Task](d.s, t.Key))
	}
	d.endTask(t.Key)
	return nil
}

// TaskClosed took a task off the Task Square.
type TaskClosed struct {
	Task     Key  `cbor:"1,keyasint"`
	BySeller bool `cbor:"2,keyasint,omitempty"`
	Sweep    bool `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Event].
func (*TaskClosed) Wire() string { return "task.closed" }

// About implements [Event].
func (e *TaskClosed) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (e *TaskClosed) Says() (Rule, []Arg) {
	if e.BySeller {
		return RuleCloseEarly, nil
	}
	return ClockApplyBy, nil
}

func (e *TaskClosed) apply(a *applying) {
	a.changeTask(e.Task, func(t *Task) {
		t.State, t.ClosedAt, t.BySeller = Closed, a.At, e.BySeller
		if e.Sweep {
			t.Sweep = a.At
		}
	})
}

// TaskEnded tells that every order of a closed task is settled.
type TaskEnded struct {
	Task Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*TaskEnded) Wire() string { return "task.ended" }

// About implements [Event].
func (e *TaskEnded) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (*TaskEnded) Says() (Rule, []Arg) { return RuleTaskEnded, nil }

func (e *TaskEnded) apply(a *applying) {
	a.changeTask(e.Task, func(t *Task) { t.State = Ended })
}

// sweep tells the next orders of a task of its closing or of its new version. An entry of the journal is
// bounded, so a task with very many orders is swept by a clock that is due at once, in several entries.
func (d *deciding) sweep(t *Task) {
	left := int(d.policy().Get(SweepRows))
	if t.BySeller {
		left -= d.rejectSome(t, RejectClosed, left)
	}
	for _, o := range d.behind(t, left) {
		if o.Offer.Open() { // an order has one open offer; the seller's newer word overtakes the older one
			d.emit(&OfferAnswered{Order: o.Key, BySilence: true})
		}
		d.emit(&OfferMade{Order: o.Key, Version: t.Version, Terms: offerTerms(o.Terms, t.Terms)})
		left--
	}
	if left > 0 {
		d.emit(&TaskSwept{Task: t.Key})
	}
}

// behind returns up to n orders of a task that were told of an earlier version only.
func (d *deciding) behind(t *Task, n int) []*Order {
	var all []*Order
	for p := range d.s.Scan(ListTaskLive, group(uint64(t.Key)), Place{}, false) {
		o := must[*Order](d.s, p.Ref.Key)
		if len(all) >= n || o.Told >= t.Version {
			break
		}
		all = append(all, o)
	}
	return all
}

// offerTerms lays a task's new terms over an order's: what was agreed on applying times stays.
func offerTerms(agreed, now Terms) Terms {
	now.ApplyBy, now.Rate = agreed.ApplyBy, agreed.Rate
	return now
}

// rejectWaiting rejects the applications that nobody decided in time.
func (d *deciding) rejectWaiting(t *Task, reason RejectReason) {
	d.rejectSome(t, reason, int(d.policy().Get(SweepRows)))
	d.endTask(t.Key)
}

// rejectSome rejects up to n waiting applications and returns how many they were.
func (d *deciding) rejectSome(t *Task, reason RejectReason, n int) int {
	var waiting []Key
	for p := range d.s.Scan(ListTaskOrders, group(uint64(t.Key), uint64(Applied)), Place{}, false) {
		if len(waiting) == n {
			break
		}
		waiting = append(waiting, p.Ref.Key)
	}
	for _, key := range waiting {
		d.emit(&ApplicationRejected{Order: key, Reason: reason})
	}
	return len(waiting)
}

// TaskSwept tells that every order of a task was told.
type TaskSwept struct {
	Task Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*TaskSwept) Wire() string { return "task.swept" }

// About implements [Event].
func (e *TaskSwept) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (*TaskSwept) Says() (Rule, []Arg) { return ClockSweep, nil }

func (e *TaskSwept) apply(a *applying) {
	a.changeTask(e.Task, func(t *Task) { t.Sweep = 0 })
}
