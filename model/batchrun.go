package model

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
	For     Key    // the creator that an agency applies for
	Notes   []Note // what is worth knowing about a row that goes through
	Code    string // the promo code that a creator would get
}

// bulk is a command about several orders that goes through whole or not at all.
type bulk interface {
	Command
	// picked returns the rows of the command.
	picked() []Picked
	// named returns the kind of the batch and the ID it was given; without an ID it cannot be taken back.
	named() (BatchKind, ID)
	// check refuses what is wrong with the command as a whole.
	check(*deciding) *Refusal
	// weight returns the most bytes that each row adds to the entry of the journal.
	weight() int
	// step carries the command out for one order.
	step(*deciding, *Order) *Refusal
}

// batch carries out a bulk command: each row sees the rows before it. It refuses with the first refusal.
func (d *deciding) batch(c bulk) *Refusal {
	rows := c.picked()
	if r := first(c.check(d), d.checkPicked(rows), d.checkWeight(c)); r != nil {
		return r
	}
	if r := d.openBatch(c, rows); r != nil {
		return r
	}
	for _, row := range rows {
		if r := d.row(c, row); r != nil {
			return r
		}
	}
	return nil
}

// checkPicked refuses no rows, too many, and a row named twice.
func (d *deciding) checkPicked(rows []Picked) *Refusal {
	if len(rows) == 0 {
		return refuse(RuleRequired, "order")
	}
	if most := d.policy().Get(BatchRowsMax); int64(len(rows)) > most {
		return refuse(RuleTooMany, "order", num("count", int64(len(rows))), num("max", most))
	}
	seen := make(map[ID]bool, len(rows))
	for _, row := range rows {
		if seen[row.ID] {
			return refuse(RuleRowTwice, "order", text("order", string(row.ID)))
		}
		seen[row.ID] = true
	}
	return nil
}

// checkWeight refuses a batch whose texts, which each of its orders keeps, are too long for one entry of the journal.
func (d *deciding) checkWeight(c bulk) *Refusal {
	if room := d.policy().Get(EntryBytes) / int64(c.weight()); room > 0 && int64(len(c.picked())) > room {
		return refuse(RuleBatchSize, "order", num("count", int64(len(c.picked()))), num("max", room))
	}
	return nil
}

// openBatch records a batch that has an ID, before anything of it happens.
func (d *deciding) openBatch(c bulk, rows []Picked) *Refusal {
	did, id := c.named()
	if id == "" {
		return nil
	}
	if !id.Valid(BatchLetter) {
		return usage(RuleID, "batch", text("value", Safe(string(id))))
	}
	if _, taken := byID(d.s, ListBatchID, id); taken {
		return refuse(RuleIDTaken, "batch", text("id", string(id)))
	}
	e := &BatchApplied{Key: d.s.Next(KindBatch), ID: id, Did: did, Policy: d.policy().Key, Orders: make([]Key, 0, len(rows))}
	for _, row := range rows {
		o, r := d.pick(row)
		if r != nil {
			return r
		}
		e.Orders = append(e.Orders, o.Key)
	}
	if send, ok := c.(*SendSamples); ok {
		e.Sender = send.Info.Sender
	}
	d.emit(e)
	return nil
}

func (d *deciding) row(c bulk, row Picked) *Refusal {
	o, r := d.pick(row)
	if r != nil {
		return r
	}
	return c.step(d, o)
}

// pick finds an order of the seller's, at the revision that was seen.
func (d *deciding) pick(row Picked) (*Order, *Refusal) {
	o, r := d.orderAs(row.ID, SellerSide)
	if r != nil {
		return nil, r
	}
	if row.Rev != 0 && row.Rev != o.Rev {
		return nil, refuse(RuleMoved, "order", text("id", string(o.ID)))
	}
	return o, nil
}

// PlanBatch says row by row what a batch would do, rows that would be refused among them; those are left out of what
// follows, as they would be if the person took them out. What is wrong with the command as a whole refuses every row.
// Private texts that the command commits to come beside it, as they do for [Decide]'s reader. Nil for what is no batch.
func PlanBatch(r Reader, actor Actor, now Moment, c Command, private ...Opened) []RowResult {
	if many, ok := c.(*ApplyForMany); ok {
		return many.plan(&deciding{s: NewOverlay(r), actor: actor, now: now})
	}
	whole, ok := c.(bulk)
	if !ok {
		return nil
	}
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	for _, o := range private {
		d.s.Keep(o)
	}
	wrong := whole.check(d)
	rows := whole.picked()
	results := make([]RowResult, 0, len(rows))
	for _, row := range rows {
		res := RowResult{ID: row.ID, Refusal: wrong}
		if wrong == nil {
			res.Refusal = d.row(whole, row)
		}
		if res.Refusal == nil {
			res.Effect = OrderByID(d.s, row.ID).State
		}
		results = append(results, res)
	}
	return results
}
