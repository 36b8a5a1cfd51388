package kit

import (
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cell is one place of the grid, packed so that two can be compared at once: the
// rune it shows, or the number of a cluster of several; the number of its pen;
// how many cells it fills; and whether terminals agree on that. The second half
// of a wide cluster is a cell of width 0. A blank is a space whose pen says only
// what shows on it.
type cell uint64

const (
	cellCluster   cell = 1 << 31 // the lower bits number one of the painter's clusters
	cellText      cell = 1<<32 - 1
	cellPen            = 32 // bits from here: 16 of them
	cellWidth          = 48 // bits from here: 2 of them
	cellUncertain cell = 1 << 50
	cellBlank     cell = ' ' | 1<<cellWidth // in the terminal's own style
)

func newCell(text cell, pen uint16, width int) cell {
	return text | cell(pen)<<cellPen | cell(width)<<cellWidth
}

func (c cell) pen() uint16 { return uint16(c >> cellPen) }
func (c cell) width() int  { return int(c >> cellWidth & 3) }
func (c cell) blank() bool { return c&cellText == ' ' }

// parse lays a line out as one cell for each column of row; what is beyond its
// end is cut, a wide cluster that would stick out is left blank. Only colours
// and attributes are taken from escape sequences: nothing else in a line can
// reach the terminal.
func (p *painter) parse(line string, row []cell) {
	x, id, blankID, afterEscape := 0, uint16(0), uint16(0), false
	for i := 0; i < len(line) && x < len(row); {
		if c := line[i]; c > ' ' && c < 0x7f && (i+1 == len(line) || line[i+1] < utf8.RuneSelf) {
			row[x] = newCell(cell(c), id, 1)
			x, i, afterEscape = x+1, i+1, false
			continue
		}
		end, width, k := next(line, i)
		piece := line[i:end]
		i = end
		switch {
		case k == escape:
			afterEscape = true
			if isSGR(piece) {
				id, blankID = p.styled(id, piece)
			}
			continue
		case k == control:
		case piece == " ":
			row[x] = newCell(' ', blankID, 1)
			x++
		case len(piece) == 1 && piece[0] < utf8.RuneSelf:
			row[x] = newCell(cell(piece[0]), id, 1)
			x++
		case width == 0 || afterEscape && p.joined(row[:x], piece):
			x = p.join(row, x, piece)
		default:
			x = p.put(row, x, piece, width, id, blankID)
		}
		afterEscape = false
	}
	for ; x < len(row); x++ {
		row[x] = cellBlank
	}
}

// styled returns the pen after a sequence, and its blank.
func (p *painter) styled(id uint16, seq string) (after, blank uint16) {
	if isReset(seq) {
		return 0, 0
	}
	style := p.pens[id].sgr(seq[2 : len(seq)-1])
	return p.penID(style), p.penID(style.blank())
}

// put lays out a cluster beyond ASCII and returns the next column.
func (p *painter) put(row []cell, x int, text string, width int, id, blankID uint16) int {
	if x+width > len(row) {
		row[x] = newCell(' ', blankID, 1)
		return x + 1
	}
	if p.ascii {
		return substitute(row, x, text, width, id)
	}
	row[x] = newCell(p.clusterID(text), id, width)
	if !certain(text) {
		row[x] |= cellUncertain
	}
	if width == 2 {
		row[x+1] = newCell(0, id, 0)
	}
	return x + width
}

// clusterID returns what a cell says about its text.
func (p *painter) clusterID(text string) cell {
	if r, size := utf8.DecodeRuneInString(text); size == len(text) {
		return cell(r)
	}
	if !utf8.ValidString(text) {
		return utf8.RuneError
	}
	id, ok := p.clusterIDs[text]
	if !ok {
		id = cell(len(p.clusters)) | cellCluster
		p.clusters = append(p.clusters, text)
		p.clusterIDs[text] = id
	}
	return id
}

// appendText appends what a cell shows.
func (p *painter) appendText(b []byte, c cell) []byte {
	if c&cellCluster != 0 {
		return append(b, p.clusters[c&(cellCluster-1)]...)
	}
	return utf8.AppendRune(b, rune(c&cellText))
}

// substitute lays out what stands for a cluster on a terminal that knows only
// ASCII.
func substitute(row []cell, x int, text string, width int, id uint16) int {
	sign := cell('?')
	switch text {
	case "…":
		sign = '~'
	case "·", "•":
		sign = '.'
	case "–", "—", "─":
		sign = '-'
	case "│":
		sign = '|'
	case "’", "‘":
		sign = '\''
	}
	for range width {
		row[x] = newCell(sign, id, 1)
		x++
	}
	return x
}

// joined reports whether a piece that follows an escape sequence belongs to the
// cluster before it: the terminal will not see the sequence in between.
func (p *painter) joined(before []cell, piece string) bool {
	last, ok := lead(before)
	if !ok || before[last]&cellUncertain == 0 && certain(piece) {
		return false // neither can be half of anything
	}
	text := p.appendText(nil, before[last])
	cluster, _ := ansi.FirstGraphemeCluster(string(text)+piece, ansi.GraphemeWidth)
	return len(cluster) > len(text)
}

// join adds a mark, or the rest of a cluster, to the cell before x. What joins
// nothing, an invisible character for example, is left out.
func (p *painter) join(row []cell, x int, piece string) int {
	if p.ascii || !p.joined(row[:x], piece) {
		return x
	}
	last, _ := lead(row[:x])
	whole := string(p.appendText(nil, row[last])) + piece
	text, width := ansi.FirstGraphemeCluster(whole, ansi.GraphemeWidth)
	id := row[last].pen()
	return p.put(row, last, text, min(width, 2), id, id)
}

// lead returns the last cell that is not the second half of another.
func lead(row []cell) (int, bool) {
	i := len(row) - 1
	if i > 0 && row[i].width() == 0 {
		i--
	}
	return i, i >= 0
}

// penID returns a pen's number, giving it the next one when it is new. Number 0
// is the terminal's own style. A frame has about a dozen.
func (p *painter) penID(style pen) uint16 {
	for i := range p.pens {
		if p.pens[i] == style {
			return uint16(i)
		}
	}
	if len(p.pens) > maxPens {
		return 0
	}
	p.pens = append(p.pens, style)
	return uint16(len(p.pens) - 1)
}

// maxPens bounds the styles of one frame; what is beyond is drawn plain.
const maxPens = 1 << 12

// certain reports whether every terminal agrees on how many cells a cluster
// fills. After others the cursor's column is not to be relied upon: joined and
// newer emoji, flags and the vowels of some scripts differ from terminal to
// terminal.
func certain(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	if size == len(text) {
		_, width := simple(text)
		return first < utf8.RuneSelf || width > 0
	}
	if _, width := simple(text[:size]); width == 0 && first >= utf8.RuneSelf {
		return false
	}
	for _, r := range text[size:] {
		if r < 0x300 || r > 0x36f { // the accents of Latin, Greek and Cyrillic
			return false
		}
	}
	return true
}
