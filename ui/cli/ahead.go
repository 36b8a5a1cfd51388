package cli

import (
	"runtime"
	"sync"
	"sync/atomic"

	"aeconnect/model"
)

// ahead reads the rows of a long list before the printing comes to them, on a processor that has nothing else to do.
// Rows that were read are in the marketplace's memory, where the printing finds them; so the list stays what one walk
// in one view after the other makes it, and where nothing was read ahead it only takes longer.
type ahead struct {
	printed atomic.Int64  // rows that the printing has come to
	gone    atomic.Bool   // nobody prints any more
	news    chan struct{} // buffered: the printing has come further
	done    sync.WaitGroup
}

const (
	lead     = 32   // rows so close before the printing are its own: it would come to them meanwhile
	farthest = 1024 // rows before the printing: more would push each other out of memory
)

// readAhead begins to read; it may be closed at any time. The run must not be.
func (r *run) readAhead(queries []model.Query, reverse bool) *ahead {
	a := &ahead{news: make(chan struct{}, 1)}
	if limit := r.flags.limit; runtime.GOMAXPROCS(0) > 1 && (limit == 0 || limit > pageRows) {
		market, actor := r.market, r.actor
		a.done.Go(func() {
			at := int64(0)
			for _, q := range queries {
				for from, more := (model.Place{}), true; more && !a.gone.Load(); {
					more = false
					err := market.View(actor, func(v model.View) { from, more = a.page(v, q, from, reverse, &at) })
					if err != nil { // the printing meets it too, and says so
						return
					}
					a.wait(at)
				}
			}
		})
	}
	return a
}

// come tells that the printing has come to one more row.
func (a *ahead) come() { a.printed.Add(1) }

// pause tells it to whoever waits because it read too far.
func (a *ahead) pause() {
	select {
	case a.news <- struct{}{}:
	default:
	}
}

// wait returns when the printing is near enough.
func (a *ahead) wait(at int64) {
	for at > a.printed.Load()+farthest && !a.gone.Load() {
		<-a.news
	}
}

// close ends the reading and returns when nobody reads any more.
func (a *ahead) close() {
	a.gone.Store(true)
	a.pause()
	a.done.Wait()
}

// page reads on from a place for as many rows as one view may see, and returns where to go on.
func (a *ahead) page(v model.View, q model.Query, from model.Place, reverse bool, at *int64) (next model.Place, more bool) {
	n := 0
	for p := range v.Reader.Scan(q.List, q.Group, from, reverse) {
		if n == pageRows || a.gone.Load() {
			return p, true
		}
		n++
		*at++
		if *at > a.printed.Load()+lead {
			v.Reader.Get(p.Ref)
		}
	}
	return from, false
}
