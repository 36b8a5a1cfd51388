package wire_test

import (
	"context"
	"net"
	"sync"
	"testing"
	"time"

	"aeconnect/store/remote"
	"aeconnect/store/remote/remotetest"
	"aeconnect/store/remote/wire"
)

// pipes leads to a world over pipes in memory.
type pipes struct {
	remotetest.Trouble
	world  *remotetest.World
	mu     sync.Mutex
	ctx    context.Context
	cancel context.CancelFunc
	serves sync.WaitGroup
}

func openPipes(t testing.TB, w *remotetest.World) remotetest.Medium {
	p := &pipes{world: w}
	p.ctx, p.cancel = context.WithCancel(context.Background())
	t.Cleanup(func() { p.cancel(); p.serves.Wait() })
	return p
}

func (p *pipes) Connect(_ context.Context, handle string) (remote.Remote, error) {
	p.mu.Lock()
	ctx := p.ctx
	p.mu.Unlock()
	near, far := net.Pipe()
	p.serves.Add(1)
	go func() {
		defer p.serves.Done()
		_ = wire.Serve(ctx, p.world, remote.Identity{Fingerprint: "SHA256:" + handle}, p.Stream(far), wire.Times{Stall: 5 * time.Second})
	}()
	return wire.NewClient(near, wire.Times{Stall: 5 * time.Second, Answer: 5 * time.Second}), nil
}

func (p *pipes) Restart() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.cancel()
	p.serves.Wait()
	p.ctx, p.cancel = context.WithCancel(context.Background())
	return nil
}

func TestConformance(t *testing.T) {
	remotetest.Run(t, remotetest.Driver{Open: openPipes, Faults: []remotetest.Fault{
		remotetest.LostAnswer, remotetest.Duplicate, remotetest.Delay, remotetest.Reorder, remotetest.Cut, remotetest.Slow,
	}})
}
