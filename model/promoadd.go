package model

import (
	"slices"
	"strings"
)

// AddPromo creates a promo code ("Create new promo code", M144). Any seller may; whether creators may carry it is the
// affiliate setting.
type AddPromo struct {
	Number    string      `cbor:"1,keyasint"`
	Fields    PromoFields `cbor:"2,keyasint"`
	Affiliate bool        `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Command].
func (*AddPromo) Wire() string { return "promo.add" }

func (c *AddPromo) decide(d *deciding) *Refusal {
	seller, r := d.as(Seller)
	if r != nil {
		return r
	}
	if all := d.checkPromo(seller, c); len(all) > 0 {
		return all[0]
	}
	products, _ := d.checkItemLinks(c.Fields.Links)
	e := &PromoAdded{Key: d.s.Next(KindPromo), Number: c.Number, Seller: seller.Key, Affiliate: c.Affiliate, Products: products, Fields: c.Fields}
	if e.Fields.From == 0 {
		e.Fields.From = d.now
	}
	d.emit(e)
	return nil
}

// CheckPromo returns everything that is wrong with a promo code that is still being filled in, as the actor would hear
// of it.
func CheckPromo(r Reader, actor Actor, now Moment, c *AddPromo) []*Refusal {
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	seller := d.account()
	if seller == nil {
		seller = &Account{}
	}
	return d.checkPromo(seller, c)
}

// checkPromo returns what is wrong, in the order of the form.
func (d *deciding) checkPromo(seller *Account, c *AddPromo) []*Refusal {
	f := &c.Fields
	all := []*Refusal{
		d.checkNumber(c.Number), d.needText("name", f.Name, TitleChars, false), d.checkCode(f.Code), d.checkScope(f), checkDiscount(f), checkSpend(f),
		d.checkValidity(f), d.checkLimits(f), checkUseFee(f), d.checkText("description", f.Description, DescriptionChars, true),
		checkLanguages("language", f.Languages), checkCountries("country", f.Countries), d.checkContentTypes(&TaskFields{Content: f.Content}),
	}
	if most := d.policy().Get(TaskWantedMax); f.Wanted < 0 || int64(f.Wanted) > most {
		all = append(all, refuse(RuleWanted, "wanted", num("value", int64(f.Wanted)), num("max", most)))
	}
	if c.Affiliate && seller.InPortals == 0 {
		all = append(all, refuse(RulePromoPortals, "affiliate"))
	}
	return slices.DeleteFunc(all, func(r *Refusal) bool { return r == nil })
}

func (d *deciding) checkNumber(number string) *Refusal {
	if !validPromoNumber(number) {
		return usage(RulePromoNumber, "id", text("value", Safe(number)))
	}
	if PromoByNumber(d.s, number) != nil {
		return refuse(RulePromoTaken, "id", text("value", number))
	}
	return nil
}

// promoCodeShort and promoCodeLong bound what a seller's code text may be: people type it.
const promoCodeShort, promoCodeLong = 3, 16

func (d *deciding) checkCode(code string) *Refusal {
	if code == "" {
		return refuse(RuleRequired, "code")
	}
	odd := func(r rune) bool { return (r < 'A' || r > 'Z') && (r < '0' || r > '9') }
	if len(code) < promoCodeShort || len(code) > promoCodeLong || strings.ContainsFunc(code, odd) {
		return refuse(RulePromoCode, "code", text("value", Safe(code)))
	}
	if d.codeTaken(code) {
		return refuse(RulePromoCodeTaken, "code", text("value", code))
	}
	return nil
}

// codeTaken tells whether a code text belongs to anybody in the whole marketplace.
func (d *deciding) codeTaken(code string) bool {
	_, taken := byID(d.s, ListCodeText, ID(code))
	return taken
}

func (d *deciding) checkScope(f *PromoFields) *Refusal {
	if f.Scope != Storewide && f.Scope != SetProducts {
		return usage(RulePromoScopeName, "scope", text("value", ""))
	}
	if (f.Scope == SetProducts) != (len(f.Links) > 0) {
		return refuse(RulePromoScope, "link", word("scope", "scope."+f.Scope.String()))
	}
	_, r := d.checkItemLinks(f.Links)
	return r
}

func checkDiscount(f *PromoFields) *Refusal {
	off, share := f.Discount.Off, f.Discount.Rate
	if off == (Money{}) && share == 0 {
		return refuse(RuleRequired, "discount")
	}
	wrong := refuse(RulePromoDiscount, "discount", text("discount", f.Discount.String()), amount("spend", f.MinSpend))
	if share != 0 {
		if off != (Money{}) || share < 0 || share >= wholeShare {
			return wrong
		}
		return nil
	}
	if _, ok := off.Currency.Digits(); !ok {
		return usage(RuleCurrency, "discount", text("value", Safe(string(off.Currency))))
	}
	if off.Minor <= 0 || f.MinSpend.Minor > 0 && (f.MinSpend.Currency != off.Currency || off.Minor >= f.MinSpend.Minor) {
		return wrong
	}
	return nil
}

// wholeShare is all of a price, in basis points.
const wholeShare Rate = 10000

func checkSpend(f *PromoFields) *Refusal {
	if f.MinSpend == (Money{}) {
		return nil
	}
	if _, ok := f.MinSpend.Currency.Digits(); !ok {
		return usage(RuleCurrency, "min_spend", text("value", Safe(string(f.MinSpend.Currency))))
	}
	if f.MinSpend.Minor < 0 {
		return refuse(RulePromoMinimum, "min_spend", amount("spend", f.MinSpend))
	}
	return nil
}

func (d *deciding) checkValidity(f *PromoFields) *Refusal {
	horizon := d.policy().days(d.now, TaskDeadlineDays)
	switch {
	case f.Until == 0:
		return refuse(RuleRequired, "until")
	case f.Until <= d.now:
		return refuse(RulePast, "until", when("value", f.Until), when("now", d.now))
	case f.From >= f.Until:
		return refuse(RuleReversed, "from", when("apply_by", f.From), when("submit_by", f.Until))
	case f.Until > horizon:
		return refuse(RuleTooFar, "until", when("value", f.Until), when("max", horizon))
	}
	return nil
}

// redemptionsMost bounds a limit on redemptions, far above what a code can ever see.
const redemptionsMost = 1_000_000_000

func (d *deciding) checkLimits(f *PromoFields) *Refusal {
	switch {
	case f.Total < 0 || f.Total > redemptionsMost:
		return refuse(RulePromoLimit, "total", num("value", f.Total), num("max", redemptionsMost))
	case f.PerUser < 0 || f.PerUser > redemptionsMost:
		return refuse(RulePromoLimit, "per_user", num("value", f.PerUser), num("max", redemptionsMost))
	case f.Total > 0 && f.PerUser > f.Total:
		return refuse(RulePromoLimit, "per_user", num("value", f.PerUser), num("max", f.Total))
	}
	return nil
}

func checkUseFee(f *PromoFields) *Refusal {
	if f.Fee == nil {
		return nil
	}
	if _, ok := f.Fee.Currency.Digits(); !ok {
		return usage(RuleCurrency, "fee", text("value", Safe(string(f.Fee.Currency))))
	}
	if f.Fee.Minor <= 0 {
		return refuse(RulePromoFee, "fee", amount("fee", *f.Fee))
	}
	return nil
}

// PromoAdded created a promo code.
type PromoAdded struct {
	Key       Key         `cbor:"1,keyasint"`
	Number    string      `cbor:"2,keyasint"`
	Seller    Key         `cbor:"3,keyasint"`
	Affiliate bool        `cbor:"4,keyasint,omitempty"`
	Products  []ItemLink  `cbor:"5,keyasint,omitempty"`
	Fields    PromoFields `cbor:"6,keyasint"`
}

// Wire implements [Event].
func (*PromoAdded) Wire() string { return "promo.added" }

// About implements [Event].
func (e *PromoAdded) About() []Ref { return []Ref{{KindPromo, e.Key}} }

// Says implements [Event].
func (e *PromoAdded) Says() (Rule, []Arg) {
	return RulePromoAffiliate, []Arg{text("promo", e.Number), when("until", e.Fields.Until), word("affiliate", yes(e.Affiliate))}
}

func (e *PromoAdded) apply(a *applying) {
	a.s.Put(&Promo{
		Key: e.Key, Number: e.Number, Seller: e.Seller, Made: a.At, Affiliate: e.Affiliate, Products: e.Products, Fields: e.Fields, Rev: 1,
	})
}
