package cli

import (
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// orderPage shows an order to a person: where it stands and whose turn it is first, then what was agreed on, what was
// done, and everything that happened.
func (r *run) orderPage(s *scene, o *model.Order, timeline []model.Happening) {
	lines := r.heading(string(o.ID)+"  "+o.Title, s.words.Say("type."+o.Type.String()), s.reward(o.Terms), s.words.Say("cli.between",
		assets.Text("seller", s.marked(s.who(o.Seller))), assets.Text("creator", s.marked(s.who(o.Creator))), assets.Text("task", s.nameOf(model.Ref{Kind: model.KindTask, Key: o.Task}))))
	lines = append(lines, s.course(o).View(r.theme(), r.pageWidth(), 2)...)
	lines = append(lines, "", r.stateLine(s, o))
	lines = append(lines, r.clockLines(s, s.clocksOf(o))...)
	lines = append(lines, r.section("cli.page_terms", r.termLines(s, o))...)
	lines = append(lines, r.section("cli.page_brief", r.briefLines(o.Terms.Brief))...)
	lines = append(lines, r.section("cli.page_sample", r.parcelLines(s, o))...)
	lines = append(lines, r.section("cli.page_versions", r.versionLines(s, o))...)
	lines = append(lines, r.section("cli.page_payment", r.payLines(s, o))...)
	lines = append(lines, r.section("cli.page_asked", r.askedLines(s, o))...)
	lines = append(lines, r.section("cli.page_timeline", r.timelineLines(s, timeline))...)
	r.lines(lines)
}

// The steps of an order's life, in order.
const (
	stepApplied = iota
	stepApproved
	stepSample
	stepReceived
	stepContent
	stepConfirmed
	stepPaid
	stepCompleted
)

// stepOf returns the step that is under way in a state, and false for an order that ended before it was completed.
func stepOf(st model.OrderState) (int, bool) {
	switch st {
	case model.Applied:
		return stepApproved, true
	case model.AwaitingSample:
		return stepSample, true
	case model.OnTheWay:
		return stepReceived, true
	case model.AwaitingSubmission, model.InReview, model.ChangesAsked:
		return stepContent, true
	case model.Confirmed:
		return stepPaid, true
	case model.Submitted, model.Paid, model.Completed:
		return stepCompleted, true
	default:
		return 0, false
	}
}

// course returns the steps of an order's life; an order that ended otherwise stops where it did.
func (s *scene) course(o *model.Order) kit.Stepper {
	step, known := stepOf(o.State)
	if !known {
		step = reached(o)
	}
	var st kit.Stepper
	for i, name := range []string{"applied", "approved", "sample", "received", "content", "confirmed", "paid", "completed"} {
		shipped, paid := i == stepSample || i == stepReceived, i == stepConfirmed || i == stepPaid
		if shipped && o.Terms.Samples == 0 || paid && !o.Terms.Earns() {
			continue
		}
		state := kit.StepTodo
		switch {
		case i < step || o.State == model.Completed:
			state = kit.StepDone
		case i == step && !known:
			state = kit.StepRefused
		case i == step:
			state = kit.StepNow
		}
		st = append(st, kit.Step{Name: s.words.Say("cli.step_" + name), State: state})
	}
	return st
}

// reached returns the step at which an order ended that was not completed.
func reached(o *model.Order) int {
	switch {
	case o.ApprovedAt == 0:
		return stepApproved
	case o.Terms.Samples > 0 && o.Shipping() == nil:
		return stepSample
	case o.Terms.Samples > 0 && o.Shipping().Received == 0:
		return stepReceived
	}
	return stepContent
}

func (r *run) stateLine(s *scene, o *model.Order) string {
	line := s.words.Say("cli.state_since", assets.Word("state", "state."+o.State.String()), assets.Text("since", s.exact(o.Since)))
	if o.State == model.ChangesAsked || o.State == model.InReview && o.Asked > 0 {
		line += "  " + s.words.Say("cli.modifications", assets.Num("used", int64(o.Asked)),
			assets.Num("max", model.PolicyNow(s.Reader).Get(model.ContentModifications)))
	}
	return paint(r.theme(), stateRole(o.State), line)
}

func (r *run) termLines(s *scene, o *model.Order) []string {
	return r.facts(kit.KeyValues{
		r.fact("reward", s.reward(o.Terms)), r.fact("submit_by", s.exact(o.Timers.SubmitBy)),
		r.fact("content", s.said("content.", texts(o.Terms.Content))), r.fact("channel", s.said("channel.", texts(o.Terms.Channels))),
		r.fact("samples", r.samples(s, o.Terms)), r.fact("version", strconv.Itoa(o.Version)), r.fact("note", o.Note),
	})
}

func (r *run) parcelLines(s *scene, o *model.Order) []string {
	var facts kit.KeyValues
	for _, p := range o.Shipments {
		facts = append(facts, kit.KeyValue{Label: s.words.Date(p.At), Value: s.words.Say("cli.parcel", assets.Text("carrier", p.Carrier),
			assets.Text("tracking", p.Tracking), assets.Num("pieces", int64(p.Pieces)), assets.Text("received", s.received(p)))})
	}
	if o.Terms.Samples > 0 {
		facts = append(facts, r.fact("address", model.ShippingAddress(s.Reader, s.Who, o)), r.fact("sender", model.SenderOf(s.Reader, s.Who, o)))
	}
	return r.facts(facts)
}

func (s *scene) received(p model.Shipment) string {
	switch {
	case p.Loss != "":
		return s.words.Say("loss." + string(p.Loss))
	case p.Received != 0:
		return s.words.Say("cli.received", assets.When("at", p.Received))
	}
	return ""
}

func (r *run) versionLines(s *scene, o *model.Order) []string {
	var all []string
	for i, v := range o.Versions {
		head := "v" + strconv.Itoa(i+1) + "  " + s.words.Say("content."+string(v.Type)) + "  " + s.words.Moment(v.At)
		all = append(all, head)
		for _, link := range v.Links {
			all = append(all, "    "+kit.Clean(link))
		}
		for _, c := range v.Changes {
			all = append(all, "    "+r.theme().Paint(kit.Warn, clauseName(c.Clause))+"  "+kit.Clean(c.Note))
		}
	}
	return all
}

func (r *run) payLines(s *scene, o *model.Order) []string {
	if o.Owed.IsZero() {
		return nil
	}
	facts := kit.KeyValues{
		r.fact("owed", s.words.Money(o.Owed)), r.fact("pay_state", s.words.Say("debt."+o.Debt().String())),
		r.fact("paypal", model.PayoutAddress(s.Reader, s.Who, o)),
	}
	if by := s.payBy(o); by != 0 {
		facts = append(facts, r.fact("pay_by", s.exact(by)))
	}
	if p := o.Pay; p != nil {
		facts = append(facts, r.fact("paid", s.words.Money(p.Amount)), r.fact("method", s.method(p.Method)), r.fact("reference", p.Reference),
			r.fact("date", s.words.Moment(p.Date)))
	}
	return r.facts(facts)
}

// askedLines says what one side asked of the other: more time, other terms, a stop, materials.
func (r *run) askedLines(s *scene, o *model.Order) []string {
	var facts kit.KeyValues
	add := func(word string, a *model.Asking) {
		if a != nil {
			facts = append(facts, r.fact(word, strings.TrimSpace(s.words.Say("cli.asking_"+askingState(a))+"  "+a.Note)))
		}
	}
	add("extension", o.Extension)
	add("offer", o.Offer)
	add("stop", o.Stop)
	if m := o.Materials; m != nil {
		answer := strings.TrimSpace(m.Answer + " " + strings.Join(m.Links, " "))
		facts = append(facts, r.fact("materials", m.Request), r.fact("answer", answer))
	}
	if o.Rejection != nil {
		facts = append(facts, r.fact("rejection", strings.TrimSpace(s.words.Say("reject."+string(o.Rejection.Reason))+"  "+o.Rejection.Note)))
	}
	if o.Comment != "" {
		facts = append(facts, r.fact("comment", o.Comment))
	}
	return r.facts(facts)
}

func (r *run) timelineLines(s *scene, all []model.Happening) []string {
	var tl kit.Timeline
	for _, h := range all {
		if _, posted := h.Event.(*model.LedgerPosted); posted {
			continue
		}
		tl = append(tl, kit.Moment{When: s.words.Moment(h.At) + "  " + s.marked(s.actor(h.Actor)), Text: s.words.Event(h.Event)})
	}
	return tl.View(r.theme(), r.pageWidth()-2)
}
