package search

import (
	"errors"
	"sync"
)

var (
	// ErrLoading says that documents are being loaded already.
	ErrLoading = errors.New("search: the index is being loaded")
	// ErrOrder says that a key given to a Loader is not greater than the one before.
	ErrOrder = errors.New("search: keys must grow while the index is loaded")
)

// Progress says how far loading has come. Until it is done, searches answer over what
// is loaded and say that their result is partial.
type Progress struct {
	Loaded, Expected int // documents
	Done             bool
}

// Progress is cheap enough to be asked at each frame.
func (x *Index) Progress() Progress {
	v := x.view.Load()
	return Progress{Loaded: v.loaded, Expected: v.expected, Done: !v.loading}
}

// firstRows is the size of the first segment that a loader makes; each one is twice as
// large as the last, so that something is found soon.
const firstRows = 4096

// Loader fills an index with many documents while it is searched, put to and removed
// from. It belongs to one goroutine.
type Loader struct {
	x        *Index
	last     uint64
	begun    bool
	kinds    [2][]entry    // documents on their way, ASCII and wide
	room     [2]int        // of each kind: the rows of its next segment
	building chan struct{} // one for each segment that is being made
	wg       sync.WaitGroup
	ids      map[uint64]bool // segments installed; guarded by the lock of x
}

// Fill begins loading: from now on the index is not ready, until Finish. Expected is
// the number of documents for Progress. What Put and Remove say about a key meanwhile
// goes before what the loader says. It returns ErrLoading if another loader is at work.
func (x *Index) Fill(expected int) (*Loader, error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.loader != nil {
		return nil, ErrLoading
	}
	l := &Loader{
		x:        x,
		room:     [2]int{firstRows, firstRows},
		building: make(chan struct{}, cap(x.workers)),
		ids:      make(map[uint64]bool),
	}
	x.loader, x.touched = l, make(map[uint64]struct{})
	next := *x.view.Load()
	next.loading, next.loaded, next.expected = true, 0, expected
	for _, p := range next.parts {
		x.touchAll(p)
	}
	for _, e := range next.tail {
		x.touch(e.key)
	}
	x.publish(&next)
	return l, nil
}

// touchAll protects what was there before loading began.
func (x *Index) touchAll(p part) {
	for row := range p.rows() {
		if p.alive(row) {
			x.touch(p.key(row))
		}
	}
}

// Add loads a document, whose key must be greater than the last one (else ErrOrder).
// It waits while as many segments are being made as there are workers.
func (l *Loader) Add(d Doc) error {
	if l.begun && d.Key <= l.last {
		return ErrOrder
	}
	l.begun, l.last = true, d.Key
	l.add(entry{d.Key, clean(d.Title), d.Class})
	return nil
}

func (l *Loader) add(e entry) {
	kind := 0
	if !isASCII(e.title) {
		kind = 1
	}
	l.kinds[kind] = append(l.kinds[kind], e)
	if len(l.kinds[kind]) >= l.room[kind] {
		l.build(kind)
	}
}

// build makes a segment of the documents of one kind, in the background.
func (l *Loader) build(kind int) {
	entries := l.kinds[kind]
	l.room[kind] = min(2*l.room[kind], segmentRows)
	l.kinds[kind] = make([]entry, 0, l.room[kind])
	l.building <- struct{}{}
	l.wg.Go(func() {
		defer func() { <-l.building }()
		for _, s := range newSegments(entries, kind == 1, l.x.alpha) {
			l.install(s)
		}
	})
}

// install makes a segment visible, without the documents that were put or removed
// since loading began.
func (l *Loader) install(s *segment) {
	x := l.x
	x.mu.Lock()
	defer x.mu.Unlock()
	parts := []part{x.named(s)}
	l.ids[s.id] = true
	keys := make([]uint64, 0, len(x.touched))
	for key := range x.touched {
		keys = append(keys, key)
	}
	bury(keys, parts)
	next := x.view.Load().replaced(func(part) bool { return false }, parts)
	next.live.count(parts[0], 1)
	next.loaded += s.rows()
	x.publish(next)
}

// Finish makes the last segments and declares the index ready.
func (l *Loader) Finish() {
	for kind := range l.kinds {
		l.build(kind)
	}
	l.wg.Wait()
	l.end(func(v *view) {})
}

// Abandon takes out again what was loaded; the index is then ready with what was put
// to it. After Finish it does nothing, so it can be deferred.
func (l *Loader) Abandon() {
	l.wg.Wait()
	l.end(func(v *view) {
		for _, p := range v.parts {
			if l.ids[p.id] {
				v.live.count(p, -1)
			}
		}
		*v = *v.replaced(func(p part) bool { return l.ids[p.id] }, nil)
		l.x.cache.forget(func(id uint64) bool { return l.ids[id] })
	})
}

func (l *Loader) end(change func(v *view)) {
	x := l.x
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.loader != l {
		return
	}
	next := *x.view.Load()
	change(&next)
	next.loading = false
	x.loader, x.touched = nil, nil
	x.publish(&next)
	x.startMerge()
}
