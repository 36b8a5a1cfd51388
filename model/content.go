package model

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Version is one submission of content.
type Version struct {
	Type    ContentType `cbor:"1,keyasint"`
	Links   []string    `cbor:"2,keyasint"`
	At      Moment      `cbor:"3,keyasint"`
	Changes []Change    `cbor:"4,keyasint,omitempty"` // asked for after it
}

// Change is one modification asked for: a clause of the brief, 1 for R1, and the note that came with it.
type Change struct {
	Clause int    `cbor:"1,keyasint"`
	Note   string `cbor:"2,keyasint,omitempty"`
}

// SubmitContent hands content in.
type SubmitContent struct {
	Order ID          `cbor:"1,keyasint"`
	Type  ContentType `cbor:"2,keyasint"`
	Links []string    `cbor:"3,keyasint"`
}

// Wire implements [Command].
func (*SubmitContent) Wire() string { return "content.submit" }

func (c *SubmitContent) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, CreatorSide)
	if r != nil {
		return r
	}
	if o.State == AwaitingSample {
		return refuse(RuleSampleFirst, "order", text("order", string(o.ID)))
	}
	if r := first(o.in(RuleSubmitState, OnTheWay, AwaitingSubmission, ChangesAsked), d.checkContent(o, c)); r != nil {
		return r
	}
	if o.State == OnTheWay {
		d.emit(receipt(d, o, true))
	}
	d.emit(&ContentSubmitted{Order: o.Key, Type: c.Type, Links: c.Links, Review: o.Type == FixedPrice})
	return nil
}

func (d *deciding) checkContent(o *Order, c *SubmitContent) *Refusal {
	if !slices.Contains(ContentTypes(), c.Type) {
		return usage(RuleContentName, "type", text("value", Safe(string(c.Type))))
	}
	if !o.Terms.Accepts(c.Type) {
		return refuse(RuleContentType, "type", word("type", "content."+string(c.Type)), text("accepted", joinTypes(o.Terms.Content)))
	}
	if c.Type == LiveStream && !o.Terms.BrandStream && !must[*Account](d.s, o.Creator).Live {
		return refuse(RuleLive, "type")
	}
	if len(c.Links) == 0 {
		return refuse(RuleRequired, "link")
	}
	if most := d.policy().Get(ContentLinksMax); int64(len(c.Links)) > most {
		return refuse(RuleTooMany, "link", num("count", int64(len(c.Links))), num("max", most))
	}
	for i, link := range c.Links {
		if r := d.checkAddress("link", link); r != nil {
			return r
		}
		if slices.Contains(c.Links[:i], link) {
			return refuse(RuleLinkTwice, "link", text("value", link))
		}
		u, _ := url.Parse(link)
		if on := onAliExpress(u); o.Type == AliExpressCPS && !on || o.Type == SocialCPS && on {
			return refuse(RuleContentSide, "link", word("type", "type."+o.Type.String()), text("value", link))
		}
	}
	if n := len(o.Versions); n > 0 && o.Versions[n-1].Type == c.Type && slices.Equal(o.Versions[n-1].Links, c.Links) {
		return refuse(RuleSameContent, "link", num("version", int64(n)))
	}
	return nil
}

func joinTypes(all []ContentType) string {
	var names []string
	for _, c := range all {
		names = append(names, string(c))
	}
	return strings.Join(names, ", ")
}

// ContentSubmitted handed content in: for review, or accepted at once (CPS).
type ContentSubmitted struct {
	Order  Key         `cbor:"1,keyasint"`
	Type   ContentType `cbor:"2,keyasint"`
	Links  []string    `cbor:"3,keyasint"`
	Review bool        `cbor:"4,keyasint,omitempty"`
}

// Wire implements [Event].
func (*ContentSubmitted) Wire() string { return "content.submitted" }

// About implements [Event].
func (e *ContentSubmitted) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *ContentSubmitted) Says() (Rule, []Arg) {
	args := []Arg{word("type", "content."+string(e.Type)), text("links", strings.Join(e.Links, " "))}
	if e.Review {
		return ClockContentReview, args
	}
	return RuleCPSAccepted, args
}

func (e *ContentSubmitted) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.Versions = append(slices.Clip(o.Versions), Version{Type: e.Type, Links: e.Links, At: a.At})
		o.Extension = closed(o.Extension)
		if e.Review {
			o.State, o.Timers.Review = InReview, a.At
			return
		}
		o.State = Submitted
		if o.Type != StorePromoCode { // which is complete some time after the end of the code, whenever content came
			o.Timers.Complete = a.At
		}
	})
}

// ConfirmContent accepts the content ("Payment confirmed" in the guides): from now on the fee is owed.
type ConfirmContent struct {
	Order ID `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*ConfirmContent) Wire() string { return "content.confirm" }

func (c *ConfirmContent) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, SellerSide)
	if r != nil {
		return r
	}
	if r := o.in(RuleConfirm, InReview, ChangesAsked); r != nil {
		return r
	}
	d.confirm(o, false)
	return nil
}

// confirm accepts content by hand or by silence, which owe the same.
func (d *deciding) confirm(o *Order, bySilence bool) {
	e := &ContentConfirmed{Order: o.Key, BySilence: bySilence}
	if o.Terms.Earns() {
		e.Owed = o.Terms.Fee
	}
	d.emit(e)
	if e.Owed.IsZero() {
		d.complete(o, RuleProductReward)
		return
	}
	d.post(o, BookReward, "", BookDue, "", e.Owed)
}

// ContentConfirmed accepted the content.
type ContentConfirmed struct {
	Order     Key   `cbor:"1,keyasint"`
	BySilence bool  `cbor:"2,keyasint,omitempty"`
	Owed      Money `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Event].
func (*ContentConfirmed) Wire() string { return "content.confirmed" }

// About implements [Event].
func (e *ContentConfirmed) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *ContentConfirmed) Says() (Rule, []Arg) {
	return ClockContentReview, []Arg{word("silence", yes(e.BySilence)), amount("owed", e.Owed)}
}

func (e *ContentConfirmed) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.State, o.ConfirmedAt, o.BySilence, o.Owed = Confirmed, a.At, e.BySilence, e.Owed
		o.Extension, o.Offer, o.Stop = closed(o.Extension), closed(o.Offer), closed(o.Stop)
		if !e.Owed.IsZero() {
			o.Timers.Record = a.At
		}
	})
}

// RequestChanges asks for a modification that cites clauses of the brief. One that cites none is an offer.
type RequestChanges struct {
	Order   ID       `cbor:"1,keyasint"`
	Clauses []string `cbor:"2,keyasint,omitempty"` // "R2"
	Note    string   `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Command].
func (*RequestChanges) Wire() string { return "content.changes" }

func (c *RequestChanges) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, SellerSide)
	if r != nil {
		return r
	}
	if r := first(o.in(RuleConfirm, InReview), d.needText("note", c.Note, NoteChars, true)); r != nil {
		return r
	}
	if len(c.Clauses) == 0 {
		return d.offer(o, o.Terms, c.Note, true)
	}
	p := policyOf(d.s, o.Policy)
	if most := p.Get(ContentModifications); int64(o.Asked) >= most {
		return refuse(RuleModifications, "order", num("used", int64(o.Asked)), num("max", most))
	}
	clauses, r := citedClauses(o, c.Clauses)
	if r != nil {
		return r
	}
	until := Later(o.Timers.SubmitBy, p.days(d.now, ContentChangesDays))
	d.emit(&ChangesRequested{Order: o.Key, Clauses: clauses, Note: c.Note, Until: until})
	return nil
}

func citedClauses(o *Order, cited []string) ([]int, *Refusal) {
	var all []int
	for _, s := range cited {
		n, err := strconv.Atoi(strings.TrimLeft(strings.TrimSpace(s), "Rr"))
		if err != nil || n < 1 || n > len(o.Terms.Brief) {
			return nil, refuse(RuleClause, "clause", text("value", Safe(s)), num("count", int64(len(o.Terms.Brief))))
		}
		if !slices.Contains(all, n) {
			all = append(all, n)
		}
	}
	return all, nil
}

// ChangesRequested asked for a modification.
type ChangesRequested struct {
	Order   Key    `cbor:"1,keyasint"`
	Clauses []int  `cbor:"2,keyasint"`
	Note    string `cbor:"3,keyasint"`
	Until   Moment `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*ChangesRequested) Wire() string { return "content.changes_requested" }

// About implements [Event].
func (e *ChangesRequested) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *ChangesRequested) Says() (Rule, []Arg) {
	var names []string
	for _, c := range e.Clauses {
		names = append(names, "R"+strconv.Itoa(c))
	}
	return RuleModifications, []Arg{text("clauses", strings.Join(names, ", ")), text("note", e.Note), when("until", e.Until)}
}

func (e *ChangesRequested) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.Versions = slices.Clone(o.Versions)
		last := &o.Versions[len(o.Versions)-1]
		for _, c := range e.Clauses {
			last.Changes = append(slices.Clip(last.Changes), Change{c, e.Note})
		}
		o.State, o.Asked, o.Timers.Changes = ChangesAsked, o.Asked+1, e.Until
	})
}
