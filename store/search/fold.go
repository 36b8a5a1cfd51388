package search

import (
	"unicode"
	"unicode/utf8"
)

// canon is the rune that stands for all runes that the library's case folding takes
// for equal to r: the lower-case letter if one of them is ASCII (so the Kelvin sign
// is k and the long s is s), else the least of them.
func canon(r rune) rune {
	least := r
	if r >= utf8.RuneSelf {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
	}
	if 'A' <= least && least <= 'Z' {
		return least + 'a' - 'A'
	}
	return least
}

// orbit holds the runes that fold to the same canonical rune, repeated to fill the
// array: Unicode has at most four (the test counts them).
type orbit [4]rune

func orbitOf(r rune) orbit {
	o := orbit{r, r, r, r}
	i := 1
	for f := unicode.SimpleFold(r); f != r && i < len(o); f = unicode.SimpleFold(f) {
		o[i] = f
		i++
	}
	return o
}

func (o *orbit) has(r rune) bool {
	return r == o[0] || r == o[1] || r == o[2] || r == o[3]
}

// runeKind says what a rune means for the bonus of a word start.
type runeKind uint8

const (
	lower runeKind = 1 << iota
	upper
	separator
)

func kindOf(r rune) runeKind {
	switch {
	case r == '/' || r == '-' || r == '_' || r == ' ' || r == '.' || r == '\\':
		return separator
	case unicode.IsLower(r):
		return lower
	case unicode.IsUpper(r):
		return upper
	}
	return 0
}

// startsWord tells whether the library gives its bonus of 20 to a rune of kind next
// behind one of kind last: after a separator, or at a hump of camel case.
func startsWord(last, next runeKind) bool {
	return last&separator != 0 || last&lower != 0 && next&upper != 0
}

// glyph is all that the index wants to know about one rune.
type glyph struct {
	canon  rune
	symbol uint8
	kind   runeKind
}

// Symbols: each ASCII letter, space and hyphen has its own, so that what is said of the
// symbol is said of one canonical rune. The other ASCII runes share three, those
// outside ASCII share wideSymbols, which only wide segments know. The number noSymbol
// stands for no rune, behind the end of a title.
const (
	ownSymbols    = 26 + 2
	narrowSymbols = ownSymbols + 3
	noSymbol      = narrowSymbols
	narrowPlanes  = 5 // bits of a symbol of ASCII
	allSymbols    = 64
	widePlanes    = 6
	wideSymbols   = allSymbols - noSymbol - 1
)

func symbolOf(c rune) uint8 {
	switch {
	case 'a' <= c && c <= 'z':
		return uint8(c - 'a')
	case c == ' ':
		return 26
	case c == '-':
		return 27
	case '0' <= c && c <= '9':
		return uint8(ownSymbols + c&1)
	case c < utf8.RuneSelf:
		return ownSymbols + 2
	}
	return uint8(noSymbol + 1 + runeHash(c)>>27)
}

func glyphOf(r rune) glyph {
	c := canon(r)
	return glyph{canon: c, symbol: symbolOf(c), kind: kindOf(r)}
}

// runeHash spreads canonical runes over 32 bits; users take the topmost ones.
func runeHash(c rune) uint32 { return uint32(c) * 0x9E3779B1 }

// alphabet is the table of glyphs of ASCII, which nearly all runes are.
type alphabet [utf8.RuneSelf]glyph

func newAlphabet() *alphabet {
	var a alphabet
	for r := range a {
		a[r] = glyphOf(rune(r))
	}
	return &a
}

// isASCII tells whether the title needs no decoding of runes.
func isASCII(title string) bool {
	for i := 0; i < len(title); i++ {
		if title[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
