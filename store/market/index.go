package market

import (
	"context"
	"sync"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/search"
)

// index keeps the titles on the Task Square searchable. It is loaded behind the first search box, so that a
// command that searches nothing pays nothing.
type index struct {
	hub    *hub.Hub
	titles *search.Index
	once   sync.Once
	stop   context.CancelFunc
	ctx    context.Context
	done   sync.WaitGroup
}

func newIndex(h *hub.Hub) *index {
	ctx, stop := context.WithCancel(context.Background())
	return &index{hub: h, titles: search.New(search.Options{}), ctx: ctx, stop: stop}
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

// Progress tells how far the search index is loaded.
func (m *Market) Progress() search.Progress { return m.index.titles.Progress() }

// Find returns the best rows for a query among published tasks of a type (0: all).
func (s *Searcher) Find(ctx context.Context, query string, of model.TaskType, limit int) (search.Result, error) {
	in := search.AllClasses()
	if of != 0 {
		in = search.Of(search.Class(of))
	}
	return s.session.Search(ctx, query, in, limit)
}

// start loads what is on the square and follows what changes. Changes are subscribed to before the load, so
// none falls between the two.
func (x *index) start() {
	news := x.hub.Subscribe()
	loader, err := x.titles.Fill(0)
	if err != nil {
		news.Close()
		return
	}
	x.done.Go(func() {
		defer news.Close()
		if x.load(loader) != nil {
			loader.Abandon()
			return
		}
		loader.Finish()
		x.follow(news)
	})
}

// chunk is how many rows one read transaction looks at.
const chunk = 500

func (x *index) load(loader *search.Loader) error {
	q := model.AllTasks(model.Published)
	var from model.Place
	for {
		if err := x.ctx.Err(); err != nil {
			return err
		}
		var docs []search.Doc
		err := x.hub.View(func(r model.Reader) error {
			for p := range r.Scan(q.List, q.Group, from, false) {
				if p == from {
					continue
				}
				if t := model.TaskOf(r, p.Ref.Key); t != nil {
					docs = append(docs, doc(t))
				}
				if from = p; len(docs) == chunk {
					break
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, d := range docs {
			if err := loader.Add(d); err != nil {
				return err
			}
		}
		if len(docs) < chunk {
			return nil
		}
	}
}

func doc(t *model.Task) search.Doc {
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
	if n.All {
		x.again()
		return
	}
	_ = x.hub.View(func(r model.Reader) error {
		for _, ref := range n.Rows {
			if ref.Kind == model.KindTask {
				x.put(model.TaskOf(r, ref.Key))
			}
		}
		return nil
	})
}

func (x *index) put(t *model.Task) {
	switch {
	case t == nil:
	case t.State == model.Published:
		x.titles.Put(doc(t))
	default:
		x.titles.Remove(uint64(t.Key))
	}
}

// again goes over all tasks after more changes than were listed one by one: a sample world in the making.
func (x *index) again() {
	var from model.Key = 1
	for more := true; more && x.ctx.Err() == nil; {
		more = false
		_ = x.hub.View(func(r model.Reader) error {
			end := min(from+chunk, r.Next(model.KindTask))
			for ; from < end; from++ {
				x.put(model.TaskOf(r, from))
			}
			more = from < r.Next(model.KindTask)
			return nil
		})
	}
}
