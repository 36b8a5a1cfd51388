package remotetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"aeconnect/store/remote"
)

func restart(t *testing.T, s *scene) {
	r := &stubborn{replica: s.greet("one")}
	for i := range 6 {
		if i%2 == 1 {
			if err := s.medium.Restart(); err != nil {
				t.Fatal(err)
			}
		}
		r.commands(2)
	}
	r.finish()
}

func nothingLeft(t *testing.T, s *scene) {
	if s.driver.Carried {
		t.Skip("a folder has no connections")
	}
	for range 3 {
		r := s.greet("one")
		r.sync()
		done := r.watched(t.Context())
		r.do("sing")
		if err := r.remote.Close(); err != nil {
			t.Fatal(err)
		}
		_ = soon(t, "watching", done)
	}
	for begun := time.Now(); s.world.Open() > 0; time.Sleep(time.Millisecond) {
		if time.Since(begun) > patience {
			t.Fatalf("%d connections are left at the hub", s.world.Open())
		}
	}
}

// under sends and pulls while things go wrong, then lets the way heal and looks at what came of it.
func under(t *testing.T, s *scene, f Fault, seed uint64) {
	r := &stubborn{replica: s.greet("one"), chance: rand.New(rand.NewPCG(seed, 1))}
	other := s.greet("two")
	s.medium.Disturb(f, seed)
	for round, begun := 0, time.Now(); round < 8 || s.medium.Struck(f) == 0 && time.Since(begun) < patience; round++ {
		r.commands(1 + r.chance.IntN(4))
		r.look()
	}
	if s.medium.Struck(f) == 0 {
		t.Errorf("%s befell nothing, so nothing is known of it", f)
	}
	s.medium.Disturb(Calm, 0)
	r.finish()
	if f != Cut && f != LostAnswer { // others may have lost their connection
		return
	}
	_ = other.remote.Close()
	other.remote = s.connect("two")
	if _, err := other.hello(); err != nil {
		t.Fatal(err)
	}
	other.sync()
	other.agrees()
}

// stubborn is a replica that goes on as a real one does: an unknown outcome is asked for again unchanged, over a new
// connection if need be.
type stubborn struct {
	*replica
	chance  *rand.Rand
	lines   []string
	answers []remote.Answer
}

// again repeats a call until it is answered.
func (r *stubborn) again(call func() error) {
	r.t.Helper()
	for begun := time.Now(); ; {
		err := call()
		if err == nil {
			return
		}
		if time.Since(begun) > patience {
			r.t.Fatalf("no answer: %v", err)
		}
		if errors.Is(err, remote.ErrClosed) {
			r.reconnect()
		}
	}
}

func (r *stubborn) reconnect() {
	_ = r.remote.Close()
	_ = within(func(ctx context.Context) error {
		remote, err := r.medium.Connect(ctx, r.handle)
		if err != nil {
			return err
		}
		r.t.Cleanup(func() { _ = remote.Close() })
		r.remote = remote
		_, err = r.hello()
		return err
	})
}

// commands makes n commands and sends what has no answer yet until all have one.
func (r *stubborn) commands(n int) {
	r.t.Helper()
	for range n {
		verb := []string{"set", "own", "hide", "sing"}[len(r.lines)%4]
		r.lines = append(r.lines, fmt.Sprintf("%s %d %d", verb, len(r.lines)%7, len(r.lines)))
	}
	r.again(func() error {
		var parcels []remote.Parcel
		for i := len(r.answers); i < len(r.lines); i++ {
			parcels = append(parcels, parcel(uint64(i)+1, r.lines[i]))
		}
		answers, err := r.send(parcels...)
		r.answers = append(r.answers, answers...)
		return err
	})
}

// look pulls everything.
func (r *stubborn) look() {
	r.t.Helper()
	r.again(func() error {
		for {
			if p, err := r.pull(0); err != nil || !p.More {
				return err
			}
		}
	})
}

// finish demands that each command was decided once, in order, with the answers that arrived, and that what the replica
// holds is what the account sees.
func (r *stubborn) finish() {
	r.t.Helper()
	r.look()
	r.agrees()
	if got := r.world.Decided(r.device); !slices.Equal(got, r.lines) {
		r.t.Errorf("decided was\n%q, sent\n%q", got, r.lines)
	}
	last := uint64(0)
	for i, a := range r.answers {
		if a.Counter != uint64(i)+1 || a.Seq <= last {
			r.t.Errorf("answer %d is %+v", i, a)
		}
		if sung := i%4 == 3; sung && a.Refusal == nil {
			r.t.Errorf("%q was not refused", r.lines[i])
		}
		last = a.Seq
	}
	if len(r.answers) != len(r.lines) {
		r.t.Errorf("%d commands have %d answers", len(r.lines), len(r.answers))
	}
}
