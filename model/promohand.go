package model

import "slices"

// Handed is one code and the creator who is to carry it.
type Handed struct {
	Code    string `cbor:"1,keyasint"` // its text
	Creator string `cbor:"2,keyasint"` // a handle
}

// HandPromoCode hands an agency's codes to creators on its roster, each once (M158). All go through or none.
type HandPromoCode struct {
	Rows  []Handed `cbor:"1,keyasint"`
	Batch ID       `cbor:"2,keyasint,omitempty"` // of the batch that this makes; without one it cannot be taken back
}

// Wire implements [Command].
func (*HandPromoCode) Wire() string { return "promo.hand" }

func (c *HandPromoCode) decide(d *deciding) *Refusal {
	me, r := d.as(Agency)
	if r != nil {
		return r
	}
	if r := d.checkHanding(c); r != nil {
		return r
	}
	e := &CodesHanded{}
	seen := make(map[Key]bool, len(c.Rows))
	var all []*CodesHanded
	for _, row := range c.Rows {
		code, creator, r := d.hand(me, row, seen)
		if r != nil {
			return r
		}
		i := slices.IndexFunc(all, func(e *CodesHanded) bool { return e.Order == code.Order })
		if i < 0 {
			i, all = len(all), append(all, &CodesHanded{Order: code.Order})
		}
		e = all[i]
		e.Codes, e.Creators = append(e.Codes, code.Key), append(e.Creators, creator.Key)
	}
	for _, e := range all {
		d.emit(e)
	}
	return nil
}

// checkHanding refuses what is wrong with the handing out as a whole.
func (d *deciding) checkHanding(c *HandPromoCode) *Refusal {
	if len(c.Rows) == 0 {
		return refuse(RuleRequired, "code")
	}
	if most := d.policy().Get(BatchRowsMax); int64(len(c.Rows)) > most {
		return refuse(RuleTooMany, "code", num("count", int64(len(c.Rows))), num("max", most))
	}
	return nil
}

// hand checks one row: the agency's own code that nobody carries, and a creator under contract.
func (d *deciding) hand(me *Account, row Handed, seen map[Key]bool) (*Code, *Account, *Refusal) {
	code := CodeByText(d.s, row.Code)
	if code == nil || !CanSee(d.s, d.viewer(), code) {
		return nil, nil, absent("code", Safe(row.Code))
	}
	name := text("code", code.Text)
	creator := AccountByHandle(d.s, row.Creator)
	switch {
	case code.Owner != me.Key:
		return nil, nil, refuse(RulePromoHold, "code", name)
	case seen[code.Key]:
		return nil, nil, refuse(RulePromoTwice, "code", name)
	case code.Holder != 0:
		return nil, nil, refuse(RulePromoHanded, "code", name, text("creator", must[*Account](d.s, code.Holder).Handle))
	case creator == nil:
		return nil, nil, absent("creator", Safe(row.Creator))
	case creator.Role != Creator || !onRoster(d.s, me.Key, creator.Key):
		return nil, nil, refuse(RulePromoRoster, "creator", text("creator", creator.Handle))
	}
	seen[code.Key] = true
	return code, creator, nil
}

// HandResult is what handing out does, or would do, with one code.
type HandResult struct {
	Handed
	Refusal *Refusal // nil: it goes through
}

// PlanHanding says row by row what handing out would do, rows that would be refused among them.
func PlanHanding(r Reader, actor Actor, now Moment, c *HandPromoCode) []HandResult {
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	me, wrong := d.as(Agency)
	if wrong == nil {
		wrong = d.checkHanding(c)
	}
	seen := make(map[Key]bool, len(c.Rows))
	all := make([]HandResult, 0, len(c.Rows))
	for _, row := range c.Rows {
		res := HandResult{row, wrong}
		if wrong == nil {
			_, _, res.Refusal = d.hand(me, row, seen)
		}
		all = append(all, res)
	}
	return all
}

// CodesHanded gave codes of one order to the creators who carry them. Codes that are out stay out: with whoever leaves
// the agency too.
type CodesHanded struct {
	Order    Key   `cbor:"1,keyasint"`
	Codes    []Key `cbor:"2,keyasint"`
	Creators []Key `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*CodesHanded) Wire() string { return "promo.codes_handed" }

// About implements [Event].
func (e *CodesHanded) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *CodesHanded) Says() (Rule, []Arg) {
	return RulePromoHanded, []Arg{num("count", int64(len(e.Codes)))}
}

func (e *CodesHanded) apply(a *applying) {
	for i, key := range e.Codes {
		a.changeCode(key, func(c *Code) { c.Holder, c.Handed = e.Creators[i], a.At })
	}
	a.changeOrder(e.Order, func(*Order) {})
}

// onRoster tells whether a creator is under contract with an agency.
func onRoster(r Reader, agency, creator Key) bool {
	return ContractBetween(r, agency, creator) != nil
}
