package model

import "slices"

// BatchKind is what a batch did to each of its orders.
type BatchKind string

// The kinds of batches; the words stand below "did." in the catalogue.
const (
	BatchApprove BatchKind = "approve"
	BatchReject  BatchKind = "reject"
	BatchSend    BatchKind = "send"
	BatchHand    BatchKind = "hand"  // codes handed to creators; its rows are the orders that the codes were got for
	BatchApply   BatchKind = "apply" // an agency for many creators
)

// Batch is one piece of bulk work that somebody applied, and that can be taken back for a while (rule 12: plan, apply,
// undo). A single approval is a batch of one. Nobody but the account that applied it ever sees it.
type Batch struct {
	Key     Key          `cbor:"1,keyasint"`
	ID      ID           `cbor:"2,keyasint"`
	Account Key          `cbor:"3,keyasint"` // who applied it
	Did     BatchKind    `cbor:"4,keyasint"`
	At      Moment       `cbor:"5,keyasint"`
	Policy  Key          `cbor:"6,keyasint"` // in force then: how long it can be taken back
	Rows    []BatchRow   `cbor:"7,keyasint"` // in the order of the command
	Left    int          `cbor:"8,keyasint,omitempty"`
	Closed  Moment       `cbor:"9,keyasint,omitempty"` // since when nothing of it can be taken back any more
	Waits   []Wait       `cbor:"10,keyasint,omitempty"`
	Senders []Commitment `cbor:"11,keyasint,omitempty"` // the address book before, of BatchSend
	Sender  Commitment   `cbor:"12,keyasint,omitempty"` // whom the parcel came from, of BatchSend
	Rev     uint32       `cbor:"13,keyasint,omitempty"`
}

// BatchRow is one order of a batch, and what it was before. What it was is forgotten when the batch closes.
type BatchRow struct {
	Order  Key     `cbor:"1,keyasint"`
	Rev    uint32  `cbor:"2,keyasint"`           // the revision that the batch made: another one means that it went on
	Before *Before `cbor:"3,keyasint,omitempty"` // nil once it is taken back, or can no longer be
	Undone Moment  `cbor:"4,keyasint,omitempty"` // when it was taken back
}

// Before is what a batch changes in an order, as it was. All else stays as it is, or is known from the kind of the batch.
type Before struct {
	Like   uint32     `cbor:"1,keyasint"` // the revision that it stood at
	State  OrderState `cbor:"2,keyasint"`
	Since  Moment     `cbor:"3,keyasint"`
	Timers Timers     `cbor:"4,keyasint,omitempty"`
	Offer  *Offer     `cbor:"5,keyasint,omitempty"` // the open one: a rejection closes it
}

func (*Batch) kind() Kind { return KindBatch }

// Ref implements [Row].
func (b *Batch) Ref() Ref { return Ref{KindBatch, b.Key} }

// Lists implements [Row].
func (b *Batch) Lists(e *Entries) {
	e.Add(ListBatchID, "", string(b.ID))
	e.Add(ListHandled, group(uint64(b.Account)), ordered(int64(b.At)))
}

// Open tells whether something of the batch is left to be taken back. Whether each order lets it is for [PlanUndo].
func (b *Batch) Open() bool { return b.Closed == 0 && b.Left > 0 }

// Until returns until when the batch can be taken back, 0 when it no longer can.
func (b *Batch) Until(r Reader) Moment {
	for _, c := range Clocks(r, b) {
		return c.Due
	}
	return 0
}

// clocks derives the one clock of a batch. It is a chance and no duty, so it stands among the clocks of whoever applied
// the batch and not among what waits for them.
func (b *Batch) clocks(p *Policy) []Clock {
	if !b.Open() {
		return nil
	}
	c := Clock{
		Rule: ClockUndo, Of: b.Ref(), Side: SellerSide, Turn: b.Account, Seller: b.Account, From: b.At, Length: UndoMinutes,
		Due: p.minutes(b.At, UndoMinutes), Default: "final", Args: []Arg{num("count", int64(b.Left))}, Further: true,
	}
	if b.Did == BatchApply {
		c.Side, c.Seller, c.Creator = CreatorSide, 0, b.Account
	}
	return postponed([]Clock{c}, b.Waits)
}

// Stands returns the word of where a batch stands: open, undone, closed; "kept." in the catalogue.
func (b *Batch) Stands() string {
	switch {
	case b.Left == 0:
		return "undone"
	case b.Closed != 0:
		return "closed"
	}
	return "open"
}

// stateReason names what a batch did and whether it can still be taken back.
func (b *Batch) stateReason() Reason {
	return Reason{Subject: "state", Rule: ClockUndo, Args: []Arg{
		word("state", "kept."+b.Stands()), when("at", b.At), word("did", "did."+string(b.Did)), num("count", int64(len(b.Rows))), num("left", int64(b.Left)),
	}}
}

// BatchByID returns the batch of a whole ID, or nil.
func BatchByID(r Reader, id ID) *Batch {
	ref, ok := byID(r, ListBatchID, id)
	if !ok {
		return nil
	}
	return must[*Batch](r, ref.Key)
}

// BatchOf returns the batch of a key, or nil.
func BatchOf(r Reader, key Key) *Batch { return must[*Batch](r, key) }

// BatchesOf lists the batches that an account applied, by moment.
func BatchesOf(account Key) Query { return Query{ListHandled, group(uint64(account))} }

// FindBatch returns the batch of the viewer whose ID begins as typed.
func (v View) FindBatch(typed string) (*Batch, *Refusal) {
	row, r := v.find(ListBatchID, "batch", BatchLetter, typed)
	if r != nil {
		return nil, r
	}
	return row.(*Batch), nil
}

// LastBatch returns the last batch of the viewer that can still be taken back, or nil.
func (v View) LastBatch() *Batch { return lastBatch(v.Reader, v.Who.Account, v.Now) }

// lastBatch looks back as far as batches are open: all that are older than the last closed by time are closed too.
func lastBatch(r Reader, account Key, now Moment) *Batch {
	if account == 0 {
		return nil
	}
	q := BatchesOf(account)
	for p := range r.Scan(q.List, q.Group, Place{}, true) {
		b := must[*Batch](r, p.Ref.Key)
		switch {
		case b.Open() && now < b.Until(r):
			return b
		case b.Left > 0: // time closed it
			return nil
		}
	}
	return nil
}

// BatchApplied says that what follows in the same entry was one piece of bulk work. It comes first, so that it can keep
// what each order was before.
type BatchApplied struct {
	Key    Key        `cbor:"1,keyasint"`
	ID     ID         `cbor:"2,keyasint"`
	Did    BatchKind  `cbor:"3,keyasint"`
	Orders []Key      `cbor:"4,keyasint"`
	Policy Key        `cbor:"5,keyasint"`
	Sender Commitment `cbor:"6,keyasint,omitempty"` // of BatchSend
}

// Wire implements [Event].
func (*BatchApplied) Wire() string { return "batch.applied" }

// About implements [Event]: the batch alone; each order has an event of its own.
func (e *BatchApplied) About() []Ref { return []Ref{{KindBatch, e.Key}} }

// Says implements [Event].
func (e *BatchApplied) Says() (Rule, []Arg) {
	return ClockUndo, []Arg{text("batch", string(e.ID)), word("did", "did."+string(e.Did)), num("count", int64(len(e.Orders)))}
}

func (e *BatchApplied) apply(a *applying) {
	b := &Batch{
		Key: e.Key, ID: e.ID, Account: a.Actor.Account, Did: e.Did, At: a.At, Policy: e.Policy, Left: len(e.Orders), Sender: e.Sender,
		Rows: make([]BatchRow, len(e.Orders)),
	}
	for i, key := range e.Orders {
		o := must[*Order](a.s, key)
		if o == nil {
			a.stale = true
			return
		}
		was := &Before{Like: o.like(), State: o.State, Since: o.Since, Timers: o.Timers}
		if o.Offer.Open() {
			was.Offer = o.Offer
		}
		b.Rows[i] = BatchRow{Order: key, Rev: o.Rev + 1, Before: was}
		if e.Did == BatchApply { // it comes last: before it there was no order, and taking it back cancels the application
			b.Rows[i] = BatchRow{Order: key, Rev: o.Rev, Before: &Before{Like: o.Rev, State: Cancelled}}
		}
	}
	if who := must[*Account](a.s, b.Account); e.Did == BatchSend && who != nil {
		b.Senders = who.Senders
	}
	a.s.Put(b)
}

// BatchClosed says that what is left of a batch can no longer be taken back.
type BatchClosed struct {
	Batch Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*BatchClosed) Wire() string { return "batch.closed" }

// About implements [Event].
func (e *BatchClosed) About() []Ref { return []Ref{{KindBatch, e.Batch}} }

// Says implements [Event].
func (*BatchClosed) Says() (Rule, []Arg) { return ClockUndo, nil }

func (e *BatchClosed) apply(a *applying) {
	a.changeBatch(e.Batch, func(b *Batch) { b.close(a.At) })
}

// close forgets what is needed to take the batch back.
func (b *Batch) close(now Moment) {
	b.Closed, b.Senders = now, nil
	for i := range b.Rows {
		b.Rows[i].Before = nil
	}
}

// changeBatch puts a changed copy of a batch; its rows are a copy already.
func (a *applying) changeBatch(key Key, change func(*Batch)) {
	old, ok := get[*Batch](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	b := *old
	b.Rev++
	b.Rows = slices.Clone(b.Rows)
	change(&b)
	a.s.Put(&b)
}
