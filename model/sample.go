package model

import "slices"

// LossKind is what happened to a parcel.
type LossKind string

// The kinds of loss.
const (
	Lost    LossKind = "lost"
	Damaged LossKind = "damaged"
)

// Shipment is one parcel's part for an order. Every change of it is kept.
type Shipment struct {
	Carrier  string         `cbor:"1,keyasint"`
	Tracking string         `cbor:"2,keyasint"`
	Pieces   int            `cbor:"3,keyasint"`
	Sender   Commitment     `cbor:"4,keyasint,omitempty"`
	Address  Commitment     `cbor:"5,keyasint,omitempty"` // the recipient's, when it was sent
	At       Moment         `cbor:"6,keyasint"`
	Received Moment         `cbor:"7,keyasint,omitempty"`
	Assumed  bool           `cbor:"8,keyasint,omitempty"` // nobody said so; it counts as received
	Loss     LossKind       `cbor:"9,keyasint,omitempty"`
	LostAt   Moment         `cbor:"10,keyasint,omitempty"`
	Before   []ShipmentInfo `cbor:"11,keyasint,omitempty"` // what it said before each change
}

// ShipmentInfo is what a seller can correct until receipt.
type ShipmentInfo struct {
	Carrier  string     `cbor:"1,keyasint"`
	Tracking string     `cbor:"2,keyasint"`
	Pieces   int        `cbor:"3,keyasint"`
	Sender   Commitment `cbor:"4,keyasint,omitempty"`
	At       Moment     `cbor:"5,keyasint,omitempty"` // of the change; unset in commands
}

// Shipping returns the parcel that counts, nil before the first.
func (o *Order) Shipping() *Shipment {
	if len(o.Shipments) == 0 {
		return nil
	}
	return &o.Shipments[len(o.Shipments)-1]
}

// Losses counts the parcels that never came whole.
func (o *Order) Losses() int {
	n := 0
	for _, s := range o.Shipments {
		if s.Loss != "" {
			n++
		}
	}
	return n
}

// changeShipment puts a changed copy of the last parcel.
func (o *Order) changeShipment(change func(*Shipment)) {
	o.Shipments = slices.Clone(o.Shipments)
	change(&o.Shipments[len(o.Shipments)-1])
}

// keepAddress begins the time after which the seller no longer sees the address.
func (o *Order) keepAddress(now Moment) {
	if o.Timers.Hide == 0 && o.ApprovedAt != 0 && o.Terms.Samples > 0 {
		o.Timers.Hide = now
	}
}

func (d *deciding) checkShipment(s ShipmentInfo) *Refusal {
	if r := first(d.needText("carrier", s.Carrier, NameChars, false), d.needText("tracking", s.Tracking, ReferenceChars, false)); r != nil {
		return r
	}
	if most := d.policy().Get(TaskSamplesMax); s.Pieces < 1 || int64(s.Pieces) > most {
		return refuse(RulePieces, "pieces", num("value", int64(s.Pieces)), num("max", most))
	}
	return d.needText("sender", reveal(d.s, s.Sender), AddressChars, true)
}

// SendSamples records a shipment; one parcel may hold the samples of many orders (M101).
type SendSamples struct {
	Orders []Picked     `cbor:"1,keyasint"`
	Info   ShipmentInfo `cbor:"2,keyasint"`
	Batch  ID           `cbor:"3,keyasint,omitempty"` // of the batch that this makes; without one it cannot be taken back
}

// Wire implements [Command].
func (*SendSamples) Wire() string { return "sample.send" }

func (c *SendSamples) decide(d *deciding) *Refusal { return d.batch(c) }

func (c *SendSamples) picked() []Picked { return c.Orders }

func (c *SendSamples) named() (BatchKind, ID) { return BatchSend, c.Batch }

func (c *SendSamples) weight() int { return 150 + len(c.Info.Carrier) + len(c.Info.Tracking) }

func (c *SendSamples) check(d *deciding) *Refusal { return d.checkShipment(c.Info) }

func (c *SendSamples) step(d *deciding, o *Order) *Refusal {
	if r := o.in(RuleShipping, AwaitingSample); r != nil {
		return r
	}
	who := must[*Account](d.s, o.Recipient())
	to := who.Address
	if to.IsZero() {
		to = o.ShipTo // of another's account a copy knows no more than the order carries
	}
	if to.IsZero() && !who.HasAddress() {
		d.note(RuleAddressMissing, "address", text("order", string(o.ID)))
	}
	if c.Info.Pieces != o.Terms.Samples && len(c.Orders) == 1 {
		d.note(RulePiecesDiffer, "pieces", num("value", int64(c.Info.Pieces)), num("promised", int64(o.Terms.Samples)))
	}
	clocks := orderClocks{o: o, p: policyOf(d.s, o.Policy)}
	d.emit(&SampleSent{Order: o.Key, Info: c.Info, Address: to, Late: max(0, d.now-clocks.shipDue())})
	return nil
}

// SampleSent recorded a shipment. What it was late is added to the submission deadline.
type SampleSent struct {
	Order   Key          `cbor:"1,keyasint"`
	Info    ShipmentInfo `cbor:"2,keyasint"`
	Address Commitment   `cbor:"3,keyasint,omitempty"`
	Late    Moment       `cbor:"4,keyasint,omitempty"` // milliseconds beyond the days to ship
}

// Wire implements [Event].
func (*SampleSent) Wire() string { return "sample.sent" }

// About implements [Event].
func (e *SampleSent) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *SampleSent) Says() (Rule, []Arg) {
	return ClockShip, []Arg{text("carrier", e.Info.Carrier), text("tracking", e.Info.Tracking), num("pieces", int64(e.Info.Pieces))}
}

func (e *SampleSent) apply(a *applying) {
	o := a.changeOrder(e.Order, func(o *Order) {
		o.Shipments = append(slices.Clip(o.Shipments), Shipment{
			Carrier: e.Info.Carrier, Tracking: e.Info.Tracking, Pieces: e.Info.Pieces, Sender: e.Info.Sender, Address: e.Address, At: a.At,
		})
		o.State, o.Timers.Receive = OnTheWay, a.At
		o.Timers.SubmitBy += e.Late
	})
	if o != nil {
		a.changeAccount(o.Seller, func(c *Account) { c.remember(e.Info.Sender) })
	}
}

// ModifyShipment corrects what was recorded, until receipt (M119).
type ModifyShipment struct {
	Order ID           `cbor:"1,keyasint"`
	Info  ShipmentInfo `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*ModifyShipment) Wire() string { return "sample.modify" }

func (c *ModifyShipment) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, SellerSide)
	if r != nil {
		return r
	}
	if r := first(o.in(RuleModify, OnTheWay), d.checkShipment(c.Info)); r != nil {
		return r
	}
	d.emit(&SampleModified{Order: o.Key, Info: c.Info})
	return nil
}

// SampleModified corrected a shipment; what it said before is kept.
type SampleModified struct {
	Order Key          `cbor:"1,keyasint"`
	Info  ShipmentInfo `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*SampleModified) Wire() string { return "sample.modified" }

// About implements [Event].
func (e *SampleModified) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *SampleModified) Says() (Rule, []Arg) {
	return RuleModify, []Arg{text("carrier", e.Info.Carrier), text("tracking", e.Info.Tracking), num("pieces", int64(e.Info.Pieces))}
}

func (e *SampleModified) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.changeShipment(func(s *Shipment) {
			s.Before = append(slices.Clip(s.Before), ShipmentInfo{s.Carrier, s.Tracking, s.Pieces, s.Sender, a.At})
			s.Carrier, s.Tracking, s.Pieces, s.Sender = e.Info.Carrier, e.Info.Tracking, e.Info.Pieces, e.Info.Sender
		})
	})
}

// ConfirmReceipt tells that the sample came.
type ConfirmReceipt struct {
	Order ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*ConfirmReceipt) Wire() string { return "sample.receive" }

func (c *ConfirmReceipt) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, CreatorSide)
	if r != nil {
		return r
	}
	if r := o.in(RuleReceipt, OnTheWay); r != nil {
		return r
	}
	d.emit(receipt(d, o, false))
	return nil
}

// receipt makes the event of a sample's arrival: the deadline is never earlier than some days after it.
func receipt(d *deciding, o *Order, assumed bool) *SampleReceived {
	p := policyOf(d.s, o.Policy)
	return &SampleReceived{Order: o.Key, Assumed: assumed, SubmitBy: Later(o.Timers.SubmitBy, p.days(d.now, SampleContentDays))}
}

// SampleReceived tells that the sample came, or counts as come.
type SampleReceived struct {
	Order    Key    `cbor:"1,keyasint"`
	Assumed  bool   `cbor:"2,keyasint,omitempty"`
	SubmitBy Moment `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*SampleReceived) Wire() string { return "sample.received" }

// About implements [Event].
func (e *SampleReceived) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *SampleReceived) Says() (Rule, []Arg) {
	return ClockReceive, []Arg{word("assumed", yes(e.Assumed)), when("submit_by", e.SubmitBy)}
}

func (e *SampleReceived) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.changeShipment(func(s *Shipment) { s.Received, s.Assumed = a.At, e.Assumed })
		o.State, o.Timers.SubmitBy = AwaitingSubmission, e.SubmitBy
		o.keepAddress(a.At)
	})
}

// ReportLoss tells that a parcel never came, or came damaged; a new shipment is owed.
type ReportLoss struct {
	Order ID       `cbor:"1,keyasint"`
	Kind  LossKind `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*ReportLoss) Wire() string { return "sample.lost" }

func (c *ReportLoss) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, CreatorSide)
	if r != nil {
		return r
	}
	if c.Kind != Lost && c.Kind != Damaged {
		return usage(RuleLossName, "kind", text("value", Safe(string(c.Kind))))
	}
	if r := o.in(RuleLoss, OnTheWay, AwaitingSubmission); r != nil {
		return r
	}
	if o.Shipping() == nil || len(o.Versions) > 0 {
		return refuse(RuleLoss, "order", text("order", string(o.ID)), word("state", "state."+o.State.String()))
	}
	p := policyOf(d.s, o.Policy)
	due := p.Calendar().AddWorkingDays(d.now, p.Get(SampleShipDays))
	d.emit(&SampleLost{Order: o.Key, Kind: c.Kind, NeverBy: Later(o.Timers.NeverBy, due)})
	return nil
}

// SampleLost tells that a parcel never came whole.
type SampleLost struct {
	Order   Key      `cbor:"1,keyasint"`
	Kind    LossKind `cbor:"2,keyasint"`
	NeverBy Moment   `cbor:"3,keyasint"` // until when a new one must be shipped
}

// Wire implements [Event].
func (*SampleLost) Wire() string { return "sample.lost" }

// About implements [Event].
func (e *SampleLost) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *SampleLost) Says() (Rule, []Arg) {
	return RuleLoss, []Arg{word("kind", "loss."+string(e.Kind))}
}

func (e *SampleLost) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.changeShipment(func(s *Shipment) { s.Loss, s.LostAt = e.Kind, a.At })
		o.State, o.ShipLate = AwaitingSample, false
		o.Timers.Ship, o.Timers.NeverBy, o.Timers.Hide = a.At, e.NeverBy, 0
	})
}

// SampleLate tells that the days to ship are over; the submission deadline moves day for day from now on.
type SampleLate struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*SampleLate) Wire() string { return "sample.late" }

// About implements [Event].
func (e *SampleLate) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*SampleLate) Says() (Rule, []Arg) { return ClockShip, nil }

func (e *SampleLate) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) { o.ShipLate = true })
}

// AddressHidden ends the time in which the seller sees the recipient's address.
type AddressHidden struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*AddressHidden) Wire() string { return "address.hidden" }

// About implements [Event].
func (e *AddressHidden) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*AddressHidden) Says() (Rule, []Arg) { return ClockAddressHide, nil }

func (e *AddressHidden) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) { o.Hidden = true })
}
