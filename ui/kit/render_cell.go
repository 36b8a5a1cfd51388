package kit

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// cell is one place of the grid. The second half of a wide cluster is a cell of
// width 0 without text; a blank is a space whose pen says only what shows on it.
type cell struct {
	text  string
	pen   uint16 // which of the painter's pens
	width uint8
}

// ascii is what the text of an ASCII cell is cut from, so that it costs nothing.
const ascii = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"

// parse lays a line out as one cell for each column of row; what is beyond its
// end is cut, a wide cluster that would stick out is left blank. Only colours
// and attributes are taken from escape sequences: nothing else in a line can
// reach the terminal.
func (p *painter) parse(line string, row []cell) {
	x, style, afterEscape := 0, pen{}, false
	id, blankID := p.penID(style), p.penID(style.blank())
	for i := 0; i < len(line) && x < len(row); {
		end, width, k := next(line, i)
		piece := line[i:end]
		i = end
		switch {
		case k == escape:
			afterEscape = true
			if isSGR(piece) {
				style = style.sgr(piece[2 : len(piece)-1])
				id, blankID = p.penID(style), p.penID(style.blank())
			}
			continue
		case k == control:
		case piece == " ":
			row[x] = cell{" ", blankID, 1}
			x++
		case len(piece) == 1 && piece[0] < utf8.RuneSelf:
			row[x] = cell{ascii[piece[0]-' ' : piece[0]-' '+1], id, 1}
			x++
		case width == 0 || afterEscape && p.joined(row[:x], piece):
			x = p.join(row, x, piece)
		default:
			x = p.put(row, x, piece, width, id, blankID)
		}
		afterEscape = false
	}
	for ; x < len(row); x++ {
		row[x] = cell{" ", 0, 1}
	}
}

// put lays out a cluster beyond ASCII and returns the next column.
func (p *painter) put(row []cell, x int, text string, width int, id, blankID uint16) int {
	if x+width > len(row) {
		row[x] = cell{" ", blankID, 1}
		return x + 1
	}
	if !utf8.ValidString(text) {
		text = "\ufffd"
	}
	if p.ascii {
		return substitute(row, x, text, width, id)
	}
	row[x] = cell{text, id, uint8(width)}
	if width == 2 {
		row[x+1] = cell{"", id, 0}
	}
	return x + width
}

// substitute lays out what stands for a cluster on a terminal that knows only
// ASCII.
func substitute(row []cell, x int, text string, width int, id uint16) int {
	sign := "?"
	switch text {
	case "…":
		sign = "~"
	case "·", "•":
		sign = "."
	case "–", "—", "─":
		sign = "-"
	case "│":
		sign = "|"
	case "’", "‘":
		sign = "'"
	}
	for range width {
		row[x] = cell{sign, id, 1}
		x++
	}
	return x
}

// joined reports whether a piece that follows an escape sequence belongs to the
// cluster before it: the terminal will not see the sequence in between.
func (p *painter) joined(before []cell, piece string) bool {
	last, ok := lead(before)
	if !ok {
		return false
	}
	text := before[last].text
	if text[len(text)-1] < utf8.RuneSelf && piece[0] < utf8.RuneSelf {
		return false
	}
	cluster, _ := ansi.FirstGraphemeCluster(text+piece, ansi.GraphemeWidth)
	return len(cluster) > len(text)
}

// join adds a mark, or the rest of a cluster, to the cell before x. What joins
// nothing, an invisible character for example, is left out.
func (p *painter) join(row []cell, x int, piece string) int {
	last, ok := lead(row[:x])
	if !ok || p.ascii || !p.joined(row[:x], piece) {
		return x
	}
	text, width := ansi.FirstGraphemeCluster(row[last].text+piece, ansi.GraphemeWidth)
	id := row[last].pen
	return p.put(row, last, strings.Clone(text), min(width, 2), id, id)
}

// lead returns the last cell that is not the second half of another.
func lead(row []cell) (int, bool) {
	i := len(row) - 1
	if i > 0 && row[i].width == 0 {
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
