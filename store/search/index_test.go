package search

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestSearchIsTheLibrarysOverTwentyThousandTitles(t *testing.T) {
	for _, c := range []struct {
		world   world
		n       int
		queries []string
	}{
		{world{wide: 0}, 20_000, typed()},
		{world{wide: 20}, 20_000, wideTyped()},
		{world{wide: 100}, 5_000, append(typed(), wideTyped()...)},
	} {
		docs := c.world.docs(c.n)
		s := filled(t, Options{}, docs).NewSession()
		for _, query := range c.queries {
			for _, q := range prefixes(query) {
				check(t, s, docs, q, AllClasses(), DefaultLimit)
			}
			check(t, s, docs, query, Of(1, 3), len(docs))
		}
	}
}

// A model of the index: whatever is put, changed, removed, merged and compacted, the
// answers are those of the library over what there is.
func TestIndexFollowsChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, s := newSmall(), map[uint64]Doc{}
		session := x.NewSession()
		title := rapid.OneOf(letterText(8), text(pieces(), 8))
		t.Repeat(map[string]func(*rapid.T){
			"put": func(t *rapid.T) {
				for range rapid.IntRange(1, 40).Draw(t, "documents") {
					key := rapid.Uint64Range(1, 200).Draw(t, "key")
					s[key] = Doc{key, title.Draw(t, "title"), Class(key % 3)}
					x.Put(s[key])
				}
			},
			"remove": func(t *rapid.T) {
				key := rapid.Uint64Range(1, 200).Draw(t, "key")
				_, there := s[key]
				if x.Remove(key) != there {
					t.Fatalf("removing %d: it was there: %v", key, there)
				}
				delete(s, key)
			},
			"freeze": func(*rapid.T) { freeze(x) },
			"compact": func(t *rapid.T) {
				if err := x.Compact(context.Background()); err != nil {
					t.Fatal(err)
				}
			},
			"": func(t *rapid.T) {
				var docs []Doc
				for _, d := range s {
					docs = append(docs, d)
				}
				if x.Count(AllClasses()) != len(docs) {
					t.Fatalf("%d documents, want %d", x.Count(AllClasses()), len(docs))
				}
				check(t, session, docs, "ab", AllClasses(), 20)
				check(t, session, docs, "k", Of(0, 1), 300)
			},
		})
	})
}

// newSmall makes an index whose cache keeps even the survivors of small segments out.
func newSmall() *Index { return New(Options{CacheBytes: 4096}) }

func TestChangesWhileSearching(t *testing.T) {
	w := world{wide: 10}
	const fixed, moving = 3000, 6000
	x := filled(t, Options{}, w.docs(fixed))
	// Documents that stay are found by every search, those that come and go are whole.
	known := make(map[uint64]bool)
	for i := range fixed + moving {
		known[w.doc(i).Key] = true
	}
	want := len(reference(w.docs(fixed), "re", AllClasses()))
	stop := make(chan struct{})
	var group sync.WaitGroup
	var searches atomic.Int64
	for range 4 {
		group.Go(func() {
			s := x.NewSession()
			for {
				select {
				case <-stop:
					return
				default:
				}
				for _, q := range prefixes("reel") {
					r, err := s.Search(context.Background(), q, AllClasses(), 50)
					if err != nil || q == "re" && r.Total < want {
						t.Errorf("%q: %d (%v), want at least %d", q, r.Total, err, want)
						return
					}
					for _, h := range r.Hits {
						if !known[h.Key] {
							t.Errorf("%q: nobody put %d", q, h.Key)
							return
						}
					}
				}
				searches.Add(1)
			}
		})
	}
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 3 * moving {
		d := w.doc(fixed + r.IntN(moving))
		if i%3 == 0 {
			x.Remove(d.Key)
		} else {
			d.Title = w.title(r.IntN(1000))
			x.Put(d)
		}
	}
	close(stop)
	group.Wait()
	if searches.Load() == 0 {
		t.Error("nobody searched")
	}
}

func TestMergesKeepSegmentsFew(t *testing.T) {
	x, w := New(Options{}), world{wide: 10}
	const n = 40_000
	docs := w.docs(n)
	for _, d := range docs {
		x.Put(d)
	}
	if err := x.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if s := x.Stats(); s.Segments > 3 || s.Documents != n {
		t.Errorf("%d documents in %d segments", s.Documents, s.Segments)
	}
	for _, d := range docs[:n-1] {
		x.Remove(d.Key)
	}
	if err := x.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if s := x.Stats(); s.IndexBytes > 64<<10 || s.Documents != 1 {
		t.Errorf("%d bytes for %d document", s.IndexBytes, s.Documents)
	}
	check(t, x.NewSession(), docs[n-1:], "e", AllClasses(), 10)
}

func TestCacheIsBoundedAndForgotten(t *testing.T) {
	const limit = 64 << 10
	x, w := New(Options{CacheBytes: limit}), world{}
	docs := w.docs(20_000)
	for _, d := range docs {
		x.Put(d)
	}
	if err := x.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	s := x.NewSession()
	for _, query := range typed() {
		for _, q := range prefixes(query) {
			check(t, s, docs, q, AllClasses(), 20)
			if bytes := x.Stats().CacheBytes; bytes > limit {
				t.Fatalf("%q: the cache has %d bytes", q, bytes)
			}
		}
	}
	if x.Stats().CacheEntries == 0 {
		t.Error("nothing was kept")
	}
	x.Remove(docs[0].Key)
	if err := x.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	if n := x.Stats().CacheEntries; n != 0 {
		t.Errorf("%d sets of rows of segments that are gone", n)
	}
}

func TestNewerKeyOvertakesOlder(t *testing.T) {
	x := filled(t, Options{Workers: 1}, world{}.docs(1000))
	if err := x.workers.take(context.Background()); err != nil { // nobody may search now
		t.Fatal(err)
	}
	s := x.NewSession()
	answers := make(chan error, 2)
	search := func(query string) {
		_, err := s.Search(context.Background(), query, AllClasses(), 10)
		answers <- err
	}
	go search("r")
	for {
		s.mu.Lock()
		waiting := s.cancel != nil
		s.mu.Unlock()
		if waiting {
			break
		}
		time.Sleep(time.Millisecond)
	}
	go search("re")
	select {
	case err := <-answers:
		if !errors.Is(err, ErrOvertaken) {
			t.Errorf("the older search ends with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the older search goes on")
	}
	x.workers.give()
	if err := <-answers; err != nil {
		t.Errorf("the newer search ends with %v", err)
	}
}

func TestSearchEndsWithItsContext(t *testing.T) {
	x := filled(t, Options{}, world{}.docs(10_000))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := x.NewSession().Search(ctx, "re", AllClasses(), 10); !errors.Is(err, context.Canceled) {
		t.Errorf("a search that is not wanted ends with %v", err)
	}
	if len(x.workers) != 0 {
		t.Error("a worker was not given back")
	}
}

func TestEmptyQueryCounts(t *testing.T) {
	x := filled(t, Options{}, world{}.docs(100))
	r, err := x.NewSession().Search(context.Background(), "", Of(2), 10)
	if err != nil || r.Total != x.Count(Of(2)) || r.Total == 0 || r.Hits != nil {
		t.Errorf("%+v, %v", r, err)
	}
}

// Sessions by the thousand search with two workers, and each gets its answer.
func TestManySessionsShareTheWorkers(t *testing.T) {
	x := filled(t, Options{Workers: 2}, world{}.docs(20_000))
	var group sync.WaitGroup
	for i := range 1000 {
		group.Go(func() {
			query := typed()[i%len(typed())]
			r, err := x.NewSession().Search(context.Background(), query, AllClasses(), 10)
			if err != nil {
				t.Errorf("%q: %v", query, err)
			}
			if len(r.Hits) != min(10, r.Total) {
				t.Errorf("%q: %d hits of %d", query, len(r.Hits), r.Total)
			}
		})
	}
	group.Wait()
}

// Titles no longer than the query leave no room for anything else.
func TestTitlesThatAreTheQuery(t *testing.T) {
	var docs []Doc
	for i := range 200 {
		docs = append(docs, Doc{Key: uint64(i), Title: []string{"abc", "cba", "ABC", "жук"}[i%4]})
	}
	x := New(Options{})
	for _, d := range docs {
		x.Put(d)
	}
	freeze(x)
	for _, q := range []string{"abc", "abcc", "ЖУК", "c"} {
		check(t, x.NewSession(), docs, q, AllClasses(), 70)
	}
}

func TestPositionsOfExactHitsStandTogether(t *testing.T) {
	x := New(Options{})
	x.Put(Doc{Key: 1, Title: "A big nail: ail"})
	x.Put(Doc{Key: 2, Title: "Ж: аil, ЁЛКА"})
	for _, c := range []struct {
		query string
		key   uint64
		want  []int
	}{
		{"ail", 1, []int{7, 8, 9}},
		{"ёлк", 2, []int{10, 12, 14}},
	} {
		r, err := x.NewSession().Search(context.Background(), c.query, AllClasses(), 1)
		if err != nil || len(r.Hits) != 1 || r.Hits[0].Key != c.key {
			t.Fatalf("%q: %+v, %v", c.query, r, err)
		}
		if got := r.Hits[0].Positions; len(got) != 3 || got[0] != c.want[0] || got[1] != c.want[1] || got[2] != c.want[2] {
			t.Errorf("%q: positions %v, want %v", c.query, got, c.want)
		}
	}
}
