package main

import (
	"context"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/market"
	"aeconnect/ui/screen"
)

// surface is a marketplace as screens see it.
type surface struct{ *market.Market }

// Search implements screen.Market.
func (s surface) Search() screen.Search { return box{s.Market.Search()} }

// box is a search box as screens see it.
type box struct{ *market.Searcher }

// Find implements screen.Search.
func (b box) Find(ctx context.Context, query string, of model.TaskType, limit int) (screen.Found, error) {
	r, err := b.Searcher.Find(ctx, query, of, limit)
	f := screen.Found{Total: r.Total, Took: r.Took, Partial: r.Partial}
	for _, h := range r.Hits {
		f.Hits = append(f.Hits, screen.Hit{Task: model.Key(h.Key), Match: h.Positions})
	}
	return f, err
}

// changes waits for commits, until the context ends or the hub does.
func changes(ctx context.Context, h *hub.Hub) func() ([]model.Ref, bool, bool) {
	news := h.Subscribe()
	context.AfterFunc(ctx, news.Close)
	return func() ([]model.Ref, bool, bool) {
		select {
		case _, open := <-news.Ready():
			n := news.Take()
			return n.Rows, n.All, open
		case <-ctx.Done():
			return nil, false, false
		}
	}
}
