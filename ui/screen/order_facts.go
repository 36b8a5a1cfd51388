package screen

import (
	"slices"

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
	if f.promo != nil {
		b.kv = append(b.kv, promoRule(s, f.promo.promo)...)
		b.add("codes", f.promo.said(s), kit.Strong)
		b.add("version", s.Say("order.terms_version", assets.Num("n", int64(o.Version))), kit.Muted)
		return b.kv.View(t, w)
	}
	if o.State == model.Applied {
		b.add("apply_by", s.exact(o.Terms.ApplyBy), kit.Text)
	}
	b.add("submit_by", s.exact(o.Timers.SubmitBy), kit.Text)
	if moved := o.Timers.SubmitBy != o.Terms.SubmitBy; moved {
		b.add("agreed", s.exact(o.Terms.SubmitBy), kit.Muted)
	}
	b.add("exposure", s.exposureText(f.task), kit.Text)
	b.add("version", s.Say("order.terms_version", assets.Num("n", int64(o.Version))), kit.Muted)
	return b.kv.View(t, w)
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
