package model

import "slices"

// Materials is what a creator needs from the seller to begin (M109). Text and links of several answers are kept.
type Materials struct {
	Asked    Moment   `cbor:"1,keyasint"`
	Request  string   `cbor:"2,keyasint"`
	Answered Moment   `cbor:"3,keyasint,omitempty"`
	Answer   string   `cbor:"4,keyasint,omitempty"`
	Links    []string `cbor:"5,keyasint,omitempty"`
	None     bool     `cbor:"6,keyasint,omitempty"` // "none needed"
}

// RequestMaterials records that the creator needs something from the seller.
type RequestMaterials struct {
	Order ID     `cbor:"1,keyasint"`
	Text  string `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*RequestMaterials) Wire() string { return "materials.request" }

func (c *RequestMaterials) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, CreatorSide)
	if r != nil {
		return r
	}
	if !o.State.Making() {
		return refuse(RuleMaterials, "order", text("order", string(o.ID)), word("state", "state."+o.State.String()))
	}
	if r := d.needText("text", c.Text, NoteChars, true); r != nil {
		return r
	}
	if o.Materials != nil && o.Materials.Answered == 0 {
		return refuse(RuleMaterialsOpen, "order", when("asked", o.Materials.Asked))
	}
	d.emit(&MaterialsRequested{Order: o.Key, Text: c.Text})
	return nil
}

// MaterialsRequested recorded what the creator needs.
type MaterialsRequested struct {
	Order Key    `cbor:"1,keyasint"`
	Text  string `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*MaterialsRequested) Wire() string { return "materials.requested" }

// About implements [Event].
func (e *MaterialsRequested) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *MaterialsRequested) Says() (Rule, []Arg) { return RuleMaterials, []Arg{text("text", e.Text)} }

func (e *MaterialsRequested) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) { o.Materials = &Materials{Asked: a.At, Request: e.Text} })
}

// ProvideMaterials answers with links, words, or "none needed".
type ProvideMaterials struct {
	Order ID       `cbor:"1,keyasint"`
	Text  string   `cbor:"2,keyasint,omitempty"`
	Links []string `cbor:"3,keyasint,omitempty"`
	None  bool     `cbor:"4,keyasint,omitempty"`
}

// Wire implements [Command].
func (*ProvideMaterials) Wire() string { return "materials.provide" }

func (c *ProvideMaterials) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, SellerSide)
	if r != nil {
		return r
	}
	if o.Materials == nil || !o.State.Making() {
		return refuse(RuleMaterials, "order", text("order", string(o.ID)), word("state", "state."+o.State.String()))
	}
	if !c.None && len(c.Links) == 0 {
		if r := d.needText("text", c.Text, NoteChars, true); r != nil {
			return r
		}
	}
	if r := first(d.checkText("text", c.Text, NoteChars, true), d.checkRelated(&TaskFields{Related: c.Links})); r != nil {
		return r
	}
	d.emit(&MaterialsProvided{Order: o.Key, Text: c.Text, Links: c.Links, None: c.None})
	return nil
}

// MaterialsProvided answered a request.
type MaterialsProvided struct {
	Order Key      `cbor:"1,keyasint"`
	Text  string   `cbor:"2,keyasint,omitempty"`
	Links []string `cbor:"3,keyasint,omitempty"`
	None  bool     `cbor:"4,keyasint,omitempty"`
}

// Wire implements [Event].
func (*MaterialsProvided) Wire() string { return "materials.provided" }

// About implements [Event].
func (e *MaterialsProvided) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *MaterialsProvided) Says() (Rule, []Arg) {
	return RuleMaterials, []Arg{text("text", e.Text), num("links", int64(len(e.Links))), word("none", yes(e.None))}
}

func (e *MaterialsProvided) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		if o.Materials == nil {
			return
		}
		m := *o.Materials
		m.Answered, m.Answer, m.None = a.At, e.Text, e.None
		m.Links = append(slices.Clip(m.Links), e.Links...)
		o.Materials = &m
	})
}
