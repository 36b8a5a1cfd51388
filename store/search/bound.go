package search

// A bound says what a title can score at most, without its text. The library gives
//
//	runes of the pattern - bytes of the title   for what is not matched
//	at most -15 to 15                           for the place of the first rune
//	20                                          for each rune that starts a word
//	5, 15, 45 ... (adjacencyMost)               for each rune right behind the one before
//
// All but the lengths are multiples of unit, so that sums of them fit a tally.
const unit = 5

// gains say what the runes behind the first can gain.
type gains struct {
	runes int     // of the pattern
	most  []int   // most[n] is adjacencyMost(n)
	table [][]int // table[pairs][starts]; see gain
}

func newGains(runes int) *gains {
	g := &gains{runes: runes}
	for n := range runes {
		g.most = append(g.most, adjacencyMost(n))
	}
	return g
}

// fillTable makes the table, which only titles that do not contain the pattern need.
func (g *gains) fillTable() {
	for pairs := range g.runes {
		row := make([]int, g.runes)
		for starts := range row {
			row[starts] = g.gain(pairs, starts)
		}
		g.table = append(g.table, row)
	}
}

// gain is the most that the runes behind the first gain, if so many of them stand
// behind their predecessor somewhere in the title, so many start a word somewhere, and
// none does both at one place (that is counted apart). Of e runes that continue a run
// and u others that start a word the sum is most[e] + 20u; but the first two steps of
// a run, worth 5 and 15, may be outdone by a word start elsewhere and yet count for the
// length of the run.
func (g *gains) gain(pairs, starts int) int {
	best := 0
	for e := 0; e <= pairs; e++ {
		for u := 0; u <= starts && e+u < g.runes; u++ {
			sum := g.most[e] + wordStartBonus*u
			if starts-u >= 1 && e >= 1 {
				sum += wordStartBonus - 5
			}
			if starts-u >= 2 && e >= 2 {
				sum += wordStartBonus - 15
			}
			best = max(best, sum)
		}
	}
	return best
}

// base is the bound of a title of that many bytes if its first rune is worth
// leadingLeast and the others gain.
func (g *gains) base(bytes, gain int) int {
	return g.runes - bytes + leadingLeast + gain
}

// units is the number of units that are missing from base to the floor.
func (g *gains) units(floor, base int) int {
	if floor <= base {
		return 0
	}
	return (floor - base + unit - 1) / unit
}
