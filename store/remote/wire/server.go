package wire

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"aeconnect/store/remote"
)

// maxQueue is how many questions may wait for the one that is being answered. A client asks one after the other and takes
// back what it does not wait for, so more than a few are no client's.
const maxQueue = 8

// Serve answers the questions that come over the stream for whoever has proven the identity, until the stream or ctx
// ends, and returns why: nil when the client closed it between two frames. The stream is closed then. The caller has
// made sure of the identity.
func Serve(ctx context.Context, a remote.Authority, id remote.Identity, stream io.ReadWriteCloser, t Times) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	t = t.usual()
	s := &server{
		ctx: ctx, hub: a.Receive(id), codec: newCodec(), stream: stream, stall: &stall{stream, t.Stall},
		asked: map[uint64]context.CancelFunc{}, queue: make(chan question, maxQueue),
	}
	unblock := context.AfterFunc(ctx, func() { _ = stream.Close() })
	defer unblock()
	s.work.Add(1)
	go s.answer()
	err := s.listen()
	cancel()
	_ = stream.Close()
	close(s.queue)
	s.work.Wait()
	_ = s.hub.Close()
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// server is one connection.
type server struct {
	ctx    context.Context
	hub    remote.Remote
	codec  codec
	stream io.ReadWriteCloser
	stall  *stall
	queue  chan question
	work   sync.WaitGroup
	out    sync.Mutex // whoever writes a frame

	mu       sync.Mutex
	asked    map[uint64]context.CancelFunc // questions without an answer yet
	last     uint64
	watching uint64
}

// question is one call on its way through the server.
type question struct {
	id   uint64
	kind Kind
	ctx  context.Context
	of   any // its body
}

// listen reads questions until there are none any more.
func (s *server) listen() error {
	from := &reader{from: s.stream, watch: s.stall}
	for {
		f, err := from.next()
		if err == nil {
			err = s.take(f)
		}
		if err != nil {
			if errors.Is(err, remote.ErrRefused) || isNewer(err) {
				_ = s.reply(Failure, 0, fail(err))
			}
			return err
		}
	}
}

func isNewer(err error) bool {
	var newer *remote.NewerError
	return errors.As(err, &newer)
}

// take reads a frame and has it answered.
func (s *server) take(f Frame) error {
	switch {
	case f.Version != remote.Version:
		return &remote.NewerError{Ours: remote.Version, Theirs: f.Version}
	case f.Kind == Cancel && len(f.Body) == 0:
		s.recall(f.ID)
		return nil
	case !f.Kind.asks() || f.Kind == Cancel:
		return fmt.Errorf("kind %d: %w", f.Kind, ErrFrame)
	}
	of, err := s.codec.body(f)
	if err != nil {
		return err
	}
	q, err := s.open(f, of)
	if err != nil {
		return err
	}
	if q.kind == Watch {
		s.work.Add(1)
		go s.watch(q)
		return nil
	}
	select {
	case s.queue <- q:
		return nil
	default:
		return s.settle(q, Failure, fail(remote.ErrBusy))
	}
}

// open notes a question, whose number must be above that of every one before. A second Watch takes the first back.
func (s *server) open(f Frame, of any) (question, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.ID <= s.last {
		return question{}, fmt.Errorf("question %d after %d: %w", f.ID, s.last, ErrFrame)
	}
	s.last = f.ID
	if f.Kind == Watch {
		if before := s.asked[s.watching]; before != nil {
			before()
		}
		s.watching = f.ID
	}
	ctx, cancel := context.WithCancel(s.ctx)
	s.asked[f.ID] = cancel
	return question{f.ID, f.Kind, ctx, of}, nil
}

// recall takes a question back. What is being decided is decided all the same.
func (s *server) recall(id uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cancel := s.asked[id]; cancel != nil {
		cancel()
	}
}

// settle answers a question.
func (s *server) settle(q question, kind Kind, v any) error {
	s.mu.Lock()
	cancel := s.asked[q.id]
	delete(s.asked, q.id)
	s.mu.Unlock()
	if cancel != nil {
		cancel()
	}
	return s.reply(kind, q.id, v)
}

// reply writes a frame. An answer that does not fit into one is the authority's fault.
func (s *server) reply(kind Kind, id uint64, v any) error {
	raw, err := s.codec.write(kind, id, v)
	if err != nil {
		if raw, err = s.codec.write(Failure, id, fail(err)); err != nil {
			return err
		}
	}
	s.out.Lock()
	defer s.out.Unlock()
	defer s.stall.begin()()
	if _, err = s.stream.Write(raw); err != nil {
		_ = s.stream.Close()
	}
	return err
}
