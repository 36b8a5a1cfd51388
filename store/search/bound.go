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

// base is the bound of a title of that many bytes if its first rune is worth
// leadingLeast and the others gain.
func (p *pattern) base(bytes, gain int) int {
	return len(p.runes) - bytes + leadingLeast + gain
}

// units is the number of units that are missing from base to the floor.
func units(floor, base int) int {
	if floor <= base {
		return 0
	}
	return (floor - base + unit - 1) / unit
}

// traits are what the columns say about a title and the runes of a pattern, bit k for
// rune k. Patterns of more than traitRunes have no traits.
type traits struct {
	starts uint16 // the rune starts a word
	goesOn uint16 // it starts a word that goes on with the next rune of the pattern
	behind uint16 // it stands behind the rune before it
	both   uint16 // it may start a word there
}

const traitRunes = 16

// gain is the most that a title of these traits gains, with the first rune's word start.
// It follows all ways to match the runes one by one. A rune that finds itself right
// behind the last match lengthens a run, whose steps are worth 5, 15, 45 ...; even if
// the library then prefers another place for it, the step counts for those to come.
func (t traits) gain(runes int) int {
	// most[e][s]: the most so far after e steps, -1 if that cannot be; s is 1 if the
	// last match starts a word, so that only what begins a word can stand behind it.
	var most [traitRunes + 1][2]int
	for e := range most {
		most[e] = [2]int{-1, -1}
	}
	most[0][0] = 0
	if t.starts&1 == 1 {
		most[0][1] = wordStartBonus
	}
	for k := 1; k < runes; k++ {
		for e := k - 1; e >= 0; e-- {
			t.match(k, e, &most)
		}
	}
	best := 0
	for _, m := range most {
		best = max(best, m[0], m[1])
	}
	return best
}

// match goes on by rune k from e steps; most[e+1] is done with already.
func (t traits) match(k, e int, most *[traitRunes + 1][2]int) {
	from := most[e]
	starts := t.starts>>k&1 == 1
	far := max(from[0], from[1]) // the match before may have been anywhere
	near := -1                   // this rune stands behind it
	if t.behind>>k&1 == 1 {
		near = from[0]
		if t.goesOn>>(k-1)&1 == 1 {
			near = far
		}
	}
	most[e] = [2]int{far, -1}
	if starts && far >= 0 {
		most[e][1] = far + wordStartBonus
	}
	if near < 0 {
		return
	}
	step := adjacencyMost(e+1) - adjacencyMost(e)
	if t.both>>k&1 == 1 {
		step += wordStartBonus
	}
	most[e+1][0] = max(most[e+1][0], near+step)
	if starts {
		most[e+1][1] = max(most[e+1][1], near+wordStartBonus)
	}
}

// gains remembers gains of one pattern: most titles have one of few traits.
type gains struct {
	runes int
	known []knownGain // by the hash of the traits
}

type knownGain struct {
	traits traits
	gain   int // and one more, so that zero is unknown
}

const gainsKnown = 1024

func (g *gains) of(t traits) int {
	if g.known == nil {
		g.known = make([]knownGain, gainsKnown)
	}
	hash := uint64(t.starts) | uint64(t.goesOn)<<16 | uint64(t.behind)<<32 | uint64(t.both)<<48
	k := &g.known[hash*0x9E3779B97F4A7C15>>54]
	if k.gain == 0 || k.traits != t {
		*k = knownGain{t, t.gain(g.runes) + 1}
	}
	return k.gain - 1
}
