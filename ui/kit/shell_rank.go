package kit

import (
	"strings"

	"github.com/sahilm/fuzzy"
)

// ranked is one of the names that match what was typed.
type ranked struct {
	index int
	match []int // byte offsets of the matched characters
}

// rank returns the names that match a pattern: those that contain it as it
// stands first, each group in the order of sahilm/fuzzy. An empty pattern
// matches all, in their order.
func rank(pattern string, names []string) []ranked {
	var exact, rest []ranked
	if pattern == "" {
		for i := range names {
			rest = append(rest, ranked{index: i})
		}
		return rest
	}
	folded := strings.ToLower(pattern)
	for _, m := range fuzzy.Find(pattern, names) {
		lower := strings.ToLower(m.Str)
		at := strings.Index(lower, folded)
		if at < 0 {
			rest = append(rest, ranked{m.Index, m.MatchedIndexes})
			continue
		}
		match := m.MatchedIndexes
		if len(lower) == len(m.Str) { // offsets hold in the name as it is written
			match = match[:0:0]
			for i := range folded {
				match = append(match, at+i)
			}
		}
		exact = append(exact, ranked{m.Index, match})
	}
	return append(exact, rest...)
}
