package replica

import (
	"context"
	"sync"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/search"
)

// titles keeps the titles on the Task Square searchable, of the confirmed view. They are loaded behind the first search
// box, so that a command that searches nothing pays nothing.
type titles struct {
	mu      sync.Mutex
	index   *search.Index // nil before the first search box
	replica *Replica
	loading sync.WaitGroup
	ready   bool
	shut    bool
}

// Searcher is one search box.
type Searcher struct {
	titles  *titles
	index   *search.Index
	session *search.Session
}

// Search opens a search box; the first one begins to load the titles in the background.
func (r *Replica) Search() *Searcher {
	t := &r.titles
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.replica = r; t.index == nil {
		t.begin()
	}
	return &Searcher{titles: t}
}

func (t *titles) begin() {
	if t.shut {
		return
	}
	index := search.New(search.Options{})
	t.index, t.ready = index, false
	t.loading.Go(func() { t.load(index) })
}

// Find returns the best rows for a query among published tasks of a type (0: all).
func (s *Searcher) Find(ctx context.Context, query string, of model.TaskType, limit int) (search.Result, error) {
	s.titles.mu.Lock()
	index, ready := s.titles.index, s.titles.ready
	s.titles.mu.Unlock()
	if index == nil {
		return search.Result{}, context.Canceled
	}
	if s.index != index { // the view was loaded anew
		s.index, s.session = index, index.NewSession()
	}
	in := search.AllClasses()
	if of != 0 {
		in = search.Of(search.Class(of))
	}
	res, err := s.session.Search(ctx, query, in, limit)
	res.Partial = res.Partial || !ready
	return res, err
}

// titlesChunk is how many tasks are read in one look.
const titlesChunk = 1000

func (t *titles) load(index *search.Index) {
	for from := model.Key(1); from != 0; {
		from = t.replica.eachTitle(from, titlesChunk, func(task model.TaskTitle) { put(index, task) })
		t.mu.Lock()
		stale := t.shut || t.index != index
		t.mu.Unlock()
		if stale {
			return
		}
	}
	t.mu.Lock()
	t.ready = t.ready || t.index == index
	t.mu.Unlock()
}

func put(index *search.Index, task model.TaskTitle) {
	if task.State == model.Published {
		index.Put(search.Doc{Key: uint64(task.Key), Title: task.Title, Class: search.Class(task.Type)})
	} else {
		index.Remove(uint64(task.Key))
	}
}

// eachTitle reads up to limit tasks from a key on and returns where to go on, 0 after the last.
func (r *Replica) eachTitle(from model.Key, limit int, fn func(model.TaskTitle)) (next model.Key) {
	var all []model.TaskTitle
	r.gate.look(func() {
		_ = r.base.with(func(b *bbolt.Bucket) error {
			c := b.Bucket([]byte(roomRow)).Cursor()
			for key, raw := c.Seek(refKey(model.Ref{Kind: model.KindTask, Key: from})); len(key) == refBytes; key, raw = c.Next() {
				ref := refAt(key)
				if ref.Kind != model.KindTask {
					break
				}
				if len(all) == limit {
					next = ref.Key
					break
				}
				var t model.TaskTitle
				if r.codec.Glance(raw, &t) == nil {
					all = append(all, t)
				}
			}
			return nil
		})
	})
	for _, t := range all {
		fn(t)
	}
	return next
}

// changed brings titles up to date after rows have changed.
func (t *titles) changed(refs []model.Ref) {
	t.mu.Lock()
	index := t.index
	t.mu.Unlock()
	if index == nil {
		return
	}
	for _, ref := range refs {
		if ref.Kind != model.KindTask {
			continue
		}
		found := false
		t.replica.eachTitle(ref.Key, 1, func(task model.TaskTitle) {
			if found = task.Key == ref.Key; found {
				put(index, task)
			}
		})
		if !found {
			index.Remove(uint64(ref.Key))
		}
	}
}

// all loads every title anew.
func (t *titles) all() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.index != nil {
		t.begin()
	}
}

func (t *titles) close() {
	t.mu.Lock()
	t.shut = true
	t.mu.Unlock()
	t.loading.Wait()
}

// account reads one account of a generation, nil where it is not there.
func account(codec journal.Codec, b *bbolt.Bucket, key model.Key) *model.Account {
	ref := model.Ref{Kind: model.KindAccount, Key: key}
	raw := b.Bucket([]byte(roomRow)).Get(refKey(ref))
	if raw == nil {
		return nil
	}
	row, _ := decodeRow(codec, ref, raw)
	a, _ := row.(*model.Account)
	return a
}
