package search

import "math/bits"

// rowSet is an unchanging set of rows of one segment, in whichever of the two forms is
// smaller: a bit a row, or the numbers of the rows.
type rowSet struct {
	words []uint64
	list  []uint16
}

// newRowSet copies the set out of words.
func newRowSet(words []uint64) *rowSet {
	n := count(words)
	if n*2 >= len(words)*8 {
		return &rowSet{words: append([]uint64(nil), words...)}
	}
	s := &rowSet{list: make([]uint16, 0, n)}
	for b, w := range words {
		for ; w != 0; w &= w - 1 {
			s.list = append(s.list, uint16(b*blockRows+bits.TrailingZeros64(w)))
		}
	}
	return s
}

// expand writes the set to words, which are as many as the segment has blocks.
func (s *rowSet) expand(words []uint64) {
	if s.words != nil {
		copy(words, s.words)
		return
	}
	clear(words)
	for _, row := range s.list {
		words[row/blockRows] |= 1 << (row % blockRows)
	}
}

// bytes is the memory of the set.
func (s *rowSet) bytes() int { return 8*len(s.words) + 2*len(s.list) }

// count is the number of rows in words.
func count(words []uint64) int {
	n := 0
	for _, w := range words {
		n += bits.OnesCount64(w)
	}
	return n
}
