package search

import (
	"context"
	"errors"
	"sync"
	"time"
)

// ErrOvertaken is what Search returns when the same session was asked something newer
// before it had finished.
var ErrOvertaken = errors.New("search: overtaken by a newer key")

// Session is one search box. It keeps nothing but the search that is going on:
// survivors of the prefixes typed lie in the cache of the index, for all sessions.
type Session struct {
	x      *Index
	mu     sync.Mutex
	cancel context.CancelCauseFunc // of the search that is going on, or nil
}

// NewSession opens a search box.
func (x *Index) NewSession() *Session { return &Session{x: x} }

// Search finds the titles of the documents in the classes that match the query, and
// the best of them, at most limit (DefaultLimit if that is not positive). An empty
// query has a Total but no hits: the caller lists by an index of its own.
//
// A search ends the session's older one, which returns ErrOvertaken. When ctx ends,
// its error is returned. Either takes a fraction of a millisecond.
func (s *Session) Search(ctx context.Context, query string, in Classes, limit int) (Result, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	s.mu.Lock()
	if s.cancel != nil {
		s.cancel(ErrOvertaken)
	}
	s.cancel = cancel
	s.mu.Unlock()

	begun := time.Now()
	result, err := s.x.search(ctx, query, in, limit)
	if err != nil {
		return Result{}, context.Cause(ctx)
	}
	result.Took = time.Since(begun)
	return result, nil
}

// search waits for a worker and does the search on the view of that moment.
func (x *Index) search(ctx context.Context, query string, in Classes, limit int) (Result, error) {
	if query == "" {
		v := x.view.Load()
		n := v.live.sum(in)
		return Result{Total: n, Of: n, Partial: v.loading}, nil
	}
	if limit <= 0 {
		limit = DefaultLimit
	}
	p := newPattern(query, x.alpha)
	q := question{p.text, in, limit}
	if result, ok := x.answers.get(x.view.Load(), q); ok {
		return result, ctx.Err()
	}
	if err := x.workers.take(ctx); err != nil {
		return Result{}, err
	}
	defer x.workers.give()
	r := newRun(x, p, in, limit)
	defer r.release()
	if err := r.match(ctx); err != nil {
		return Result{}, err
	}
	if err := r.fill(ctx); err != nil {
		return Result{}, err
	}
	result := r.result()
	x.answers.put(r.view, q, result)
	return result, nil
}
