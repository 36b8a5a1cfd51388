package model

// OrderState is where an order stands.
type OrderState uint8

// The order states.
const (
	Applied OrderState = iota + 1
	Cancelled
	Rejected
	AwaitingSample
	OnTheWay
	AwaitingSubmission
	InReview
	ChangesAsked
	Submitted // CPS: the content stage is over
	Confirmed // payment owed
	Paid      // payment recorded
	Completed
	Expired
	Stopped
)

// String returns the state's name in JSON.
func (s OrderState) String() string {
	return [...]string{
		"", "applied", "cancelled", "rejected", "awaiting_sample", "sample_sent", "awaiting_submission", "in_review",
		"changes_requested", "submitted", "confirmed", "paid", "completed", "expired", "stopped",
	}[s]
}

// OrderStates returns every state in the order of an order's life.
func OrderStates() []OrderState {
	all := make([]OrderState, 0, Stopped)
	for s := Applied; s <= Stopped; s++ {
		all = append(all, s)
	}
	return all
}

// Settled tells that nothing more can happen to the order by itself.
func (s OrderState) Settled() bool {
	return s == Cancelled || s == Rejected || s == Completed || s == Expired || s == Stopped
}

// Making tells that the order is approved and its content is not accepted yet.
func (s OrderState) Making() bool { return s >= AwaitingSample && s <= ChangesAsked }

// placed tells whether the order takes one of the places of its task.
func (s OrderState) placed() bool { return s >= AwaitingSample && s <= Completed }

// Timers are the moments that clocks run from or end at. They move together when the order's clocks were
// stopped and go on, so that each has the time it had left.
type Timers struct {
	SubmitBy    Moment `cbor:"1,keyasint,omitempty"` // the deadline in force, moved by late samples and extensions
	NeverBy     Moment `cbor:"2,keyasint,omitempty"` // the original one: without a sample until then the order expires against the seller
	Ship        Moment `cbor:"3,keyasint,omitempty"`
	Receive     Moment `cbor:"4,keyasint,omitempty"`
	Hide        Moment `cbor:"5,keyasint,omitempty"` // since when the address is only kept for a while
	Review      Moment `cbor:"6,keyasint,omitempty"`
	Changes     Moment `cbor:"7,keyasint,omitempty"` // until when a modification is due
	Record      Moment `cbor:"8,keyasint,omitempty"`
	Late        Moment `cbor:"9,keyasint,omitempty"`
	Acknowledge Moment `cbor:"10,keyasint,omitempty"`
	Complete    Moment `cbor:"11,keyasint,omitempty"`
}

// Rejection says why an application was turned down.
type Rejection struct {
	Reason RejectReason `cbor:"1,keyasint"`
	Note   string       `cbor:"2,keyasint,omitempty"`
	Again  bool         `cbor:"3,keyasint,omitempty"` // may apply again
}

// Order is one application and all that follows from it.
type Order struct {
	Key     Key        `cbor:"1,keyasint"`
	ID      ID         `cbor:"2,keyasint"`
	Task    Key        `cbor:"3,keyasint"`
	Version int        `cbor:"4,keyasint"` // of the task, when the terms were made
	Told    int        `cbor:"5,keyasint"` // the last version that the parties were told of
	Type    TaskType   `cbor:"6,keyasint"`
	Seller  Key        `cbor:"7,keyasint"`
	Creator Key        `cbor:"8,keyasint"`
	Agency  Key        `cbor:"9,keyasint,omitempty"` // who applied for the creator
	Policy  Key        `cbor:"10,keyasint"`
	Terms   Terms      `cbor:"11,keyasint"`
	Title   string     `cbor:"12,keyasint"` // the task's, when the terms were made
	State   OrderState `cbor:"13,keyasint"`
	Since   Moment     `cbor:"14,keyasint"` // of the state
	Made    Moment     `cbor:"15,keyasint"`
	Note    string     `cbor:"16,keyasint,omitempty"` // the applicant's

	ApprovedAt Moment     `cbor:"17,keyasint,omitempty"`
	Rejection  *Rejection `cbor:"18,keyasint,omitempty"`
	Shipments  []Shipment `cbor:"19,keyasint,omitempty"`
	Hidden     bool       `cbor:"20,keyasint,omitempty"` // the seller no longer sees the address
	ShipLate   bool       `cbor:"21,keyasint,omitempty"`
	Versions   []Version  `cbor:"22,keyasint,omitempty"`
	Asked      int        `cbor:"23,keyasint,omitempty"` // modifications asked for

	Extension  *Extension `cbor:"24,keyasint,omitempty"`
	Extensions int        `cbor:"25,keyasint,omitempty"`
	Offer      *Offer     `cbor:"26,keyasint,omitempty"`
	Stop       *Stop      `cbor:"27,keyasint,omitempty"`
	Materials  *Materials `cbor:"28,keyasint,omitempty"`

	ConfirmedAt Moment      `cbor:"29,keyasint,omitempty"`
	BySilence   bool        `cbor:"30,keyasint,omitempty"` // nobody reviewed it in time
	Owed        Money       `cbor:"31,keyasint,omitempty"`
	Pay         *PaidRecord `cbor:"32,keyasint,omitempty"`
	PayLate     bool        `cbor:"33,keyasint,omitempty"`
	Escalated   bool        `cbor:"34,keyasint,omitempty"`

	Ended     Moment `cbor:"35,keyasint,omitempty"`
	Against   Side   `cbor:"36,keyasint,omitempty"` // whom an expiry counts against
	Comment   string `cbor:"37,keyasint,omitempty"` // why it expired
	Timers    Timers `cbor:"38,keyasint,omitempty"`
	StoppedAt Moment `cbor:"39,keyasint,omitempty"` // the order's clocks stand since then
	Waits     []Wait `cbor:"40,keyasint,omitempty"`
	Rev       uint32 `cbor:"41,keyasint,omitempty"`
	Like      uint32 `cbor:"42,keyasint,omitempty"` // the revision that taking back brought it to; unset after any other change
	Codes     int    `cbor:"43,keyasint,omitempty"` // code texts got, of a promo code task
	News      News   `cbor:"60,keyasint,omitempty"`

	// Of an order that an agency made for a creator.
	Contract Key  `cbor:"50,keyasint,omitempty"`
	Share    Rate `cbor:"51,keyasint,omitempty"` // the agency's, when it applied
	Direct   bool `cbor:"52,keyasint,omitempty"` // samples go to the creator itself

	// Of a row that travelled alone: what the viewer may open and finds in no row that it sees whole ([Carry]).
	ShipTo Commitment `cbor:"61,keyasint,omitzero"`
	PayTo  Commitment `cbor:"62,keyasint,omitzero"`
}

func (*Order) kind() Kind { return KindOrder }

// Ref implements [Row].
func (o *Order) Ref() Ref { return Ref{KindOrder, o.Key} }

// Lists implements [Row].
func (o *Order) Lists(e *Entries) {
	e.Add(ListOrderID, "", string(o.ID))
	since, made := ordered(int64(o.Since)), ordered(int64(o.Made))
	for _, party := range append(o.parties(), 0) { // 0: everybody's, for support
		e.Add(ListOrders, group(uint64(party), 0), since)
		e.Add(ListOrders, group(uint64(party), uint64(o.State)), since)
		if s := o.Debt(); s != NoDebt && party != 0 {
			e.Add(ListDebts, group(uint64(party), uint64(s)), ordered(int64(o.Timers.Record)))
		}
	}
	o.listNews(e)
	o.listRoster(e)
	e.Add(ListTaskOrders, group(uint64(o.Task), 0), made)
	e.Add(ListTaskOrders, group(uint64(o.Task), uint64(o.State)), made)
	e.Add(ListPair, group(uint64(o.Task), uint64(o.Creator)), made)
	if o.offerable() {
		e.Add(ListTaskLive, group(uint64(o.Task)), ordered(int64(o.Told)))
	}
	if o.State == AwaitingSample || o.State == OnTheWay {
		e.Add(ListDelivery, group(uint64(o.Seller), uint64(o.State)), since)
	}
}

// offerable tells whether new terms can still reach the order.
func (o *Order) offerable() bool { return o.State == Applied || o.State.Making() }

func (o *Order) parties() []Key {
	all := []Key{o.Seller, o.Creator}
	if o.Agency != 0 && o.Agency != o.Creator { // an agency applies to a promo code task for itself
		all = append(all, o.Agency)
	}
	return all
}

// SideOf tells on which side an account stands in the order.
func (o *Order) SideOf(account Key) Side {
	switch account {
	case 0:
		return Nobody
	case o.Seller:
		return SellerSide
	case o.Creator, o.Agency:
		return CreatorSide
	}
	return Nobody
}

// Acting returns the account that acts on a side: the agency where one applied for the creator.
func (o *Order) Acting(s Side) Key {
	switch {
	case s == SellerSide:
		return o.Seller
	case s == CreatorSide && o.Agency != 0:
		return o.Agency
	case s == CreatorSide:
		return o.Creator
	}
	return 0
}

// Recipient returns the account that parcels of the order go to.
func (o *Order) Recipient() Key {
	if o.Direct {
		return o.Creator
	}
	return o.Acting(CreatorSide)
}

// represented returns the creator that an agency acts for, 0 where none does.
func (o *Order) represented() Key {
	if o.Agency == 0 || o.Agency == o.Creator {
		return 0
	}
	return o.Creator
}

// Other returns the side across.
func (s Side) Other() Side {
	switch s {
	case SellerSide:
		return CreatorSide
	case CreatorSide:
		return SellerSide
	}
	return Nobody
}

// OrderByID returns the order of a whole ID, or nil.
func OrderByID(r Reader, id ID) *Order {
	ref, ok := byID(r, ListOrderID, id)
	if !ok {
		return nil
	}
	return must[*Order](r, ref.Key)
}

// OrderOf returns the order of a key, or nil.
func OrderOf(r Reader, key Key) *Order { return must[*Order](r, key) }

// count keeps the numbers of the order's task and the standing of its parties after a change of state.
func (a *applying) count(o *Order, was OrderState) {
	a.changeTask(o.Task, func(t *Task) {
		step := func(n *int, was, is bool) {
			if is && !was {
				*n++
			}
			if was && !is {
				*n--
			}
		}
		step(&t.Waiting, was == Applied, o.State == Applied)
		step(&t.Approved, was.placed(), o.State.placed())
		step(&t.Rejected, was == Rejected, o.State == Rejected)
		step(&t.Live, was != 0 && !was.Settled(), !o.State.Settled())
		if was == 0 {
			t.Applied++
		}
	})
	a.stand(o, was)
	if o.Contract != 0 {
		a.countRoster(o, was)
	}
}

// shift moves every timer by what the clocks stood still.
func (o *Order) shift(by int64) {
	t := &o.Timers
	for _, m := range []*Moment{
		&t.SubmitBy, &t.NeverBy, &t.Ship, &t.Receive, &t.Hide, &t.Review, &t.Changes, &t.Record, &t.Late, &t.Acknowledge, &t.Complete,
	} {
		if *m != 0 {
			*m += Moment(by)
		}
	}
	o.Extension, o.Offer, o.Stop = later(o.Extension, by), later(o.Offer, by), later(o.Stop, by)
}

// ClocksStopped stops every clock of an order (rule 12: an open dispute).
type ClocksStopped struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*ClocksStopped) Wire() string { return "clocks.stopped" }

// About implements [Event].
func (e *ClocksStopped) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*ClocksStopped) Says() (Rule, []Arg) { return RuleClocksStop, nil }

func (e *ClocksStopped) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) { o.StoppedAt = a.At })
}

// ClocksContinued lets the clocks of an order go on with the time they had left.
type ClocksContinued struct {
	Order Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*ClocksContinued) Wire() string { return "clocks.continued" }

// About implements [Event].
func (e *ClocksContinued) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (*ClocksContinued) Says() (Rule, []Arg) { return RuleClocksStop, nil }

func (e *ClocksContinued) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		if o.StoppedAt != 0 {
			o.shift(int64(a.At - o.StoppedAt))
			o.StoppedAt = 0
		}
	})
}
