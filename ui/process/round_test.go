package process

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/cli"
	"aeconnect/ui/post"
)

// slow is a replica whose rounds last until they are let go.
type slow struct {
	Replica
	begun  chan struct{}
	goOn   chan error
	inside atomic.Int32
	rounds atomic.Int32
	clash  atomic.Bool
}

func newSlow() *slow { return &slow{begun: make(chan struct{}, 64), goOn: make(chan error)} }

func (s *slow) Who() (string, model.Actor) { return "lumen", model.Actor{} }
func (s *slow) State() post.State          { return post.State{} }
func (s *slow) Changed() <-chan struct{}   { return nil }

func (s *slow) enter() func() {
	if s.inside.Add(1) > 1 {
		s.clash.Store(true)
	}
	return func() { s.inside.Add(-1) }
}

func (s *slow) Sync(ctx context.Context, _ cli.Asking) error {
	defer s.enter()()
	s.rounds.Add(1)
	s.begun <- struct{}{}
	select {
	case err := <-s.goOn:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *slow) Run(ctx context.Context, _ cli.Asking) error {
	defer s.enter()()
	s.begun <- struct{}{}
	<-ctx.Done()
	return ctx.Err()
}

// Whoever synchronises while another does shares the next round with all who came meanwhile; no two go on at once.
func TestRoundsAreShared(t *testing.T) {
	away := errors.New("not reached")
	for name, c := range map[string]struct {
		first  error
		rounds int32
		second error
	}{
		"all is well":              {nil, 2, nil},
		"the first has to ask":     {&post.Question{Why: post.Locked, Err: away}, 2, nil},
		"the first has left":       {context.Canceled, 2, nil},
		"the hub is not reached":   {away, 1, away},
		"the answer is on its way": {post.ErrPending, 1, post.ErrPending},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSlow()
			m := &mail{Replica: s}
			var first, others sync.WaitGroup
			first.Go(func() {
				if err := m.sync(t.Context(), cli.Asking{}, nil); !errors.Is(err, c.first) {
					t.Errorf("the first got %v", err)
				}
			})
			<-s.begun
			asked := make(chan struct{}, 8)
			for range 8 {
				others.Go(func() {
					if _, at := m.lead(t.Context()); at == nil {
						t.Error("no round goes on")
					}
					asked <- struct{}{}
					if err := m.sync(t.Context(), cli.Asking{}, nil); err != nil && !errors.Is(err, c.second) { // late, it makes its own
						t.Errorf("another got %v", err)
					}
				})
			}
			for range 8 {
				<-asked
			}
			s.goOn <- c.first
			first.Wait()
			close(s.goOn)
			others.Wait()
			if s.clash.Load() {
				t.Error("two rounds went on at once")
			}
			if n := s.rounds.Load(); n < c.rounds {
				t.Errorf("%d rounds were made", n)
			}
		})
	}
}

// The loop begins when a round is over, and closing ends both.
func TestLoopWaitsForARound(t *testing.T) {
	s := newSlow()
	m := &mail{Replica: s}
	var round sync.WaitGroup
	round.Go(func() { _ = m.sync(t.Context(), cli.Asking{}, nil) })
	<-s.begun
	m.attend()
	s.goOn <- nil
	round.Wait()
	<-s.begun // the loop
	m.close()
	if s.clash.Load() {
		t.Error("the loop ran beside a round")
	}
	if done, err := m.round(t.Context(), cli.Asking{}); !done || err == nil {
		t.Errorf("after it was closed: %t, %v", done, err)
	}
}

// Closing ends a round that goes on.
func TestCloseEndsARound(t *testing.T) {
	s := newSlow()
	m := &mail{Replica: s}
	var round sync.WaitGroup
	round.Go(func() {
		if err := m.sync(t.Context(), cli.Asking{}, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("the round ended with %v", err)
		}
	})
	<-s.begun
	m.close()
	round.Wait()
}
