package sample

import (
	"context"
	"errors"
	"runtime/debug"
	"sync"

	"aeconnect/model"
	"aeconnect/store/market"
)

// Growth is a sample marketplace whose rest is made behind the screens.
type Growth struct {
	told        bool
	mu          sync.Mutex
	done, total int
	going       bool
	err         error
	finished    sync.WaitGroup
	cancel      context.CancelFunc
}

// Grow goes on making the world of an open sample where it has a story and is not whole. The growth is to be stopped
// before the marketplace is closed.
func Grow(ctx context.Context, m *market.Market, o Options) (*Growth, error) {
	g := &Growth{cancel: func() {}}
	whole := false
	if err := look(m, func(r model.Reader) { g.told, whole = Told(r), Finished(r) }); err != nil || !g.told || whole {
		return g, err
	}
	ctx, g.cancel = context.WithCancel(ctx)
	o.Progress = g.report
	g.going = true
	g.finished.Go(func() {
		err := errors.Join(Morning(ctx, Over(m.Hub()), o), m.Hub().Settle())
		debug.FreeOSMemory() // a session lasts; what the making left behind is more than its screens hold
		g.mu.Lock()
		defer g.mu.Unlock()
		g.going, g.err = false, err
	})
	return g, nil
}

// Told tells whether the marketplace has a story: people to be, rather than a clock alone.
func (g *Growth) Told() bool { return g.told }

// State tells how many tasks are published of how many, and whether more are being made.
func (g *Growth) State() (done, total int, going bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.done, g.total, g.going
}

// Stop stops the making and returns what went wrong with it, if anything but being stopped did.
func (g *Growth) Stop() error {
	g.cancel()
	g.finished.Wait()
	if errors.Is(g.err, context.Canceled) {
		return nil
	}
	return g.err
}

func (g *Growth) report(done, total int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.done, g.total = done, total
}
