package screen

import (
	"slices"
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// facts collects labelled values of a block; empty ones are left out.
type facts struct {
	s  speech
	kv kit.KeyValues
}

func (b *facts) add(label, value string, role kit.Role) {
	if value != "" {
		b.kv = append(b.kv, kit.KeyValue{Label: b.s.Say("order.label_" + label), Value: value, Role: role})
	}
}

// clockLines draws every clock where there are several; the head of the page says the one that matters most.
func (f *orderFile) clockLines(t kit.Theme, s speech, w int) []string {
	running := slices.DeleteFunc(slices.Clone(f.clocks), func(c model.Clock) bool { return c.Rule == model.ClockAddressHide })
	if len(running) < 2 {
		return nil
	}
	var lines []string
	for _, c := range running {
		role := kit.Muted
		if c.Turn != 0 && c.Turn == f.mine() {
			role = s.urgency(c.Due)
		}
		l := kit.NewLine(t, w).Put(role, s.left(c.Due)).To(11)
		id := "order.clock"
		if c.Side == model.Nobody {
			id = "order.clock_nobody"
		}
		text := s.Say(id, assets.Text("who", s.turn(c, f.mine(), f.name)), assets.Text("what", mark(kit.Text, s.What(c))), assets.Text("then", s.Default(c)))
		for _, part := range wrapped(t, kit.Muted, text, w-11) {
			lines = append(lines, l.To(11).Painted(part).String())
			l = kit.NewLine(t, w)
		}
	}
	return lines
}

// termsLines draws what was agreed on.
func (f *orderFile) termsLines(t kit.Theme, s speech, w int) []string {
	o := f.order
	b := facts{s: s}
	b.add("type", s.Say("type."+o.Type.String()), kit.Text)
	b.add("reward", s.reward(o.Terms), kit.Strong)
	if o.Terms.Samples > 0 {
		b.add("samples", s.samples(o.Terms), kit.Text)
	}
	b.add("content", s.types(o.Terms.Content), kit.Text)
	b.add("channels", s.platforms(o.Terms.Channels), kit.Text)
	if o.State == model.Applied {
		b.add("apply_by", s.exact(o.Terms.ApplyBy), kit.Text)
	}
	b.add("submit_by", s.exact(o.Timers.SubmitBy), kit.Text)
	if moved := o.Timers.SubmitBy != o.Terms.SubmitBy; moved {
		b.add("agreed", s.exact(o.Terms.SubmitBy), kit.Muted)
	}
	b.add("version", s.Say("order.terms_version", assets.Num("n", int64(o.Version))), kit.Muted)
	return b.kv.View(t, w)
}

// paymentLines draws what is owed, where to and what was paid; CPS says where its money comes from instead.
func (f *orderFile) paymentLines(t kit.Theme, s speech, w int) []string {
	o := f.order
	b := facts{s: s}
	switch {
	case o.Terms.Reward == model.Commission:
		return wrapped(t, kit.Muted, s.Say("order.pay_portals", assets.Text("rate", mark(kit.Text, o.Terms.Rate.String()))), w)
	case o.Terms.Reward == model.Product:
		return wrapped(t, kit.Muted, s.Say("order.pay_product"), w)
	case o.ConfirmedAt == 0 && o.State.Settled():
		return wrapped(t, kit.Muted, s.Say("order.pay_none"), w)
	case o.ConfirmedAt == 0:
		return wrapped(t, kit.Muted, s.Say("order.pay_later", assets.Text("fee", mark(kit.Text, s.Money(o.Terms.Fee)))), w)
	}
	b.add("owed", s.Money(o.Owed), kit.Strong)
	switch {
	case o.Escalated:
		b.add("standing", s.sign(kit.Refused)+" "+s.Say("order.escalated"), kit.Bad)
	case o.PayLate:
		b.add("standing", s.sign(kit.Refused)+" "+s.Say("debt.late"), kit.Bad)
	case o.Debt() == model.DebtAcknowledged:
		b.add("standing", s.sign(kit.Done)+" "+s.Say("debt.acknowledged"), kit.Good)
	case o.Debt() == model.DebtRecorded:
		b.add("standing", s.sign(kit.Now)+" "+s.Say("debt.recorded"), kit.Accent)
	case o.Debt() == model.DebtOwed:
		b.add("standing", s.Say("debt.owed"), kit.Warn)
	}
	if c, ok := f.clock(model.ClockRecord); ok {
		b.add("pay_by", s.exact(c.Due), kit.Text)
	}
	b.add("paypal", f.payout, kit.Strong)
	if p := o.Pay; p != nil {
		b.add("paid", s.Money(p.Amount)+", "+s.Say("method."+string(p.Method)), kit.Text)
		b.add("reference", p.Reference, kit.Text)
		b.add("paid_on", s.exact(p.Date), kit.Text)
	}
	lines := b.kv.View(t, w)
	if f.payout == "" && f.side == model.SellerSide {
		lines = append(lines, wrapped(t, kit.Muted, s.Say("order.no_paypal"), w)...)
	}
	return append(lines, f.suspenseLines(t, s, w)...)
}

// suspenseLines draws payments that match nothing.
func (f *orderFile) suspenseLines(t kit.Theme, s speech, w int) []string {
	var lines []string
	for _, p := range f.payments {
		if p.Suspense == "" {
			continue
		}
		text := s.Say("order.suspense", assets.Text("id", string(p.ID)), assets.Text("amount", mark(kit.Text, s.Money(p.Amount))),
			assets.Word("method", "method."+string(p.Method)), assets.Text("reference", p.Reference), assets.Word("reason", "suspense."+string(p.Suspense)),
			assets.Text("sign", mark(kit.Warn, s.sign(kit.Warning))))
		lines = append(lines, wrapped(t, kit.Muted, text, w)...)
	}
	return lines
}

// sampleLines draws the parcels, the last first, and where they go.
func (f *orderFile) sampleLines(t kit.Theme, s speech, w int) []string {
	o := f.order
	if o.Terms.Samples == 0 {
		return nil
	}
	var lines []string
	for i := len(o.Shipments) - 1; i >= 0; i-- {
		if len(lines) > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, f.parcelLines(t, s, w, o.Shipments[i])...)
	}
	if len(o.Shipments) == 0 {
		lines = append(lines, wrapped(t, kit.Muted, s.Say("order.no_parcel"), w)...)
	}
	switch {
	case f.address != "":
		b := facts{s: s}
		b.add("send_to", f.address, kit.Text)
		if c, ok := f.clock(model.ClockAddressHide); ok && f.side == model.SellerSide {
			b.add("shown_until", s.exact(c.Due), kit.Muted)
		}
		lines = append(append(lines, ""), b.kv.View(t, w)...)
	case f.side == model.SellerSide && o.Hidden:
		lines = append(append(lines, ""), wrapped(t, kit.Muted, s.Say("order.address_hidden"), w)...)
	case f.side == model.SellerSide && o.ApprovedAt == 0:
		lines = append(append(lines, ""), wrapped(t, kit.Muted, s.Say("order.address_later"), w)...)
	case f.side != model.Nobody && o.ApprovedAt != 0 && !o.Hidden:
		lines = append(append(lines, ""), wrapped(t, kit.Warn, s.Say("order.address_missing"), w)...)
	}
	return lines
}

func (f *orderFile) parcelLines(t kit.Theme, s speech, w int, p model.Shipment) []string {
	b := facts{s: s}
	b.add("carrier", p.Carrier, kit.Text)
	b.add("tracking", p.Tracking, kit.Strong)
	b.add("pieces", strconv.Itoa(p.Pieces), kit.Text)
	b.add("sent", s.exact(p.At), kit.Text)
	switch {
	case p.Loss != "":
		b.add("lost", s.sign(kit.Refused)+" "+s.Say("loss."+string(p.Loss))+", "+s.exact(p.LostAt), kit.Bad)
	case p.Assumed:
		b.add("received", s.Say("order.assumed", assets.Text("moment", s.exact(p.Received))), kit.Text)
	case p.Received != 0:
		b.add("received", s.sign(kit.Done)+" "+s.exact(p.Received), kit.Good)
	}
	lines := b.kv.View(t, w)
	for _, was := range p.Before {
		text := s.Say("order.corrected", assets.Text("at", s.exact(was.At)), assets.Text("carrier", was.Carrier), assets.Text("tracking", was.Tracking), assets.Num("count", int64(was.Pieces)))
		lines = append(lines, wrapped(t, kit.Muted, text, w)...)
	}
	return lines
}

// peopleLines draws who stands on each side.
func (f *orderFile) peopleLines(t kit.Theme, s speech, w int) []string {
	b := facts{s: s}
	put := func(label string, a *model.Account) {
		if a == nil {
			return
		}
		b.add(label, s.who(a, f.policy), kit.Text)
		b.add("name", a.Name, kit.Muted)
		b.add("channel", s.channel(a), kit.Muted)
	}
	put("seller", f.seller)
	put("creator", f.creator)
	b.add("done", s.Digits(int64(f.standing.Done)), kit.Muted)
	if share, ok := f.standing.OnTime(); ok {
		b.add("on_time", percent(share), kit.Muted)
	}
	if share, ok := f.standing.AcceptedFirst(); ok {
		b.add("first", percent(share), kit.Muted)
	}
	put("agency", f.agency)
	return b.kv.View(t, w)
}

// timelineLines draws what happened, the newest first: when, what, who and by which rule.
func (f *orderFile) timelineLines(t kit.Theme, s speech, w int) []string {
	var tl kit.Timeline
	for i := len(f.history) - 1; i >= 0; i-- {
		h := f.history[i]
		if _, ledger := h.Event.(*model.LedgerPosted); ledger {
			continue // the payment that it belongs to stands beside it
		}
		rule, _ := h.Event.Says()
		who := f.name(h.Actor.Account)
		if who == "" {
			who = s.Say("order.by_itself")
		}
		tl = append(tl, kit.Moment{When: s.exact(h.At), Text: s.Event(h.Event), Detail: who + " " + s.sign(kit.Nothing) + " " + string(rule)})
	}
	return tl.View(t, w)
}
