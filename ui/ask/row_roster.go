package ask

import (
	"aeconnect/model"
)

// contractField is a field of the rows of a roster, which are contracts.
func contractField(name string, kind FieldKind, words []string, value func(model.View, *model.Contract) Value, also ...string) RowField {
	return RowField{
		Field: Field{Name: name, Also: also, Kind: kind, Words: words},
		Value: func(v model.View, row model.Row) Value {
			if c, ok := row.(*model.Contract); ok {
				return value(v, c)
			}
			return Value{}
		},
	}
}

// rosterAccount is a field of the creator of a contract.
func rosterAccount(name string, kind FieldKind, words []string, value func(model.View, *model.Account) Value, also ...string) RowField {
	return contractField(name, kind, words, func(v model.View, c *model.Contract) Value {
		if a := v.Account(c.Creator); a != nil {
			return value(v, a)
		}
		return Value{}
	}, also...)
}

// RosterFields are what a roster can be narrowed by. What is late or due today is counted to the end of the day in the
// marketplace's zone.
func RosterFields() []RowField {
	var states []string
	for _, s := range model.ContractStates() {
		states = append(states, s.String())
	}
	marks := func(pick func(late, today int) int) func(model.View, *model.Contract) Value {
		return func(v model.View, c *model.Contract) Value {
			late, today := v.MarksUnder(c, v.DayEnd()).Sum()
			return Flag(pick(late, today) > 0)
		}
	}
	return []RowField{
		contractField("late", FlagField, nil, marks(func(late, _ int) int { return late })),
		contractField("today", FlagField, nil, marks(func(_, today int) int { return today }), "due_today"),
		contractField("free", FlagField, nil, func(_ model.View, c *model.Contract) Value {
			return Flag(c.State() == model.ContractInForce && c.Live() == 0)
		}),
		contractField("state", WordField, states, func(_ model.View, c *model.Contract) Value { return Words(c.State().String()) }),
		rosterAccount("lang", WordField, nil, func(_ model.View, a *model.Account) Value { return Words(a.Languages...) }, "language"),
		rosterAccount("country", WordField, nil, func(_ model.View, a *model.Account) Value { return Words(a.Country) }),
		rosterAccount("niche", WordField, nil, func(_ model.View, a *model.Account) Value { return Words(a.Niche) }),
		rosterAccount("address", FlagField, nil, func(_ model.View, a *model.Account) Value { return Flag(a.HasAddress()) }),
		rosterAccount("verified", FlagField, nil, func(_ model.View, a *model.Account) Value { return Flag(a.Verified) }),
		rosterAccount("followers", CountField, nil, func(_ model.View, a *model.Account) Value { return Number(a.Followers()) }),
		contractField("orders", CountField, nil, func(_ model.View, c *model.Contract) Value { return Number(int64(c.Live())) }),
		contractField("done", CountField, nil, func(_ model.View, c *model.Contract) Value {
			return Number(int64(c.Count(model.StageDone.States()...)))
		}),
		contractField("share", ShareField, nil, func(_ model.View, c *model.Contract) Value { return Number(int64(c.Share)) }),
	}
}
