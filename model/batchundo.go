package model

// UndoBatch takes a batch back, whole or only some of its orders, as long as the policy allows it and where nothing
// depends on it yet. It goes through for every order named or for none.
type UndoBatch struct {
	Batch  ID   `cbor:"1,keyasint,omitempty"` // none: the actor's last one that is still open
	Orders []ID `cbor:"2,keyasint,omitempty"` // none: all that is left of it
}

// Wire implements [Command].
func (*UndoBatch) Wire() string { return "batch.undo" }

func (c *UndoBatch) decide(d *deciding) *Refusal {
	b, rows, r := c.find(d)
	if r != nil {
		return r
	}
	back := make([]int, 0, len(rows))
	for _, row := range rows {
		if r := d.takeBack(b, row); r != nil {
			return r
		}
		back = append(back, row.at)
	}
	d.emit(&BatchUndone{Batch: b.Key, ID: b.ID, Did: b.Did, Rows: back})
	return nil
}

// undoRow is one order that is to be taken back.
type undoRow struct {
	id ID
	at int // in the batch, -1 where the batch does not have it
}

// find finds the batch and the rows of it that are meant.
func (c *UndoBatch) find(d *deciding) (*Batch, []undoRow, *Refusal) {
	b := lastBatch(d.s, d.actor.Account, d.now)
	switch {
	case c.Batch != "":
		b = BatchByID(d.s, c.Batch)
		if b == nil || !CanSee(d.s, d.viewer(), b) || b.Account != d.actor.Account {
			return nil, nil, absent("batch", Safe(string(c.Batch)))
		}
	case b == nil:
		return nil, nil, refuse(RuleUndoNone, "batch")
	}
	if b.Left == 0 {
		return nil, nil, refuse(RuleUndoDone, "batch", text("batch", string(b.ID)))
	}
	if until := b.Until(d.s); d.now >= until {
		return nil, nil, refuse(ClockUndo, "batch", text("batch", string(b.ID)), when("at", b.At))
	}
	if len(c.Orders) == 0 {
		return b, b.left(d.s), nil
	}
	rows, r := d.undoRows(b, c.Orders)
	return b, rows, r
}

// left returns what was not taken back yet.
func (b *Batch) left(r Reader) []undoRow {
	rows := make([]undoRow, 0, b.Left)
	for i, row := range b.Rows {
		if row.Undone == 0 {
			rows = append(rows, undoRow{must[*Order](r, row.Order).ID, i})
		}
	}
	return rows
}

// undoRows finds the orders named in the batch.
func (d *deciding) undoRows(b *Batch, ids []ID) ([]undoRow, *Refusal) {
	at := make(map[Key]int, len(b.Rows))
	for i, row := range b.Rows {
		at[row.Order] = i
	}
	var rows []undoRow
	seen := map[ID]bool{}
	for _, id := range ids {
		o, r := d.order(id)
		if r != nil {
			return nil, r
		}
		if seen[id] {
			return nil, refuse(RuleRowTwice, "order", text("order", string(id)))
		}
		seen[id] = true
		i, of := at[o.Key]
		if !of {
			i = -1
		}
		rows = append(rows, undoRow{id, i})
	}
	return rows, nil
}

// takeBack restores one order, where nothing depends on it.
func (d *deciding) takeBack(b *Batch, row undoRow) *Refusal {
	if row.at < 0 {
		return refuse(RuleUndoRow, "order", text("order", string(row.id)), text("batch", string(b.ID)))
	}
	kept := b.Rows[row.at]
	o := must[*Order](d.s, kept.Order)
	name := text("order", string(o.ID))
	switch {
	case kept.Undone != 0:
		return refuse(RuleUndoDone, "order", name, text("batch", string(b.ID)))
	case o.like() != kept.Rev:
		return refuse(RuleUndoMoved, "order", name, word("state", "state."+o.State.String()))
	}
	if b.Did == BatchApply {
		return d.withdraw(o)
	}
	if b.Did == BatchHand {
		if r := usedSince(d.s, o, b.Key); r != nil {
			return r
		}
	} else if r := d.dependsOn(o, kept); r != nil {
		return r
	}
	d.emit(&StepUndone{Order: o.Key, Batch: b.Key, Row: row.at, Did: b.Did})
	return nil
}

// dependsOn refuses what somebody or something has built on although the order itself did not change.
func (d *deciding) dependsOn(o *Order, kept BatchRow) *Refusal {
	name := text("order", string(o.ID))
	t := must[*Task](d.s, o.Task)
	if kept.Before.State == Applied && t.BySeller { // closing by hand leaves no application waiting
		return refuse(RuleUndoTask, "order", name, text("task", string(t.ID)))
	}
	for p := range d.s.Scan(ListPair, group(uint64(o.Task), uint64(o.Creator)), Place{}, true) {
		if newest := must[*Order](d.s, p.Ref.Key); newest.Key != o.Key {
			return refuse(RuleUndoAgain, "order", name, text("newer", string(newest.ID)))
		}
		break
	}
	was := o.restored(kept.Before)
	clocks := Clocks(d.s, was)
	if was.State == Applied {
		again := *t
		again.Waiting++
		clocks = append(clocks, Clocks(d.s, &again)...)
	}
	for _, c := range clocks {
		if c.Due <= d.now && c.Rule != ClockSweep && c.Rule != ClockApplyBy {
			return refuse(RuleUndoStruck, "order", name, word("clock", "rule."+string(c.Rule)+".title"), when("due", c.Due))
		}
	}
	return nil
}

// restored returns the order as it was before a batch. What the batch added is taken away, what it moved goes back.
func (o *Order) restored(was *Before) *Order {
	r := *o
	switch o.State {
	case Rejected:
		r.Rejection, r.Ended = nil, 0
	case OnTheWay:
		r.Shipments = r.Shipments[: len(r.Shipments)-1 : len(r.Shipments)-1]
		if len(r.Shipments) == 0 {
			r.Shipments = nil
		}
	default:
		r.ApprovedAt = 0
	}
	r.State, r.Since, r.Timers = was.State, was.Since, was.Timers
	if was.Offer != nil {
		r.Offer = was.Offer
	}
	return &r
}

// like returns the revision whose content the order has: its own, or an earlier one that it was brought back to.
func (o *Order) like() uint32 {
	if o.Like != 0 {
		return o.Like
	}
	return o.Rev
}

// PlanUndo says order by order what taking a batch back would do, those among them that have to stay; the others could
// be taken back by naming them. The refusal is one of the whole: no such batch, too late, nothing left.
func PlanUndo(r Reader, actor Actor, now Moment, c *UndoBatch) ([]RowResult, *Refusal) {
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	b, rows, refusal := c.find(d)
	if refusal != nil {
		return nil, refusal
	}
	results := make([]RowResult, 0, len(rows))
	for _, row := range rows {
		res := RowResult{ID: row.id, Refusal: d.takeBack(b, row)}
		if res.Refusal == nil {
			res.Effect = b.Rows[row.at].Before.State
		}
		results = append(results, res)
	}
	return results, nil
}

// StepUndone brought one order back to what it was before a batch.
type StepUndone struct {
	Order Key       `cbor:"1,keyasint"`
	Batch Key       `cbor:"2,keyasint"`
	Row   int       `cbor:"3,keyasint"` // of the batch, from 0
	Did   BatchKind `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*StepUndone) Wire() string { return "order.undone" }

// About implements [Event].
func (e *StepUndone) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *StepUndone) Says() (Rule, []Arg) {
	return ClockUndo, []Arg{word("did", "did."+string(e.Did))}
}

func (e *StepUndone) apply(a *applying) {
	b, old := must[*Batch](a.s, e.Batch), must[*Order](a.s, e.Order)
	if b == nil || old == nil || e.Row >= len(b.Rows) || b.Rows[e.Row].Before == nil {
		a.stale = true
		return
	}
	if e.Did == BatchHand {
		a.takeCodesBack(e.Order, e.Batch)
		return
	}
	was := b.Rows[e.Row].Before
	o := old.restored(was)
	o.Rev++
	o.Like = was.Like
	a.keepOrder(old, o)
	t := must[*Task](a.s, o.Task)
	settled := t.State == Ended // by the rejection of its last order
	edited := o.offerable() && o.Told < t.Version && t.Sweep == 0
	if settled || edited {
		a.changeTask(o.Task, func(t *Task) {
			if settled {
				t.State = Closed
			}
			if edited { // meanwhile: the order is told of it as all others were
				t.Sweep = a.At
			}
		})
	}
}

// BatchUndone says that a batch was taken back, or a part of it.
type BatchUndone struct {
	Batch Key       `cbor:"1,keyasint"`
	ID    ID        `cbor:"2,keyasint"`
	Did   BatchKind `cbor:"3,keyasint"`
	Rows  []int     `cbor:"4,keyasint"` // of the batch, from 0
}

// Wire implements [Event].
func (*BatchUndone) Wire() string { return "batch.undone" }

// About implements [Event].
func (e *BatchUndone) About() []Ref { return []Ref{{KindBatch, e.Batch}} }

// Says implements [Event].
func (e *BatchUndone) Says() (Rule, []Arg) {
	return ClockUndo, []Arg{text("batch", string(e.ID)), word("did", "did."+string(e.Did)), num("count", int64(len(e.Rows)))}
}

func (e *BatchUndone) apply(a *applying) {
	a.changeBatch(e.Batch, func(b *Batch) {
		for _, i := range e.Rows {
			if i < len(b.Rows) && b.Rows[i].Undone == 0 {
				b.Rows[i].Undone, b.Rows[i].Before = a.At, nil
				b.Left--
			}
		}
		if b.Left > 0 {
			return
		}
		if b.Did == BatchSend {
			a.changeAccount(b.Account, func(c *Account) { c.forget(b.Senders, b.Sender) })
		}
		b.close(a.At)
	})
}
