package over

import (
	"context"

	"aeconnect/model"
	"aeconnect/store/search"
	"aeconnect/ui/screen"
)

// Search is a search box as screens see it.
func Search(f Finder) screen.Search { return box{f} }

// Finder is what a marketplace and a replica search titles with.
type Finder interface {
	Find(ctx context.Context, query string, of model.TaskType, limit int) (search.Result, error)
}

type box struct{ finder Finder }

// Find implements screen.Search.
func (b box) Find(ctx context.Context, query string, of model.TaskType, limit int) (screen.Found, error) {
	r, err := b.finder.Find(ctx, query, of, limit)
	f := screen.Found{Total: r.Total, Took: r.Took, Partial: r.Partial}
	for _, h := range r.Hits {
		f.Hits = append(f.Hits, screen.Hit{Task: model.Key(h.Key), Match: h.Positions})
	}
	return f, err
}
