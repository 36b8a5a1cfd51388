package model

// Featured is one item of a shop that carries a rate of its own, above the shop's (M190).
type Featured struct {
	Key    Key        `cbor:"1,keyasint"`
	Seller Key        `cbor:"2,keyasint"`
	Item   string     `cbor:"3,keyasint"` // the AliExpress item number
	Rates  []RateFrom `cbor:"4,keyasint"` // by From; a rate of 0 ends it
	Rev    uint32     `cbor:"5,keyasint,omitempty"`
}

func (*Featured) kind() Kind { return KindFeatured }

// Ref implements [Row].
func (f *Featured) Ref() Ref { return Ref{KindFeatured, f.Key} }

// Lists implements [Row].
func (f *Featured) Lists(e *Entries) { e.Add(ListFeatured, group(uint64(f.Seller)), f.Item) }

// FeaturedOf lists the featured items of a shop, by number.
func FeaturedOf(seller Key) Query { return Query{ListFeatured, group(uint64(seller))} }

// RateAt returns the item's own rate at a moment, 0 where it has none then.
func (f *Featured) RateAt(m Moment) Rate { return (&Account{Rates: f.Rates}).RateAt(m) }

// FeaturedItem returns the featured item of a shop, or nil.
func FeaturedItem(r Reader, seller Key, item string) *Featured {
	for p := range r.Scan(ListFeatured, group(uint64(seller)), Place{Sort: item}, false) {
		if p.Sort == item {
			return must[*Featured](r, p.Ref.Key)
		}
		break
	}
	return nil
}

// FeaturedRate returns the rate of a featured item at a moment, 0 where it has none of its own.
func FeaturedRate(r Reader, seller Key, item string, m Moment) Rate {
	if item == "" {
		return 0
	}
	f := FeaturedItem(r, seller, item)
	if f == nil {
		return 0
	}
	return f.RateAt(m)
}

// FeatureItem gives an item a rate above the shop's; a rate of 0 takes it back. It counts one business day later, and
// never for sales made before.
type FeatureItem struct {
	Item string `cbor:"1,keyasint"`
	Rate Rate   `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*FeatureItem) Wire() string { return "portals.feature" }

func (c *FeatureItem) decide(d *deciding) *Refusal {
	a, r := d.as(Seller)
	if r != nil {
		return r
	}
	if a.InPortals == 0 {
		return refuse(RulePortals, "rate")
	}
	if c.Item == "" || len(c.Item) > promoLong || !allDigits(c.Item) {
		return usage(RuleFeatured, "item", text("item", Safe(shortened(c.Item))), rate("rate", c.Rate), rate("shop", a.RateAt(d.now)))
	}
	p := d.policy()
	from := p.Calendar().AddWorkingDays(d.now, p.Get(RateEffectiveDays))
	f := FeaturedItem(d.s, a.Key, c.Item)
	if c.Rate == 0 {
		if f == nil || f.RateAt(from) == 0 {
			return refuse(RuleFeaturedNone, "item", text("item", c.Item))
		}
	} else {
		if r := d.checkRate(c.Rate); r != nil {
			return r
		}
		if shop := a.RateAt(from); c.Rate <= shop {
			return refuse(RuleFeatured, "rate", text("item", c.Item), rate("rate", c.Rate), rate("shop", shop))
		}
	}
	e := &ItemFeatured{Seller: a.Key, Item: c.Item, Rate: c.Rate, From: from}
	if f != nil {
		e.Key = f.Key
	} else {
		e.Key = d.s.Next(KindFeatured)
	}
	d.emit(e)
	return nil
}

// ItemFeatured gave an item a rate that counts from a later moment.
type ItemFeatured struct {
	Key    Key    `cbor:"1,keyasint"`
	Seller Key    `cbor:"2,keyasint"`
	Item   string `cbor:"3,keyasint"`
	Rate   Rate   `cbor:"4,keyasint"`
	From   Moment `cbor:"5,keyasint"`
}

// Wire implements [Event].
func (*ItemFeatured) Wire() string { return "portals.featured" }

// About implements [Event].
func (e *ItemFeatured) About() []Ref { return []Ref{{KindFeatured, e.Key}} }

// Says implements [Event].
func (e *ItemFeatured) Says() (Rule, []Arg) {
	return RuleRateEffective, []Arg{text("item", e.Item), rate("rate", e.Rate), when("from", e.From)}
}

func (e *ItemFeatured) apply(a *applying) {
	f := Featured{Key: e.Key, Seller: e.Seller, Item: e.Item}
	if old := must[*Featured](a.s, e.Key); old != nil {
		f = *old
	}
	kept := make([]RateFrom, 0, len(f.Rates)+1)
	for _, r := range f.Rates {
		if r.From < e.From {
			kept = append(kept, r)
		}
	}
	f.Rates = append(kept, RateFrom{e.Rate, e.From})
	f.Rev++
	a.s.Put(&f)
}
