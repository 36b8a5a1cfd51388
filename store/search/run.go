package search

import (
	"context"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// run is one search on one view: first it finds the survivors in each part and ranks
// those that contain the query, then, if these are too few, it ranks the others.
type run struct {
	x     *Index
	view  *view
	pat   *pattern
	in    Classes
	limit int
	ends  []int      // ends of the prefixes of the pattern's text, in bytes
	words *[]uint64  // scratch memory for the rows of all parts
	rows  [][]uint64 // of each part: survivors, alive, of the classes; nil if there are none
	total atomic.Int64
	exact []place
	other []place
	tail  []place // of the tail, those that do not contain the query
}

// helpRows is the least number of rows for which a second worker is worth it.
const helpRows = 16384

func newRun(x *Index, p *pattern, in Classes, limit int) *run {
	r := &run{x: x, view: x.view.Load(), pat: p, in: in, limit: limit}
	end := 0
	for _, c := range p.runes[:min(len(p.runes), exactRunes)] {
		end += utf8.RuneLen(c)
		r.ends = append(r.ends, end)
	}
	r.rows = make([][]uint64, len(r.view.parts))
	r.words = x.words(r.view)
	return r
}

// words is memory for a bit of each row of the view.
func (x *Index) words(v *view) *[]uint64 {
	n := 0
	for _, p := range v.parts {
		n += p.blocks
	}
	words, _ := x.scratch.Get().(*[]uint64)
	if words == nil || cap(*words) < n {
		words = new([]uint64)
		*words = make([]uint64, n)
	}
	*words = (*words)[:n]
	return words
}

// release gives the scratch memory back.
func (r *run) release() { r.x.scratch.Put(r.words) }

// match finds all survivors and ranks those that contain the query.
func (r *run) match(ctx context.Context) error {
	tops, err := r.each(ctx, r.limit, func(ctx context.Context, i int, t *top) error {
		if i == len(r.view.parts) {
			r.matchTail(t)
			return nil
		}
		if err := r.survive(ctx, i); err != nil {
			return err
		}
		if r.rows[i] == nil {
			return nil
		}
		return newRanking(r.view.parts[i].segment, i, r.pat, t).exact(ctx, r.rows[i])
	})
	r.exact = best(r.limit, tops)
	return err
}

// fill ranks what does not contain the query for the rest of the result.
func (r *run) fill(ctx context.Context) error {
	room := r.limit - len(r.exact)
	if room == 0 || len(r.exact) == int(r.total.Load()) {
		return nil
	}
	tops, err := r.each(ctx, room, func(ctx context.Context, i int, t *top) error {
		if i == len(r.view.parts) {
			for _, p := range r.tail {
				t.offer(p)
			}
			return nil
		}
		if r.rows[i] == nil {
			return nil
		}
		return newRanking(r.view.parts[i].segment, i, r.pat, t).rest(ctx, r.rows[i])
	})
	r.other = best(room, tops)
	return err
}

// survive finds the survivors of one part and counts those that are to be seen.
func (r *run) survive(ctx context.Context, i int) error {
	p := r.view.parts[i]
	if !r.pat.ascii && !p.wide {
		return nil
	}
	rows := r.scratch(i)
	known, n := r.x.cache.longest(p.id, r.pat.text, r.ends)
	if known == nil {
		for b := range rows {
			rows[b] = ^uint64(0) // the columns end at the last row
		}
	} else {
		known.expand(rows)
	}
	if n < len(r.pat.text) {
		hard, err := p.narrow(ctx, r.pat, rows)
		if err != nil {
			return err
		}
		if hard && p.rows() >= cachedRows && !r.pat.long() {
			r.x.cache.put(p.id, r.pat.text, newRowSet(rows))
		}
	}
	p.visible(rows, r.in)
	if n := count(rows); n > 0 {
		r.total.Add(int64(n))
		r.rows[i] = rows
	}
	return nil
}

// scratch is the memory for the rows of part i.
func (r *run) scratch(i int) []uint64 {
	from := 0
	for _, p := range r.view.parts[:i] {
		from += p.blocks
	}
	return (*r.words)[from : from+r.view.parts[i].blocks]
}

// matchTail looks through the tail.
func (r *run) matchTail(t *top) {
	for row, e := range r.view.tail {
		if !r.in.Has(e.class) {
			continue
		}
		wide := !isASCII(e.title)
		score, ok := r.pat.match(e.title, wide)
		if !ok {
			continue
		}
		r.total.Add(1)
		at := place{score, e.key, len(r.view.parts), row}
		if start, _ := r.pat.find(e.title, wide); start >= 0 {
			t.offer(at)
		} else {
			r.tail = append(r.tail, at)
		}
	}
}

// match scores one title.
func (p *pattern) match(title string, wide bool) (score int, ok bool) {
	if !p.long() && !p.within(title, wide) {
		return 0, false
	}
	if !p.long() && !wide {
		return p.scoreASCII(title), true
	}
	for _, m := range p.ask([]string{title}) {
		return m.Score, true
	}
	return 0, false
}

// each does something to each part and, first of all, to the tail (numbered behind the
// parts), with the help of a second worker if one is idle. Each worker has its top.
func (r *run) each(ctx context.Context, limit int, do func(ctx context.Context, i int, t *top) error) ([]top, error) {
	var next atomic.Int64
	next.Store(int64(len(r.view.parts)))
	work := func(t *top) error {
		for i := next.Add(-1) + 1; i >= 0; i = next.Add(-1) + 1 {
			if err := do(ctx, int(i), t); err != nil {
				return err
			}
		}
		return nil
	}
	bar := newBar()
	tops := make([]top, cap(r.x.workers))
	errs := make([]error, len(tops))
	var helpers sync.WaitGroup
	for i := range tops {
		tops[i] = top{limit: limit, bar: bar, gains: gains{runes: len(r.pat.runes)}}
		if i > 0 && r.size() >= helpRows && r.x.workers.takeMore() {
			helpers.Go(func() {
				defer r.x.workers.give()
				errs[i] = work(&tops[i])
			})
		}
	}
	errs[0] = work(&tops[0])
	helpers.Wait()
	for _, err := range errs {
		if err != nil {
			return tops, err
		}
	}
	return tops, nil
}

// size is the number of rows of the view.
func (r *run) size() int {
	n := len(r.view.tail)
	for _, p := range r.view.parts {
		n += p.rows()
	}
	return n
}

func (r *run) result() Result {
	hits := r.view.hits(r.pat, r.exact, true)
	hits = append(hits, r.view.hits(r.pat, r.other, false)...)
	return Result{
		Hits:    hits,
		Total:   int(r.total.Load()),
		Of:      r.view.live.sum(r.in),
		Partial: r.view.loading,
	}
}
