package screen

import (
	"aeconnect/model"
	"aeconnect/ui/ask"
)

// orderField is a field of orders; the names are those of JSON, with shorter ones beside them.
func orderField(name string, kind ask.FieldKind, words []string, value func(model.View, *model.Order) ask.Value, also ...string) listField {
	return listField{
		Field: ask.Field{Name: name, Also: also, Kind: kind, Words: words},
		value: func(v model.View, row model.Row) ask.Value {
			if o, ok := row.(*model.Order); ok {
				return value(v, o)
			}
			return ask.Value{}
		},
	}
}

// creatorField is a field of whoever makes an order's content.
func creatorField(name string, kind ask.FieldKind, words []string, value func(model.View, *model.Account) ask.Value, also ...string) listField {
	return orderField(name, kind, words, func(v model.View, o *model.Order) ask.Value {
		if a := v.Account(o.Creator); a != nil {
			return value(v, a)
		}
		return ask.Value{}
	}, also...)
}

// applicantFields are what one weighs people by.
func applicantFields() []listField {
	return []listField{
		creatorField("lang", ask.WordField, nil, func(_ model.View, a *model.Account) ask.Value { return ask.Words(a.Languages...) }, "language"),
		creatorField("country", ask.WordField, nil, func(_ model.View, a *model.Account) ask.Value { return ask.Words(a.Country) }),
		creatorField("channel", ask.WordField, namesOf(model.Platforms()), func(_ model.View, a *model.Account) ask.Value {
			var all []string
			for _, c := range a.Channels {
				all = append(all, string(c.Platform))
			}
			return ask.Words(all...)
		}),
		creatorField("kind", ask.WordField, namesOf(model.CreatorKinds()), func(_ model.View, a *model.Account) ask.Value { return ask.Words(string(a.Kind)) }),
		orderField("mcn", ask.FlagField, nil, func(_ model.View, o *model.Order) ask.Value { return ask.Flag(o.Agency != 0) }),
		creatorField("influencer", ask.FlagField, nil, func(v model.View, a *model.Account) ask.Value {
			return ask.Flag(a.Influencer(model.PolicyNow(v.Reader)))
		}),
		creatorField("followers", ask.CountField, nil, func(_ model.View, a *model.Account) ask.Value { return ask.Number(a.Followers()) }),
		creatorField("done", ask.CountField, nil, func(v model.View, a *model.Account) ask.Value {
			return ask.Number(int64(model.StandingOf(v.Reader, a.Key).Done))
		}, "completed"),
		creatorField("ontime", ask.ShareField, nil, func(v model.View, a *model.Account) ask.Value {
			share, ok := model.StandingOf(v.Reader, a.Key).OnTime()
			return ask.Value{Number: int64(share), Known: ok}
		}, "on_time"),
	}
}

// orderFields are what the lists of orders can be narrowed by.
func orderFields() []listField {
	var states []string
	for _, s := range model.OrderStates() {
		states = append(states, s.String())
	}
	own := []listField{
		orderField("state", ask.WordField, states, func(_ model.View, o *model.Order) ask.Value { return ask.Words(o.State.String()) }),
		orderField("type", ask.WordField, typeNames(), func(_ model.View, o *model.Order) ask.Value { return ask.Words(o.Type.String()) }),
		orderField("due", ask.MomentField, nil, func(v model.View, o *model.Order) ask.Value {
			c, ok := nextTurn(v.ClocksOn(o))
			return ask.Value{Number: int64(c.Due), Known: ok}
		}),
		orderField("fee", ask.MoneyField, nil, func(_ model.View, o *model.Order) ask.Value { return feeValue(o.Terms.Fee) }),
		orderField("seller", ask.WordField, nil, func(v model.View, o *model.Order) ask.Value { return ask.Words(v.Handle(o.Seller)) }),
		orderField("creator", ask.WordField, nil, func(v model.View, o *model.Order) ask.Value { return ask.Words(v.Handle(o.Creator)) }),
	}
	return append(own, applicantFields()...)
}

// feeValue is an amount in hundredths, whatever decimals its currency has.
func feeValue(m model.Money) ask.Value {
	digits, ok := m.Currency.Digits()
	if !ok || m.IsZero() {
		return ask.Value{}
	}
	n := m.Minor
	for ; digits < 2; digits++ {
		n *= 10
	}
	for ; digits > 2; digits-- {
		n /= 10
	}
	return ask.Number(n)
}

// taskField is a field of tasks.
func taskField(name string, kind ask.FieldKind, words []string, value func(*model.Task) ask.Value, also ...string) listField {
	return listField{
		Field: ask.Field{Name: name, Also: also, Kind: kind, Words: words},
		value: func(_ model.View, row model.Row) ask.Value {
			if t, ok := row.(*model.Task); ok {
				return value(t)
			}
			return ask.Value{}
		},
	}
}

// taskFields are what the lists of tasks can be narrowed by.
func taskFields() []listField {
	var states []string
	for _, s := range model.TaskStates() {
		states = append(states, s.String())
	}
	return []listField{
		taskField("state", ask.WordField, states, func(t *model.Task) ask.Value { return ask.Words(t.State.String()) }),
		taskField("type", ask.WordField, typeNames(), func(t *model.Task) ask.Value { return ask.Words(t.Type.String()) }),
		taskField("lang", ask.WordField, nil, func(t *model.Task) ask.Value { return ask.Words(t.Languages...) }, "language"),
		taskField("country", ask.WordField, nil, func(t *model.Task) ask.Value { return ask.Words(t.Countries...) }),
		taskField("channel", ask.WordField, namesOf(model.Platforms()), func(t *model.Task) ask.Value { return ask.Words(namesOf(t.Terms.Channels)...) }),
		taskField("waiting", ask.CountField, nil, func(t *model.Task) ask.Value { return ask.Number(int64(t.Waiting)) }),
		taskField("approved", ask.CountField, nil, func(t *model.Task) ask.Value { return ask.Number(int64(t.Approved)) }),
		taskField("wanted", ask.CountField, nil, func(t *model.Task) ask.Value { return ask.Number(int64(t.Wanted)) }),
		taskField("due", ask.MomentField, nil, func(t *model.Task) ask.Value {
			return ask.Value{Number: int64(t.Terms.ApplyBy), Known: t.Terms.ApplyBy != 0}
		}, "apply_by"),
		taskField("fee", ask.MoneyField, nil, func(t *model.Task) ask.Value { return feeValue(t.Terms.Fee) }),
	}
}

func typeNames() []string {
	var all []string
	for _, t := range model.TaskTypes() {
		all = append(all, t.String())
	}
	return all
}

func namesOf[T ~string](all []T) []string {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = string(s)
	}
	return names
}
