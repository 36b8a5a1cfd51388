package model

import "slices"

// Asking is something one side proposed and the other has not answered: an extension, an offer, a stop.
type Asking struct {
	From   Moment `cbor:"1,keyasint"`            // the clock of the answer runs from here
	At     Moment `cbor:"2,keyasint"`            // when it was proposed
	Note   string `cbor:"3,keyasint,omitempty"`  //
	Closed bool   `cbor:"4,keyasint,omitempty"`  // answered, or overtaken
	Agreed bool   `cbor:"5,keyasint,omitempty"`  // how it was answered
	By     Side   `cbor:"6,keyasint,omitempty"`  // who proposed
	End    Moment `cbor:"7,keyasint,omitempty"`  // when it was answered
	Days   int    `cbor:"8,keyasint,omitempty"`  // of an extension
	Terms  *Terms `cbor:"9,keyasint,omitempty"`  // of an offer; nil: the terms stay and the content is worked over
	Told   int    `cbor:"10,keyasint,omitempty"` // the version of the task that an offer comes from
}

// The three things that can be proposed.
type (
	// Extension is the creator's wish for more days.
	Extension = Asking
	// Offer is the seller's wish for other terms, or for changes that the brief does not ask for.
	Offer = Asking
	// Stop is either side's wish to end an assigned order.
	Stop = Asking
)

// Open tells that an answer is still waited for.
func (a *Asking) Open() bool { return a != nil && !a.Closed }

func closed(a *Asking) *Asking {
	if !a.Open() {
		return a
	}
	c := *a
	c.Closed = true
	return &c
}

func answered(a *Asking, yes bool, at Moment) *Asking {
	c := *a
	c.Closed, c.Agreed, c.End = true, yes, at
	return &c
}

func later(a *Asking, by int64) *Asking {
	if !a.Open() {
		return a
	}
	c := *a
	c.From += Moment(by)
	return &c
}

// AskExtension asks once for more days to submit (M67).
type AskExtension struct {
	Order ID     `cbor:"1,keyasint"`
	Days  int    `cbor:"2,keyasint"`
	Note  string `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Command].
func (*AskExtension) Wire() string { return "order.extend" }

func (c *AskExtension) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, CreatorSide)
	if r != nil {
		return r
	}
	if r := first(o.in(RuleExtension, AwaitingSample, OnTheWay, AwaitingSubmission, ChangesAsked), d.checkText("note", c.Note, NoteChars, true)); r != nil {
		return r
	}
	if o.Type == StorePromoCode { // there is nothing to be late for
		return refuse(RulePromoSoft, "order")
	}
	p := policyOf(d.s, o.Policy)
	if most := p.Get(ExtensionPerOrder); int64(o.Extensions) >= most {
		return refuse(RuleExtensionOnce, "order", num("max", most))
	}
	if most := p.Get(ExtensionMaxDays); c.Days < 1 || int64(c.Days) > most {
		return refuse(RuleExtensionDays, "days", num("value", int64(c.Days)), num("max", most))
	}
	d.emit(&ExtensionAsked{Order: o.Key, Days: c.Days, Note: c.Note})
	return nil
}

// ExtensionAsked asked for more days; the deadline stands until it is answered.
type ExtensionAsked struct {
	Order Key    `cbor:"1,keyasint"`
	Days  int    `cbor:"2,keyasint"`
	Note  string `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Event].
func (*ExtensionAsked) Wire() string { return "extension.asked" }

// About implements [Event].
func (e *ExtensionAsked) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *ExtensionAsked) Says() (Rule, []Arg) {
	return ClockExtension, []Arg{num("days", int64(e.Days)), text("note", e.Note)}
}

func (e *ExtensionAsked) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.Extension = &Extension{From: a.At, At: a.At, Note: e.Note, By: CreatorSide, Days: e.Days}
		o.Extensions++
	})
}

// answerExtension grants or refuses. The time that the request was pending is given back either way.
func (d *deciding) answerExtension(o *Order, grant, bySilence bool) {
	p := policyOf(d.s, o.Policy)
	move := func(m Moment) Moment {
		if m == 0 {
			return 0
		}
		m += d.now - o.Extension.From
		if grant {
			m = p.Calendar().AddDays(m, int64(o.Extension.Days))
		}
		return m
	}
	d.emit(&ExtensionAnswered{Order: o.Key, Granted: grant, BySilence: bySilence, SubmitBy: move(o.Timers.SubmitBy), Changes: move(o.Timers.Changes)})
}

// ExtensionAnswered granted or refused an extension and set the deadlines that follow.
type ExtensionAnswered struct {
	Order     Key    `cbor:"1,keyasint"`
	Granted   bool   `cbor:"2,keyasint,omitempty"`
	BySilence bool   `cbor:"3,keyasint,omitempty"`
	SubmitBy  Moment `cbor:"4,keyasint"`
	Changes   Moment `cbor:"5,keyasint,omitempty"`
}

// Wire implements [Event].
func (*ExtensionAnswered) Wire() string { return "extension.answered" }

// About implements [Event].
func (e *ExtensionAnswered) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *ExtensionAnswered) Says() (Rule, []Arg) {
	return ClockExtension, []Arg{word("answer", yes(e.Granted)), word("silence", yes(e.BySilence)), when("submit_by", e.SubmitBy)}
}

func (e *ExtensionAnswered) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		if !o.Extension.Open() {
			return
		}
		o.Extension = answered(o.Extension, e.Granted, a.At)
		o.Timers.SubmitBy, o.Timers.Changes = e.SubmitBy, e.Changes
	})
}

// MakeOffer proposes other terms for one order; nil fields stay as agreed on.
type MakeOffer struct {
	Order    ID       `cbor:"1,keyasint"`
	Fee      *Money   `cbor:"2,keyasint,omitempty"`
	SubmitBy Moment   `cbor:"3,keyasint,omitempty"`
	Brief    []string `cbor:"4,keyasint,omitempty"` // the whole new brief
	Note     string   `cbor:"5,keyasint,omitempty"`
}

// Wire implements [Command].
func (*MakeOffer) Wire() string { return "order.offer" }

func (c *MakeOffer) decide(d *deciding) *Refusal {
	o, r := d.orderAs(c.Order, SellerSide)
	if r != nil {
		return r
	}
	if !o.offerable() {
		return refuse(RuleOffer, "order", text("order", string(o.ID)), word("state", "state."+o.State.String()))
	}
	terms, r := c.terms(d, o)
	if r != nil {
		return r
	}
	if c.Fee == nil && c.SubmitBy == 0 && len(c.Brief) == 0 {
		return refuse(RuleOfferEmpty, "order")
	}
	if r := d.checkText("note", c.Note, NoteChars, true); r != nil {
		return r
	}
	return d.offer(o, terms, c.Note, false)
}

func (c *MakeOffer) terms(d *deciding, o *Order) (Terms, *Refusal) {
	t := o.Terms
	if c.Fee != nil {
		if !t.Earns() {
			return t, refuse(RuleFeeType, "fee", word("type", "type."+o.Type.String()))
		}
		if r := d.checkReward(&TaskFields{Type: FixedPrice, Fee: c.Fee}); r != nil {
			return t, r
		}
		t.Fee = *c.Fee
	}
	if c.SubmitBy != 0 {
		if c.SubmitBy <= d.now {
			return t, refuse(RulePast, "submit_by", when("value", c.SubmitBy), when("now", d.now))
		}
		t.SubmitBy = c.SubmitBy
	}
	if len(c.Brief) > 0 {
		if r := d.checkBrief(&TaskFields{Brief: c.Brief}); r != nil {
			return t, r
		}
		t.Brief = c.Brief
	}
	return t, nil
}

func (d *deciding) offer(o *Order, terms Terms, note string, rework bool) *Refusal {
	if o.Offer.Open() {
		return refuse(RuleOfferOpen, "order", text("order", string(o.ID)))
	}
	d.emit(&OfferMade{Order: o.Key, Terms: terms, Note: note, Rework: rework, Version: o.Told})
	return nil
}

// OfferMade proposed other terms, or (Rework) changes that the brief does not ask for.
type OfferMade struct {
	Order   Key    `cbor:"1,keyasint"`
	Terms   Terms  `cbor:"2,keyasint"`
	Note    string `cbor:"3,keyasint,omitempty"`
	Rework  bool   `cbor:"4,keyasint,omitempty"`
	Version int    `cbor:"5,keyasint"`
}

// Wire implements [Event].
func (*OfferMade) Wire() string { return "offer.made" }

// About implements [Event].
func (e *OfferMade) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *OfferMade) Says() (Rule, []Arg) {
	return ClockOffer, []Arg{text("note", e.Note), amount("fee", e.Terms.Fee), when("submit_by", e.Terms.SubmitBy), word("rework", yes(e.Rework))}
}

func (e *OfferMade) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		o.Offer = &Offer{From: a.At, At: a.At, Note: e.Note, By: SellerSide, Told: e.Version}
		if !e.Rework {
			terms := e.Terms
			o.Offer.Terms = &terms
		}
		o.Told = e.Version
	})
}

// OfferAnswered accepted or refused an offer.
type OfferAnswered struct {
	Order     Key    `cbor:"1,keyasint"`
	Accepted  bool   `cbor:"2,keyasint,omitempty"`
	BySilence bool   `cbor:"3,keyasint,omitempty"`
	Changes   Moment `cbor:"4,keyasint,omitempty"` // until when content that is worked over is due
}

// Wire implements [Event].
func (*OfferAnswered) Wire() string { return "offer.answered" }

// About implements [Event].
func (e *OfferAnswered) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *OfferAnswered) Says() (Rule, []Arg) {
	return ClockOffer, []Arg{word("answer", yes(e.Accepted)), word("silence", yes(e.BySilence))}
}

func (e *OfferAnswered) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		if !o.Offer.Open() {
			return
		}
		o.Offer = answered(o.Offer, e.Accepted, a.At)
		switch {
		case !e.Accepted:
		case o.Offer.Terms == nil:
			o.State, o.Timers.Changes = ChangesAsked, e.Changes
		default:
			if o.Offer.Terms.SubmitBy != o.Terms.SubmitBy { // a date that was offered is the deadline from then on
				o.Timers.SubmitBy = o.Offer.Terms.SubmitBy
			}
			o.Terms, o.Version = *o.Offer.Terms, o.Offer.Told
		}
	})
}

// ProposeStop proposes to end an assigned order. After two lost samples it ends at once, without fault.
type ProposeStop struct {
	Order ID     `cbor:"1,keyasint"`
	Note  string `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*ProposeStop) Wire() string { return "order.stop" }

func (c *ProposeStop) decide(d *deciding) *Refusal {
	o, r := d.order(c.Order)
	if r != nil {
		return r
	}
	side := o.SideOf(d.actor.Account)
	if side == Nobody {
		return noRight("order", word("needs", "side.creator"))
	}
	if !o.State.Making() {
		return refuse(RuleStop, "order", text("order", string(o.ID)), word("state", "state."+o.State.String()))
	}
	if r := d.needText("note", c.Note, NoteChars, true); r != nil {
		return r
	}
	if o.Stop.Open() {
		return refuse(RuleStopOpen, "order", text("order", string(o.ID)))
	}
	d.emit(&StopProposed{Order: o.Key, By: side, Note: c.Note})
	if int64(o.Losses()) >= policyOf(d.s, o.Policy).Get(SampleLossesStop) {
		d.emit(&StopAnswered{Order: o.Key, Accepted: true})
		d.endTask(o.Task)
	}
	return nil
}

// StopProposed proposed to end an order.
type StopProposed struct {
	Order Key    `cbor:"1,keyasint"`
	By    Side   `cbor:"2,keyasint"`
	Note  string `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*StopProposed) Wire() string { return "stop.proposed" }

// About implements [Event].
func (e *StopProposed) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *StopProposed) Says() (Rule, []Arg) {
	return ClockStop, []Arg{word("by", "side."+e.By.String()), text("note", e.Note)}
}

func (e *StopProposed) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) { o.Stop = &Stop{From: a.At, At: a.At, Note: e.Note, By: e.By} })
}

// StopAnswered accepted or refused the end of an order.
type StopAnswered struct {
	Order     Key  `cbor:"1,keyasint"`
	Accepted  bool `cbor:"2,keyasint,omitempty"`
	BySilence bool `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Event].
func (*StopAnswered) Wire() string { return "stop.answered" }

// About implements [Event].
func (e *StopAnswered) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *StopAnswered) Says() (Rule, []Arg) {
	return ClockStop, []Arg{word("answer", yes(e.Accepted)), word("silence", yes(e.BySilence))}
}

func (e *StopAnswered) apply(a *applying) {
	a.changeOrder(e.Order, func(o *Order) {
		if !o.Stop.Open() {
			return
		}
		o.Stop = answered(o.Stop, e.Accepted, a.At)
		if e.Accepted {
			o.State = Stopped
			o.keepAddress(a.At)
		}
	})
}

// AnswerProposal answers what waits for this side of an order: an extension, an offer or a stop. Where
// several wait, the one that was asked first is meant, unless What names another.
type AnswerProposal struct {
	Order  ID     `cbor:"1,keyasint"`
	Accept bool   `cbor:"2,keyasint,omitempty"`
	What   string `cbor:"3,keyasint,omitempty"` // "extension", "offer", "stop"
}

// Wire implements [Command].
func (*AnswerProposal) Wire() string { return "order.answer" }

func (c *AnswerProposal) decide(d *deciding) *Refusal {
	o, r := d.order(c.Order)
	if r != nil {
		return r
	}
	if o.SideOf(d.actor.Account) == Nobody {
		return noRight("order", word("needs", "side.creator"))
	}
	what := o.WaitingFor(o.SideOf(d.actor.Account))
	if c.What != "" {
		if !slices.Contains([]string{"extension", "offer", "stop"}, c.What) {
			return usage(RuleProposalName, "what", text("value", Safe(c.What)))
		}
		what = slices.DeleteFunc(what, func(w string) bool { return w != c.What })
	}
	if len(what) == 0 {
		if len(o.WaitingFor(SellerSide))+len(o.WaitingFor(CreatorSide)) > 0 {
			return noRight("order", word("needs", "side.other"))
		}
		return refuse(RuleNothingAsked, "order", text("order", string(o.ID)))
	}
	switch what[0] {
	case "extension":
		d.answerExtension(o, c.Accept, false)
	case "offer":
		until := Later(o.Timers.SubmitBy, policyOf(d.s, o.Policy).days(d.now, ContentChangesDays))
		d.emit(&OfferAnswered{Order: o.Key, Accepted: c.Accept, Changes: until})
	case "stop":
		d.emit(&StopAnswered{Order: o.Key, Accepted: c.Accept})
		d.endTask(o.Task)
	}
	return nil
}

// WaitingFor names what waits for the answer of a side, the oldest first.
func (o *Order) WaitingFor(s Side) []string {
	type waiting struct {
		name string
		from Moment
	}
	var all []waiting
	if o.Extension.Open() && s == SellerSide {
		all = append(all, waiting{"extension", o.Extension.At})
	}
	if o.Offer.Open() && s == CreatorSide {
		all = append(all, waiting{"offer", o.Offer.At})
	}
	if o.Stop.Open() && s == o.Stop.By.Other() {
		all = append(all, waiting{"stop", o.Stop.At})
	}
	slices.SortStableFunc(all, func(a, b waiting) int { return int(a.from - b.from) })
	names := make([]string, 0, len(all))
	for _, w := range all {
		names = append(names, w.name)
	}
	return names
}
