package cli

import (
	"strconv"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// promoNoun is a seller's promo code.
func promoNoun() noun[*model.Promo] {
	return noun[*model.Promo]{columns: promoColumns(), cells: promoCells()}
}

func promoColumns() []column[*model.Promo] {
	type promo = *model.Promo
	return []column[promo]{
		{"id", inAll, func(_ *scene, b []byte, p promo) []byte { return appendString(b, p.Number) }},
		{"state", inAll, func(s *scene, b []byte, p promo) []byte { return appendString(b, string(p.StateAt(s.Reader, s.Now))) }},
		{"seller", inAll, func(s *scene, b []byte, p promo) []byte { return appendString(b, s.who(p.Seller)) }},
		{"name", inAll, func(_ *scene, b []byte, p promo) []byte { return appendString(b, p.Fields.Name) }},
		{"code", inAll, func(_ *scene, b []byte, p promo) []byte { return appendString(b, p.Fields.Code) }},
		{"scope", inAll, func(_ *scene, b []byte, p promo) []byte { return appendString(b, p.Fields.Scope.String()) }},
		{"link", inAll, func(_ *scene, b []byte, p promo) []byte { return appendStrings(b, p.Fields.Links) }},
		{"discount", inAll, func(_ *scene, b []byte, p promo) []byte { return appendString(b, p.Fields.Discount.String()) }},
		{"min_spend", inAll, func(_ *scene, b []byte, p promo) []byte { return appendMoney(b, p.Fields.MinSpend) }},
		{"from", inAll, func(_ *scene, b []byte, p promo) []byte { return appendMoment(b, p.Fields.From) }},
		{"until", inAll, func(_ *scene, b []byte, p promo) []byte { return appendMoment(b, p.Fields.Until) }},
		{"total", inAll, func(_ *scene, b []byte, p promo) []byte { return appendInt(b, p.Fields.Total) }},
		{"per_user", inAll, func(_ *scene, b []byte, p promo) []byte { return appendInt(b, p.Fields.PerUser) }},
		{"affiliate", inAll, func(_ *scene, b []byte, p promo) []byte { return appendBool(b, p.Affiliate) }},
		{"fee", inAll, func(_ *scene, b []byte, p promo) []byte {
			if p.Fields.Fee == nil {
				return append(b, "null"...)
			}
			return appendMoney(b, *p.Fields.Fee)
		}},
		{"task", inAll, func(s *scene, b []byte, p promo) []byte {
			return appendText(b, s.nameOf(model.Ref{Kind: model.KindTask, Key: p.Task}))
		}},
		{"joined", inAll, func(_ *scene, b []byte, p promo) []byte { return appendBool(b, p.Joined) }},
		{"activity", inAll, func(_ *scene, b []byte, p promo) []byte { return appendText(b, string(p.Activity)) }},
		{"given", inAll, func(_ *scene, b []byte, p promo) []byte { return appendInt(b, p.Given) }},
		{"uses", inAll, func(_ *scene, b []byte, p promo) []byte { return appendInt(b, p.Uses) }},
		{"created_at", inAll, func(_ *scene, b []byte, p promo) []byte { return appendMoment(b, p.Made) }},
	}
}

func promoCells() []cell[*model.Promo] {
	type promo = *model.Promo
	return []cell[promo]{
		{"promo", false, false, false, func(_ *scene, p promo) styled { return plain(p.Number) }},
		{"state", false, false, false, func(s *scene, p promo) styled {
			return plain(s.words.Say("promo_state." + string(p.StateAt(s.Reader, s.Now))))
		}},
		{"name", false, true, false, func(_ *scene, p promo) styled { return plain(p.Fields.Name) }},
		{"code", false, false, true, func(_ *scene, p promo) styled { return plain(p.Fields.Code) }},
		{"scope", false, false, true, func(s *scene, p promo) styled { return muted(s.words.Say("scope." + p.Fields.Scope.String())) }},
		{"discount", true, false, false, func(_ *scene, p promo) styled { return plain(p.Fields.Discount.String()) }},
		{"valid", true, false, false, func(s *scene, p promo) styled { return plain(s.validFor(p.Fields)) }},
		{"given", true, false, true, func(_ *scene, p promo) styled { return plain(countOrNone(int(p.Given))) }},
		{"uses", true, false, false, func(_ *scene, p promo) styled { return plain(usesOf(p.Uses, p.Fields.Total)) }},
	}
}

// usesOf says how often a code was used, and of how many times it may be.
func usesOf(uses, total int64) string {
	if total == 0 {
		return strconv.FormatInt(uses, 10)
	}
	return strconv.FormatInt(uses, 10) + "/" + strconv.FormatInt(total, 10)
}

// codeNoun is a code text of a creator or an agency.
func codeNoun() noun[*model.Code] {
	type code = *model.Code
	promo := func(s *scene, c code) model.PromoFields {
		if p := s.Promo(c.Promo); p != nil {
			return p.Fields
		}
		return model.PromoFields{}
	}
	return noun[code]{
		columns: []column[code]{
			{"code", inAll, func(_ *scene, b []byte, c code) []byte { return appendString(b, c.Text) }},
			{"promo", inAll, func(s *scene, b []byte, c code) []byte {
				return appendText(b, s.nameOf(model.Ref{Kind: model.KindPromo, Key: c.Promo}))
			}},
			{"task", inAll, func(s *scene, b []byte, c code) []byte {
				return appendText(b, s.nameOf(model.Ref{Kind: model.KindTask, Key: c.Task}))
			}},
			{"owner", inAll, func(s *scene, b []byte, c code) []byte { return appendText(b, s.who(c.Owner)) }},
			{"holder", inAll, func(s *scene, b []byte, c code) []byte { return appendText(b, s.holder(c)) }},
			{"scope", inAll, func(s *scene, b []byte, c code) []byte { return appendString(b, promo(s, c).Scope.String()) }},
			{"discount", inAll, func(s *scene, b []byte, c code) []byte { return appendString(b, promo(s, c).Discount.String()) }},
			{"min_spend", inAll, func(s *scene, b []byte, c code) []byte { return appendMoney(b, promo(s, c).MinSpend) }},
			{"until", inAll, func(s *scene, b []byte, c code) []byte { return appendMoment(b, promo(s, c).Until) }},
			{"uses", inAll, func(_ *scene, b []byte, c code) []byte { return appendInt(b, c.Uses) }},
			{"at", inAll, func(_ *scene, b []byte, c code) []byte { return appendMoment(b, c.Made) }},
			{"handed_at", inAll, func(_ *scene, b []byte, c code) []byte { return appendMoment(b, c.Handed) }},
		},
		cells: []cell[code]{
			{"code", false, false, false, func(_ *scene, c code) styled { return styled{c.Text, kit.Accent} }},
			{"holder", false, false, false, func(s *scene, c code) styled { return plain(s.holder(c)) }},
			{"discount", true, false, false, func(s *scene, c code) styled { return plain(promo(s, c).Discount.String()) }},
			{"promo_rule", false, false, true, func(s *scene, c code) styled { return muted(s.spend(promo(s, c))) }},
			{"scope", false, false, true, func(s *scene, c code) styled {
				return muted(s.words.Say("scope." + promo(s, c).Scope.String()))
			}},
			{"valid", true, false, false, func(s *scene, c code) styled { return plain(s.validFor(promo(s, c))) }},
			{"uses", true, false, false, func(_ *scene, c code) styled { return plain(strconv.FormatInt(c.Uses, 10)) }},
		},
	}
}

// holder names who carries a code, "" where nobody does yet.
func (s *scene) holder(c *model.Code) string {
	if c.Holder == 0 {
		return ""
	}
	return s.who(c.Holder)
}

// spend says the promotion rule: how much a buyer spends to use the code.
func (s *scene) spend(f model.PromoFields) string {
	if f.MinSpend.IsZero() {
		return s.words.Say("promo.no_minimum")
	}
	return s.words.Say("promo.minimum", assets.Text("spend", s.words.Money(f.MinSpend)))
}

// validFor says how long buyers can still use a code.
func (s *scene) validFor(f model.PromoFields) string {
	if f.Until <= s.Now {
		return s.words.Say("promo_state.ended")
	}
	return s.words.Left(s.Now, f.Until)
}
