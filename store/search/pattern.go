package search

import (
	"math/bits"
	"unicode/utf8"
)

// exactRunes is the longest query whose scores fit an int whatever the title: each
// further adjoining rune triples the library's bonus, so the 40th overflows 64 bits
// (the 20th 32 bits). What the library then does (scores wrap, titles even stop
// matching) is left to the library: beyond this length it is asked about every
// candidate.
const exactRunes = 19 + 20*(bits.UintSize/64)

// pattern is a query made ready for matching. Queries that differ in case only, or in
// how broken bytes were broken, have the same answer and the same text.
type pattern struct {
	text     string     // the canonical runes
	runes    []rune     // the same
	symbols  []uint8    // of the first exactRunes runes
	pairs    []uint8    // pair column of runes i and i+1, of the first exactRunes runes
	words    [][2]uint8 // word columns of the same
	inverses []inverse  // of the symbols
	letters  []letter
	orbits   []orbit
	ascii    bool // no title of ASCII alone matches a pattern that is not
	proves   bool // each symbol is of one rune only, so order columns can prove a match
	alpha    *alphabet
}

// letter is an ASCII rune of a pattern: byte b of a title matches if b|fold == value.
type letter struct{ value, fold byte }

func newPattern(query string, alpha *alphabet) *pattern {
	p := &pattern{ascii: true, proves: true, alpha: alpha}
	for _, r := range query {
		c := canon(r)
		p.runes = append(p.runes, c)
		p.orbits = append(p.orbits, orbitOf(c))
		p.letters = append(p.letters, letterOf(c))
		p.ascii = p.ascii && c < utf8.RuneSelf
	}
	p.text = string(p.runes)
	head := p.runes[:min(len(p.runes), exactRunes)]
	for i, c := range head {
		s := symbolOf(c)
		p.symbols = append(p.symbols, s)
		p.inverses = append(p.inverses, inverseOf(s))
		p.proves = p.proves && s < ownSymbols
		if i > 0 {
			p.pairs = append(p.pairs, pairColumn(head[i-1], c))
			p.words = append(p.words, wordColumns(head[i-1], c))
		}
	}
	p.proves = p.proves && !p.long()
	return p
}

func letterOf(c rune) letter {
	l := letter{value: byte(c)}
	if 'a' <= c && c <= 'z' {
		l.fold = 'a' - 'A'
	}
	return l
}

// long tells whether scores may overflow; see exactRunes.
func (p *pattern) long() bool { return len(p.runes) > exactRunes }

// within tells whether the pattern is a subsequence of the title.
func (p *pattern) within(title string, wide bool) bool {
	if wide {
		return p.withinWide(title)
	}
	return p.ascii && p.withinASCII(title)
}

func (p *pattern) withinASCII(title string) bool {
	k, l := 0, p.letters[0]
	for i := 0; i < len(title); i++ {
		if title[i]|l.fold != l.value {
			continue
		}
		if k++; k == len(p.letters) {
			return true
		}
		l = p.letters[k]
	}
	return false
}

func (p *pattern) withinWide(title string) bool {
	k := 0
	for _, r := range title {
		if !p.orbits[k].has(r) {
			continue
		}
		if k++; k == len(p.orbits) {
			return true
		}
	}
	return false
}

// find is the span of bytes of the first place where the title contains the pattern as
// it stands; start is -1 where it does not.
func (p *pattern) find(title string, wide bool) (start, end int) {
	if !wide {
		return p.findASCII(title)
	}
	for i := range title {
		if n := p.prefixWide(title[i:]); n >= 0 {
			return i, i + n
		}
	}
	return -1, -1
}

func (p *pattern) findASCII(title string) (start, end int) {
	first := p.letters[0]
	for i := 0; p.ascii && i+len(p.letters) <= len(title); i++ {
		if title[i]|first.fold == first.value && p.prefixASCII(title[i:]) {
			return i, i + len(p.letters)
		}
	}
	return -1, -1
}

func (p *pattern) prefixASCII(title string) bool {
	for k, l := range p.letters {
		if title[k]|l.fold != l.value {
			return false
		}
	}
	return true
}

// prefixWide is the number of bytes that the pattern takes at the beginning of title,
// or -1 if it does not stand there.
func (p *pattern) prefixWide(title string) int {
	k := 0
	for i, r := range title {
		if k == len(p.orbits) {
			return i
		}
		if !p.orbits[k].has(r) {
			return -1
		}
		k++
	}
	if k == len(p.orbits) {
		return len(title)
	}
	return -1
}
