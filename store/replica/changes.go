package replica

import (
	"context"
	"sync"
	"time"

	"aeconnect/model"
)

// changesMost is how many rows somebody slow is told of one by one; beyond, everything may have changed.
const changesMost = 4096

// together is how long, after somebody was told, further changes wait for one another.
const together = 50 * time.Millisecond

// stirring gathers for each who listens what looks different, until it is taken.
type stirring struct {
	mu   sync.Mutex
	ears map[*ear]struct{}
}

// ear is one who listens.
type ear struct {
	rows map[model.Ref]struct{}
	all  bool
	wake chan struct{} // buffered: there is something to take
}

// tell notes rows that look different, or that all may. Without either something else has changed: the outbox, the
// connection.
func (s *stirring) tell(refs []model.Ref, all bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for e := range s.ears {
		e.all = e.all || all
		for _, ref := range refs {
			if e.all = e.all || len(e.rows) >= changesMost; e.all {
				break
			}
			e.rows[ref] = struct{}{}
		}
		if e.all {
			clear(e.rows)
		}
		select {
		case e.wake <- struct{}{}:
		default:
		}
	}
}

func (s *stirring) take(e *ear) (refs []model.Ref, all bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for ref := range e.rows {
		refs = append(refs, ref)
	}
	all = e.all
	clear(e.rows)
	e.all = false
	return refs, all
}

// Changes begins to listen until ctx ends. What it returns waits for the next change and says which rows look different
// now, or that any may; neither where something else has changed, such as the connection. It is called by one goroutine.
func (r *Replica) Changes(ctx context.Context) func() (refs []model.Ref, all, ok bool) {
	e := &ear{rows: map[model.Ref]struct{}{}, wake: make(chan struct{}, 1)}
	r.stirring.mu.Lock()
	if r.stirring.ears == nil {
		r.stirring.ears = map[*ear]struct{}{}
	}
	r.stirring.ears[e] = struct{}{}
	r.stirring.mu.Unlock()
	context.AfterFunc(ctx, func() {
		r.stirring.mu.Lock()
		defer r.stirring.mu.Unlock()
		delete(r.stirring.ears, e)
	})
	var last time.Time
	return func() ([]model.Ref, bool, bool) {
		select {
		case <-e.wake:
		case <-ctx.Done():
			return nil, false, false
		}
		if left := together - time.Since(last); left > 0 {
			select {
			case <-time.After(left):
			case <-ctx.Done():
			}
		}
		last = time.Now()
		refs, all := r.stirring.take(e)
		return refs, all, ctx.Err() == nil
	}
}
