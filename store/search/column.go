package search

const (
	blockRows   = 64
	pairColumns = 128 // a power of two; hashes take the top bits
	pairShift   = 32 - 7

	// nearColumns and humpColumns are powers of two; symbols share them.
	nearColumns = 32
	humpColumns = 16
	nearBytes   = 3 // the leading penalty does not grow behind these
)

// pairColumn is the column of two canonical runes that stand side by side. Several
// pairs share one.
func pairColumn(a, b rune) uint8 {
	return uint8((runeHash(a)*31 + runeHash(b)) * 0x85EBCA6B >> pairShift)
}

// wordColumns are the two pair columns of two runes that begin a word; they are few, so
// each pays for two columns, and "yes" is wrong less often.
func wordColumns(a, b rune) [2]uint8 {
	h := (runeHash(a)*57 + runeHash(b)) * 0x7FEB352D
	return [2]uint8{uint8(h >> pairShift), uint8(h << 7 >> pairShift)}
}

// loneColumn is the pair column that a rune outside ASCII marks by itself, because
// these share symbols and a query may be one rune (one CJK sign is a word).
func loneColumn(c rune) uint8 { return uint8(runeHash(c) * 0xC2B2AE35 >> pairShift) }

// columns are families of columns about the titles of one segment: block b of column c
// is at c*blocks+b of its family.
type columns struct {
	blocks int
	has    []uint64 // of each symbol: it occurs
	start  []uint64 // of each symbol: it begins a word
	near   []uint64 // symbols that occur in the first bytes
	hump   []uint64 // symbols that occur as a hump of camel case
	pair   []uint64 // runes that stand side by side
}

func newColumns(rows int, wide bool) columns {
	n := (rows + blockRows - 1) / blockRows
	symbols := symbolCount(wide)
	return columns{
		blocks: n,
		has:    make([]uint64, symbols*n),
		start:  make([]uint64, symbols*n),
		near:   make([]uint64, nearColumns*n),
		hump:   make([]uint64, humpColumns*n),
		pair:   make([]uint64, pairColumns*n),
	}
}

func symbolCount(wide bool) int {
	if wide {
		return allSymbols
	}
	return narrowSymbols
}

// column is the n-th column of a family.
func (c *columns) column(family []uint64, n uint8) []uint64 {
	return family[int(n)*c.blocks:][:c.blocks]
}

func (c *columns) bytes() int {
	return 8 * (len(c.has) + len(c.start) + len(c.near) + len(c.hump) + len(c.pair))
}
