package screentest

import (
	"context"
	"slices"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/screen"

	"github.com/sahilm/fuzzy"
)

// View implements screen.Market.
func (w *World) View(actor model.Actor, read func(model.View)) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	read(model.NewView(w.state, actor, w.now))
	return nil
}

// Do implements screen.Market.
func (w *World) Do(_ context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.decide(actor, c, private), nil
}

// Plan implements screen.Market.
func (w *World) Plan(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	plan := model.NewOverlay(w.state)
	for _, p := range private {
		plan.Keep(p)
	}
	return model.Decide(plan, actor, w.now, c), nil
}

// History implements screen.Market.
func (w *World) History(actor model.Actor, ref model.Ref, limit int) ([]model.Happening, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	row, presence := w.state.Get(ref)
	who := model.ViewerOf(w.state, actor)
	if presence != model.Known || !model.CanSee(w.state, who, row) {
		return nil, nil
	}
	all := slices.Clone(w.history[ref])
	all = slices.DeleteFunc(all, func(h model.Happening) bool { return !model.Hears(w.state, who, h.Event) })
	return all[max(0, len(all)-limit):], nil
}

// Mint implements screen.Market.
func (w *World) Mint(letter byte) model.ID {
	w.mu.Lock()
	defer w.mu.Unlock()
	return model.MintID(letter, w.random())
}

// Seal implements screen.Market.
func (w *World) Seal(text string) model.Opened {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.seal(text)
}

// Advance implements screen.Market.
func (w *World) Advance(_ context.Context, to model.Moment) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.advance(to)
	return nil
}

// Search implements screen.Market. It looks at every title: worlds of tests are small.
func (w *World) Search() screen.Search { return search{w} }

type search struct{ w *World }

// Find implements screen.Search: titles that contain the query as it stands first, then sahilm's order.
func (s search) Find(_ context.Context, query string, of model.TaskType, limit int) (screen.Found, error) {
	s.w.mu.Lock()
	defer s.w.mu.Unlock()
	q := model.Square(of)
	var keys []model.Key
	var titles []string
	for p := range s.w.state.Scan(q.List, q.Group, model.Place{}, false) {
		keys = append(keys, p.Ref.Key)
		titles = append(titles, model.TaskOf(s.w.state, p.Ref.Key).Title)
	}
	hits := rank(query, titles, keys)
	return screen.Found{Hits: hits[:min(limit, len(hits))], Total: len(hits)}, nil
}

func rank(query string, titles []string, keys []model.Key) []screen.Hit {
	var exact, rest []screen.Hit
	if query == "" {
		for _, key := range keys {
			exact = append(exact, screen.Hit{Task: key})
		}
		return exact
	}
	for _, m := range fuzzy.Find(query, titles) {
		hit := screen.Hit{Task: keys[m.Index]}
		at := strings.Index(strings.ToLower(m.Str), strings.ToLower(query))
		if at < 0 {
			hit.Match = append(hit.Match, m.MatchedIndexes...)
			rest = append(rest, hit)
			continue
		}
		for i := range m.Str[at : at+len(query)] {
			hit.Match = append(hit.Match, at+i)
		}
		exact = append(exact, hit)
	}
	return append(exact, rest...)
}
