package kit

import "unicode/utf8"

// row writes what makes the cells before into the cells after, in screen row y.
// Both have the same length. Only the cells that differ are written, and those
// between them when that is shorter than moving over them.
func (p *painter) row(y int, before, after []cell) {
	end := contentEnd(after)
	for x := 0; x < end; {
		if before[x] == after[x] {
			x++
			continue
		}
		x = p.run(y, x, end, before, after)
	}
	if tail := firstDifference(before, after, end); tail < len(after) {
		if p.blanks(y, tail, len(after)) {
			return
		}
		p.moveTo(y, tail)
		p.setPen(0)
		p.buf = append(p.buf, "\x1b[K"...)
		p.runs++
	}
}

// blanks writes a blank end of a row as spaces, when that is shorter than
// erasing it; never into the last column, where some terminals would wrap.
func (p *painter) blanks(y, from, to int) bool {
	if to-from > 2 || p.y != y || p.x != from || p.pens[p.pen].blank() != (pen{}) {
		return false
	}
	p.buf = append(p.buf, Spaces(to-from)...)
	p.advance(to - from)
	return true
}

// contentEnd returns the column from which on a row is blank in the terminal's
// own style, and can be erased instead of written.
func contentEnd(row []cell) int {
	end := len(row)
	for end > 0 && row[end-1] == cellBlank {
		end--
	}
	return end
}

// firstDifference returns the first column from x on in which two rows differ.
func firstDifference(a, b []cell, x int) int {
	for x < len(a) && a[x] == b[x] {
		x++
	}
	return x
}

// run writes cells from x on until what follows is better moved over, and
// returns where it stopped.
func (p *painter) run(y, x, end int, before, after []cell) int {
	p.moveTo(y, x)
	p.runs++
	spaces := x // up to here blanks are known to be shorter as spaces
	for x < end {
		if n := blankRun(after, x, end); x >= spaces && n > 1 {
			if p.erase(x, n, end, before, after) {
				return x + n
			}
			spaces = x + n
		}
		p.write(after, x, end)
		x += after[x].width()
		next := firstDifference(before, after, x)
		if next > x && (next >= end || !p.bridge(after, x, next)) {
			return next
		}
		if p.x != x { // a cluster of uncertain width: find the column again
			return x
		}
	}
	return x
}

// bridge reports whether writing the cells from x to next, which are already
// right, is shorter than moving over them.
func (p *painter) bridge(row []cell, x, next int) bool {
	cost := 0
	for _, c := range row[x:next] {
		cost += p.cost(c)
		if cost > 4 || c.pen() != p.pen && !p.sameBlank(c) || c&cellUncertain != 0 {
			return false
		}
	}
	return cost <= moveCost(next-x)
}

// cost returns how many bytes a cell's text takes; for a cluster, that it is much.
func (p *painter) cost(c cell) int {
	switch {
	case c&cellText < utf8.RuneSelf && c.width() > 0:
		return 1
	case c&cellCluster != 0:
		return 8
	case c.width() == 0:
		return 0
	}
	return utf8.RuneLen(rune(c & cellText))
}

// moveCost returns how many bytes moving the cursor n columns to the right takes.
func moveCost(n int) int {
	if n == 1 {
		return len("\x1b[C")
	}
	return len("\x1b[C") + digits(n)
}

func digits(n int) int {
	d := 1
	for ; n >= 10; n /= 10 {
		d++
	}
	return d
}

// blankRun returns how many blanks of one pen stand at x, up to end.
func blankRun(row []cell, x, end int) int {
	n := 0
	for x+n < end && row[x+n].blank() && row[x+n] == row[x] {
		n++
	}
	return n
}

// erase writes n blanks by erasing cells where that is shorter than spaces. It
// leaves the cursor at x.
func (p *painter) erase(x, n, end int, before, after []cell) bool {
	style := p.pens[after[x].pen()]
	if style.attr&attrSeen != 0 || style.bg != 0 && !p.eraseColor {
		return false
	}
	differ := 0 // up to the last blank that has to be written
	for i := range n {
		if before[x+i] != after[x+i] {
			differ = i + 1
		}
	}
	cost := len("\x1b[X") + digits(differ)
	if x+n < end || firstDifference(before, after, x+n) < len(after) {
		cost += moveCost(n)
	}
	if differ <= cost {
		return false
	}
	if !p.sameBlank(after[x]) {
		p.setPen(blankPen(p.pens, after, x, end))
	}
	p.csi(differ, 'X')
	return true
}

// write writes the cell at x, where the cursor is.
func (p *painter) write(row []cell, x, end int) {
	c := row[x]
	switch {
	case p.pen == c.pen():
	case !c.blank():
		p.setPen(c.pen())
	case !p.sameBlank(c):
		p.setPen(blankPen(p.pens, row, x, end))
	}
	p.buf = p.appendText(p.buf, c)
	p.advance(c.width())
	if c&cellUncertain != 0 {
		p.x = unknown
	}
}

// blankPen returns the pen to write the blank at x with: that of the text after
// it, if the blank looks the same in it, so that the style changes once.
func blankPen(pens []pen, row []cell, x, end int) uint16 {
	own := row[x].pen()
	for ; x < end; x++ {
		if row[x].blank() {
			continue
		}
		if id := row[x].pen(); pens[id].blank() == pens[own] {
			return id
		}
		break
	}
	return own
}

// sameBlank reports whether a cell is a blank that looks right in the pen that
// is set now.
func (p *painter) sameBlank(c cell) bool {
	return c.blank() && p.pens[p.pen].blank() == p.pens[c.pen()]
}

// setPen changes the style of what is written next.
func (p *painter) setPen(id uint16) {
	if p.pen != id {
		p.buf = appendPen(p.buf, p.pens[p.pen], p.pens[id])
		p.pen = id
	}
}
