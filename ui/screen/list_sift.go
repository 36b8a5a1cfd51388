package screen

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// sift is a walk through a whole list for the rows that a filter lets through, in an order. It walks beside the loop,
// in runs of a bounded number of rows for each view, so that nobody waits for it: neither whoever types nor whoever
// writes. What it keeps of a row is a key and a number.
//
// A sift is handed from command to command; only the one that runs touches it.
type sift struct {
	number  uint64 // of the question; an answer to an older one is dropped
	session Session
	fields  []ask.RowField
	texts   func(model.View, model.Row) []string
	typed   string
	sort    *listSort
	window  listWindow
	jump    bool // the cursor goes to the first row found
	most    int  // as many keys as are wanted at most, 0: all

	from  model.Place // where the next run begins: the last row seen
	begun bool
	done  int
	total int
	exact []siftHit // rows that contain what was typed as it stands
	near  []siftHit // rows that are like it
}

// siftHit is a row that was let through, and what it is ordered by.
type siftHit struct {
	by  int64
	ref model.Ref
}

// How much one view reads, and how many views stand between two signs of life.
const (
	siftRows = 1000
	siftRuns = 4
)

// siftRan tells how far a sift is; with over, what it found.
type siftRan struct {
	sift   sift
	over   bool
	keys   []model.Ref
	failed error
}

// run walks on. A newer question cancels ctx; then nobody waits for the answer.
func (s sift) run(ctx context.Context) tea.Cmd {
	return func() tea.Msg {
		for range siftRuns {
			over := false
			err := s.session.Market.View(s.session.Actor, func(v model.View) { over = s.step(v) })
			switch {
			case ctx.Err() != nil:
				return nil
			case err != nil:
				return kit.Self{Msg: siftRan{sift: s, over: true, failed: err}}
			case over:
				return kit.Self{Msg: siftRan{sift: s, over: true, keys: s.keys()}}
			}
		}
		return kit.Self{Msg: siftRan{sift: s}}
	}
}

// step walks one run within a view and tells whether the list is over.
func (s *sift) step(v model.View) bool {
	s.total = s.window.count(v)
	filter, _ := ask.ParseFilter(s.typed, ask.FieldsOf(s.fields), v.Now, newSpeech(s.session).zone)
	seen := 0
	for place, row := range s.window.merged(v, s.from, s.window.reverse) {
		if s.begun && place == s.from {
			continue
		}
		if seen == siftRows {
			return false
		}
		seen++
		s.from, s.begun = place, true
		s.done++
		s.take(v, filter, row)
		if s.most > 0 && s.sort == nil && !filter.Texts() && len(s.exact) >= s.most {
			return true
		}
	}
	return true
}

// take keeps a row that is let through.
func (s *sift) take(v model.View, filter ask.Filter, row model.Row) {
	if !filter.Fields(func(i int) ask.Value { return s.fields[i].Value(v, row) }) {
		return
	}
	like := ask.Exact
	if filter.Texts() {
		if like = filter.Like(s.texts(v, row)); like == ask.Unlike {
			return
		}
	}
	hit := siftHit{ref: row.Ref(), by: -int64(like)}
	if s.sort != nil {
		if hit.by = s.sort.by(v, row); s.sort.most {
			hit.by = -hit.by
		}
	}
	if like == ask.Exact {
		s.exact = append(s.exact, hit)
	} else {
		s.near = append(s.near, hit)
	}
}

// keys returns what was found, in order: exact rows before those that are like, each by number, else as they stood.
func (s sift) keys() []model.Ref {
	keys := make([]model.Ref, 0, len(s.exact)+len(s.near))
	for _, hits := range [][]siftHit{s.exact, s.near} {
		slices.SortStableFunc(hits, func(a, b siftHit) int { return cmp.Compare(a.by, b.by) })
		for _, h := range hits {
			keys = append(keys, h.ref)
		}
	}
	if s.most > 0 {
		keys = keys[:min(s.most, len(keys))]
	}
	return keys
}
