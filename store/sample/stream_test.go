package sample

import (
	"context"
	"crypto/sha256"
	"fmt"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
)

// stream hashes everything that happens, in order, with its moment and whoever did it.
func stream(t *testing.T, make func(watch func(model.Moment, model.Actor, model.Command, model.Decision))) (hash string, events int) {
	t.Helper()
	h, codec := sha256.New(), journal.NewCodec()
	make(func(at model.Moment, actor model.Actor, c model.Command, d model.Decision) {
		fmt.Fprintln(h, at, actor, c.Wire(), d.Refusal)
		for _, e := range d.Events {
			events++
			raw, err := codec.Encode(e)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(h, "%s %x\n", e.Wire(), raw)
		}
	})
	return fmt.Sprintf("%x", h.Sum(nil)[:8]), events
}

func inMemory(t *testing.T, o Options) (string, int) {
	t.Helper()
	return stream(t, func(watch func(model.Moment, model.Actor, model.Command, model.Decision)) {
		m := NewMemory()
		m.Watch = watch
		if err := Make(context.Background(), m, o); err != nil {
			t.Fatal(err)
		}
	})
}

func TestSameSeedSameEvents(t *testing.T) {
	o := Options{Seed: 7, Tasks: 160, Past: 10}
	one, n := inMemory(t, o)
	two, _ := inMemory(t, o)
	if one != two {
		t.Error("the same seed led to other events")
	}
	o.Seed = 8
	if other, _ := inMemory(t, o); other == one {
		t.Error("another seed led to the same events")
	}
	t.Logf("%d events, %s", n, one)
}

// What a hub keeps is what a state in maps was told: the sample does not depend on where it is made.
func TestHubAndMemoryAgree(t *testing.T) {
	o := Options{Seed: 3, Tasks: 140, Past: 5}
	want, n := inMemory(t, o)
	got, kept := stream(t, func(watch func(model.Moment, model.Actor, model.Command, model.Decision)) {
		h, err := hub.Open(t.TempDir(), hub.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer h.Close()
		if err := Make(context.Background(), Over(h), o); err != nil {
			t.Fatal(err)
		}
		err = h.Log(context.Background(), 1, func(e hub.Entry) error {
			watch(e.At, e.Actor, e.Command, model.Decision{Events: e.Events, Refusal: e.Refusal})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	if got != want {
		t.Errorf("a hub kept %d events (%s), in memory there were %d (%s)", kept, got, n, want)
	}
}

// Other seeds tell the same story, and nobody in it is refused anything.
func TestOtherSeeds(t *testing.T) {
	seeds := uint64(12)
	if testing.Short() {
		seeds = 3
	}
	for seed := range seeds {
		c := take(t, Options{Seed: seed * 977, Tasks: 130, Past: 30})
		if c.refusals > 0 {
			t.Errorf("seed %d: %d commands were refused", seed*977, c.refusals)
		}
		c.checkScenes(t)
	}
}
