// Package loop is the remote within the process: calls, and nothing on the way. It is the reference that the other
// drivers are compared with, and what tests and simulations use. Whoever opens it vouches for the identity.
package loop

import (
	"context"
	"slices"
	"sync"

	"aeconnect/store/remote"
)

// Open returns a remote to an authority of this process.
func Open(a remote.Authority, id remote.Identity) remote.Remote {
	return &loop{hub: a.Receive(id), calls: make(chan struct{})}
}

// loop adds to what the authority gives out what a connection has by nature: that it is closed, that it cuts what is too
// large, and that nothing which is passed along is shared.
type loop struct {
	hub   remote.Remote
	once  sync.Once
	calls chan struct{} // closed with the remote
}

// Close implements remote.Remote.
func (l *loop) Close() (err error) {
	l.once.Do(func() {
		close(l.calls)
		err = l.hub.Close()
	})
	return err
}

// call ties a context to the remote's life. What ends with the remote ends with ErrClosed.
func (l *loop) call(ctx context.Context, fn func(ctx context.Context) error) error {
	within, cancel := context.WithCancel(ctx)
	defer cancel()
	ended := make(chan struct{})
	defer close(ended)
	go func() {
		select {
		case <-l.calls:
			cancel()
		case <-ended:
		}
	}()
	select {
	case <-l.calls:
		return remote.ErrClosed
	default:
	}
	err := fn(within)
	if err != nil && ctx.Err() == nil && within.Err() != nil {
		return remote.ErrClosed
	}
	return err
}

// Greet implements remote.Remote.
func (l *loop) Greet(ctx context.Context, h remote.Hello) (w remote.Welcome, err error) {
	err = l.call(ctx, func(ctx context.Context) (err error) { w, err = l.hub.Greet(ctx, h); return err })
	return w, err
}

// Send implements remote.Remote.
func (l *loop) Send(ctx context.Context, parcels []remote.Parcel) (all []remote.Answer, err error) {
	for some := range slices.Chunk(parcels, remote.MaxParcels) {
		var answers []remote.Answer
		err = l.call(ctx, func(ctx context.Context) (err error) { answers, err = l.hub.Send(ctx, some); return err })
		all = append(all, answers...)
		if err != nil {
			return all, err
		}
	}
	return all, nil
}

// Pull implements remote.Remote.
func (l *loop) Pull(ctx context.Context, after remote.Cursor, limitBytes int) (p remote.Page, err error) {
	err = l.call(ctx, func(ctx context.Context) (err error) { p, err = l.hub.Pull(ctx, after, limitBytes); return err })
	return p, err
}

// Watch implements remote.Remote.
func (l *loop) Watch(ctx context.Context, after remote.Cursor) error {
	return l.call(ctx, func(ctx context.Context) error { return l.hub.Watch(ctx, after) })
}
