package process

import (
	"context"
	"errors"
	"net"

	"aeconnect/ui/cli"
	"aeconnect/ui/post"
)

// round is one synchronisation, which others may share.
type round struct {
	end  context.CancelFunc
	done chan struct{} // closed when it is over
	err  error         // set before that
}

// over waits until a round is over, or ctx ends. None is over.
func (r *round) over(ctx context.Context) {
	if r == nil {
		return
	}
	select {
	case <-r.done:
	case <-ctx.Done():
	}
}

// leave ends a round and returns when it has ended.
func (r *round) leave() {
	if r != nil {
		r.end()
		<-r.done
	}
}

// round synchronises once, unless the loop does it. Several processes may want it at the same time: the replica does it
// for one after the other. Whoever comes while a round goes on shares the next one with all who came meanwhile, since what
// was made, or what the hub got, may be too late for this one; that the hub is not reached is told to all at once.
func (m *mail) round(ctx context.Context, a cli.Asking) (done bool, err error) {
	for shared := false; ; shared = true {
		own, at := m.lead(ctx)
		switch {
		case own != nil:
			return true, m.carry(own, at, a)
		case at == nil && m.shut():
			return true, net.ErrClosed
		case at == nil:
			return false, nil
		}
		at.over(ctx)
		if ctx.Err() != nil {
			return true, ctx.Err()
		}
		if !private(at.err) && (shared || at.err != nil) {
			return true, at.err
		}
	}
}

// lead returns the round that goes on. Where there is none it begins one, which is the caller's own to carry out, with its
// context; none is begun where the loop runs, or the replica is being closed.
func (m *mail) lead(ctx context.Context) (own context.Context, at *round) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.at != nil || m.ended != nil || m.closed {
		return nil, m.at
	}
	own, end := context.WithCancel(ctx)
	m.at = &round{end: end, done: make(chan struct{})}
	return own, m.at
}

// carry carries a round out.
func (m *mail) carry(ctx context.Context, at *round, a cli.Asking) error {
	defer at.end()
	at.err = m.Replica.Sync(ctx, a)
	m.mu.Lock()
	m.at = nil
	m.mu.Unlock()
	close(at.done)
	return at.err
}

func (m *mail) shut() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.closed
}

// private tells that the outcome of a round is only that of whoever made it: a person was to be asked, or has left.
func private(err error) bool {
	var q *post.Question
	return errors.As(err, &q) || errors.Is(err, context.Canceled)
}
