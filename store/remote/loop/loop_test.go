package loop_test

import (
	"context"
	"sync"
	"testing"

	"aeconnect/store/remote"
	"aeconnect/store/remote/loop"
	"aeconnect/store/remote/remotetest"
)

// way leads to a world of the same process.
type way struct {
	remotetest.Strikes
	world *remotetest.World
	mu    sync.Mutex
	open  []*remotetest.Flaky
	fault remotetest.Fault
	seed  uint64
}

func (w *way) Connect(_ context.Context, handle string) (remote.Remote, error) {
	r := &remotetest.Flaky{Remote: loop.Open(w.world, remote.Identity{Fingerprint: "SHA256:" + handle}), Strikes: &w.Strikes}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.seed++
	r.Disturb(w.fault, w.seed)
	w.open = append(w.open, r)
	return r, nil
}

func (w *way) Restart() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, r := range w.open {
		_ = r.Close()
	}
	return nil
}

func (w *way) Disturb(f remotetest.Fault, seed uint64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.fault, w.seed = f, seed
	for _, r := range w.open {
		r.Disturb(f, seed)
	}
}

func TestLoop(t *testing.T) {
	remotetest.Run(t, remotetest.Driver{
		Open:   func(_ testing.TB, w *remotetest.World) remotetest.Medium { return &way{world: w} },
		Faults: []remotetest.Fault{remotetest.LostAnswer, remotetest.Duplicate, remotetest.Delay, remotetest.Cut},
	})
}
