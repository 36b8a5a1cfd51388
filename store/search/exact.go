package search

import (
	"context"
	"math/bits"
)

// Titles that contain the pattern as it stands have a bound of their own. With n runes
// behind the first, a run through the whole pattern gains most[n]. What can come on
// top, in units over base(bytes, most[n]):
//
//	2  the first rune stands near the beginning (0-5 instead of -15)
//	4  the first rune starts a word (20-15 instead of -15; with both, 20-5)
//	3  the second rune starts a word, which outdoes the first step of the run, and 5
//	1  the third rune starts a word, which outdoes the second step of the run, and 15
//	4  for each rune that may start a word right behind its predecessor
//
// In patterns of unbrokenRunes or more, any way to break the run costs more than it
// brings, so word starts count only if the run goes on from there: if the next rune
// stands behind it. Shorter patterns are looked at one by one.
const unbrokenRunes = 5

// nearGain is what a first rune near the beginning has over leadingLeast: 0-5, or 20-5
// if it starts a word there.
const nearGain = 2 * unit

// unitsMost is the most that exactRows can count.
func (r *ranking) unitsMost() int { return 2 + 4 + 3 + 1 + 4*len(r.both) }

// exact ranks the rows that contain the pattern as it stands.
func (r *ranking) exact(ctx context.Context, rows []uint64) error {
	bounded := !r.pat.long() && r.unitsMost() < tallyEnd
	whole := adjacencyMost(len(r.pair))
	for b, w := range rows {
		if b%breath == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if w = r.contiguous(b, w); w == 0 {
			continue
		}
		if floor, ok := r.top.floor(); ok && bounded {
			need := units(floor, r.pat.base(r.seg.shortest(b), whole))
			if need > r.unitsMost() {
				return nil // and titles only get longer
			}
			if need > 0 {
				w &= r.exactRows(b, need)
			}
			r.exactAbove(b, w, floor)
			continue
		}
		r.offer(b, r.contains(b, w))
	}
	return nil
}

// exactRows has the rows of a block with so many units.
func (r *ranking) exactRows(b, need int) uint64 {
	var t tally
	t.add2(r.near[b])
	for _, column := range r.both {
		t.add4(column[b])
	}
	switch {
	case len(r.start) == 1:
		t.add4(r.start[0][b])
	case len(r.start) == 2:
		t.add4(r.start[0][b])
		t.add3(r.start[1][b])
	case len(r.start) == 3:
		return r.exactThree(b, need, t)
	case len(r.start) < unbrokenRunes:
		t.add4(r.start[0][b])
		t.add3(r.wordStart(1, b))
		t.add1(r.wordStart(2, b))
	default:
		t.add4(r.wordStart(0, b))
		t.add3(r.wordStart(1, b))
		t.add1(r.wordStart(2, b))
	}
	return t.atLeast(need)
}

// exactThree is exactRows for three runes; t has what is common to all ways. If the
// first rune starts a word without the second, the run is broken: the second then gains
// 20 as a word start or nothing, the third 20 as a word start or 5 behind the second.
// Else the second gains by a word start only if the third does too or stands behind it.
func (r *ranking) exactThree(b, need int, t tally) uint64 {
	s0, s1, s2 := r.start[0][b], r.start[1][b], r.start[2][b]
	broken := t
	broken.add4(s1)
	broken.add3(s2)
	t.add4(r.wordStart(0, b))
	t.add3(s1&s2 | r.wordStart(1, b))
	t.add1(s2)
	return t.atLeast(need) | s0&broken.atLeast(need-1)
}

// wordStart has the rows in which rune k of the pattern starts a word that goes on with
// rune k+1.
func (r *ranking) wordStart(k, b int) uint64 {
	return r.start[k][b] & r.word[k][0][b] & r.word[k][1][b]
}

// exactAbove ranks the rows of w that contain the pattern and may reach the floor. The
// score of patterns of unbrokenRunes is that of their best run, unless a rune may gain
// more by a word start; the columns tell.
func (r *ranking) exactAbove(b int, w uint64, floor int) {
	loose := w
	if len(r.start) >= unbrokenRunes && !r.seg.wide {
		loose = r.wordStart(1, b) | r.wordStart(2, b)
		for _, column := range r.both {
			loose |= column[b]
		}
		loose &= w
	}
	kept := r.contains(b, loose)
	whole := adjacencyMost(len(r.pair))
	for w &^= loose; w != 0; w &= w - 1 {
		bit := bits.TrailingZeros64(w)
		title := r.seg.title(b*blockRows + bit)
		place, ok := r.pat.bestPlace(title)
		if ok && r.pat.base(len(title), whole)-leadingLeast+place >= floor {
			kept |= 1 << bit
		}
	}
	r.offer(b, kept)
}

// bestPlace is the most that the first rune is worth over all places where an ASCII
// title contains the pattern; ok is false if it does not.
func (p *pattern) bestPlace(title string) (best int, ok bool) {
	best = leadingLeast
	for at := 0; ; at++ {
		start, _ := p.findASCII(title[at:])
		if start < 0 {
			return best, ok
		}
		at, ok = at+start, true
		best = max(best, p.placeBonus(title, at)+max(at*leadingPenalty, leadingLeast))
	}
}
