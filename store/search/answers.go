package search

import "sync"

// answersBytes bounds the results that are kept.
const answersBytes = 4 << 20

// answers keeps the results of one view, the newest, since many people type the same
// first letters. A new view begins with none.
type answers struct {
	mu    sync.Mutex
	view  uint64 // its id
	byKey map[question]Result
	bytes int
}

// question is all that a result depends on, beside the view.
type question struct {
	text  string // of the pattern
	in    Classes
	limit int
}

func (a *answers) get(v *view, q question) (Result, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.view != v.id {
		return Result{}, false
	}
	r, ok := a.byKey[q]
	return r, ok
}

// put keeps a result; when too much is kept, it begins anew.
func (a *answers) put(v *view, q question, r Result) {
	size := r.bytes() + len(q.text) + cacheOverhead
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.byKey == nil || a.view != v.id || a.bytes+size > answersBytes {
		a.view, a.byKey, a.bytes = v.id, make(map[question]Result), 0
	}
	if _, ok := a.byKey[q]; !ok && size <= answersBytes {
		a.byKey[q] = r
		a.bytes += size
	}
}
