package kit

import (
	"strconv"
	"sync"
)

// unknown is a cursor row or column that cannot be relied upon.
const unknown = -1

// painter turns the difference between two grids into bytes. It is working
// memory: nothing in it outlives a frame.
type painter struct {
	width, height     int
	ascii, eraseColor bool

	buf   []byte
	x, y  int    // where the cursor is
	pen   uint16 // what style is set
	pens  []pen
	runs  int // how many places were written to
	cells []cell
	used  int // cells that rows have taken

	clusters   []string // those of several runes
	clusterIDs map[string]cell
}

// Scratch lends working memory to canvases. Many sessions may share one, so
// that those which draw nothing hold nothing.
type Scratch struct{ pool sync.Pool }

func (s *Scratch) take(c *Canvas) *painter {
	p, ok := s.pool.Get().(*painter)
	if !ok {
		p = &painter{clusterIDs: map[string]cell{}}
	}
	p.width, p.height, p.ascii, p.eraseColor = c.width, c.height, c.ascii, c.eraseColor
	p.buf, p.pens, p.used, p.runs = p.buf[:0], append(p.pens[:0], pen{}), 0, 0
	p.pen, p.x, p.y = 0, unknown, unknown
	return p
}

func (s *Scratch) give(p *painter) {
	clear(p.clusters) // do not keep old frames' text alive
	clear(p.clusterIDs)
	p.clusters = p.clusters[:0]
	s.pool.Put(p)
}

// newRow returns a row of cells to be filled.
func (p *painter) newRow() []cell {
	if p.used+p.width > len(p.cells) {
		p.cells, p.used = make([]cell, max(8*p.width, 2*len(p.cells))), 0
	}
	row := p.cells[p.used : p.used+p.width : p.used+p.width]
	p.used += p.width
	return row
}

func (p *painter) parsed(line string) []cell {
	row := p.newRow()
	p.parse(line, row)
	return row
}

// csi appends a control sequence with one number, left out when it is 1.
func (p *painter) csi(n int, final byte) {
	p.buf = append(p.buf, "\x1b["...)
	if n != 1 {
		p.buf = strconv.AppendInt(p.buf, int64(n), 10)
	}
	p.buf = append(p.buf, final)
}

// csi2 appends a control sequence with two numbers.
func (p *painter) csi2(a, b int, final byte) {
	p.buf = append(p.buf, "\x1b["...)
	p.buf = append(strconv.AppendInt(p.buf, int64(a), 10), ';')
	p.buf = append(strconv.AppendInt(p.buf, int64(b), 10), final)
}

// advance moves the assumed cursor over what was written. Behind the last
// column terminals disagree about where it is.
func (p *painter) advance(n int) {
	if p.x += n; p.x >= p.width {
		p.x = unknown
	}
}

// moveTo moves the cursor, the shortest way.
func (p *painter) moveTo(y, x int) {
	if p.y == y && p.x == x {
		return
	}
	start := len(p.buf)
	p.absolute(y, x)
	middle := len(p.buf)
	if p.relative(y, x) && len(p.buf)-middle < middle-start {
		p.buf = append(p.buf[:start], p.buf[middle:]...)
	} else {
		p.buf = p.buf[:middle]
	}
	p.y, p.x = y, x
}

func (p *painter) absolute(y, x int) {
	switch {
	case x > 0:
		p.csi2(y+1, x+1, 'H')
	default:
		p.csi(y+1, 'H')
	}
}

// relative appends a move from where the cursor is; false if there is none.
func (p *painter) relative(y, x int) bool {
	switch {
	case p.y == unknown:
		return false
	case y == p.y && x == 0:
		p.buf = append(p.buf, '\r')
	case y == p.y && p.x == unknown:
		p.csi(x+1, 'G')
	case y == p.y && x > p.x:
		p.csi(x-p.x, 'C')
	case y == p.y:
		p.csi(p.x-x, 'D')
	case y == p.y+1:
		p.buf = append(p.buf, "\r\n"...)
		if x > 0 {
			p.csi(x, 'C')
		}
	default:
		return false
	}
	return true
}
