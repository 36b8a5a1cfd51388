package search

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/sahilm/fuzzy"
)

// million is the number of titles of the benchmarks (DESIGN.md, numbers to build for).
const million = 1_000_000

// BenchmarkKey types queries key by key into a search box over a million titles. Cold:
// nobody has typed anything before, each query begins with an empty cache; warm: the
// same keys once more. The rank is checked against the library in BenchmarkLibrary.
func BenchmarkKey(b *testing.B) {
	for _, w := range []world{{wide: 0}, {wide: 15}} {
		docs := w.docs(million)
		x := filled(b, Options{}, docs)
		queries := typed()
		if w.wide > 0 {
			queries = append(queries, wideTyped()...)
		}
		for _, warm := range []bool{false, true} {
			b.Run(fmt.Sprintf("%v/warm=%v", w, warm), func(b *testing.B) {
				var took []time.Duration
				for b.Loop() {
					for _, query := range queries {
						took = append(took, typeKeys(b, x, query, warm)...)
					}
				}
				report(b, "", took)
			})
		}
	}
}

// typeKeys types one query into a new search box.
func typeKeys(b *testing.B, x *Index, query string, warm bool) []time.Duration {
	if !warm {
		x.cache.forget(func(uint64) bool { return true })
	}
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

// BenchmarkLibrary types the same keys into the library alone and into the index, in
// one run, and compares what they find.
func BenchmarkLibrary(b *testing.B) {
	w := world{wide: 0}
	docs := w.docs(million)
	x := filled(b, Options{}, docs)
	names := make([]string, len(docs))
	for i, d := range docs {
		names[i] = d.Title
	}
	for b.Loop() {
		var alone, took []time.Duration
		for _, query := range typed() {
			x.cache.forget(func(uint64) bool { return true })
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
		b.ReportMetric(mean(alone)/mean(took), "times-faster")
	}
}

func report(b *testing.B, name string, took []time.Duration) {
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[min(len(took)-1, int(share*float64(len(took))))].Nanoseconds()) / 1e6
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(at(0.5), name+"p50-ms")
	b.ReportMetric(at(0.99), name+"p99-ms")
	b.ReportMetric(at(1), name+"max-ms")
}

func mean(took []time.Duration) float64 {
	var sum time.Duration
	for _, d := range took {
		sum += d
	}
	return float64(sum) / float64(len(took))
}

// BenchmarkFill makes the index of a million titles and weighs it.
func BenchmarkFill(b *testing.B) {
	for _, w := range []world{{wide: 0}, {wide: 15}} {
		b.Run(w.String(), func(b *testing.B) {
			docs := w.docs(million)
			for b.Loop() {
				x := filled(b, Options{}, docs)
				stats := x.Stats()
				b.ReportMetric(float64(stats.IndexBytes)/million, "B/title")
				b.ReportMetric(float64(len(docs))/b.Elapsed().Seconds()*float64(1), "titles/s-last")
				runtime.KeepAlive(x)
			}
		})
	}
}
