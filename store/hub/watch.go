package hub

import (
	"sync"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// maxNews is how many rows a slow subscriber is told of one by one; beyond, everything may have changed.
const maxNews = 4096

// News is what has changed since it was last taken.
type News struct {
	Head journal.Head // up to which it is told
	Rows []model.Ref  // each once, in no particular order
	All  bool         // too many to list: look at everything again
}

// watch knows who wants to be told of changes.
type watch struct {
	mu   sync.Mutex
	subs map[*Subscription]bool // nil when closed
}

func newWatch() *watch { return &watch{subs: map[*Subscription]bool{}} }

// Subscription gathers what has changed until its owner takes it. It never makes the hub wait.
type Subscription struct {
	watch *watch
	ready chan struct{} // buffered
	mu    sync.Mutex
	news  News
	rows  map[model.Ref]bool
}

// Subscribe begins to gather changes. It must be closed.
func (h *Hub) Subscribe() *Subscription {
	s := &Subscription{watch: h.watch, ready: make(chan struct{}, 1), rows: map[model.Ref]bool{}}
	h.watch.mu.Lock()
	defer h.watch.mu.Unlock()
	if h.watch.subs == nil {
		close(s.ready)
	} else {
		h.watch.subs[s] = true
	}
	return s
}

// Ready yields when there is something to Take, and is closed with the hub.
func (s *Subscription) Ready() <-chan struct{} { return s.ready }

// Take returns what has changed since the last Take and forgets it.
func (s *Subscription) Take() News {
	s.mu.Lock()
	defer s.mu.Unlock()
	news := s.news
	for ref := range s.rows {
		news.Rows = append(news.Rows, ref)
	}
	s.news, s.rows = News{Head: news.Head}, map[model.Ref]bool{}
	return news
}

// Close ends the subscription.
func (s *Subscription) Close() {
	s.watch.mu.Lock()
	defer s.watch.mu.Unlock()
	delete(s.watch.subs, s)
}

// tell adds changed rows to every subscription.
func (w *watch) tell(head journal.Head, rows []model.Row) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for s := range w.subs {
		s.add(head, rows)
	}
}

func (s *Subscription) add(head journal.Head, rows []model.Row) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.news.Head = head
	for _, row := range rows {
		if s.news.All = s.news.All || len(s.rows) >= maxNews; s.news.All {
			clear(s.rows)
			break
		}
		s.rows[row.Ref()] = true
	}
	select {
	case s.ready <- struct{}{}:
	default:
	}
}

// close tells every subscriber that nothing more will come.
func (w *watch) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for s := range w.subs {
		close(s.ready)
	}
	w.subs = nil
}
