package simulation_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"aeconnect/store/simulation"
)

// flags are the flags of this test, parsed with the others.
type flags struct {
	seeds, steps, life *int
	seed, from         *uint64
}

func asked() flags {
	if f := flag.Lookup("seeds"); f != nil {
		number := func(name string) *int { n := flag.Lookup(name).Value.(flag.Getter).Get().(int); return &n }
		one := func(name string) *uint64 { n := flag.Lookup(name).Value.(flag.Getter).Get().(uint64); return &n }
		return flags{number("seeds"), number("steps"), number("life"), one("seed"), one("from")}
	}
	return flags{
		flag.Int("seeds", 1000, "how many lives are lived"), flag.Int("steps", 0, "how long each of them is; 0: the usual length"),
		flag.Int("life", 0, "the sort of all lives, by its number; 0: as the seeds say"),
		flag.Uint64("seed", 0, "live only this one"), flag.Uint64("from", 1, "the seed of the first life"),
	}
}

func TestMain(m *testing.M) {
	asked()
	flag.Parse()
	debug.SetGCPercent(400) // lives are short
	os.Exit(m.Run())
}

func town(t testing.TB) *simulation.Town {
	town, err := simulation.Found()
	if err != nil {
		t.Fatal(err)
	}
	return town
}

// lives makes directories for lives, in memory where the machine has such a place.
func lives(t testing.TB) func(seed uint64) string {
	root := t.TempDir()
	if shared, err := os.MkdirTemp("/dev/shm", "aeconnect-lives-"); err == nil {
		root = shared
		t.Cleanup(func() { _ = os.RemoveAll(shared) })
	}
	return func(seed uint64) string { return filepath.Join(root, fmt.Sprint(seed)) }
}

// live lives one life.
func live(town *simulation.Town, dir string, seed uint64, o simulation.Options) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	return simulation.Run(town, dir, seed, o)
}

// Every promise holds after every life.
func TestSeeds(t *testing.T) {
	f := asked()
	town, dir := town(t), lives(t)
	tally := simulation.NewTally()
	o := simulation.Options{Steps: *f.steps, Life: simulation.Life(*f.life), Tally: tally}
	if *f.seed != 0 {
		o.Trace = t.Output()
		if err := live(town, dir(*f.seed), *f.seed, o); err != nil {
			t.Errorf("seed %d: %v", *f.seed, err)
		}
		return
	}
	if testing.Short() {
		*f.seeds = min(*f.seeds, 100)
	}
	var next, failed atomic.Uint64
	var workers sync.WaitGroup
	began := time.Now()
	for range 2 {
		workers.Go(func() {
			for n := next.Add(1); n <= uint64(*f.seeds) && failed.Load() < 5; n = next.Add(1) {
				seed := *f.from + n - 1
				if err := live(town, dir(seed), seed, o); err != nil {
					failed.Add(1)
					t.Errorf("seed %d: %v", seed, err)
				}
			}
		})
	}
	workers.Wait()
	t.Logf("%d lives in %s, in which this happened:\n%s", *f.seeds, time.Since(began).Round(time.Millisecond), tally)
	if *f.seeds < 1000 || *f.life != 0 {
		return
	}
	for _, what := range simulation.Faults() {
		if tally.Of(what) == 0 {
			t.Errorf("%q happened in no life, so nothing is known of it", what)
		}
	}
}
