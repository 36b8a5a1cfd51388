package pages

import (
	"bytes"
	"encoding/binary"
	"iter"
	"slices"
)

// Bucket is one named set of rows.
type Bucket struct {
	Name   string
	root   uint64
	inline []byte // the page of a bucket that lies within its leaf
}

// Buckets returns the buckets that the root names.
func (f *File) Buckets() []Bucket {
	var all []Bucket
	f.tree(&walk{file: f, yield: func(flags uint32, key, value []byte) bool {
		b := Bucket{Name: string(key)}
		if flags != flagBucket || len(value) < headBytes {
			f.note(f.meta.root, "", "%q is no bucket", key)
			return true
		}
		if b.root = binary.LittleEndian.Uint64(value); b.root == 0 {
			b.inline = value[headBytes:]
		}
		all = append(all, b)
		return true
	}}, f.meta.root)
	return all
}

// Rows yields the rows of a bucket in the order of their keys, as far as they can be read. It can be read once: a page
// that is met again counts as damage. Keys and values may be kept.
func (f *File) Rows(b Bucket) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		w := &walk{file: f, bucket: b.Name, yield: func(flags uint32, key, value []byte) bool {
			if flags != 0 {
				f.note(b.root, b.Name, "a row is of kind %#x", flags)
				return true
			}
			return yield(key, value)
		}}
		if b.root == 0 {
			if len(b.inline) < headBytes || binary.LittleEndian.Uint16(b.inline[8:]) != flagLeaf {
				f.note(f.meta.root, b.Name, "the bucket has no page")
				return
			}
			w.leaf(f.meta.root, b.inline)
			return
		}
		f.tree(w, b.root)
	}
}

// walk is one way through a tree. Keys must ascend all the way, and none may be smaller than its branch says: a search
// would not find it.
type walk struct {
	file   *File
	bucket string
	last   []byte // the key before
	least  []byte // what the next key must not be below
	yield  func(flags uint32, key, value []byte) bool
	ended  bool // by whoever takes the rows
}

// maxDepth is deeper than any tree of pages with at least two children each that a disk can hold.
const maxDepth = 64

func (f *File) tree(w *walk, root uint64) { w.page(root, maxDepth) }

func (w *walk) page(id uint64, depth int) {
	p, err := w.file.enter(id, flagBranch|flagLeaf)
	switch {
	case err != nil:
		w.file.note(id, w.bucket, "%v", err)
	case depth == 0:
		w.file.note(id, w.bucket, "the tree is too deep")
	case binary.LittleEndian.Uint16(p[8:]) == flagLeaf:
		w.leaf(id, p)
	default:
		w.branch(id, p, depth)
	}
}

// elements is how many elements a page has, if their table fits into it.
func (w *walk) elements(id uint64, p []byte) int {
	if len(p) < headBytes {
		w.file.note(id, w.bucket, "a page of %d bytes", len(p))
		return 0
	}
	n := int(binary.LittleEndian.Uint16(p[10:]))
	if headBytes+n*headBytes > len(p) {
		w.file.note(id, w.bucket, "%d elements do not fit into it", n)
		return 0
	}
	return n
}

func (w *walk) branch(id uint64, p []byte, depth int) {
	n := w.elements(id, p)
	if n == 0 {
		w.file.note(id, w.bucket, "a branch without children")
	}
	for i := range n {
		at := headBytes + i*headBytes
		e := p[at:]
		key, ok := part(p, at, number(e), number(e[4:]))
		if !ok || !w.follows(key) && i > 0 || bytes.Compare(key, w.least) < 0 {
			w.file.note(id, w.bucket, "element %d is out of place", i)
		}
		w.least = key
		if w.page(binary.LittleEndian.Uint64(e[8:]), depth-1); w.ended {
			return
		}
	}
}

func (w *walk) leaf(id uint64, p []byte) {
	for i := range w.elements(id, p) {
		at := headBytes + i*headBytes
		e := p[at:]
		key, ok1 := part(p, at, number(e[4:]), number(e[8:]))
		value, ok2 := part(p, at, number(e[4:])+number(e[8:]), number(e[12:]))
		if !ok1 || !ok2 || len(key) == 0 || !w.follows(key) || bytes.Compare(key, w.least) < 0 {
			w.file.note(id, w.bucket, "row %d is out of place", i)
			continue
		}
		w.last, w.least = key, nil
		if !w.yield(binary.LittleEndian.Uint32(e), key, value) {
			w.ended = true
			return
		}
	}
}

// follows tells whether a key is greater than the one before.
func (w *walk) follows(key []byte) bool { return w.last == nil || bytes.Compare(key, w.last) > 0 }

func number(b []byte) uint64 { return uint64(binary.LittleEndian.Uint32(b)) }

// part is n bytes of a page, pos behind the element at `at`; false if they do not lie within it.
func part(p []byte, at int, pos, n uint64) ([]byte, bool) {
	from := uint64(at) + pos
	if pos < headBytes || from+n > uint64(len(p)) {
		return nil, false
	}
	return p[from : from+n : from+n], true
}

// CheckPages checks, after every bucket was read, that each page is either in use or free, and none both.
func (f *File) CheckPages() {
	free := f.freeList()
	for _, id := range free {
		switch {
		case id < 2 || id >= f.meta.highWater:
			f.note(f.meta.free, "", "the free list names page %d, which is not there", id)
		case f.seen[id]:
			f.note(id, "", "it is in use and free, or free twice")
		}
		f.seen[id] = true
	}
	lost := 0
	for id := uint64(2); id < min(f.meta.highWater, uint64(f.size/f.page)); id++ {
		if !f.seen[id] {
			lost++
		}
	}
	if lost > 0 && len(f.damage) == 0 {
		f.note(f.meta.free, "", "%d pages are neither in use nor free", lost)
	}
}

// freeList reads the free list.
func (f *File) freeList() (free []uint64) {
	if f.meta.free == noFree {
		f.note(0, "", "the free list is missing")
		return nil
	}
	p, err := f.enter(f.meta.free, flagFree)
	if err != nil {
		f.note(f.meta.free, "", "the free list: %v", err)
		return nil
	}
	n, ids := uint64(binary.LittleEndian.Uint16(p[10:])), p[headBytes:]
	if n == 0xFFFF && len(ids) >= 8 { // too many for the head
		n, ids = binary.LittleEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		f.note(f.meta.free, "", "the free list: %d pages do not fit into it", n)
		return nil
	}
	for i := range n {
		free = append(free, binary.LittleEndian.Uint64(ids[8*i:]))
	}
	if !slices.IsSorted(free) {
		f.note(f.meta.free, "", "the free list is out of order")
	}
	return free
}
