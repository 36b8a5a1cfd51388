package search

import "slices"

// view is one state of the index. It is never changed: a writer makes the next one
// from it, and a search works on one from its beginning to its end.
type view struct {
	id       uint64 // counts views
	parts    []part
	tail     []entry // in the order of arrival; no key twice, none that lives in a part
	live     classCounts
	loading  bool
	expected int // documents to load
	loaded   int // of these
}

// part is a segment with the rows that are dead in this view.
type part struct {
	*segment
	dead   []uint64 // nil while none is
	deaths int
}

func (p part) living() int { return p.rows() - p.deaths }

func (p part) alive(row int) bool {
	return p.dead == nil || p.dead[row/blockRows]>>(row%blockRows)&1 == 0
}

// without is the part with one more dead row.
func (p part) without(row int) part {
	dead := make([]uint64, p.blocks)
	copy(dead, p.dead)
	dead[row/blockRows] |= 1 << (row % blockRows)
	return part{p.segment, dead, p.deaths + 1}
}

// byKeys appends the living documents, in the order of their keys.
func (p part) byKeys(list []entry) []entry {
	list = slices.Grow(list, p.living())
	for _, row := range p.byKey {
		if p.alive(int(row)) {
			list = append(list, p.entry(int(row)))
		}
	}
	return list
}

// visible keeps the living rows of the classes.
func (p part) visible(rows []uint64, in Classes) {
	if p.dead != nil {
		for b := range rows {
			rows[b] &^= p.dead[b]
		}
	}
	for _, t := range p.tabs {
		if in.Has(t.class) {
			continue
		}
		for b, w := range t.rows {
			rows[b] &^= w
		}
	}
}

// find says where a key lives: in the tail (part is -1) or in a part.
func (v *view) find(key uint64) (part, row int, ok bool) {
	for i := len(v.tail) - 1; i >= 0; i-- {
		if v.tail[i].key == key {
			return -1, i, true
		}
	}
	for i, p := range v.parts {
		if row, ok := p.row(key); ok && p.alive(row) {
			return i, row, true
		}
	}
	return 0, 0, false
}

// entry is the document at a place found.
func (v *view) entry(part, row int) entry {
	if part < 0 {
		return v.tail[row]
	}
	return v.parts[part].entry(row)
}

// with is the view with one more document in the tail. The tails of successive views
// share their memory: the new entry lies behind the end of every older one.
func (v *view) with(e entry) *view {
	next := *v
	next.tail = append(v.tail, e)
	next.live[e.class]++
	return &next
}

// without is the view without the document at a place found.
func (v *view) without(part, row int) *view {
	next := *v
	next.live[v.entry(part, row).class]--
	if part < 0 {
		next.tail = slices.Concat(v.tail[:row], v.tail[row+1:])
		return &next
	}
	next.parts = slices.Clone(v.parts)
	next.parts[part] = v.parts[part].without(row)
	return &next
}

// replaced is the view with parts in the place of those of which gone is true.
func (v *view) replaced(gone func(part) bool, parts []part) *view {
	next := *v
	next.parts = append(slices.DeleteFunc(slices.Clone(v.parts), gone), parts...)
	return &next
}

// count adds the living documents of a part, which came or, with -1, went.
func (counts *classCounts) count(p part, sign int32) {
	for row, c := range p.classes {
		if p.alive(row) {
			counts[c] += sign
		}
	}
}
