package search

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// segmentRows is the most rows a segment has, so that 16 bits number them.
const segmentRows = 1 << 16

// segmentText is the number of title bytes after which a segment takes no more.
const segmentText = 32 << 20

// segment is an immutable set of documents, rows in the order of the length of their
// titles. A wide segment holds titles that are not ASCII alone.
type segment struct {
	columns columns
	letters letters
	blocks  int
	id      uint64
	wide    bool
	text    string   // all titles
	offsets []uint32 // of row r: text[offsets[r]:offsets[r+1]]
	base    uint64   // the least key
	keys    []uint32 // of row r, less base
	byKey   []uint16 // rows in the order of their keys
	classes []Class
	tabs    []tab
}

// tab holds the rows of one class.
type tab struct {
	class Class
	rows  []uint64
}

// entry is a document on its way into a segment.
type entry struct {
	key   uint64
	title string
	class Class
}

func (s *segment) rows() int { return len(s.keys) }

func (s *segment) title(row int) string {
	return s.text[s.offsets[row]:s.offsets[row+1]]
}

func (s *segment) key(row int) uint64 { return s.base + uint64(s.keys[row]) }

// shortest is the length of the shortest title from block b on.
func (s *segment) shortest(b int) int {
	return int(s.offsets[b*blockRows+1] - s.offsets[b*blockRows])
}

func (s *segment) entry(row int) entry {
	return entry{s.key(row), s.title(row), s.classes[row]}
}

// row finds the row of a key.
func (s *segment) row(key uint64) (int, bool) {
	if key < s.base || key-s.base > math.MaxUint32 {
		return 0, false
	}
	want := uint32(key - s.base)
	i, ok := slices.BinarySearchFunc(s.byKey, want, func(row uint16, k uint32) int {
		return cmp.Compare(s.keys[row], k)
	})
	if !ok {
		return 0, false
	}
	return int(s.byKey[i]), true
}

// bytes is the memory that the segment holds, give or take its headers.
func (s *segment) bytes() int {
	n := len(s.text) + 4*len(s.offsets) + 4*len(s.keys) + 2*len(s.byKey) + len(s.classes)
	n += s.columns.bytes() + s.letters.bytes()
	for _, t := range s.tabs {
		n += 8 * len(t.rows)
	}
	return n
}

func byKey(a, b entry) int { return cmp.Compare(a.key, b.key) }

// newSegments makes as many segments as the entries need, all wide or all not. It
// sorts the entries by key; ids are given to the segments when they are installed.
func newSegments(entries []entry, wide bool, alpha *alphabet) []*segment {
	if !slices.IsSortedFunc(entries, byKey) {
		slices.SortFunc(entries, byKey)
	}
	p := newPainter(alpha)
	var segments []*segment
	for len(entries) > 0 {
		n, text := 0, 0
		for n < len(entries) && n < segmentRows && text < segmentText && entries[n].key-entries[0].key <= math.MaxUint32 {
			text += len(entries[n].title)
			n++
		}
		segments = append(segments, newSegment(entries[:n], wide, p))
		entries = entries[n:]
	}
	return segments
}

func newSegment(entries []entry, wide bool, p *painter) *segment {
	n := len(entries)
	s := &segment{
		columns: newColumns(n, wide),
		blocks:  (n + blockRows - 1) / blockRows,
		wide:    wide,
		offsets: make([]uint32, 1, n+1),
		base:    entries[0].key,
		keys:    make([]uint32, n),
		byKey:   make([]uint16, n),
		classes: make([]Class, n),
	}
	order := byLength(entries)
	var text strings.Builder
	text.Grow(textLen(entries))
	for row, i := range order {
		e := entries[i]
		text.WriteString(e.title)
		s.offsets = append(s.offsets, uint32(text.Len()))
		s.keys[row] = uint32(e.key - s.base)
		s.byKey[i] = uint16(row)
		s.classes[row] = e.class
		s.tabOf(e.class).add(row)
	}
	s.text = text.String()
	s.paint(p)
	return s
}

// paint fills the columns and the letters.
func (s *segment) paint(p *painter) {
	s.letters = newLetters(s)
	for row := range s.rows() {
		if s.wide {
			p.wide(s.title(row), row%blockRows)
		} else {
			p.ascii(s.title(row), row%blockRows)
		}
		if row%blockRows == blockRows-1 || row == s.rows()-1 {
			p.flush(s, row/blockRows)
		}
	}
}

// column is the n-th column of a family of the segment.
func (s *segment) column(family []uint64, n uint8) []uint64 { return s.columns.column(family, n) }

func (s *segment) tabOf(c Class) *tab {
	for i := range s.tabs {
		if s.tabs[i].class == c {
			return &s.tabs[i]
		}
	}
	s.tabs = append(s.tabs, tab{c, make([]uint64, s.blocks)})
	return &s.tabs[len(s.tabs)-1]
}

func (t *tab) add(row int) { t.rows[row/blockRows] |= 1 << (row % blockRows) }

// byLength numbers the entries in the order of the length of their titles; equal
// lengths stay in the order of their keys. It is a counting sort.
func byLength(entries []entry) []uint32 {
	longest := 0
	for _, e := range entries {
		longest = max(longest, len(e.title))
	}
	next := make([]uint32, longest+2)
	for _, e := range entries {
		next[len(e.title)+1]++
	}
	for l := 1; l < len(next); l++ {
		next[l] += next[l-1]
	}
	order := make([]uint32, len(entries))
	for i, e := range entries {
		order[next[len(e.title)]] = uint32(i)
		next[len(e.title)]++
	}
	return order
}

func textLen(entries []entry) int {
	n := 0
	for _, e := range entries {
		n += len(e.title)
	}
	return n
}
