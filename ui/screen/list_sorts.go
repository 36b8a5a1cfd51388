package screen

import (
	"math"

	"aeconnect/model"
	"aeconnect/ui/ask"
)

// bySort orders by a field that a filter can name too; rows without a number come last.
func bySort(id string, most bool, fields []ask.RowField) listSort {
	for _, f := range fields {
		if f.Name == id {
			return listSort{id: id, most: most, by: func(v model.View, row model.Row) int64 {
				n := f.Value(v, row)
				switch {
				case n.Known:
					return n.Number
				case most:
					return math.MinInt64 + 1
				}
				return math.MaxInt64
			}}
		}
	}
	panic("no field " + id)
}

// applicantSorts are the orders in which one weighs people.
func applicantSorts() []listSort {
	f := ask.ApplicantFields()
	return []listSort{bySort("followers", true, f), bySort("done", true, f), bySort("ontime", true, f)}
}

func orderSorts() []listSort {
	f := ask.OrderFields()
	return []listSort{bySort("due", false, f), bySort("followers", true, f), bySort("ontime", true, f)}
}

func taskSorts() []listSort {
	f := ask.TaskFields()
	return []listSort{bySort("due", false, f), bySort("waiting", true, f), bySort("fee", true, f)}
}
