package model

import (
	"crypto/sha256"
	"encoding/binary"
)

// SaleStatus is how far a sale is with its buyer. It only ever grows: a refund is not taken back.
type SaleStatus uint8

// The statuses of a Portals report.
const (
	SalePaid SaleStatus = iota + 1
	SaleReceived
	SaleRefunded
)

// String returns the word in reports and JSON.
func (s SaleStatus) String() string { return [...]string{"", "paid", "received", "refunded"}[s] }

// SaleStatuses returns every status, in the order in which a sale passes them.
func SaleStatuses() []SaleStatus { return []SaleStatus{SalePaid, SaleReceived, SaleRefunded} }

// Sale is one sale that a Portals report told of. What it earns was computed when it was imported and never changes, but
// for what later lines of reports tell.
type Sale struct {
	Key        Key        `cbor:"1,keyasint"`
	Seller     Key        `cbor:"2,keyasint"`
	ID         string     `cbor:"3,keyasint"` // the report's, unique for the seller
	Order      Key        `cbor:"4,keyasint"`
	Promo      Key        `cbor:"5,keyasint,omitempty"`
	Code       Key        `cbor:"6,keyasint,omitempty"`
	Creator    Key        `cbor:"7,keyasint"`           // whose content or code it came through
	Agency     Key        `cbor:"8,keyasint,omitempty"` // that shares in it
	Item       string     `cbor:"9,keyasint,omitempty"`
	Sold       Moment     `cbor:"10,keyasint"`
	Received   Moment     `cbor:"11,keyasint,omitempty"`
	Status     SaleStatus `cbor:"12,keyasint"`
	Amount     Money      `cbor:"13,keyasint"`
	Country    string     `cbor:"14,keyasint,omitempty"`
	Buyer      uint64     `cbor:"15,keyasint,omitempty"` // a fingerprint, for the limit per buyer; 0: the report names none
	Use        bool       `cbor:"16,keyasint,omitempty"` // counts among the uses of its code
	Rate       Rate       `cbor:"17,keyasint,omitempty"` // in force when it was sold; 0: a set fee
	Commission int64      `cbor:"18,keyasint,omitempty"` // minor units of the amount's currency
	Kept       int64      `cbor:"19,keyasint,omitempty"` // of it, the agency's share
	Due        Moment     `cbor:"20,keyasint"`           // when buyer protection ends
	Earning    Key        `cbor:"21,keyasint,omitempty"` // that it counts in; 0: it earns nothing
	Void       Rule       `cbor:"22,keyasint,omitempty"` // why it earns nothing
	Statement  Key        `cbor:"23,keyasint"`           // the page that told of it first, and the line
	Line       int64      `cbor:"24,keyasint"`
}

func (*Sale) kind() Kind { return KindSale }

// Ref implements [Row].
func (s *Sale) Ref() Ref { return Ref{KindSale, s.Key} }

// Lists implements [Row].
func (s *Sale) Lists(e *Entries) {
	sold := ordered(int64(s.Sold))
	e.Add(ListSaleID, group(uint64(s.Seller)), s.ID)
	for _, party := range []Key{s.Seller, s.Creator, s.Agency} {
		if party != 0 {
			e.Add(ListSales, group(uint64(party)), sold)
		}
	}
	e.Add(ListOrderSales, group(uint64(s.Order)), sold)
	if s.Code != 0 {
		e.Add(ListCodeSales, group(uint64(s.Code)), sold)
	}
	if s.Use {
		e.Add(ListUses, group(uint64(s.Promo)), sold+s.ID)
		if s.Buyer != 0 {
			e.Add(ListUses, group(uint64(s.Promo), s.Buyer), sold+s.ID)
		}
	}
	if s.earns() {
		e.Add(ListMaturing, group(uint64(s.Earning)), ordered(int64(s.Due)))
	}
}

// earns tells whether the sale's commission counts: it has one, and the buyer keeps the goods (M239).
func (s *Sale) earns() bool { return s.Commission > 0 && s.Earning != 0 && s.Status != SaleRefunded }

// SaleState is where the commission of a sale stands.
type SaleState string

// The states; the words stand below "sale_state." in the catalogue.
const (
	SalePending  SaleState = "pending"  // the buyer may still be refunded
	SaleMatured  SaleState = "matured"  // it can be withdrawn
	SaleReversed SaleState = "reversed" // the buyer was refunded
	SaleVoid     SaleState = "none"     // it earns nothing
)

// SaleStates returns every state.
func SaleStates() []SaleState { return []SaleState{SalePending, SaleMatured, SaleReversed, SaleVoid} }

// StateIn tells where the sale's commission stands.
func (s *Sale) StateIn(r Reader) SaleState {
	switch {
	case s.Status == SaleRefunded:
		return SaleReversed
	case !s.earns():
		return SaleVoid
	}
	if e := EarningOf(r, s.Earning); e != nil && s.Due <= e.Through {
		return SaleMatured
	}
	return SalePending
}

// Earned is the sale's whole commission.
func (s *Sale) Earned() Money { return Money{s.Commission, s.Amount.Currency} }

// Part is what of the commission is an account's: the agency's share, the creator's rest, the whole for the seller.
func (s *Sale) Part(account Key) Money {
	m := s.Earned()
	switch {
	case account == s.Agency && account != 0:
		m.Minor = s.Kept
	case account == s.Creator:
		m.Minor -= s.Kept
	}
	return m
}

// SaleOf returns the sale of a key, or nil.
func SaleOf(r Reader, key Key) *Sale { return must[*Sale](r, key) }

// SaleByID returns the sale of a seller by the ID that reports give it, or nil.
func SaleByID(r Reader, seller Key, id string) *Sale {
	for p := range r.Scan(ListSaleID, group(uint64(seller)), Place{Sort: id}, false) {
		if p.Sort == id {
			return must[*Sale](r, p.Ref.Key)
		}
		break
	}
	return nil
}

// SalesOf lists the sales of an account, its own or those it earns by, by when they were made.
func SalesOf(account Key) Query { return Query{ListSales, group(uint64(account))} }

// SalesFor lists the sales that an order led to.
func SalesFor(order Key) Query { return Query{ListOrderSales, group(uint64(order))} }

// SalesWith lists the sales made with one code text.
func SalesWith(code Key) Query { return Query{ListCodeSales, group(uint64(code))} }

// UsesOf lists the sales that count as uses of a promo code.
func UsesOf(promo Key) Query { return Query{ListUses, group(uint64(promo))} }

// projectSale leaves what agency and creator agreed to the two of them, and who bought to the seller.
func (v Viewer) projectSale(s *Sale) Row {
	if v.System {
		return s
	}
	shown := *s
	if !v.among(s.Seller) {
		shown.Buyer = 0
	}
	if !v.among(s.Agency, s.Creator) {
		shown.Kept = 0
	}
	return &shown
}

// buyerPrint is the fingerprint of who bought, of one seller's reports.
func buyerPrint(seller Key, buyer string) uint64 {
	if buyer == "" {
		return 0
	}
	b := binary.BigEndian.AppendUint64(nil, uint64(seller))
	sum := sha256.Sum256(append(b, buyer...))
	return binary.BigEndian.Uint64(sum[:]) | 1
}

// stateReason names why a sale earns what it earns.
func (s *Sale) stateReason(r Reader) Reason {
	state := s.StateIn(r)
	args := []Arg{
		word("state", "sale_state."+string(state)), text("sale", s.ID), amount("amount", s.Amount), rate("rate", s.Rate), amount("commission", s.Earned()),
		when("sold", s.Sold), when("due", s.Due),
	}
	reason := Reason{Subject: "state", Rule: RuleSaleEarned, Args: args}
	switch {
	case state == SaleReversed:
		reason.Rule = RuleSaleReversed
	case state == SaleVoid && s.Void != "":
		reason.Rule = s.Void
	case s.Rate == 0:
		reason.Rule = RuleSaleFee
	}
	return reason
}
