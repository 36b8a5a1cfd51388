package kit

// rows are the cells of the rows that a frame may have to touch, before and
// after, from row first on. A row that stays as it is has the same cells in
// both.
type rows struct {
	first         int
	before, after [][]cell
}

// scroll moves the rows from top to bottom, bottom excluded, by n: up when n is
// positive. Only the columns from left to right, right excluded, move.
type scroll struct {
	n, top, bottom, left, right int
}

const (
	leastScrolled = 5 // with fewer changed rows nothing was scrolled
	farthest      = 8 // rows: a page scrolled farther shares too little with the last
)

// change writes the difference between two known sets of lines. When many rows
// differ it also tries the best scroll it finds and keeps what is shorter.
func (c *Canvas) change(p *painter, lines []string) {
	first, last, changed := c.changed(lines)
	if changed < leastScrolled {
		for y := first; y <= last; y++ {
			if a, b := line(c.lines, y), line(lines, y); a != b {
				p.row(y, p.parsed(a), p.parsed(b))
			}
		}
		return
	}
	r := rows{first: first}
	for y := first; y <= last; y++ {
		a, b := line(c.lines, y), line(lines, y)
		before := p.parsed(a)
		after := before
		if a != b {
			after = p.parsed(b)
		}
		r.before, r.after = append(r.before, before), append(r.after, after)
	}
	plain := *p
	p.rows(r)
	s, ok := r.scroll(c.width, c.margins)
	if !ok {
		return
	}
	p.tryScroll(r, s, plain)
}

// changed returns the first and the last row that differ, and how many do.
func (c *Canvas) changed(lines []string) (first, last, n int) {
	last = -1
	for y := range max(len(lines), len(c.lines)) {
		if line(lines, y) == line(c.lines, y) {
			continue
		}
		if n == 0 {
			first = y
		}
		last = y
		n++
	}
	return first, last, n
}

// rows writes all rows that differ.
func (p *painter) rows(r rows) {
	for i := range r.before {
		if &r.before[i][0] != &r.after[i][0] {
			p.row(r.first+i, r.before[i], r.after[i])
		}
	}
}

// tryScroll writes the frame again behind what has been written, now with a
// scroll, and keeps the shorter of the two. start is the painter as it was
// before the first.
func (p *painter) tryScroll(r rows, s scroll, start painter) {
	without := *p
	p.x, p.y, p.pen, p.runs = start.x, start.y, start.pen, start.runs
	p.scrolled(s)
	moved := r
	moved.before = append([][]cell(nil), r.before...)
	for i := s.top - r.first; i < s.bottom-r.first; i++ {
		moved.before[i] = p.shifted(r, s, i)
	}
	p.rows(moved)
	plain, scrolled := without.buf[len(start.buf):], p.buf[len(without.buf):]
	if len(scrolled) < len(plain) {
		p.buf = append(p.buf[:len(start.buf)], scrolled...)
		p.runs += 2
		return
	}
	p.buf, p.x, p.y, p.pen, p.runs = without.buf, without.x, without.y, without.pen, without.runs
}

// shifted returns row i as a scroll leaves it.
func (p *painter) shifted(r rows, s scroll, i int) []cell {
	row := p.newRow()
	copy(row, r.before[i])
	from := i + s.n
	for x := s.left; x < s.right; x++ {
		if from < s.top-r.first || from >= s.bottom-r.first {
			row[x] = cellBlank
		} else {
			row[x] = r.before[from][x]
		}
	}
	return row
}

// scrolled appends a scroll. Setting a region or margins moves the cursor, and
// the style in use would paint the rows that come free.
func (p *painter) scrolled(s scroll) {
	p.setPen(0)
	narrow := s.left > 0 || s.right < p.width
	part := s.top > 0 || s.bottom < p.height
	if narrow {
		p.buf = append(p.buf, "\x1b[?69h"...)
		p.csi2(s.left+1, s.right, 's')
	}
	if part {
		p.csi2(s.top+1, s.bottom, 'r')
	}
	if s.n > 0 {
		p.csi(s.n, 'S')
	} else {
		p.csi(-s.n, 'T')
	}
	if part {
		p.buf = append(p.buf, "\x1b[r"...)
	}
	if narrow {
		p.buf = append(p.buf, "\x1b[s\x1b[?69l"...)
	}
	if narrow || part {
		p.x, p.y = unknown, unknown
	}
}

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
