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
