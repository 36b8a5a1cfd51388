package kit

// scroll returns the scroll that brings the most cells to their places.
func (r rows) scroll(width int, margins bool) (best scroll, ok bool) {
	gained := 0
	for n := 1; n <= min(farthest, len(r.before)-2); n++ {
		for _, by := range []int{n, -n} {
			if g := r.gain(by); g > gained {
				gained, best.n = g, by
			}
		}
	}
	if gained == 0 {
		return best, false
	}
	best.left, best.right = 0, width
	if margins {
		best.left, best.right = r.columns(best.n, width)
	}
	from, to := r.extent(best)
	if from >= to || best.left >= best.right || r.splits(best) {
		return best, false
	}
	best.top, best.bottom = r.first+min(from, from+best.n), r.first+max(to, to+best.n)
	return best, true
}

// gain estimates from a part of the columns how many more cells are right after
// a scroll by n; what it would spoil is not counted, for a part of the rows or
// columns may be scrolled alone.
func (r rows) gain(n int) int {
	const step = 3
	g := 0
	for i := max(0, -n); i < min(len(r.before), len(r.before)-n); i++ {
		to, from, now := r.after[i], r.before[i+n], r.before[i]
		for x := 0; x < len(to); x += step {
			if to[x] == from[x] && to[x] != now[x] {
				g++
			}
		}
	}
	return g
}

// points is how many cells a scroll by n would put right in a place, less those
// it would spoil.
func (r rows) points(i, x, n int) int {
	to := r.after[i][x]
	right, was := to == r.before[i+n][x], to == r.before[i][x]
	switch {
	case right && !was:
		return 1
	case was && !right:
		return -1
	}
	return 0
}

// extent returns the rows, from first on, for which a scroll pays most.
func (r rows) extent(s scroll) (from, to int) {
	var m maximum
	for i := max(0, -s.n); i < min(len(r.before), len(r.before)-s.n); i++ {
		sum := 0
		for x := s.left; x < s.right; x++ {
			sum += r.points(i, x, s.n)
		}
		m.add(i, sum)
	}
	return m.from, m.to
}

// columns returns the columns for which a scroll pays most.
func (r rows) columns(n, width int) (left, right int) {
	var m maximum
	for x := range width {
		sum := 0
		for i := max(0, -n); i < min(len(r.before), len(r.before)-n); i++ {
			sum += r.points(i, x, n)
		}
		m.add(x, sum)
	}
	return m.from, m.to
}

// splits reports whether the margins of a scroll would cut a wide cluster in
// two.
func (r rows) splits(s scroll) bool {
	for _, row := range r.before {
		if row[s.left].width() == 0 || s.right < len(row) && row[s.right].width() == 0 {
			return true
		}
	}
	return false
}

// maximum finds the stretch of a sequence with the greatest sum.
type maximum struct {
	from, to       int // the best stretch, to excluded
	best, sum, now int
}

func (m *maximum) add(i, points int) {
	if m.sum <= 0 {
		m.sum, m.now = 0, i
	}
	m.sum += points
	if m.sum > m.best {
		m.best, m.from, m.to = m.sum, m.now, i+1
	}
}
