package wire

import (
	"context"
	"fmt"

	"aeconnect/store/remote"
)

// answer answers questions one after the other.
func (s *server) answer() {
	defer s.work.Done()
	for q := range s.queue {
		if q.ctx.Err() != nil {
			_ = s.settle(q, Failure, fail(q.ctx.Err()))
			continue
		}
		kind, v := s.call(q)
		_ = s.settle(q, kind, v)
	}
}

// watch answers a Watch beside the other questions.
func (s *server) watch(q question) {
	defer s.work.Done()
	after := q.of.(*pulling).After
	err := guarded(func() error { return s.hub.Watch(q.ctx, after) })
	if err != nil {
		_ = s.settle(q, Failure, fail(err))
		return
	}
	_ = s.settle(q, Notice, nil)
}

// call asks the authority and returns what to answer.
func (s *server) call(q question) (kind Kind, v any) { return call(q.ctx, s.hub, q.of) }

// call makes a call of a question's body and returns what to answer.
func call(ctx context.Context, hub remote.Remote, of any) (kind Kind, v any) {
	var answers []remote.Answer
	err := guarded(func() (err error) {
		v, answers, err = ask(ctx, hub, of)
		return err
	})
	if err == nil {
		return Answer, v
	}
	failed := fail(err)
	failed.Answers = answers
	return Failure, failed
}

// ask is the call itself. Answers of a Send come back beside an error too.
func ask(ctx context.Context, hub remote.Remote, of any) (any, []remote.Answer, error) {
	switch of := of.(type) {
	case *greeting:
		w, err := hub.Greet(ctx, of.Hello)
		return &w, nil, err
	case *sending:
		answers, err := hub.Send(ctx, of.Parcels)
		if err == nil && len(answers) != len(of.Parcels) {
			err = remote.ErrFailed
		}
		return &answering{answers}, answers, err
	case *pulling:
		p, err := hub.Pull(ctx, of.After, int(of.Limit))
		return &p, nil, err
	}
	return nil, nil, remote.ErrRefused
}

// guarded calls the authority; what it throws is a failure of this one call.
func guarded(call func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", remote.ErrFailed, p)
		}
	}()
	return call()
}
