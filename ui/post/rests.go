package post

import (
	"slices"
	"strconv"
	"strings"

	"aeconnect/assets"
)

// Followers returns the items that wait and rest on one, or on one that does so, in order: they are refused when it is
// dropped. Dropping one that was refused adds none: they are refused with it.
func Followers(all []Item, key uint64) (followers []Item) {
	gone := map[uint64]bool{key: true}
	for _, it := range all {
		if it.Key == key && it.Standing == Refused {
			return nil
		}
		if it.Standing != Queued || !slices.ContainsFunc(it.Rests, func(on uint64) bool { return gone[on] }) {
			continue
		}
		gone[it.Key] = true
		followers = append(followers, it)
	}
	return followers
}

// Rest says which items are refused when one is dropped; "" where none are.
func (t Teller) Rest(followers []Item) string {
	if len(followers) == 0 {
		return ""
	}
	most := min(len(followers), aboutMost)
	var numbers []string
	for _, it := range followers[:most] {
		numbers = append(numbers, strconv.FormatUint(it.Key, 10))
	}
	return t.Words.Say("outbox.drop_rests", assets.Num("count", int64(len(followers))), assets.Num("more", int64(len(followers)-most)),
		assets.Text("numbers", strings.Join(numbers, ", ")))
}
