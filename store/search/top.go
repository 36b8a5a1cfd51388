package search

import (
	"cmp"
	"math"
	"slices"
	"sync/atomic"
)

// place is one ranked document: the row of a part of the view, or of the tail if part
// is the number of parts.
type place struct {
	score     int
	key       uint64
	part, row int
}

// better orders places as the library orders matches: by score, then as they came.
func better(a, b place) int {
	if c := cmp.Compare(b.score, a.score); c != 0 {
		return c
	}
	return cmp.Compare(a.key, b.key)
}

// bar is the score that a place needs at least to get into the result. Workers raise
// it for each other.
type bar struct{ score atomic.Int64 }

func newBar() *bar {
	b := &bar{}
	b.score.Store(math.MinInt64)
	return b
}

func (b *bar) raise(score int) {
	for old := b.score.Load(); int64(score) > old; old = b.score.Load() {
		if b.score.CompareAndSwap(old, int64(score)) {
			return
		}
	}
}

// top keeps the best places that one worker has seen, as a heap with the worst first.
type top struct {
	limit int
	bar   *bar
	heap  []place
	gains gains
}

// floor is the score below which a place has no chance any more; ok is false while any
// has.
func (t *top) floor() (score int, ok bool) {
	b := t.bar.score.Load()
	return int(b), b != math.MinInt64
}

func (t *top) offer(p place) {
	switch {
	case t.limit <= 0:
		return
	case len(t.heap) < t.limit:
		t.heap = append(t.heap, p)
		t.up(len(t.heap) - 1)
	case better(p, t.heap[0]) < 0:
		t.heap[0] = p
		t.down(0)
	}
	if len(t.heap) == t.limit {
		t.bar.raise(t.heap[0].score)
	}
}

func (t *top) up(i int) {
	for i > 0 {
		parent := (i - 1) / 2
		if better(t.heap[i], t.heap[parent]) <= 0 {
			return
		}
		t.heap[i], t.heap[parent] = t.heap[parent], t.heap[i]
		i = parent
	}
}

func (t *top) down(i int) {
	for {
		worst := i
		for child := 2*i + 1; child <= 2*i+2 && child < len(t.heap); child++ {
			if better(t.heap[child], t.heap[worst]) > 0 {
				worst = child
			}
		}
		if worst == i {
			return
		}
		t.heap[i], t.heap[worst] = t.heap[worst], t.heap[i]
		i = worst
	}
}

// best merges what the workers have kept.
func best(limit int, tops []top) []place {
	var all []place
	for _, t := range tops {
		all = append(all, t.heap...)
	}
	slices.SortFunc(all, better)
	return all[:min(len(all), limit)]
}
