package search

import (
	"context"
	"math/bits"
	"sort"
)

// breath is the number of blocks between two looks at whether the search is still
// wanted: 4,096 rows, a fraction of a millisecond.
const breath = 64

// narrow reduces rows, which hold the survivors of a prefix of the pattern or all rows,
// to the survivors of the pattern. Hard tells that it took more than a few columns, so
// that the result is worth keeping.
func (s *segment) narrow(ctx context.Context, p *pattern, rows []uint64) (hard bool, err error) {
	has := make([][]uint64, len(p.symbols))
	for k, symbol := range p.symbols {
		has[k] = s.column(s.columns.has, symbol)
	}
	short := s.firstLong()
	var reach [letterCap + 1]uint64
	for b, w := range rows {
		if b%breath == 0 && ctx.Err() != nil {
			return hard, ctx.Err()
		}
		for _, column := range has {
			w &= column[b]
		}
		if w != 0 && !(p.proves && len(has) == 1) {
			hard = true
			w = s.order(p, b, w, (b+1)*blockRows <= short, &reach)
		}
		rows[b] = w
	}
	return hard, nil
}

// firstLong is the first row whose title may be longer than its letters.
func (s *segment) firstLong() int {
	return sort.Search(s.rows(), func(row int) bool { return len(s.title(row)) > letterCap })
}

// order keeps the rows of w in block b in which the pattern's runes occur in the right
// order. Lettered tells that all titles are letters to their end.
func (s *segment) order(p *pattern, b int, w uint64, lettered bool, reach *[letterCap + 1]uint64) uint64 {
	if p.long() {
		return s.askAbout(p, b, w)
	}
	if !lettered || 3*bits.OnesCount64(w) <= 2*len(p.inverses) {
		return s.read(p, b, w)
	}
	if w = s.letters.follow(p.inverses, b, w, reach); p.proves {
		return w
	}
	return s.read(p, b, w)
}

// read keeps the rows of w in block b that match, by their titles.
func (s *segment) read(p *pattern, b int, w uint64) uint64 {
	kept := w
	for ; w != 0; w &= w - 1 {
		bit := bits.TrailingZeros64(w)
		if !p.within(s.title(b*blockRows+bit), s.wide) {
			kept &^= 1 << bit
		}
	}
	return kept
}

// askAbout is read by the library; see exactRunes.
func (s *segment) askAbout(p *pattern, b int, w uint64) uint64 {
	kept := uint64(0)
	rows := rowsOf(b, w)
	for _, m := range p.ask(s.titlesOf(rows)) {
		kept |= 1 << (rows[m.Index] % blockRows)
	}
	return kept
}

// rowsOf lists the rows w of block b.
func rowsOf(b int, w uint64) []int {
	rows := make([]int, 0, bits.OnesCount64(w))
	for ; w != 0; w &= w - 1 {
		rows = append(rows, b*blockRows+bits.TrailingZeros64(w))
	}
	return rows
}

func (s *segment) titlesOf(rows []int) []string {
	list := make([]string, len(rows))
	for i, row := range rows {
		list[i] = s.title(row)
	}
	return list
}
