package cli

import "aeconnect/model"

// appendShipments appends the parcels. Who sent it is said of the last one, to its parties.
func (s *scene) appendShipments(b []byte, o *model.Order) []byte {
	n := 0
	return appendList(b, o.Shipments, func(b []byte, p model.Shipment) []byte {
		sender := ""
		if n++; n == len(o.Shipments) {
			sender = model.SenderOf(s.Reader, s.Who, o)
		}
		return appendShipment(b, p, sender)
	})
}

func appendShipment(b []byte, p model.Shipment, sender string) []byte {
	b = append(b, '{')
	b = appendString(appendKey(b, "carrier"), p.Carrier)
	b = appendString(appendKey(b, "tracking"), p.Tracking)
	b = appendInt(appendKey(b, "pieces"), int64(p.Pieces))
	b = appendMoment(appendKey(b, "at"), p.At)
	b = appendMoment(appendKey(b, "received"), p.Received)
	b = appendBool(appendKey(b, "assumed"), p.Assumed)
	b = appendText(appendKey(b, "sender"), sender)
	b = appendText(appendKey(b, "loss"), string(p.Loss))
	b = appendMoment(appendKey(b, "lost_at"), p.LostAt)
	b = appendList(appendKey(b, "before"), p.Before, func(b []byte, i model.ShipmentInfo) []byte {
		b = append(b, '{')
		b = appendString(appendKey(b, "carrier"), i.Carrier)
		b = appendString(appendKey(b, "tracking"), i.Tracking)
		b = appendInt(appendKey(b, "pieces"), int64(i.Pieces))
		b = appendMoment(appendKey(b, "until"), i.At)
		return append(b, '}')
	})
	return append(b, '}')
}

func appendVersions(b []byte, all []model.Version) []byte {
	n := 0
	return appendList(b, all, func(b []byte, v model.Version) []byte {
		n++
		b = append(b, '{')
		b = appendInt(appendKey(b, "n"), int64(n))
		b = appendString(appendKey(b, "type"), string(v.Type))
		b = appendStrings(appendKey(b, "links"), v.Links)
		b = appendMoment(appendKey(b, "at"), v.At)
		b = appendList(appendKey(b, "changes"), v.Changes, appendChange)
		return append(b, '}')
	})
}

func appendChange(b []byte, c model.Change) []byte {
	b = append(b, '{')
	b = appendString(appendKey(b, "clause"), clauseName(c.Clause))
	b = appendString(appendKey(b, "note"), c.Note)
	return append(b, '}')
}

// appendPay appends where an order stands with money: what is due and by when, and the payment that settled it; null
// while nothing is owed.
func (s *scene) appendPay(b []byte, o *model.Order) []byte {
	if o.Owed.IsZero() {
		return append(b, "null"...)
	}
	b = append(b, '{')
	b = appendMoney(appendKey(b, "due"), o.Owed)
	pay := o.Pay
	if pay == nil {
		pay = &model.PaidRecord{}
	}
	b = appendText(appendKey(b, "method"), string(pay.Method))
	b = appendMoney(appendKey(b, "amount"), pay.Amount)
	b = appendText(appendKey(b, "reference"), pay.Reference)
	b = appendString(appendKey(b, "state"), o.Debt().String())
	b = appendMoment(appendKey(b, "date"), pay.Date)
	b = appendMoment(appendKey(b, "due_by"), s.payBy(o))
	b = appendText(appendKey(b, "id"), s.paymentID(pay.Payment))
	b = appendText(appendKey(b, "to"), model.PayoutAddress(s.Reader, s.Who, o))
	return append(b, '}')
}

// payBy returns until when a fee is to be paid, unset where that is over.
func (s *scene) payBy(o *model.Order) model.Moment {
	for _, c := range s.clocksOf(o) {
		if c.Rule == model.ClockRecord {
			return c.Due
		}
	}
	return 0
}

func (s *scene) paymentID(key model.Key) string {
	if p := model.PaymentOf(s.Reader, key); key != 0 && p != nil {
		return string(p.ID)
	}
	return ""
}

func appendRejection(b []byte, r *model.Rejection) []byte {
	if r == nil {
		return append(b, "null"...)
	}
	b = append(b, '{')
	b = appendString(appendKey(b, "reason"), string(r.Reason))
	b = appendText(appendKey(b, "note"), r.Note)
	b = appendBool(appendKey(b, "again"), r.Again)
	return append(b, '}')
}

// appendAsking appends an extension, an offer or a stop with its answer; the state is waiting, accepted, refused or
// lapsed.
func appendAsking(b []byte, a *model.Asking) []byte {
	if a == nil {
		return append(b, "null"...)
	}
	b = append(b, '{')
	b = appendString(appendKey(b, "state"), askingState(a))
	b = appendMoment(appendKey(b, "at"), a.At)
	b = appendText(appendKey(b, "note"), a.Note)
	if a.Days != 0 {
		b = appendInt(appendKey(b, "days"), int64(a.Days))
	}
	if a.Terms != nil {
		b = appendReward(appendKey(b, "reward"), *a.Terms)
		b = appendMoment(appendKey(b, "submit_by"), a.Terms.SubmitBy)
		b = appendStrings(appendKey(b, "require"), a.Terms.Brief)
	}
	return append(b, '}')
}

func askingState(a *model.Asking) string {
	switch {
	case a.Open():
		return "waiting"
	case a.Agreed:
		return "accepted"
	case a.End != 0:
		return "refused"
	}
	return "lapsed"
}

func appendMaterials(b []byte, m *model.Materials) []byte {
	if m == nil {
		return append(b, "null"...)
	}
	b = append(b, '{')
	b = appendMoment(appendKey(b, "asked"), m.Asked)
	b = appendString(appendKey(b, "request"), m.Request)
	b = appendMoment(appendKey(b, "answered"), m.Answered)
	b = appendText(appendKey(b, "answer"), m.Answer)
	b = appendStrings(appendKey(b, "links"), m.Links)
	b = appendBool(appendKey(b, "none"), m.None)
	return append(b, '}')
}

func appendAgainst(b []byte, o *model.Order) []byte {
	if o.State != model.Expired {
		return append(b, "null"...)
	}
	return appendString(b, o.Against.String())
}
