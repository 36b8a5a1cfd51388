package kit

import "strings"

// Wrap breaks s into lines of at most w cells: at spaces, between characters of
// scripts that are written without spaces, and inside a word only when it is
// longer than a line. Line breaks in s are kept. A style goes on over a break,
// and each line closes its own. Wrap of "" is one empty line.
func Wrap(s string, w int) []string {
	w = max(w, 1)
	var lines []string
	p := wrapper{width: w}
	for _, paragraph := range strings.Split(s, "\n") {
		p.paragraph(paragraph)
		lines = append(lines, p.lines...)
		p.lines = p.lines[:0]
	}
	return lines
}

// wrapper collects a line and, apart from it, the word that may still have to
// go to the next one.
type wrapper struct {
	width      int
	lines      []string
	line, word strings.Builder
	lineW, gap int // cells in line; spaces that wait behind it
	wordW      int
	style      string // the sequences in force since the last reset
	lineHas    bool   // line has a word: a gap before the next one counts
	last       string // the cluster before
}

func (p *wrapper) paragraph(s string) {
	p.line.WriteString(p.style)
	p.lineHas, p.last = false, ""
	for i := 0; i < len(s); {
		end, cells, k := next(s, i)
		piece := s[i:end]
		i = end
		switch {
		case k == control && piece == "\t", piece == " ":
			p.flushWord()
			p.gap++
		case k == control:
		case k == escape:
			p.sequence(piece)
		default:
			if p.wordW > 0 && breaksBetween(p.last, piece) {
				p.flushWord()
			}
			p.cluster(piece, cells)
		}
		if k == printed {
			p.last = piece
		}
	}
	p.flushWord()
	p.gap = 0
	p.breakLine()
	p.line.Reset()
	p.lineW = 0
}

// cluster adds one cluster to the word, breaking a word that fills a line alone.
func (p *wrapper) cluster(s string, cells int) {
	if p.wordW+cells > p.width {
		p.flushWord()
	}
	p.word.WriteString(s)
	p.wordW += cells
}

// sequence keeps a style with the word it stands in and remembers it.
func (p *wrapper) sequence(seq string) {
	if !isSGR(seq) {
		return
	}
	if isReset(seq) {
		p.style = ""
	} else {
		p.style += seq
	}
	p.word.WriteString(seq)
}

// flushWord puts the word on the line, or on a new one if it does not fit.
func (p *wrapper) flushWord() {
	if p.word.Len() == 0 {
		return
	}
	if p.lineHas && p.wordW > 0 && p.lineW+p.gap+p.wordW > p.width {
		p.gap = 0
		p.breakLine()
	}
	if p.wordW > 0 {
		p.line.WriteString(Spaces(min(p.gap, p.width-p.lineW-p.wordW)))
		p.lineW = min(p.lineW+p.gap, p.width-p.wordW) + p.wordW
		p.gap, p.lineHas = 0, true
	}
	p.line.WriteString(p.word.String())
	p.word.Reset()
	p.wordW = 0
}

// breakLine ends the line, closes its style and opens it again on the next.
func (p *wrapper) breakLine() {
	line := p.line.String()
	open := openAt(line)
	if open != "" {
		line += reset
	}
	p.lines = append(p.lines, line)
	p.line.Reset()
	p.line.WriteString(open)
	p.lineW, p.lineHas = 0, false
}

// openAt returns the sequences that are in force at the end of a line.
func openAt(line string) string {
	if !strings.Contains(line, "\x1b") {
		return ""
	}
	open := ""
	for i := 0; i < len(line); {
		end, _, k := next(line, i)
		if k == escape && isReset(line[i:end]) {
			open = ""
		} else if k == escape && isSGR(line[i:end]) {
			open += line[i:end]
		}
		i = end
	}
	return open
}

// breaksBetween reports whether a line may break between two clusters that no
// space parts: at a wide one, as Chinese and Japanese are written, but not after
// an opening bracket and not before what closes.
func breaksBetween(last, piece string) bool {
	const opening = "（「『【《〈［｛“‘("
	const closing = "、。，．！？：；）」』】》〉］｝”’…ー々,.!?:;)%％"
	return (Width(last) == 2 || Width(piece) == 2) &&
		!strings.Contains(opening, last) && !strings.Contains(closing, piece)
}
