package search

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

const (
	// tailRows is the length at which the tail becomes a segment.
	tailRows = 1024
	// titleBytes is how much of a title is looked at; a command is not longer than
	// that in all.
	titleBytes = 64 << 10
	// DefaultCacheBytes bounds the survivors kept for all sessions together.
	DefaultCacheBytes = 16 << 20
	// DefaultLimit is the number of hits of a search that names none.
	DefaultLimit = 200
)

// Doc is a document as the caller knows it.
type Doc struct {
	// Key names the document. Hits of equal score stand in the order of their keys,
	// so keys grow in journal order.
	Key uint64
	// Title is what is searched; what lies behind a NUL, or behind 64 KiB, is not.
	Title string
	Class Class
}

// Index finds documents by their titles. One writer at a time and any number of
// searches go on side by side; searches never wait for a writer.
type Index struct {
	alpha   *alphabet
	cache   *cache
	workers workers
	answers answers
	scratch sync.Pool // of *[]uint64, the rows of a run

	view atomic.Pointer[view]

	mu      sync.Mutex // held by writers, never while a segment of many rows is made
	nextID  uint64
	touched map[uint64]struct{} // keys put or removed since loading began; nil outside
	loader  *Loader
	merging chan struct{} // closed when the merge that is going on is over; nil if none is
}

// Options are the limits of an Index; zero values mean the defaults.
type Options struct {
	// Workers is the number of goroutines that may search at the same time, over all
	// sessions: 2, or 1 on a machine with one processor.
	Workers int
	// CacheBytes bounds the cache that the sessions share: DefaultCacheBytes.
	CacheBytes int
}

// New makes an empty index, which is ready. See Fill and LoadFile for filling it.
func New(o Options) *Index {
	if o.Workers <= 0 {
		o.Workers = min(2, runtime.GOMAXPROCS(0))
	}
	if o.CacheBytes <= 0 {
		o.CacheBytes = DefaultCacheBytes
	}
	x := &Index{alpha: newAlphabet(), cache: newCache(o.CacheBytes), workers: newWorkers(o.Workers)}
	x.view.Store(&view{})
	return x
}

// Put adds a document, or changes the title and class of the one with that key. Putting
// what is there already costs nothing, so a journal may be replayed over an image.
func (x *Index) Put(d Doc) {
	e := entry{d.Key, strings.Clone(clean(d.Title)), d.Class}
	x.mu.Lock()
	defer x.mu.Unlock()
	v := x.view.Load()
	x.touch(d.Key)
	if part, row, ok := v.find(d.Key); ok {
		if v.entry(part, row) == e && x.loader == nil { // which may yet be abandoned
			return
		}
		v = v.without(part, row)
	}
	v = v.with(e)
	if len(v.tail) >= tailRows {
		v = x.frozen(v)
	}
	x.publish(v)
	x.startMerge()
}

// Remove takes a document out; it returns false if there is none with that key.
func (x *Index) Remove(key uint64) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.touch(key)
	v := x.view.Load()
	part, row, ok := v.find(key)
	if !ok {
		return false
	}
	x.publish(v.without(part, row))
	x.startMerge()
	return true
}

// Count is the number of documents in the classes, without looking at any.
func (x *Index) Count(in Classes) int { return x.view.Load().live.sum(in) }

// Stats says what an index holds, for doctor and for benchmarks.
type Stats struct {
	Documents, Segments, Tail int
	// IndexBytes is the memory of titles and columns, CacheBytes that of the cache.
	IndexBytes, CacheBytes int
	// CacheEntries is the number of sets of survivors in the cache.
	CacheEntries int
}

// Stats counts.
func (x *Index) Stats() Stats {
	v := x.view.Load()
	s := Stats{Documents: v.live.sum(AllClasses()), Segments: len(v.parts), Tail: len(v.tail)}
	for _, p := range v.parts {
		s.IndexBytes += p.bytes() + 8*len(p.dead)
	}
	s.IndexBytes += textLen(v.tail)
	s.CacheEntries, s.CacheBytes = x.cache.size()
	return s
}

// publish makes a view the current one. The caller holds the lock.
func (x *Index) publish(v *view) {
	v.id = x.view.Load().id + 1
	x.view.Store(v)
}

// touch remembers, while documents are being loaded, that what was said here about a
// key is newer than what the loader will say.
func (x *Index) touch(key uint64) {
	if x.touched != nil {
		x.touched[key] = struct{}{}
	}
}

// frozen makes segments of the tail: a thousand rows, a quarter of a millisecond.
func (x *Index) frozen(v *view) *view {
	next := *v
	next.parts = append([]part(nil), v.parts...)
	for _, s := range x.segments(v.tail) {
		next.parts = append(next.parts, x.named(s))
	}
	next.tail = nil
	return &next
}

// segments makes segments of entries of both kinds, the wide apart from the others.
func (x *Index) segments(entries []entry) []*segment {
	var kinds [2][]entry
	for _, e := range entries {
		kind := 0
		if !isASCII(e.title) {
			kind = 1
		}
		kinds[kind] = append(kinds[kind], e)
	}
	return append(newSegments(kinds[0], false, x.alpha), newSegments(kinds[1], true, x.alpha)...)
}

// named gives a segment its id, which the cache knows it by.
func (x *Index) named(s *segment) part {
	x.nextID++
	s.id = x.nextID
	return part{segment: s}
}

// clean cuts a title where matching ends.
func clean(title string) string {
	if len(title) > titleBytes {
		title = title[:titleBytes]
	}
	if i := strings.IndexByte(title, 0); i >= 0 {
		title = title[:i]
	}
	return title
}

// workers is a budget of goroutines that search.
type workers chan struct{}

func newWorkers(n int) workers { return make(workers, n) }

// take waits for a worker; each must be given back.
func (w workers) take(ctx context.Context) error {
	select {
	case w <- struct{}{}:
		return nil
	default:
	}
	select {
	case w <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// takeMore takes one more if one is idle.
func (w workers) takeMore() bool {
	select {
	case w <- struct{}{}:
		return true
	default:
		return false
	}
}

func (w workers) give() { <-w }
