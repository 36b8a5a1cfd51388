package search

import "github.com/sahilm/fuzzy"

// The library's numbers (fuzzy.go, v0.1.3), which it does not export. The property
// tests hold the copy to the original.
const (
	firstRuneBonus = 10
	wordStartBonus = 20
	adjacentBonus  = 5
	leadingPenalty = -5  // a byte before the first match
	leadingLeast   = -15 // but not less than this
)

// scoreASCII is the library's score of an ASCII title that the pattern, of at most
// exactRunes runes, is a subsequence of. For each rune of the pattern the library takes
// the best place before the first chance to match the next rune.
func (p *pattern) scoreASCII(title string) int {
	total, adjacency := len(p.letters)-len(title), 0
	at, last := 0, -1 // where to look next; the place of the rune before
	for k, l := range p.letters {
		next := letter{} // nothing: titles have no NUL
		if k+1 < len(p.letters) {
			next = p.letters[k+1]
		}
		best, bestAt := -1, at
		for ; at < len(title); at++ {
			if title[at]|l.fold == l.value {
				score := p.placeBonus(title, at)
				if last >= 0 && last == at-1 {
					bonus := 2*adjacency + adjacentBonus
					adjacency += bonus
					score += bonus
				}
				if score > best {
					best, bestAt = score, at
				}
			}
			if best >= 0 && at+1 < len(title) && title[at+1]|next.fold == next.value {
				at++
				break
			}
		}
		if k == 0 {
			best += max(bestAt*leadingPenalty, leadingLeast)
		}
		total += best
		last = bestAt
	}
	return total
}

// placeBonus is what a place in an ASCII title is worth to a rune, adjacency apart.
func (p *pattern) placeBonus(title string, at int) int {
	if at == 0 {
		return firstRuneBonus
	}
	if startsWord(p.alpha[title[at-1]&0x7f].kind, p.alpha[title[at]&0x7f].kind) {
		return wordStartBonus
	}
	return 0
}

// adjacencyMost is the highest sum of bonuses for n adjoining runes of a match: the
// first is worth 5, each further one three times the last (its own 5 and twice all
// before).
func adjacencyMost(n int) int {
	sum := 0
	for range n {
		sum += 2*sum + adjacentBonus
	}
	return sum
}

// titles makes the library read titles in place.
type titles []string

func (t titles) String(i int) string { return t[i] }
func (t titles) Len() int            { return len(t) }

// ask is the library's own answer about some titles, in their order: which match, with
// what score, at which bytes.
func (p *pattern) ask(list []string) fuzzy.Matches {
	return fuzzy.FindFromNoSort(p.text, titles(list))
}
