package model

import (
	"slices"
	"time"
)

// The rules of reliability (rule 12): each says by which arithmetic a figure comes about.
const (
	RuleDone       Rule = "reliability.completed"
	RuleOnTime     Rule = "reliability.on_time"
	RuleFirstTime  Rule = "reliability.accepted_first"
	RuleLead       Rule = "reliability.sample_to_content"
	RuleReview     Rule = "reliability.time_to_confirm"
	RuleLate       Rule = "reliability.late_payments"
	RuleChanges    Rule = "reliability.modifications"
	RuleNotShipped Rule = "reliability.never_shipped"
)

// Figure is one number of an account's reliability; its name is that in JSON.
type Figure string

// The figures: of whoever makes content, then of a seller.
const (
	FigureDone       Figure = "completed"
	FigureOnTime     Figure = "on_time"
	FigureFirstTime  Figure = "accepted_first"
	FigureLead       Figure = "sample_to_content"
	FigureReview     Figure = "time_to_confirm"
	FigureLate       Figure = "late_payments"
	FigureChanges    Figure = "modifications"
	FigureNotShipped Figure = "never_shipped"
)

// FiguresOf returns the figures that a role is measured by, none for staff.
func FiguresOf(role Role) []Figure {
	switch role {
	case Creator, Agency:
		return []Figure{FigureDone, FigureOnTime, FigureFirstTime, FigureLead}
	case Seller:
		return []Figure{FigureReview, FigureLate, FigureChanges, FigureNotShipped}
	}
	return nil
}

// Rule returns the rule that says how the figure comes about.
func (f Figure) Rule() Rule { return Rule("reliability." + string(f)) }

// Measure is a figure with the inputs of its formula.
type Measure struct {
	Figure Figure
	Count  int           // orders that count for it: handed in time, paid late; modifications asked for
	Of     int           // orders that it is about
	Median time.Duration // of the figures that are a time: whole days or hours
}

// Known tells whether there is anything to say: what was never due yet is no zero.
func (m Measure) Known() bool {
	return m.Of > 0 || m.Figure == FigureDone || m.Figure == FigureNotShipped
}

// Share returns the part of the orders that count, for the figures that are a share.
func (m Measure) Share() (share Rate, ok bool) {
	switch m.Figure {
	case FigureOnTime, FigureFirstTime, FigureLate:
		return part(m.Count, m.Of)
	}
	return 0, false
}

// Measures returns every figure of a role, in order.
func (s *Standing) Measures(role Role) []Measure {
	var all []Measure
	for _, f := range FiguresOf(role) {
		all = append(all, s.Measure(f))
	}
	return all
}

// Measure returns one figure.
func (s *Standing) Measure(f Figure) Measure {
	m := Measure{Figure: f}
	switch f {
	case FigureDone:
		m.Count, m.Of = s.Done, s.Done
	case FigureOnTime:
		m.Count, m.Of = s.Submitted, s.Submitted+s.Missed
	case FigureFirstTime:
		m.Count, m.Of = s.FirstTime, s.Accepted
	case FigureLead:
		m.Median, _ = s.MedianLead()
		m.Of = entered(s.Lead)
	case FigureReview:
		m.Median, _ = s.MedianReview()
		m.Of = entered(s.Reviews)
	case FigureLate:
		m.Count, m.Of = s.LatePayments, s.Owing
	case FigureChanges:
		m.Count, m.Of = s.Modifications, s.Confirmed
	case FigureNotShipped:
		m.Count, m.Of = s.NeverShipped, s.NeverShipped
	}
	return m
}

func entered(buckets []int) int {
	n := 0
	for _, b := range buckets {
		n += b
	}
	return n
}

// Behind tells whether an order is one of those that a figure of an account is about, and whether it counts for
// the share: was in time, accepted at once, paid late.
func (f Figure) Behind(o *Order, account Key) (about, counts bool) {
	side := CreatorSide
	if slices.Contains(FiguresOf(Seller), f) {
		side = SellerSide
	}
	if o.SideOf(account) != side {
		return false, false
	}
	confirmed, missed := o.ConfirmedAt != 0, o.State == Expired && o.Against == CreatorSide
	switch f {
	case FigureDone:
		return o.State == Completed && !o.WithoutContent(), true
	case FigureOnTime:
		return len(o.Versions) > 0 || missed, !missed
	case FigureFirstTime:
		return confirmed, o.Asked == 0
	case FigureLead:
		_, ok := f.Time(o)
		return ok, true
	case FigureReview:
		return confirmed, true
	case FigureLate:
		return confirmed && !o.Owed.IsZero(), o.PayLate
	case FigureChanges:
		return confirmed, o.Asked > 0
	case FigureNotShipped:
		return o.State == Expired && o.Against == SellerSide, true
	}
	return false, false
}

// Time returns what one order gives to a figure that is a time.
func (f Figure) Time(o *Order) (time.Duration, bool) {
	switch {
	case len(o.Versions) == 0:
	case f == FigureLead:
		if ship := o.Shipping(); ship != nil && ship.Received != 0 {
			return o.Versions[0].At.Sub(ship.Received), true
		}
	case f == FigureReview && o.ConfirmedAt != 0:
		return o.ConfirmedAt.Sub(o.Versions[len(o.Versions)-1].At), true
	}
	return 0, false
}

// OrdersShared walks the orders between this account and another, the last change first, at most look of them: the
// shorter of the two accounts' lists is looked through. Of one's own account these are all of its orders, and
// support sees all orders of anybody. whole tells that no order was left unlooked at.
func (v View) OrdersShared(with Key, look int, fn func(*Order) bool) (whole bool) {
	q := OrdersOf(with, 0)
	if me := OrdersOf(v.Who.Account, 0); v.Who.Account != 0 && v.Who.Role != Support && v.Count(me) < v.Count(q) {
		q = me
	}
	for p := range v.Reader.Scan(q.List, q.Group, Place{}, true) {
		if look--; look < 0 {
			return false
		}
		if o := v.Order(p.Ref.Key); o != nil && o.SideOf(with) != Nobody && !fn(o) {
			return false
		}
	}
	return true
}
