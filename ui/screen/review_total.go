package screen

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
)

// piecesBy says how many pieces are owed and until when they ship.
func (s speech) piecesBy(pieces int64, by model.Moment) string {
	if by == 0 {
		return s.Say("plan.pieces", assets.Num("count", pieces))
	}
	return s.Say("plan.pieces_by", assets.Num("count", pieces), assets.Text("by", s.day(by)))
}

// amounts says sums by currency, "480.00 USD + 20.00 EUR".
func (s speech) amounts(sums map[model.Currency]int64) string {
	var all []string
	for currency, minor := range sums {
		if minor != 0 {
			all = append(all, s.Money(model.Money{Minor: minor, Currency: currency}))
		}
	}
	slices.Sort(all)
	return strings.Join(all, " + ")
}

// placesAfter says how many places of the tasks are left, where any is limited.
func placesAfter(s speech, after model.Reader, tasks []model.Key) string {
	left, wanted := 0, 0
	for _, key := range tasks {
		if t := model.TaskOf(after, key); t != nil && t.Wanted > 0 {
			left, wanted = left+max(t.Wanted-t.Approved, 0), wanted+t.Wanted
		}
	}
	if wanted == 0 {
		return ""
	}
	return s.Say("plan.places", assets.Num("left", int64(left)), assets.Num("wanted", int64(wanted)))
}

func appendNew[T comparable](all []T, one T) []T {
	if slices.Contains(all, one) {
		return all
	}
	return append(all, one)
}
