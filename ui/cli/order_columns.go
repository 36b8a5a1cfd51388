package cli

import (
	"strconv"

	"aeconnect/model"
	"aeconnect/ui/kit"
)

// orderNoun is an order. The timeline is part of it only where one is shown.
func orderNoun(timeline []model.Happening) noun[*model.Order] {
	n := noun[*model.Order]{columns: orderColumns(), cells: orderCells()}
	if timeline == nil {
		return n
	}
	shown := n.columns[:0:0]
	for _, c := range n.columns {
		shown = append(shown, c)
		if c.name == "clocks" {
			shown = append(shown, column[*model.Order]{"timeline", inShow, func(s *scene, b []byte, _ *model.Order) []byte {
				return appendList(b, timeline, s.appendHappening)
			}})
		}
	}
	n.columns = shown
	return n
}

func orderColumns() []column[*model.Order] {
	type order = *model.Order
	return []column[order]{
		{"id", inAll, func(_ *scene, b []byte, o order) []byte { return appendString(b, string(o.ID)) }},
		{"task", inAll, func(s *scene, b []byte, o order) []byte {
			return appendText(b, s.nameOf(model.Ref{Kind: model.KindTask, Key: o.Task}))
		}},
		{"type", inAll, func(_ *scene, b []byte, o order) []byte { return appendString(b, o.Type.String()) }},
		{"state", inAll, func(_ *scene, b []byte, o order) []byte { return appendString(b, o.State.String()) }},
		{"seller", inAll, func(s *scene, b []byte, o order) []byte { return appendString(b, s.who(o.Seller)) }},
		{"creator", inAll, func(s *scene, b []byte, o order) []byte { return appendString(b, s.who(o.Creator)) }},
		{"agency", inAll, func(s *scene, b []byte, o order) []byte { return appendText(b, s.who(o.Agency)) }},
		{"terms", inJSON, func(_ *scene, b []byte, o order) []byte { return appendTerms(b, o) }},
		{"clocks", inJSON, func(s *scene, b []byte, o order) []byte { return appendList(b, s.clocksOf(o), s.appendClock) }},
		{"shipments", inJSON, func(s *scene, b []byte, o order) []byte { return s.appendShipments(b, o) }},
		{"versions", inJSON, func(_ *scene, b []byte, o order) []byte { return appendVersions(b, o.Versions) }},
		{"modifications_used", inAll, func(_ *scene, b []byte, o order) []byte { return appendInt(b, int64(o.Asked)) }},
		{"payment", inJSON, func(s *scene, b []byte, o order) []byte { return s.appendPay(b, o) }},
		{"dispute", inJSON, func(_ *scene, b []byte, _ order) []byte { return append(b, "null"...) }},
		{"title", inAll, func(_ *scene, b []byte, o order) []byte { return appendString(b, o.Title) }},
		{"since", inAll, func(_ *scene, b []byte, o order) []byte { return appendMoment(b, o.Since) }},
		{"applied_at", inAll, func(_ *scene, b []byte, o order) []byte { return appendMoment(b, o.Made) }},
		{"submit_by", inAll, func(_ *scene, b []byte, o order) []byte { return appendMoment(b, o.Timers.SubmitBy) }},
		{"note", inAll, func(_ *scene, b []byte, o order) []byte { return appendText(b, o.Note) }},
		{"address", inJSON, func(s *scene, b []byte, o order) []byte {
			return appendText(b, model.ShippingAddress(s.Reader, s.Who, o))
		}},
		{"rejection", inJSON, func(_ *scene, b []byte, o order) []byte { return appendRejection(b, o.Rejection) }},
		{"extension", inJSON, func(_ *scene, b []byte, o order) []byte { return appendAsking(b, o.Extension) }},
		{"offer", inJSON, func(_ *scene, b []byte, o order) []byte { return appendAsking(b, o.Offer) }},
		{"stop", inJSON, func(_ *scene, b []byte, o order) []byte { return appendAsking(b, o.Stop) }},
		{"materials", inJSON, func(_ *scene, b []byte, o order) []byte { return appendMaterials(b, o.Materials) }},
		{"expired_against", inJSON, func(_ *scene, b []byte, o order) []byte { return appendAgainst(b, o) }},
		{"comment", inJSON, func(_ *scene, b []byte, o order) []byte { return appendText(b, o.Comment) }},
		{"reward", inSheet, func(_ *scene, b []byte, o order) []byte { return appendString(b, o.Terms.Reward.String()) }},
		{"fee", inSheet, func(_ *scene, b []byte, o order) []byte { return appendMoney(b, o.Terms.Fee) }},
		{"turn", inSheet, func(s *scene, b []byte, o order) []byte {
			return s.appendNext(b, o, func(c model.Clock) []byte { return appendString(nil, s.turn(c)) })
		}},
		{"due", inSheet, func(s *scene, b []byte, o order) []byte {
			return s.appendNext(b, o, func(c model.Clock) []byte { return appendMoment(nil, c.Due) })
		}},
		{"owed", byName, func(_ *scene, b []byte, o order) []byte { return appendMoney(b, o.Owed) }},
	}
}

func orderCells() []cell[*model.Order] {
	type order = *model.Order
	return []cell[order]{
		{"order", false, false, false, func(_ *scene, o order) styled { return plain(string(o.ID)) }},
		{"state", false, false, false, func(s *scene, o order) styled {
			return styled{s.words.Say("state." + o.State.String()), stateRole(o.State)}
		}},
		{"title", false, true, false, func(_ *scene, o order) styled { return plain(o.Title) }},
		{"with", false, false, false, func(s *scene, o order) styled { return plain(s.across(o)) }},
		{"left", true, false, false, func(s *scene, o order) styled {
			if c, ok := s.nextClock(o); ok {
				return s.urgency(c)
			}
			return plain("")
		}},
		{"turn", false, false, true, func(s *scene, o order) styled {
			if c, ok := s.nextClock(o); ok {
				return plain(s.turnOf(c))
			}
			return plain("")
		}},
		{"since", true, false, true, func(s *scene, o order) styled { return muted(s.left(o.Since)) }},
	}
}

// across returns who stands on the other side of an order.
func (s *scene) across(o *model.Order) string {
	if s.mine(o.Seller) {
		return s.marked(s.who(o.Creator))
	}
	return s.marked(s.who(o.Seller))
}

// stateRole colours a state: what ended well, what ended otherwise, what is under way.
func stateRole(st model.OrderState) kit.Role {
	switch st {
	case model.Completed:
		return kit.Good
	case model.Expired, model.Stopped, model.Rejected:
		return kit.Bad
	case model.Cancelled:
		return kit.Muted
	default:
		return kit.Text
	}
}

// nextClock returns the clock of an order that strikes first and asks somebody to act, or else strikes first.
func (s *scene) nextClock(o *model.Order) (model.Clock, bool) {
	var next model.Clock
	for _, c := range s.clocksOf(o) {
		sooner := next.Rule == "" || c.Due < next.Due && (c.Turn != 0) == (next.Turn != 0) || next.Turn == 0 && c.Turn != 0
		if c.Rule != model.ClockAddressHide && sooner {
			next = c
		}
	}
	return next, next.Rule != ""
}

func (s *scene) appendNext(b []byte, o *model.Order, value func(model.Clock) []byte) []byte {
	if c, ok := s.nextClock(o); ok {
		return append(b, value(c)...)
	}
	return append(b, "null"...)
}

// appendReward appends what a creator gets: kind, the fee's amount and currency, and the commission in percent.
func appendReward(b []byte, t model.Terms) []byte {
	b = append(b, '{')
	b = appendString(appendKey(b, "kind"), t.Reward.String())
	b = appendKey(b, "amount")
	if !t.Fee.IsZero() {
		b = appendString(b, t.Fee.Decimal())
	} else {
		b = append(b, "null"...)
	}
	b = appendKey(b, "currency")
	if !t.Fee.IsZero() {
		b = appendText(b, string(t.Fee.Currency))
	} else {
		b = append(b, "null"...)
	}
	b = appendKey(b, "rate")
	if t.Reward == model.Commission || t.Reward == model.FeeAndCommission {
		b = appendRate(b, t.Rate)
	} else {
		b = append(b, "null"...)
	}
	return append(b, '}')
}

func appendTerms(b []byte, o *model.Order) []byte {
	t := o.Terms
	b = append(b, '{')
	b = appendReward(appendKey(b, "reward"), t)
	b = appendMoment(appendKey(b, "apply_by"), t.ApplyBy)
	b = appendMoment(appendKey(b, "submit_by"), t.SubmitBy)
	b = appendInt(appendKey(b, "samples"), int64(t.Samples))
	b = appendKey(b, "brief")
	b = append(b, '[')
	for i, clause := range t.Brief {
		b = append(appendComma(b), '{')
		b = appendString(appendKey(b, "clause"), clauseName(i+1))
		b = appendString(appendKey(b, "text"), clause)
		b = append(b, '}')
	}
	b = append(b, ']')
	b = appendStrings(appendKey(b, "content"), t.Content)
	b = appendStrings(appendKey(b, "channel"), t.Channels)
	b = appendBool(appendKey(b, "keep"), t.Keep)
	b = appendBool(appendKey(b, "brand_stream"), t.BrandStream)
	b = appendInt(appendKey(b, "version"), int64(o.Version))
	return append(b, '}')
}

// clauseName returns the name of a clause of the brief, "R1" for the first.
func clauseName(n int) string { return "R" + strconv.Itoa(n) }
