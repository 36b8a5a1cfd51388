package screen

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// headline returns the facts that stand beside an order's title: reward, the other side and what it is like.
func (f *orderFile) headline(s speech) []kit.Fact {
	o, other := f.order, f.partner()
	facts := []kit.Fact{{Text: s.reward(o.Terms), Role: kit.Muted}}
	if f.side == model.Nobody {
		facts = append(facts, kit.Fact{Text: s.who(f.seller, f.policy) + " " + s.sign(kit.Arrow) + " " + s.who(other, f.policy), Role: kit.Text})
	} else {
		facts = append(facts, kit.Fact{Text: s.who(other, f.policy), Role: kit.Text})
	}
	if f.side == model.CreatorSide {
		return facts
	}
	if text := s.channel(f.creator); text != "" {
		facts = append(facts, kit.Fact{Text: text, Role: kit.Muted})
	}
	if share, ok := f.standing.OnTime(); ok {
		facts = append(facts, kit.Fact{Text: s.Say("order.on_time", assets.Text("share", percent(share))), Role: kit.Muted})
	}
	return facts
}

// reward says what an order or a task pays, "120.00 USD", "5% commission", "120.00 USD + 5%".
func (s speech) reward(t model.Terms) string {
	args := []model.Arg{assets.Text("fee", s.Money(t.Fee)), assets.Text("rate", t.Rate.String())}
	return s.Say("order.reward_"+t.Reward.String(), args...)
}

// steps returns the course of an order: only the steps that its type and terms have.
func (f *orderFile) steps(s speech) kit.Stepper {
	o := f.order
	names := []string{"applied", "approved"}
	if o.Terms.Samples > 0 {
		names = append(names, "sample", "received")
	}
	names = append(names, "content")
	if o.Type == model.FixedPrice {
		names = append(names, "confirmed")
	}
	if o.Terms.Earns() {
		names = append(names, "paid")
	}
	names = append(names, "completed")
	at, state := f.step()
	var steps kit.Stepper
	reached := false
	for _, name := range names {
		step := kit.Step{Name: s.step(name, len(o.Versions)), State: kit.StepDone}
		switch {
		case name == at:
			step.State, reached = state, true
			if state == kit.StepRefused {
				step.Name = s.Say("order.step_" + o.State.String())
			}
		case reached:
			step.State = kit.StepTodo
		}
		steps = append(steps, step)
		if step.State == kit.StepRefused { // the course ends here
			break
		}
	}
	return steps
}

// step says a step's name; that of the content has its version.
func (s speech) step(name string, versions int) string {
	args := []model.Arg{}
	if versions > 0 {
		args = append(args, assets.Text("version", strconv.Itoa(versions)))
	}
	return s.Say("order.step_"+name, args...)
}

// step returns the step at which the order stands, and whether it goes on from there. A step stays under way
// until what it is named after is behind the order: content until it is confirmed, payment until it is recorded.
func (f *orderFile) step() (string, kit.StepState) {
	o := f.order
	switch o.State {
	case model.Applied:
		return "applied", kit.StepNow
	case model.Cancelled, model.Rejected:
		return "approved", kit.StepRefused
	case model.AwaitingSample:
		return "sample", kit.StepNow
	case model.OnTheWay:
		return "received", kit.StepNow
	case model.Submitted, model.Paid:
		return "completed", kit.StepNow
	case model.Confirmed:
		return "paid", kit.StepNow
	case model.Completed:
		return "", kit.StepDone
	case model.Expired, model.Stopped:
		return f.making(), kit.StepRefused
	}
	return f.making(), kit.StepNow
}

// making returns how far the making of the content came.
func (f *orderFile) making() string {
	o := f.order
	switch ship := o.Shipping(); {
	case len(o.Versions) > 0 || o.Terms.Samples == 0:
		return "content"
	case ship == nil || ship.Loss != "":
		return "sample"
	case ship.Received == 0:
		return "received"
	}
	return "content"
}

// standsAt says in a sentence where the order stands: its nearest clock, or how it ended.
func (f *orderFile) standsAt(s speech, prefer model.Rule) string {
	if o := f.order; o.StoppedAt != 0 {
		return s.Say("order.clocks_stopped", assets.Text("since", mark(kit.Strong, s.exact(o.StoppedAt))))
	}
	if c, ok := f.first(prefer); ok && c.Rule != model.ClockAddressHide {
		return f.late(s) + s.sentence(c, f.policy, f.mine(), f.name)
	}
	return f.ended(s)
}

// late says what should have happened by now, "" where nothing should.
func (f *orderFile) late(s speech) string {
	o := f.order
	switch {
	case o.State == model.Confirmed && o.PayLate:
		said := s.Say("order.pay_late", assets.Text("since", s.exact(o.Timers.Late)))
		return mark(kit.Bad, s.sign(kit.Refused)+" "+said) + gap(said)
	case o.State == model.AwaitingSample && o.ShipLate:
		said := s.Say("order.ship_late")
		return mark(kit.Bad, s.sign(kit.Refused)+" "+said) + gap(said)
	}
	return ""
}

// ended says how and when the order came to where nothing is waited for.
func (f *orderFile) ended(s speech) string {
	o := f.order
	if o.State == model.Confirmed && o.Escalated {
		text := s.Say("order.pay_escalated", assets.Text("since", s.exact(o.Timers.Late)), assets.Text("owed", s.Money(o.Owed)))
		return mark(kit.Bad, s.sign(kit.Refused)+" "+text)
	}
	role := kit.Strong
	switch o.State {
	case model.Completed:
		role = kit.Good
	case model.Expired, model.Rejected:
		role = kit.Bad
	}
	args := []model.Arg{assets.Text("state", mark(role, s.Say("order.step_"+o.State.String()))), assets.Text("since", s.exact(o.Since))}
	switch {
	case o.State == model.Expired:
		args = append(args, assets.Word("against", "side."+o.Against.String()))
	case o.Rejection != nil:
		args = append(args, assets.Word("reason", "reject."+string(o.Rejection.Reason)), assets.Text("note", o.Rejection.Note))
		if o.Rejection.Again {
			args = append(args, assets.Word("again", "answer.yes"))
		}
	}
	return s.Say("order.ended", args...)
}

// modifications draws how many of the modifications are used, "" where none can be asked for.
func (f *orderFile) modifications(t kit.Theme, s speech, w int) string {
	if f.order.Type != model.FixedPrice || f.policy == nil || len(f.order.Versions) == 0 || !f.order.State.Making() {
		return ""
	}
	used, most := int64(f.order.Asked), f.policy.Get(model.ContentModifications)
	if most == 0 {
		return ""
	}
	l := kit.NewLine(t, w)
	l.Put(kit.Muted, s.Say("order.modifications")).Gap(1)
	l.Painted(kit.ShareBar(t, int(2*most), float64(used)/float64(most))).Gap(1)
	return l.Put(kit.Text, s.Say("order.modifications_of", assets.Num("used", used), assets.Num("most", most))).String()
}
