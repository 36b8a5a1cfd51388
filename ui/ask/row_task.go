package ask

import (
	"aeconnect/model"
)

// taskField is a field of tasks.
func taskField(name string, kind FieldKind, words []string, value func(*model.Task) Value, also ...string) RowField {
	return RowField{
		Field: Field{Name: name, Also: also, Kind: kind, Words: words},
		Value: func(_ model.View, row model.Row) Value {
			if t, ok := row.(*model.Task); ok {
				return value(t)
			}
			return Value{}
		},
	}
}

// TaskFields are what the lists of tasks can be narrowed by.
func TaskFields() []RowField {
	var states []string
	for _, s := range model.TaskStates() {
		states = append(states, s.String())
	}
	return []RowField{
		taskField("state", WordField, states, func(t *model.Task) Value { return Words(t.State.String()) }),
		taskField("type", WordField, typeNames(), func(t *model.Task) Value { return Words(t.Type.String()) }),
		taskField("lang", WordField, nil, func(t *model.Task) Value { return Words(t.Languages...) }, "language"),
		taskField("country", WordField, nil, func(t *model.Task) Value { return Words(t.Countries...) }),
		taskField("channel", WordField, namesOf(model.Platforms()), func(t *model.Task) Value { return Words(namesOf(t.Terms.Channels)...) }),
		taskField("waiting", CountField, nil, func(t *model.Task) Value { return Number(int64(t.Waiting)) }),
		taskField("approved", CountField, nil, func(t *model.Task) Value { return Number(int64(t.Approved)) }),
		taskField("wanted", CountField, nil, func(t *model.Task) Value { return Number(int64(t.Wanted)) }),
		taskField("due", MomentField, nil, func(t *model.Task) Value {
			return Value{Number: int64(t.Terms.ApplyBy), Known: t.Terms.ApplyBy != 0}
		}, "apply_by"),
		taskField("fee", MoneyField, nil, func(t *model.Task) Value { return feeValue(t.Terms.Fee) }),
		activityField(),
		taskField("exposure", WordField, namesOf(model.ExposureKinds()), exposureValue),
		{Field: Field{Name: "fits", Kind: FlagField}, Value: func(v model.View, row model.Row) Value {
			t, ok := row.(*model.Task)
			return Flag(ok && v.Fits(t))
		}},
	}
}

func typeNames() []string {
	var all []string
	for _, t := range model.TaskTypes() {
		all = append(all, t.String())
	}
	return all
}
