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
	seen := handing{}
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
	if r := d.openHanding(c.Batch, all); r != nil {
		return r
	}
	for _, e := range all {
		d.emit(e)
	}
	return nil
}

// openHanding records the batch of a handing out that has an ID, before anything of it happens.
func (d *deciding) openHanding(id ID, all []*CodesHanded) *Refusal {
	if id == "" {
		return nil
	}
	if !id.Valid(BatchLetter) {
		return usage(RuleID, "batch", text("value", Safe(string(id))))
	}
	if _, taken := byID(d.s, ListBatchID, id); taken {
		return refuse(RuleIDTaken, "batch", text("id", string(id)))
	}
	b := &BatchApplied{Key: d.s.Next(KindBatch), ID: id, Did: BatchHand, Policy: d.policy().Key}
	for _, e := range all {
		e.Batch = b.Key
		b.Orders = append(b.Orders, e.Order)
	}
	d.emit(b)
	return nil
}

// handedIn returns the codes of an order that a batch handed out and that were not taken back.
func handedIn(r Reader, order, batch Key) (all []*Code) {
	q := CodesFor(order)
	for p := range r.Scan(q.List, q.Group, Place{}, false) {
		if c := must[*Code](r, p.Ref.Key); c != nil && c.Holder != 0 && c.Batch == batch {
			all = append(all, c)
		}
	}
	return all
}

// usedSince refuses to take codes back that somebody used: what was sold with them stays with who sold it.
func usedSince(r Reader, o *Order, batch Key) *Refusal {
	for _, c := range handedIn(r, o.Key, batch) {
		if c.Uses > 0 {
			return refuse(RuleUndoMoved, "order", text("order", string(o.ID)), word("state", "state."+o.State.String()))
		}
	}
	return nil
}

// takeCodesBack leaves the codes of a batch to their agency again.
func (a *applying) takeCodesBack(order, batch Key) {
	for _, c := range handedIn(a.s, order, batch) {
		a.changeCode(c.Key, func(c *Code) { c.Holder, c.Handed, c.Batch = 0, 0, 0 })
	}
	a.changeOrder(order, func(*Order) {})
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

// handing is what one handing out has paired so far: codes, and creators with tasks.
type handing map[[2]Key]bool

// hand checks one row: the agency's own code that nobody carries, and a creator under contract who carries none of the
// task yet.
func (d *deciding) hand(me *Account, row Handed, seen handing) (*Code, *Account, *Refusal) {
	if row.Code == "" {
		return nil, nil, refuse(RulePromoNone, "code", text("creator", Safe(row.Creator)))
	}
	code := CodeByText(d.s, row.Code)
	if code == nil || !CanSee(d.s, d.viewer(), code) {
		return nil, nil, absent("code", Safe(row.Code))
	}
	name := text("code", code.Text)
	creator := AccountByHandle(d.s, row.Creator)
	switch {
	case code.Owner != me.Key:
		return nil, nil, refuse(RulePromoHold, "code", name)
	case seen[[2]Key{code.Key}]:
		return nil, nil, refuse(RulePromoTwice, "code", name)
	case code.Holder != 0:
		return nil, nil, refuse(RulePromoHanded, "code", name, text("creator", must[*Account](d.s, code.Holder).Handle))
	case creator == nil:
		return nil, nil, absent("creator", Safe(row.Creator))
	case creator.Role != Creator || !onRoster(d.s, me.Key, creator.Key):
		return nil, nil, refuse(RulePromoRoster, "creator", text("creator", creator.Handle))
	}
	if of := d.carried(code.Task, creator.Key); of != "" || seen[[2]Key{code.Task, creator.Key}] {
		return nil, nil, refuse(RulePromoEach, "creator", text("creator", creator.Handle), text("code", of))
	}
	seen[[2]Key{code.Key}], seen[[2]Key{code.Task, creator.Key}] = true, true
	return code, creator, nil
}

// carried returns the code of a task that a creator carries, "" for none.
func (d *deciding) carried(task, creator Key) string {
	q := CodesHeld(task, creator)
	for p := range d.s.Scan(q.List, q.Group, Place{}, false) {
		if c := must[*Code](d.s, p.Ref.Key); c != nil {
			return c.Text
		}
	}
	return ""
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
	seen := handing{}
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
	Batch    Key   `cbor:"4,keyasint,omitempty"`
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
		a.changeCode(key, func(c *Code) { c.Holder, c.Handed, c.Batch = e.Creators[i], a.At, e.Batch })
	}
	a.changeOrder(e.Order, func(*Order) {})
}

// onRoster tells whether a creator is under contract with an agency.
func onRoster(r Reader, agency, creator Key) bool {
	return ContractBetween(r, agency, creator) != nil
}
