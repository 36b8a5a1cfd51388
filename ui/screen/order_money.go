package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

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
