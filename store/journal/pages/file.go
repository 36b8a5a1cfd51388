package pages

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"io"
)

// Damage is one thing that does not hold in the file.
type Damage struct {
	Page   uint64
	At     int64  // byte in the file where the page begins
	Bucket string // what it belongs to; "" for the file as a whole
	What   string
}

// String is a sentence.
func (d Damage) String() string {
	if d.Bucket == "" {
		return fmt.Sprintf("page %d: %s", d.Page, d.What)
	}
	return fmt.Sprintf("page %d, in %q: %s", d.Page, d.Bucket, d.What)
}

// File is a bbolt file under examination. It belongs to one goroutine.
type File struct {
	from   io.ReaderAt
	size   int64
	page   int64 // bytes of a page
	meta   meta
	seen   map[uint64]bool // pages that were entered
	damage []Damage
}

// meta is one of the two pages that say where everything is.
type meta struct {
	pageSize  uint32
	root      uint64
	free      uint64 // page of the free list, noFree for none
	highWater uint64 // pages from here on are not used
	tx        uint64
}

const (
	metaMagic   = 0xED0CDAED
	metaVersion = 2
	metaBytes   = 64
	headBytes   = 16 // of a page, of an element, and of a bucket's value
	noFree      = 1<<64 - 1
	minPage     = 512
	maxPage     = 64 << 10
)

// Flags of pages and elements.
const (
	flagBranch = 0x01
	flagLeaf   = 0x02
	flagMeta   = 0x04
	flagFree   = 0x10
	flagBucket = 0x01 // of a leaf's element
)

// Open looks for a sound meta page. It fails if there is none: then nothing is known of the file but its bytes.
func Open(from io.ReaderAt, size int64) (*File, error) {
	f := &File{from: from, size: size, seen: map[uint64]bool{}}
	sound := 0
	for _, at := range f.metaPlaces() {
		m, err := f.readMeta(at)
		if err != nil {
			continue
		}
		if sound++; sound == 1 || m.tx > f.meta.tx {
			f.meta, f.page = m, int64(m.pageSize)
		}
	}
	if sound == 0 {
		return nil, fmt.Errorf("neither of the two pages that say where everything is can be read")
	}
	f.checkMetas()
	return f, nil
}

// metaPlaces is where a meta page may begin: at 0, and at one page for every size that a page may have.
func (f *File) metaPlaces() []int64 {
	places := []int64{0}
	for size := int64(minPage); size <= maxPage; size *= 2 {
		places = append(places, size)
	}
	return places
}

func (f *File) readMeta(at int64) (m meta, err error) {
	raw, err := f.bytes(at, headBytes+metaBytes)
	if err != nil {
		return m, err
	}
	b := raw[headBytes:]
	sum := fnv.New64a()
	sum.Write(b[:metaBytes-8])
	m = meta{
		pageSize: binary.LittleEndian.Uint32(b[8:]), root: binary.LittleEndian.Uint64(b[16:]), free: binary.LittleEndian.Uint64(b[32:]),
		highWater: binary.LittleEndian.Uint64(b[40:]), tx: binary.LittleEndian.Uint64(b[48:]),
	}
	id, size := binary.LittleEndian.Uint64(raw), int64(m.pageSize)
	switch {
	case binary.LittleEndian.Uint32(b) != metaMagic || binary.LittleEndian.Uint32(b[4:]) != metaVersion:
		return m, fmt.Errorf("no meta page")
	case binary.LittleEndian.Uint64(b[metaBytes-8:]) != sum.Sum64():
		return m, fmt.Errorf("its checksum does not match")
	case size < minPage || size > maxPage || at != int64(id)*size || id > 1:
		return m, fmt.Errorf("it stands at the wrong place")
	case binary.LittleEndian.Uint16(raw[8:]) != flagMeta:
		return m, fmt.Errorf("it has the wrong kind")
	}
	return m, nil
}

// checkMetas notes a meta page that is not sound. The next commit would write it anew, but after one more blow nothing
// would be found any more.
func (f *File) checkMetas() {
	for id := range int64(2) {
		f.seen[uint64(id)] = true
		if m, err := f.readMeta(id * f.page); err != nil {
			f.note(uint64(id), "", "a spare page that says where everything is: %v", err)
		} else if m.highWater > uint64(f.size/f.page) && m.tx == f.meta.tx {
			f.note(uint64(id), "", "the file ends after %d pages, %d are in use", f.size/f.page, m.highWater)
		}
	}
}

// Damage is what was found so far. A complete examination walks every bucket and then calls CheckPages.
func (f *File) Damage() []Damage { return f.damage }

func (f *File) note(page uint64, bucket, format string, args ...any) {
	f.damage = append(f.damage, Damage{Page: page, At: int64(page) * f.page, Bucket: bucket, What: fmt.Sprintf(format, args...)})
}

// bytes copies a part of the file.
func (f *File) bytes(at, n int64) ([]byte, error) {
	if at < 0 || n < 0 || at > f.size || n > f.size-at {
		return nil, fmt.Errorf("bytes %d to %d of a file of %d", at, at+n, f.size)
	}
	b := make([]byte, n)
	_, err := f.from.ReadAt(b, at)
	if err == io.EOF {
		err = nil
	}
	return b, err
}

// enter copies a page with what it overflows into, if it is of the kind wanted and was not entered before.
func (f *File) enter(id uint64, kind uint16) ([]byte, error) {
	if id < 2 || id >= f.meta.highWater {
		return nil, fmt.Errorf("no such page is in use")
	}
	head, err := f.bytes(int64(id)*f.page, headBytes)
	if err != nil {
		return nil, err
	}
	overflow := uint64(binary.LittleEndian.Uint32(head[12:]))
	switch flags := binary.LittleEndian.Uint16(head[8:]); {
	case binary.LittleEndian.Uint64(head) != id:
		return nil, fmt.Errorf("it says that it is page %d", binary.LittleEndian.Uint64(head))
	case flags&kind == 0 || flags&^kind != 0:
		return nil, fmt.Errorf("it is of kind %#x", flags)
	case overflow >= f.meta.highWater-id:
		return nil, fmt.Errorf("it overflows into %d pages", overflow)
	}
	for p := id; p <= id+overflow; p++ {
		if f.seen[p] {
			return nil, fmt.Errorf("page %d is used twice", p)
		}
	}
	for p := id; p <= id+overflow; p++ {
		f.seen[p] = true
	}
	return f.bytes(int64(id)*f.page, int64(overflow+1)*f.page)
}
