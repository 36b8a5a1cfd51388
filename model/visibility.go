package model

import "slices"

// Viewer is who looks.
type Viewer struct {
	Account  Key
	Role     Role
	Operator bool // owns the data directory, without an account of its own
	System   bool
	Proven   string // the fingerprint of the key of somebody who has no account, and sees next to nothing
}

// ViewerOf returns the viewer behind an actor.
func ViewerOf(r Reader, actor Actor) Viewer {
	v := Viewer{Account: actor.Account, Operator: actor.Operator, System: actor.System, Proven: actor.Proven}
	if a := AccountOf(r, actor.Account); a != nil {
		v.Role = a.Role
	}
	return v
}

// CanSee is the single answer to "who sees what" (rule 13), for screens, commands, exports and replicas.
func CanSee(_ Reader, v Viewer, row Row) bool {
	if v.System {
		return true
	}
	if v.Account == 0 && v.Proven != "" {
		return v.strangerSees(row)
	}
	switch row := row.(type) {
	case *Market, *Policy, *Account, *Standing, *Activity:
		return true
	case *ActivityEntry:
		return row.State == EntryAccepted || v.Operator || v.Role == Support || v.among(row.Seller)
	case *Task:
		return row.State != Dropped && (row.State != Draft || v.Account != 0 && row.Seller == v.Account)
	case *Promo:
		return row.Task != 0 || v.Role == Support || v.among(row.Seller)
	case *Code:
		return v.Role == Support || v.among(row.Owner, row.Holder, row.Seller)
	case *Order:
		return row.SideOf(v.Account) != Nobody || v.Role == Support
	case *Payment:
		return v.among(row.Seller, row.Creator) || v.Role == Support && row.Suspense != ""
	case *Posting:
		return v.among(row.Seller, row.Creator)
	case *Balance:
		return v.among(row.Account)
	case *Batch:
		return v.among(row.Account)
	case *Mark:
		return v.among(row.Key)
	case *Contract:
		return v.among(row.Agency, row.Creator)
	case *AccountKey:
		return v.Operator || v.among(row.Account)
	case *Access:
		return v.Operator || v.Role == Support || v.owns(row)
	case *Request:
		return v.Operator || v.Role == Support || v.among(row.Account)
	case *Sale:
		return v.among(row.Seller, row.Creator, row.Agency)
	case *Earning:
		return v.among(row.Seller, row.Creator, row.Agency)
	case *Statement:
		return v.among(row.Seller)
	case *Withdrawal:
		return v.among(row.Account)
	case *Featured:
		return true
	case *Block:
		return v.Role == Support || v.among(row.By)
	}
	return false
}

// strangerSees is CanSee for somebody without an account: the rules, and the own application for access.
func (v Viewer) strangerSees(row Row) bool {
	switch row := row.(type) {
	case *Market, *Policy:
		return true
	case *Access:
		return v.owns(row)
	}
	return false
}

// Hears is the single answer to who may know of an event, for histories, logs, notices and replicas: whoever sees what it
// is about first of all, unless it is nobody else's business. What else it belongs to only lends its history: everybody
// sees a task, and who applied for it is between the applicant, the seller and support.
func Hears(r Reader, v Viewer, e Event) bool {
	if v.System {
		return true
	}
	if !v.mayKnow(e) {
		return false
	}
	about := e.About()
	if len(about) == 0 {
		return false
	}
	if _, report := e.(*ClockReported); report && v.Operator { // that something was let pass, and not what
		return true
	}
	row, presence := r.Get(about[0])
	return presence == Known && CanSee(r, v, row)
}

// mayKnow tells whether a viewer may know of an event about a row that it sees. Everybody sees an account, but what it
// changes among its private texts is nobody else's business.
func (v Viewer) mayKnow(e Event) bool {
	switch e := e.(type) {
	case *AddressSet:
		return v.among(e.Account)
	case *LedgerShared: // of what an agency receives, each of the two sees its own part
		return v.among(e.Account)
	case *PayPalSet:
		return v.among(e.Account)
	case *PayPalEffective:
		return v.among(e.Account)
	case *SenderAdded:
		return v.among(e.Account)
	case *SenderRemoved:
		return v.among(e.Account)
	}
	return true
}

func (v Viewer) among(parties ...Key) bool {
	for _, p := range parties {
		if p != 0 && p == v.Account {
			return true
		}
	}
	return false
}

// Project returns the row as the viewer sees it, private fields blanked, or nil when it is not visible at all.
func Project(r Reader, v Viewer, row Row) Row {
	if !CanSee(r, v, row) {
		return nil
	}
	switch row := row.(type) {
	case *Account:
		if v.System || v.Account == row.Key {
			return row
		}
		public := *row
		public.Address, public.PayPal, public.PayPalNext, public.Senders, public.PayPalChanged = Commitment{}, Commitment{}, Commitment{}, nil, 0
		public.KYC = 0
		public.Escalated, public.Addressed = 0, row.HasAddress()
		return &public
	case *Order:
		return projectOrder(v, row)
	case *Access:
		return projectAccess(r, v, row)
	case *Promo:
		return v.projectPromo(row)
	case *Sale:
		return v.projectSale(row)
	case *Earning:
		return v.projectEarning(row)
	case *Request:
		return projectRequest(r, v, row)
	}
	return row
}

func projectOrder(v Viewer, o *Order) Row {
	if v.System {
		return o
	}
	shown := *o
	changed := v.hideParcels(&shown)
	if o.Contract != 0 && !v.among(o.Agency, o.Creator) { // what the two agreed is theirs
		shown.Contract, shown.Share, changed = 0, 0, true
	}
	if o.Pay != nil && !o.Pay.To.IsZero() && !v.seesPayout(o) {
		pay := *o.Pay
		pay.To, shown.Pay, changed = Commitment{}, &pay, true
	}
	if !changed {
		return o
	}
	return &shown
}

// hideParcels takes from a copy of an order where its parcels went, and from whom they came, as far as the viewer may not
// know; false when nothing had to be taken.
func (v Viewer) hideParcels(o *Order) bool {
	seller, recipient := v.Account != 0 && v.Account == o.Seller, v.Account != 0 && v.Account == o.Recipient()
	if len(o.Shipments) == 0 || recipient || seller && o.addressShown() {
		return false
	}
	all := make([]Shipment, len(o.Shipments))
	for i, s := range o.Shipments {
		s.Address = Commitment{}
		if o.SideOf(v.Account) == Nobody {
			s = s.withoutSenders()
		}
		all[i] = s
	}
	o.Shipments = all
	return true
}

// withoutSenders is a parcel of which nobody knows who sent it, now or before it was corrected.
func (s Shipment) withoutSenders() Shipment {
	s.Sender = Commitment{}
	s.Before = slices.Clone(s.Before)
	for i := range s.Before {
		s.Before[i].Sender = Commitment{}
	}
	return s
}

// seesPayout tells whether the viewer knows where the fee of an order goes: who is paid, and the seller once it is owed.
func (v Viewer) seesPayout(o *Order) bool {
	if v.Account == 0 {
		return false
	}
	return v.Account == o.Acting(CreatorSide) || v.Account == o.Seller && o.ConfirmedAt != 0 && !o.Owed.IsZero()
}

// addressShown tells whether the seller sees the recipient's address: from approval until some days after delivery.
func (o *Order) addressShown() bool {
	return o.ApprovedAt != 0 && !o.Hidden && o.Terms.Samples > 0
}

// ShippingAddress returns where the samples of an order go, "" where the viewer may not see it or there is none.
func ShippingAddress(r Reader, v Viewer, o *Order) string {
	return reveal(r, shipTo(r, v, o))
}

func shipTo(r Reader, v Viewer, o *Order) (none Commitment) {
	to := o.Recipient()
	if v.Account == 0 || v.Account != to && !(v.Account == o.Seller && o.addressShown()) {
		return none
	}
	if o.addressed() {
		return o.Shipping().Address
	}
	if a := AccountOf(r, to); o.ShipTo.IsZero() && a != nil {
		return a.Address
	}
	return o.ShipTo
}

// SenderOf returns the sender's information of an order's last parcel, for its parties.
func SenderOf(r Reader, v Viewer, o *Order) string {
	s := o.Shipping()
	if s == nil || v.Account == 0 || o.SideOf(v.Account) == Nobody {
		return ""
	}
	return reveal(r, s.Sender)
}

// PayoutAddress returns where the fee of an order is paid to: for who is paid, and for the seller from confirmation on.
func PayoutAddress(r Reader, v Viewer, o *Order) string {
	return reveal(r, payTo(r, v, o))
}

func payTo(r Reader, v Viewer, o *Order) (none Commitment) {
	if !v.seesPayout(o) {
		return none
	}
	if o.Pay != nil { // what was paid stays paid to where it went
		return o.Pay.To
	}
	if a := AccountOf(r, o.Acting(CreatorSide)); o.PayTo.IsZero() && a != nil {
		return a.PayPal
	}
	return o.PayTo
}

// OwnPrivate returns an account's own private texts: shipping address, PayPal address, the one that will count
// after the hold, and the senders of its address book. Empty for anybody else.
func OwnPrivate(r Reader, v Viewer, a *Account) (address, paypal, next string, senders []string) {
	if v.Account == 0 || v.Account != a.Key {
		return "", "", "", nil
	}
	for _, s := range a.Senders {
		senders = append(senders, reveal(r, s))
	}
	return reveal(r, a.Address), reveal(r, a.PayPal), reveal(r, a.PayPalNext), senders
}
