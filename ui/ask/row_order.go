package ask

import (
	"aeconnect/model"
)

// orderField is a field of orders; the names are those of JSON, with shorter ones beside them.
func orderField(name string, kind FieldKind, words []string, value func(model.View, *model.Order) Value, also ...string) RowField {
	return RowField{
		Field: Field{Name: name, Also: also, Kind: kind, Words: words},
		Value: func(v model.View, row model.Row) Value {
			if o, ok := row.(*model.Order); ok {
				return value(v, o)
			}
			return Value{}
		},
	}
}

// creatorField is a field of whoever makes an order's content.
func creatorField(name string, kind FieldKind, words []string, value func(model.View, *model.Account) Value, also ...string) RowField {
	return orderField(name, kind, words, func(v model.View, o *model.Order) Value {
		if a := v.Account(o.Creator); a != nil {
			return value(v, a)
		}
		return Value{}
	}, also...)
}

// ApplicantFields are what one weighs people by; rows are orders.
func ApplicantFields() []RowField {
	return []RowField{
		creatorField("lang", WordField, nil, func(_ model.View, a *model.Account) Value { return Words(a.Languages...) }, "language"),
		creatorField("country", WordField, nil, func(_ model.View, a *model.Account) Value { return Words(a.Country) }),
		creatorField("channel", WordField, namesOf(model.Platforms()), func(_ model.View, a *model.Account) Value {
			var all []string
			for _, c := range a.Channels {
				all = append(all, string(c.Platform))
			}
			return Words(all...)
		}),
		creatorField("kind", WordField, namesOf(model.CreatorKinds()), func(_ model.View, a *model.Account) Value { return Words(string(a.Kind)) }),
		orderField("address", FlagField, nil, func(v model.View, o *model.Order) Value {
			a := v.Account(o.Acting(model.CreatorSide))
			return Flag(a != nil && a.HasAddress())
		}),
		orderField("mcn", FlagField, nil, func(_ model.View, o *model.Order) Value { return Flag(o.Agency != 0) }),
		creatorField("influencer", FlagField, nil, func(v model.View, a *model.Account) Value {
			return Flag(a.Influencer(model.PolicyNow(v.Reader)))
		}),
		creatorField("followers", CountField, nil, func(_ model.View, a *model.Account) Value { return Number(a.Followers()) }),
		creatorField("done", CountField, nil, func(v model.View, a *model.Account) Value {
			return Number(int64(model.StandingOf(v.Reader, a.Key).Done))
		}, "completed"),
		creatorField("ontime", ShareField, nil, func(v model.View, a *model.Account) Value {
			share, ok := model.StandingOf(v.Reader, a.Key).OnTime()
			return Value{Number: int64(share), Known: ok}
		}, "on_time"),
	}
}

// OrderFields are what every list of orders can be narrowed by: those of its applicant, of its parcel and of its money too.
func OrderFields() []RowField {
	var states []string
	for _, s := range model.OrderStates() {
		states = append(states, s.String())
	}
	own := []RowField{
		orderField("state", WordField, states, func(_ model.View, o *model.Order) Value { return Words(o.State.String()) }),
		orderField("type", WordField, typeNames(), func(_ model.View, o *model.Order) Value { return Words(o.Type.String()) }),
		orderField("due", MomentField, nil, func(v model.View, o *model.Order) Value {
			c, ok := NextTurn(v.ClocksOn(o))
			return Value{Number: int64(c.Due), Known: ok}
		}),
		orderField("fee", MoneyField, nil, func(_ model.View, o *model.Order) Value { return feeValue(o.Terms.Fee) }),
		orderField("seller", WordField, nil, func(v model.View, o *model.Order) Value { return Words(v.Handle(o.Seller)) }),
		orderField("creator", WordField, nil, func(v model.View, o *model.Order) Value { return Words(v.Handle(o.Creator)) }),
		orderField("agency", WordField, nil, func(v model.View, o *model.Order) Value { return Words(v.Handle(o.Agency)) }),
		orderField("version", CountField, nil, func(_ model.View, o *model.Order) Value { return Number(int64(len(o.Versions))) }),
		orderField("carrier", WordField, nil, func(_ model.View, o *model.Order) Value {
			if p := o.Shipping(); p != nil {
				return Words(p.Carrier)
			}
			return Value{}
		}),
		orderField("method", WordField, namesOf(model.Methods()), func(_ model.View, o *model.Order) Value {
			if o.Pay != nil {
				return Words(string(o.Pay.Method))
			}
			return Value{}
		}),
	}
	return append(own, ApplicantFields()...)
}

// NextTurn returns the nearest clock that is somebody's turn, false where there is none.
func NextTurn(all []model.Clock) (model.Clock, bool) {
	best, found := model.Clock{}, false
	for _, c := range all {
		if c.Side != model.Nobody && (!found || c.Due < best.Due) {
			best, found = c, true
		}
	}
	return best, found
}
