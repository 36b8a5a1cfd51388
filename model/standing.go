package model

import (
	"slices"
	"time"
)

// Standing is what an account's finished work says of it (rule 12, Reliability). It is kept up as orders
// change, so that showing it costs one read. Its key is the account's.
type Standing struct {
	Key Key `cbor:"1,keyasint"`

	// As a creator.
	Done      int   `cbor:"2,keyasint,omitempty"` // orders completed
	Submitted int   `cbor:"3,keyasint,omitempty"` // orders with content handed in, and nothing of them missed
	Missed    int   `cbor:"4,keyasint,omitempty"` // expired against the creator
	Accepted  int   `cbor:"5,keyasint,omitempty"` // content confirmed
	FirstTime int   `cbor:"6,keyasint,omitempty"` // of those, without a modification
	Lead      []int `cbor:"7,keyasint,omitempty"` // sample received to content handed in, histogram by days

	// As a seller.
	Confirmed     int   `cbor:"8,keyasint,omitempty"`
	Modifications int   `cbor:"9,keyasint,omitempty"`  // asked for in the confirmed orders
	Reviews       []int `cbor:"10,keyasint,omitempty"` // content to confirmation, histogram by hours
	Owing         int   `cbor:"11,keyasint,omitempty"` // fees that were ever owed
	LatePayments  int   `cbor:"12,keyasint,omitempty"`
	NeverShipped  int   `cbor:"13,keyasint,omitempty"` // expired against the seller
}

func (*Standing) kind() Kind { return KindStanding }

// Ref implements [Row].
func (s *Standing) Ref() Ref { return Ref{KindStanding, s.Key} }

// Lists implements [Row]; it is found by its account.
func (*Standing) Lists(*Entries) {}

// StandingOf returns the standing of an account; an empty one for an account without work.
func StandingOf(r Reader, account Key) *Standing {
	if s := must[*Standing](r, account); s != nil {
		return s
	}
	return &Standing{Key: account}
}

// OnTime returns the share of a creator's due submissions that came; ok is false where none was due yet.
func (s *Standing) OnTime() (share Rate, ok bool) { return part(s.Submitted, s.Submitted+s.Missed) }

// AcceptedFirst returns the share of a creator's confirmed content that needed no modification.
func (s *Standing) AcceptedFirst() (share Rate, ok bool) { return part(s.FirstTime, s.Accepted) }

// PaidLate returns the share of a seller's fees that were late.
func (s *Standing) PaidLate() (share Rate, ok bool) { return part(s.LatePayments, s.Owing) }

// MedianReview returns the median time in which a seller confirmed content, to the hour.
func (s *Standing) MedianReview() (time.Duration, bool) {
	n, ok := median(s.Reviews)
	return time.Duration(n) * time.Hour, ok
}

// MedianLead returns the median time from sample to content of a creator, to the day.
func (s *Standing) MedianLead() (time.Duration, bool) {
	n, ok := median(s.Lead)
	return time.Duration(n) * 24 * time.Hour, ok
}

func part(n, of int) (Rate, bool) {
	if of == 0 {
		return 0, false
	}
	return Rate(10000 * n / of), true
}

// median returns the bucket in which the median of a histogram lies.
func median(buckets []int) (int, bool) {
	total := 0
	for _, n := range buckets {
		total += n
	}
	seen := 0
	for i, n := range buckets {
		if seen += n; total > 0 && 2*seen >= total {
			return i, true
		}
	}
	return 0, false
}

func tally(buckets []int, at, most int) []int {
	at = max(0, min(at, most))
	grown := slices.Clone(buckets)
	for len(grown) <= at {
		grown = append(grown, 0)
	}
	grown[at]++
	return grown
}

func (a *applying) changeStanding(account Key, change func(*Standing)) {
	s := *StandingOf(a.s, account)
	change(&s)
	a.s.Put(&s)
}

// stand keeps the standing of both parties after an order changed its state. What was handed in by an agency for a
// creator counts for both.
func (a *applying) stand(o *Order, was OrderState) {
	switch {
	case was.Making() && (o.State == InReview || o.State == Submitted) && len(o.Versions) == 1:
		a.changeMakers(o, func(s *Standing) {
			s.Submitted++
			if ship := o.Shipping(); ship != nil && ship.Received != 0 {
				s.Lead = tally(s.Lead, int(a.At.Sub(ship.Received).Hours()/24), 90)
			}
		})
	case o.State == Confirmed && was.Making():
		a.standConfirmed(o)
	case o.State == Expired && o.Against == CreatorSide:
		a.changeMakers(o, func(s *Standing) {
			s.Missed++
			if len(o.Versions) > 0 { // the first version came, the one that was asked for did not: one order, not in time
				s.Submitted--
			}
		})
	case o.State == Expired && o.Against == SellerSide:
		a.changeStanding(o.Seller, func(s *Standing) { s.NeverShipped++ })
	case o.State == Completed && !o.WithoutContent():
		a.changeMakers(o, func(s *Standing) { s.Done++ })
	}
}

// changeMakers changes the standing of the creator and, where one applied for it, of the agency.
func (a *applying) changeMakers(o *Order, change func(*Standing)) {
	a.changeStanding(o.Creator, change)
	if o.Agency != 0 && o.Agency != o.Creator {
		a.changeStanding(o.Agency, change)
	}
}

func (a *applying) standConfirmed(o *Order) {
	a.changeMakers(o, func(s *Standing) {
		s.Accepted++
		if o.Asked == 0 {
			s.FirstTime++
		}
	})
	a.changeStanding(o.Seller, func(s *Standing) {
		s.Confirmed++
		s.Modifications += o.Asked
		if !o.Owed.IsZero() {
			s.Owing++
		}
		handed := o.Versions[len(o.Versions)-1].At
		s.Reviews = tally(s.Reviews, int(a.At.Sub(handed).Hours()), 24*10)
	})
}
