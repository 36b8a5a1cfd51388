package search

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/sahilm/fuzzy"
)

// million is the number of titles of the benchmarks (DESIGN.md, numbers to build for).
// Run them one at a time and once, say -bench Key -benchtime 1x: each takes seconds to
// set up, and the library alone takes more than a minute.
const million = 1_000_000

// memory says what was typed before a key.
type memory int

const (
	nothing   memory = iota // nobody has typed anything yet
	survivors               // someone has typed the same, but something has changed since
	answer                  // someone has typed the same, and nothing has changed
)

// forget makes the index forget what it does not remember in that state.
func (m memory) forget(x *Index) {
	if m == nothing {
		x.cache.forget(func(uint64) bool { return true })
	}
	if m != answer {
		x.answers.mu.Lock()
		x.answers.byKey = nil
		x.answers.mu.Unlock()
	}
}

// BenchmarkKey types queries key by key into a search box over a million titles.
func BenchmarkKey(b *testing.B) {
	for _, w := range []world{{wide: 0}, {wide: 15}} {
		x := filled(b, Options{}, w.docs(million))
		queries := typed()
		if w.wide > 0 {
			queries = append(queries, wideTyped()...)
		}
		for name, m := range map[string]memory{"first": nothing, "known": survivors, "same": answer} {
			b.Run(w.String()+"/"+name, func(b *testing.B) {
				var took []time.Duration
				for b.Loop() {
					for _, query := range queries {
						took = append(took, typeKeys(b, x, query, m)...)
					}
				}
				report(b, "", took)
			})
		}
	}
}

// typeKeys types one query into a new search box.
func typeKeys(b *testing.B, x *Index, query string, m memory) []time.Duration {
	m.forget(x)
	s := x.NewSession()
	var took []time.Duration
	for _, q := range prefixes(query) {
		r, err := s.Search(context.Background(), q, AllClasses(), DefaultLimit)
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, r.Took)
	}
	return took
}

// BenchmarkLibrary types the same keys into the library alone and into the index, which
// remembers nothing, in one run, and compares what they find.
func BenchmarkLibrary(b *testing.B) {
	docs := world{}.docs(million)
	x := filled(b, Options{}, docs)
	names := make([]string, len(docs))
	for i, d := range docs {
		names[i] = d.Title
	}
	for b.Loop() {
		var alone, took []time.Duration
		for _, query := range typed() {
			nothing.forget(x)
			s := x.NewSession()
			for _, q := range prefixes(query) {
				begun := time.Now()
				matches := fuzzy.FindFrom(q, titles(names))
				alone = append(alone, time.Since(begun))
				r, err := s.Search(context.Background(), q, AllClasses(), DefaultLimit)
				if err != nil || r.Total != len(matches) {
					b.Fatalf("%q: %d matches (%v), want %d", q, r.Total, err, len(matches))
				}
				took = append(took, r.Took)
			}
		}
		report(b, "", took)
		report(b, "library-", alone)
		b.ReportMetric(quantile(alone, 0.5)/quantile(took, 0.5), "p50-ratio")
		b.ReportMetric(quantile(alone, 0.99)/quantile(took, 0.99), "p99-ratio")
	}
}

// quantile sorts took; the result is in milliseconds.
func quantile(took []time.Duration, share float64) float64 {
	slices.Sort(took)
	return float64(took[min(len(took)-1, int(share*float64(len(took))))].Nanoseconds()) / 1e6
}

func report(b *testing.B, name string, took []time.Duration) {
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(quantile(took, 0.5), name+"p50-ms")
	b.ReportMetric(quantile(took, 0.99), name+"p99-ms")
}

// BenchmarkFill makes the index of a million titles and weighs it.
func BenchmarkFill(b *testing.B) {
	for _, w := range []world{{wide: 0}, {wide: 15}, {wide: 100}} {
		b.Run(w.String(), func(b *testing.B) {
			docs := w.docs(million)
			before := heap()
			var x *Index
			for b.Loop() {
				x = filled(b, Options{}, docs)
			}
			after := heap()
			text := 0
			for _, d := range docs {
				text += len(d.Title)
			}
			b.ReportMetric(float64(text)/million, "title-B")
			b.ReportMetric(float64(x.Stats().IndexBytes)/million, "index-B/title")
			b.ReportMetric(float64(after-before)/million, "heap-B/title")
		})
	}
}

// heap is the number of bytes in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// BenchmarkImage saves and loads the index of a million titles.
func BenchmarkImage(b *testing.B) {
	x := filled(b, Options{}, world{wide: 15}.docs(million))
	path := filepath.Join(b.TempDir(), "titles")
	b.Run("save", func(b *testing.B) {
		for b.Loop() {
			if err := x.SaveFile(path, Stamp{}); err != nil {
				b.Fatal(err)
			}
		}
		if info, err := os.Stat(path); err == nil {
			b.ReportMetric(float64(info.Size())/million, "B/title")
		}
	})
	b.Run("load", func(b *testing.B) {
		for b.Loop() {
			if err := New(Options{}).LoadFile(context.Background(), path, anyStamp); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkPut changes documents of a full index one by one.
func BenchmarkPut(b *testing.B) {
	w := world{wide: 15}
	x := filled(b, Options{}, w.docs(million))
	i := 0
	for b.Loop() {
		d := w.doc(i * 7919 % million)
		d.Title += "!"
		x.Put(d)
		i++
	}
}
