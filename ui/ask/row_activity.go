package ask

import (
	"strings"

	"aeconnect/model"
)

// activityField is the official activities that a task takes part in: activity:11.11. A name that begins as typed, or an ID.
func activityField() RowField {
	return RowField{
		Field: Field{Name: "activity", Kind: WordField},
		Value: func(v model.View, row model.Row) Value {
			t, ok := row.(*model.Task)
			if !ok {
				return Value{}
			}
			var all []string
			for _, key := range t.Activities {
				if a := model.ActivityOf(v.Reader, key); a != nil {
					all = append(all, strings.ToLower(a.Name), strings.ReplaceAll(strings.ToLower(a.Name), " ", "_"), strings.ToLower(string(a.ID)))
				}
			}
			return Words(all...)
		},
	}
}

// exposureValue is the exposure that the platform promised to a task, given or not.
func exposureValue(t *model.Task) Value {
	var all []string
	for _, e := range t.Exposures {
		all = append(all, string(e.Kind))
	}
	return Words(all...)
}
