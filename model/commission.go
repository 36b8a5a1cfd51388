package model

import "math/bits"

// CommissionOn returns what a sale of an amount earns at a rate, in minor units, rounded half up.
func CommissionOn(amount int64, r Rate) int64 {
	const all = 10000 // basis points
	hi, lo := bits.Mul64(uint64(max(amount, 0)), uint64(max(r, 0)))
	lo, carry := bits.Add64(lo, all/2, 0)
	if hi += carry; hi >= all {
		return 0
	}
	q, _ := bits.Div64(hi, lo, all)
	return int64(q)
}

// earn computes what a new sale earns, and for whom.
func (w *saleWork) earn(s *Sale, t *saleTarget) {
	shop, item := w.seller.RateAt(s.Sold), FeaturedRate(w.d.s, w.seller.Key, s.Item, s.Sold)
	switch {
	case t.promo != nil && (s.Sold < t.promo.Fields.From || s.Sold >= t.promo.Fields.Until):
		s.Void = RuleSaleEnded
		return
	case t.promo == nil && s.Sold.EndOfDay(w.d.policy().Calendar().Zone) < t.from:
		s.Void = RuleSaleEarly
		return
	case t.promo != nil && !w.use(s, t.promo):
		s.Void = RuleSaleLimit
		return
	case t.promo != nil && t.promo.Fields.Fee != nil:
		s.Commission = t.promo.Fields.Fee.Minor
	case shop == 0:
		s.Void = RuleSaleRate
		return
	default:
		s.Rate = max(shop, item)
		s.Commission = CommissionOn(s.Amount.Minor, s.Rate)
	}
	if t.agency != 0 {
		kept, _ := Split(s.Earned(), t.share)
		s.Kept = kept.Minor
	}
	if s.Commission > 0 {
		s.Earning = w.earning(t)
	}
}

// use counts a sale among the uses of its promo code, if the limits allow it. Uses count in the order in which they were
// made, whatever reports tell of first: one that is told late takes the place of the last.
func (w *saleWork) use(s *Sale, p *Promo) bool {
	if p.Fields.PerUser > 0 && s.Buyer != 0 {
		mine := Query{ListUses, group(uint64(p.Key), s.Buyer)}
		before, n, last := int64(0), int64(0), Place{}
		for at := range w.s.Scan(mine.List, mine.Group, Place{}, false) {
			if n++; at.Sort < ordered(int64(s.Sold))+s.ID {
				before++
			}
			last = at
		}
		if w.refused(p, s, 0, before) {
			return false
		}
		if n >= p.Fields.PerUser {
			w.displace(last.Ref.Key)
		}
	}
	if p.Fields.Total > 0 && w.uses(p) >= p.Fields.Total {
		last := w.lastUse(p)
		if last.Sort < ordered(int64(s.Sold))+s.ID {
			return !w.refused(p, s, p.Fields.Total, 0)
		}
		w.displace(last.Ref.Key)
	}
	s.Use = true
	w.used[p.Key]++
	return true
}

// refused asks the one function that decides the limits of a promo code.
func (w *saleWork) refused(p *Promo, s *Sale, uses, byBuyer int64) bool {
	before := *p
	before.Uses = uses
	return before.Redeem(s.Sold, byBuyer) != nil
}

func (w *saleWork) uses(p *Promo) int64 { return p.Uses + w.used[p.Key] }

func (w *saleWork) lastUse(p *Promo) Place {
	q := UsesOf(p.Key)
	for at := range w.s.Scan(q.List, q.Group, Place{}, true) {
		return at
	}
	return Place{}
}

// displace takes a use back that came too late after all.
func (w *saleWork) displace(key Key) {
	s := w.changed[key]
	if s == nil {
		s = SaleOf(w.d.s, key)
	}
	out := *s
	w.used[s.Promo]--
	out.Use, out.Void, out.Rate, out.Commission, out.Kept, out.Earning = false, RuleSaleLimit, 0, 0, 0, 0
	w.put(&out)
}

// earning finds where the commissions of an order and its creator are summed, or opens it.
func (w *saleWork) earning(t *saleTarget) Key {
	key := [3]Key{t.order.Key, t.creator, t.agency}
	if e := w.earnings[key]; e != nil {
		return e.Key
	}
	if e := earningFor(w.d.s, t.order.Key, t.creator); e != nil {
		w.earnings[key] = &EarningOpened{Key: e.Key}
		return e.Key
	}
	e := EarningOpened{Key: w.nextEarn, Order: t.order.Key, Creator: t.creator, Agency: t.agency, Currency: t.currency}
	w.nextEarn++
	w.opened = append(w.opened, e)
	w.earnings[key] = &e
	return e.Key
}
