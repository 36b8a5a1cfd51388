package search

import (
	"context"
	"math/bits"
)

// ranking offers survivors of one segment, those that may still get into the result,
// to a top.
type ranking struct {
	seg   *segment
	part  int
	pat   *pattern
	top   *top
	near  []uint64      // column of the first rune
	start [][]uint64    // columns of the runes
	both  [][]uint64    // of each rune but the first: it may start a word behind its predecessor
	pair  [][]uint64    // of each rune but the first: it stands behind its predecessor
	word  [][2][]uint64 // of each rune but the last: with its successor it begins a word
}

func newRanking(seg *segment, part int, p *pattern, t *top) *ranking {
	r := &ranking{seg: seg, part: part, pat: p, top: t}
	c := &seg.columns
	r.near = c.column(c.near, p.symbols[0]%nearColumns)
	for k, symbol := range p.symbols {
		r.start = append(r.start, c.column(c.start, symbol))
		if k == 0 {
			continue
		}
		if kindOf(p.runes[k-1]) == separator {
			r.both = append(r.both, r.start[k])
		} else {
			r.both = append(r.both, c.column(c.hump, symbol%humpColumns))
		}
		r.pair = append(r.pair, c.column(c.pair, p.pairs[k-1]))
		word := p.words[k-1]
		r.word = append(r.word, [2][]uint64{c.column(c.pair, word[0]), c.column(c.pair, word[1])})
	}
	return r
}

// contiguous keeps the rows of w that have all pairs of the pattern.
func (r *ranking) contiguous(b int, w uint64) uint64 {
	for _, column := range r.pair {
		w &= column[b]
	}
	return w
}

// contains keeps the rows of w that contain the pattern as it stands.
func (r *ranking) contains(b int, w uint64) uint64 {
	if len(r.pat.runes) == 1 {
		return w // whatever matches one rune contains it
	}
	kept := w
	for ; w != 0; w &= w - 1 {
		bit := bits.TrailingZeros64(w)
		if start, _ := r.pat.find(r.seg.title(b*blockRows+bit), r.seg.wide); start < 0 {
			kept &^= 1 << bit
		}
	}
	return kept
}

// rest ranks the rows that do not contain the pattern. It is called when those that do
// are too few to fill the result.
func (r *ranking) rest(ctx context.Context, rows []uint64) error {
	bounded := len(r.pat.runes) <= traitRunes
	for b, w := range rows {
		if b%breath == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if floor, ok := r.top.floor(); ok && bounded && w != 0 {
			w = r.hopeful(b, w, floor)
		}
		w &^= r.contains(b, r.contiguous(b, w))
		r.offer(b, w)
	}
	return nil
}

// hopeful keeps the rows of w whose score may reach the floor.
func (r *ranking) hopeful(b int, w uint64, floor int) uint64 {
	var starts, goesOn, behind, both [traitRunes]uint64
	n := len(r.start)
	for k := range n {
		starts[k] = r.start[k][b]
	}
	for k := range n - 1 {
		goesOn[k], behind[k], both[k] = r.wordStart(k, b), r.pair[k][b], r.both[k][b]
	}
	near := r.near[b]
	kept := w
	for ; w != 0; w &= w - 1 {
		bit := bits.TrailingZeros64(w)
		var t traits
		for k := range n {
			t.starts |= uint16(starts[k]>>bit&1) << k
			t.goesOn |= uint16(goesOn[k]>>bit&1) << k
			t.behind |= uint16(behind[k]>>bit&1) << k
			t.both |= uint16(both[k]>>bit&1) << k
		}
		t.behind <<= 1 // the arrays begin with the second rune
		t.both <<= 1
		bytes := len(r.seg.title(b*blockRows + bit))
		if r.pat.base(bytes, r.top.gains.of(t))+nearGain*int(near>>bit&1) < floor {
			kept &^= 1 << bit
		}
	}
	return kept
}

// offer scores the rows w of block b.
func (r *ranking) offer(b int, w uint64) {
	if w == 0 {
		return
	}
	if r.seg.wide || r.pat.long() {
		rows := rowsOf(b, w)
		for _, m := range r.pat.ask(r.seg.titlesOf(rows)) {
			r.place(m.Score, rows[m.Index])
		}
		return
	}
	for ; w != 0; w &= w - 1 {
		row := b*blockRows + bits.TrailingZeros64(w)
		r.place(r.pat.scoreASCII(r.seg.title(row)), row)
	}
}

// place offers a row, and looks its key up only if the score has a chance.
func (r *ranking) place(score, row int) {
	if floor, ok := r.top.floor(); !ok || score >= floor {
		r.top.offer(place{score, r.seg.key(row), r.part, row})
	}
}
