package search

import "unicode/utf8"

// painter collects the bits and symbols of one block, close together, before they go
// to their columns, far apart.
type painter struct {
	alpha   *alphabet
	known   [1024]knownGlyph // glyphs of runes outside ASCII seen of late
	has     [allSymbols]uint64
	start   [allSymbols]uint64
	near    [nearColumns]uint64
	hump    [humpColumns]uint64
	pair    [pairColumns]uint64
	symbols [letterCap][blockRows]uint8 // of position i of each row
	length  int                         // positions in use
}

type knownGlyph struct {
	r rune
	g glyph
}

func newPainter(alpha *alphabet) *painter {
	p := &painter{alpha: alpha, length: letterCap}
	p.wipe()
	return p
}

// glyph looks r up; folding a rune outside ASCII is slow, hence the memory.
func (p *painter) glyph(r rune) glyph {
	if r < utf8.RuneSelf {
		return p.alpha[r]
	}
	k := &p.known[r&1023]
	if k.r != r {
		*k = knownGlyph{r, glyphOf(r)}
	}
	return k.g
}

// ascii paints a title of ASCII as a row of the block.
func (p *painter) ascii(title string, row int) {
	bit := uint64(1) << row
	var last glyph
	starts := false
	for j := 0; j < len(title); j++ {
		g := p.alpha[title[j]&0x7f]
		starts = p.paint(j, j, row, bit, last, g, starts)
		last = g
	}
	p.length = max(p.length, min(len(title), letterCap))
}

// wide paints any title.
func (p *painter) wide(title string, row int) {
	bit := uint64(1) << row
	var last glyph
	i, starts := 0, false
	for j, r := range title {
		g := p.glyph(r)
		starts = p.paint(i, j, row, bit, last, g, starts)
		if g.symbol > noSymbol {
			p.pair[loneColumn(g.canon)] |= bit
		}
		last = g
		i++
	}
	p.length = max(p.length, min(i, letterCap))
}

// paint notes the i-th rune of a title, g, at byte j, behind last, which starts a word
// or not. It tells whether g does.
func (p *painter) paint(i, j, row int, bit uint64, last, g glyph, lastStarts bool) bool {
	if i < letterCap {
		p.symbols[i][row] = g.symbol
	}
	p.has[g.symbol] |= bit
	if j < nearBytes {
		p.near[g.symbol%nearColumns] |= bit
	}
	if j == 0 {
		p.start[g.symbol] |= bit
		return true
	}
	p.pair[pairColumn(last.canon, g.canon)] |= bit
	if lastStarts {
		for _, column := range wordColumns(last.canon, g.canon) {
			p.pair[column] |= bit
		}
	}
	if !startsWord(last.kind, g.kind) {
		return false
	}
	p.start[g.symbol] |= bit
	if last.kind&separator == 0 {
		p.hump[g.symbol%humpColumns] |= bit
	}
	return true
}

// flush writes block b of a segment and begins the next one.
func (p *painter) flush(s *segment, b int) {
	c := &s.columns
	scatter(c.has, p.has[:len(c.has)/c.blocks], c.blocks, b)
	scatter(c.start, p.start[:len(c.start)/c.blocks], c.blocks, b)
	scatter(c.near, p.near[:], c.blocks, b)
	scatter(c.hump, p.hump[:], c.blocks, b)
	scatter(c.pair, p.pair[:], c.blocks, b)
	for i := range p.length {
		s.letters.set(b, i, &p.symbols[i])
	}
	p.wipe()
}

func scatter(family, bits []uint64, blocks, b int) {
	for i, w := range bits {
		family[i*blocks+b] = w
		bits[i] = 0
	}
}

// wipe sets the symbols in use to none.
func (p *painter) wipe() {
	for i := range p.length {
		for row := range p.symbols[i] {
			p.symbols[i][row] = noSymbol
		}
	}
	p.length = 0
}
