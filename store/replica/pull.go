package replica

import (
	"context"
	"sync"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/remote"
)

// gatherMost is how many pages are gathered before they are applied: a person sees a step whole or not at all, but for
// one who comes back after a very long time.
const gatherMost = 32

// pull takes everything that changed. The first time, and after a reset, it fills the next generation and swaps.
func (r *Replica) pull(ctx context.Context, hub remote.Remote) error {
	if len(r.cursor()) == 0 {
		return r.fill(ctx, hub)
	}
	for more := true; more; {
		var pages []remote.Page
		at := r.cursor()
		for more = true; more && len(pages) < gatherMost; {
			page, err := hub.Pull(ctx, at, 0)
			if err != nil {
				return err
			}
			pages, at, more = append(pages, page), page.Next, page.More
		}
		if err := own(r.take(pages)); err != nil {
			return err
		}
	}
	return nil
}

// take applies pages in one step, and clears out of the outbox what they brought.
func (r *Replica) take(pages []remote.Page) error {
	var touched []model.Ref
	last := pages[len(pages)-1]
	empty := true
	for _, p := range pages {
		empty = empty && len(p.Put)+len(p.Forget)+len(p.Secrets)+len(p.Conceal)+len(p.Happened) == 0
	}
	waits := false
	r.gate.look(func() {
		for _, it := range r.items {
			waits = waits || it.Seq != 0
		}
	})
	err := r.update(func(tx *bbolt.Tx) error {
		if !empty {
			f := newFilling(r.codec, view(tx, r.meta.Live))
			for _, p := range pages {
				if err := f.page(p); err != nil {
					return err
				}
			}
			if err := f.flush(); err != nil {
				return err
			}
			touched = f.touched
			if f.concealed {
				r.concealed.Store(true)
			}
			r.meta.Newer = r.meta.Newer || f.newer
			r.looks = append(r.looks, touched...)
			r.unfold()
		}
		r.cache.drop(touched...)
		r.know(last)
		r.meta.Cursor = last.Next
		if waits && !last.More {
			return r.settle(tx, last.Head)
		}
		return nil
	})
	r.cache.drop(touched...)
	if err == nil {
		r.clean()
		r.titles.changed(touched)
		r.state.set(func(*State) {})
	}
	return err
}

func (r *Replica) know(p remote.Page) {
	r.meta.Met = model.At(r.clock.Now())
	r.meta.Ahead = int64(p.Now - r.meta.Met)
	if !p.More {
		r.meta.Head = p.Head
	}
}

// fill loads everything into the next generation, page by page, so that a load that is cut goes on where it was; the last
// step shows it instead of what was shown before.
func (r *Replica) fill(ctx context.Context, hub remote.Remote) error {
	if len(r.meta.Shadow) == 0 {
		if err := own(r.update(func(tx *bbolt.Tx) error { return makeView(tx, r.meta.Live+1) })); err != nil {
			return err
		}
		r.state.set(func(s *State) { s.Got = 0 })
	}
	ctx, stop := context.WithCancel(ctx)
	var fetching sync.WaitGroup
	defer fetching.Wait()
	defer stop()
	loads, at := make(chan load, 1), r.meta.Shadow
	fetching.Go(func() { r.fetch(ctx, hub, at, loads) })
	for l := range loads {
		if l.err != nil {
			return l.err
		}
		if err := own(r.pour(l)); err != nil {
			return err
		}
		left := l.last().Left
		r.state.set(func(s *State) { s.Left, s.Got = left, s.Got+uint64(l.rows) })
		if !l.last().More {
			r.clean()
			r.titles.all()
		}
	}
	return ctx.Err()
}

// load is what one step of a first load keeps.
type load struct {
	pages  []remote.Page
	early  []early  // what is known of their puts, in order
	sorted []change // list entries, made already
	rows   int
	err    error
}

func (l load) last() *remote.Page { return &l.pages[len(l.pages)-1] }

// pulled is a page, or why there is none.
type pulled struct {
	page remote.Page
	err  error
}

// pagesAhead is how many pages are pulled while others are being read.
const pagesAhead = 4

// pullAll pulls pages until there are no more.
func pullAll(ctx context.Context, hub remote.Remote, at remote.Cursor, to chan<- pulled) {
	for more := true; more; {
		page, err := hub.Pull(ctx, at, 0)
		select {
		case to <- pulled{page, err}:
		case <-ctx.Done():
			return
		}
		at, more = page.Next, page.More && err == nil
	}
}

// fetch reads pages while others are being pulled, and others kept.
func (r *Replica) fetch(ctx context.Context, hub remote.Remote, at remote.Cursor, to chan<- load) {
	defer close(to)
	var pulling sync.WaitGroup
	defer pulling.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	pages := make(chan pulled, pagesAhead)
	pulling.Go(func() { pullAll(ctx, hub, at, pages) })
	policies := map[model.Ref]model.Row{}
	for more := true; more; {
		l, a, size := load{}, newAhead(policies), 0
		for more && l.rows < fillRows && size < fillBytes {
			var p pulled
			select {
			case p = <-pages:
			case <-ctx.Done():
				p.err = ctx.Err()
			}
			page := p.page
			if p.err != nil {
				l.err, more = p.err, false
				break
			}
			for _, put := range page.Put {
				a.read(r.codec, put)
			}
			l.pages, more = append(l.pages, page), page.More
			l.rows += len(page.Put) + len(page.Happened)
			size += page.Bytes()
		}
		l.early, l.sorted = a.rows, a.inOrder()
		if l.err != nil && len(l.pages) > 0 { // what did come is kept
			failed := load{err: l.err}
			l.err = nil
			if !hand(ctx, to, l) || !hand(ctx, to, failed) {
				return
			}
			return
		}
		if !hand(ctx, to, l) {
			return
		}
	}
}

func hand(ctx context.Context, to chan<- load, l load) bool {
	select {
	case to <- l:
		return true
	case <-ctx.Done():
		return false
	}
}

// fillRows is about how many rows one step of a first load keeps, and fillBytes what they may take: the more, the fewer
// pages of the file are written twice.
const (
	fillRows  = 25_000
	fillBytes = 8 << 20
)

// pour keeps pages of a first load, in a transaction of its own: nobody sees that generation yet, so nobody waits.
func (r *Replica) pour(l load) error {
	last := *l.last()
	newer := false
	var err error
	if r.gate.change(func() { err = r.mend() }); err != nil {
		return err
	}
	filled := func(tx *bbolt.Tx) error {
		f := newFilling(r.codec, view(tx, r.meta.Live+1))
		f.early, f.sorted = l.early, l.sorted
		for _, p := range l.pages {
			if err := f.page(p); err != nil {
				return err
			}
		}
		newer = f.newer
		return f.flush()
	}
	if last.More {
		// Rows and cursor belong together, so the cursor is kept in the same step; nothing that is shown changes.
		before := r.meta.Shadow
		err = r.change(func(tx *bbolt.Tx) error {
			if err := filled(tx); err != nil {
				return err
			}
			m := r.meta
			m.Shadow, m.Newer = last.Next, m.Newer || newer
			raw, err := r.codec.Encode(m)
			if err != nil {
				return err
			}
			return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaKey), raw)
		})
		r.gate.change(func() {
			if r.meta.Shadow = last.Next; err != nil {
				r.meta.Shadow = before
			}
			r.meta.Newer = r.meta.Newer || newer
		})
		return err
	}
	return r.update(func(tx *bbolt.Tx) error {
		if err := filled(tx); err != nil {
			return err
		}
		old := r.meta.Live
		r.meta.Live, r.meta.Cursor, r.meta.Shadow = old+1, last.Next, nil
		r.meta.Newer = newer
		r.know(last)
		r.cache.clear()
		r.unfold()
		r.looksAll = true
		if a := account(r.codec, view(tx, r.meta.Live), r.meta.Account); a != nil {
			r.meta.Role = a.Role
		}
		if key, _ := view(tx, old).Bucket([]byte(roomSecret)).Cursor().First(); key != nil {
			r.concealed.Store(true)
		}
		r.lose(view(tx, old), view(tx, r.meta.Live))
		if err := tx.DeleteBucket(viewName(old)); err != nil {
			return err
		}
		return r.settle(tx, last.Head)
	})
}
