package sample

import (
	"context"
	"testing"

	"aeconnect/store/hub"
)

func benchmark(b *testing.B, make func(context.Context, Market, Options) error, o Options) {
	b.ReportAllocs()
	entries := uint64(0)
	for b.Loop() {
		b.StopTimer()
		h, err := hub.Open(b.TempDir(), hub.Options{})
		if err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		if err := make(context.Background(), Over(h), o); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		entries += h.Head().Seq
		if err := h.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(entries)/b.Elapsed().Seconds(), "entries/s")
}

// What has to be there before the first screen.
func BenchmarkStory(b *testing.B) { benchmark(b, Story, Options{Seed: 1}) }

// What `demo` makes.
func BenchmarkUsual(b *testing.B) { benchmark(b, Make, Options{Seed: 1}) }

func Benchmark20000(b *testing.B) { benchmark(b, Make, Options{Seed: 1, Tasks: 20_000}) }

func Benchmark100000(b *testing.B) { benchmark(b, Make, Options{Seed: 1, Tasks: 100_000}) }
