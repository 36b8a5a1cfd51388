package search

import "unicode/utf8"

// letterCap is the number of runes of a title that are kept as letters.
const letterCap = 192

// letters are the symbols of the titles of a segment, bit-sliced: plane j of position i
// of a block is a word that holds bit j of the i-th symbol of the block's 64 titles, so
// that a symbol is compared with 64 titles in a few instructions.
type letters struct {
	at     []uint32               // block b has the positions at[b] to at[b+1]
	narrow [][narrowPlanes]uint64 // of each position, if the segment is not wide
	wide   [][widePlanes]uint64   // if it is
}

// newLetters makes room for the symbols of the segment's titles.
func newLetters(s *segment) letters {
	l := letters{at: make([]uint32, 1, s.blocks+1)}
	end := 0
	for b := range s.blocks {
		longest := 0
		for row := b * blockRows; row < min((b+1)*blockRows, s.rows()); row++ {
			longest = max(longest, s.runes(row))
		}
		end += min(longest, letterCap)
		l.at = append(l.at, uint32(end))
	}
	if s.wide {
		l.wide = make([][widePlanes]uint64, end)
	} else {
		l.narrow = make([][narrowPlanes]uint64, end)
	}
	return l
}

// runes is the number of runes of a title.
func (s *segment) runes(row int) int {
	if s.wide {
		return utf8.RuneCountInString(s.title(row))
	}
	return len(s.title(row))
}

// inverse tells how to compare with a symbol: a plane is flipped where the symbol has
// no bit, and then all planes must be set.
type inverse [widePlanes]uint64

func inverseOf(symbol uint8) inverse {
	var v inverse
	for j := range v {
		v[j] = uint64(symbol>>j&1) - 1
	}
	return v
}

// follow keeps the titles of want, in block b, in which the symbols occur in this order.
// Reach is scratch memory of one search: for each position, the titles in which the
// symbols so far occur before it.
func (l *letters) follow(symbols []inverse, b int, want uint64, reach *[letterCap + 1]uint64) uint64 {
	from, to := int(l.at[b]), int(l.at[b+1])
	if to-from < len(symbols) {
		return 0
	}
	to -= len(symbols) - 1
	for i := range reach[:to-from] {
		reach[i] = want
	}
	for k := range symbols { // which has k symbols before it, and others behind it
		if l.wide != nil {
			want = stepWide(l.wide[from+k:to+k], &symbols[k], reach[k:])
		} else {
			want = stepNarrow(l.narrow[from+k:to+k], &symbols[k], reach[k:])
		}
		reach[to-from+k] = want
	}
	return want
}

// stepNarrow goes on by one symbol. Reach says where the symbols before it have been
// found and is overwritten; the result is where all have been found in the end.
func stepNarrow(words [][narrowPlanes]uint64, v *inverse, reach []uint64) uint64 {
	v0, v1, v2, v3, v4 := v[0], v[1], v[2], v[3], v[4]
	found := uint64(0)
	reach = reach[:len(words)]
	for i := range words {
		w := &words[i]
		same := (w[0] ^ v0) & (w[1] ^ v1) & (w[2] ^ v2) & (w[3] ^ v3) & (w[4] ^ v4)
		before := reach[i]
		reach[i] = found
		found |= same & before
	}
	return found
}

func stepWide(words [][widePlanes]uint64, v *inverse, reach []uint64) uint64 {
	v0, v1, v2, v3, v4, v5 := v[0], v[1], v[2], v[3], v[4], v[5]
	found := uint64(0)
	reach = reach[:len(words)]
	for i := range words {
		w := &words[i]
		same := (w[0] ^ v0) & (w[1] ^ v1) & (w[2] ^ v2) & (w[3] ^ v3) & (w[4] ^ v4) & (w[5] ^ v5)
		before := reach[i]
		reach[i] = found
		found |= same & before
	}
	return found
}

// set writes the symbols of the 64 titles of position i of block b.
func (l *letters) set(b, i int, symbols *[blockRows]uint8) {
	at := int(l.at[b]) + i
	if l.wide != nil {
		transpose(symbols, l.wide[at][:])
	} else {
		transpose(symbols, l.narrow[at][:])
	}
}

// transpose makes planes of symbols, one of each of 64 titles.
func transpose(symbols *[blockRows]uint8, planes []uint64) {
	for g := 0; g < blockRows; g += 8 {
		s := symbols[g : g+8 : g+8]
		w := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		for j := range planes {
			// The multiplication gathers the lowest bits of eight bytes in the top byte.
			planes[j] |= (w >> j & 0x0101010101010101 * 0x0102040810204080 >> 56) << g
		}
	}
}

func (l *letters) bytes() int {
	return 4*len(l.at) + 8*narrowPlanes*len(l.narrow) + 8*widePlanes*len(l.wide)
}
