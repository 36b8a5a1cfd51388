package search

// tally adds up, for each of 64 rows at once, the weights of the words in which its
// bit is set. Plane i holds bit i of the sums, which must stay below tallyEnd.
type tally [6]uint64

const tallyEnd = 64

// add1 adds 1 to the rows of w.
func (t *tally) add1(w uint64) {
	c := t[0] & w
	t[0] ^= w
	t.add2(c)
}

// add2 adds 2 to the rows of w.
func (t *tally) add2(w uint64) {
	c := t[1] & w
	t[1] ^= w
	t.add4(c)
}

// add3 adds 3 to the rows of w.
func (t *tally) add3(w uint64) {
	t.add1(w)
	t.add2(w)
}

// add4 adds 4 to the rows of w.
func (t *tally) add4(w uint64) {
	for i := 2; w != 0 && i < len(t); i++ {
		t[i], w = t[i]^w, t[i]&w
	}
}

// atLeast has the rows whose sum is n or more.
func (t *tally) atLeast(n int) uint64 {
	if n <= 0 {
		return ^uint64(0)
	}
	if n >= tallyEnd {
		return 0
	}
	more, same := uint64(0), ^uint64(0)
	for i := len(t) - 1; i >= 0; i-- {
		if n>>i&1 == 1 {
			same &= t[i]
		} else {
			more |= same & t[i]
			same &^= t[i]
		}
	}
	return more | same
}
