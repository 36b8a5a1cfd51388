package market

import (
	"context"
	"errors"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/search"
)

// index keeps the titles on the Task Square searchable. It is loaded behind the first search box, so that a
// command that searches nothing pays nothing: from its image (image.go) where there is one, else from the tasks.
type index struct {
	hub    *hub.Hub
	image  string // file of the image
	worth  int    // from how many titles on it is written
	titles *search.Index
	ready  atomic.Bool // all is loaded
	once   sync.Once
	stop   context.CancelFunc
	ctx    context.Context
	done   sync.WaitGroup
}

func newIndex(h *hub.Hub, dir string) *index {
	ctx, stop := context.WithCancel(context.Background())
	return &index{hub: h, image: filepath.Join(dir, imageName), worth: imageRows, titles: search.New(search.Options{}), ctx: ctx, stop: stop}
}

func (x *index) close() {
	x.stop()
	x.done.Wait()
}

// Searcher is one search box.
type Searcher struct {
	index   *index
	session *search.Session
}

// Search opens a search box; the first one begins to load the index in the background.
func (m *Market) Search() *Searcher {
	m.index.once.Do(m.index.start)
	return &Searcher{m.index, m.index.titles.NewSession()}
}

// Find returns the best rows for a query among published tasks of a type (0: all).
func (s *Searcher) Find(ctx context.Context, query string, of model.TaskType, limit int) (search.Result, error) {
	in := search.AllClasses()
	if of != 0 {
		in = search.Of(search.Class(of))
	}
	ready := s.index.ready.Load()
	r, err := s.session.Search(ctx, query, in, limit)
	r.Partial = r.Partial || !ready
	return r, err
}

// start loads what is on the square and follows what changes. Changes are subscribed to before the load, so
// none falls between the two.
func (x *index) start() {
	news := x.hub.Subscribe()
	x.done.Go(func() {
		defer news.Close()
		if x.load() != nil {
			return // the hub has stopped, or is closed
		}
		x.ready.Store(true)
		x.follow(news)
	})
}

// chunk is how many tasks one read transaction looks at.
const chunk = 1000

// load fills the index from its image and what happened since, or from the tasks.
func (x *index) load() error {
	head := x.hub.Head()
	behind, err := x.restore(head)
	if err != nil {
		loader, err := x.titles.Fill(0)
		if err != nil {
			return err
		}
		defer loader.Abandon()
		if err := x.walk(loader.Add); err != nil {
			return err
		}
		loader.Finish()
		behind = stale
	}
	if behind >= stale {
		x.keep(head)
	}
	if x.titles.Progress().Loaded >= x.worth {
		debug.FreeOSMemory() // what the loading left behind is as much again as the index
	}
	return x.ctx.Err()
}

// walk calls add with every task on the square, in the order of their keys.
func (x *index) walk(add func(search.Doc) error) error {
	return x.each(func(t model.TaskTitle) error {
		if t.State != model.Published {
			return nil
		}
		return add(doc(t))
	})
}

// each calls fn with every task.
func (x *index) each(fn func(model.TaskTitle) error) error {
	for from := model.Key(1); from != 0; {
		titles, next, err := x.hub.Titles(from, chunk)
		if err = errors.Join(err, x.ctx.Err()); err != nil {
			return err
		}
		for _, t := range titles {
			if err := fn(t); err != nil {
				return err
			}
		}
		from = next
	}
	return nil
}

func doc(t model.TaskTitle) search.Doc {
	return search.Doc{Key: uint64(t.Key), Title: t.Title, Class: search.Class(t.Type)}
}

// follow puts and removes titles as tasks come and go.
func (x *index) follow(news *hub.Subscription) {
	for {
		select {
		case _, open := <-news.Ready():
			if !open {
				return
			}
			x.take(news.Take())
		case <-x.ctx.Done():
			return
		}
	}
}

func (x *index) take(n hub.News) {
	if n.All { // more than were listed one by one: a sample world in the making
		_ = x.each(x.put)
		return
	}
	for _, ref := range n.Rows {
		if ref.Kind == model.KindTask {
			_ = x.look(ref.Key)
		}
	}
}

// look puts one task as it is now.
func (x *index) look(key model.Key) error {
	titles, _, err := x.hub.Titles(key, 1)
	if err == nil && len(titles) == 1 && titles[0].Key == key {
		err = x.put(titles[0])
	}
	return err
}

func (x *index) put(t model.TaskTitle) error {
	if t.State == model.Published {
		x.titles.Put(doc(t))
	} else {
		x.titles.Remove(uint64(t.Key))
	}
	return nil
}
