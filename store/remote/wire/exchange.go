package wire

import (
	"context"
	"errors"
	"fmt"

	"aeconnect/store/remote"
)

// Carry brings a question, which is one frame, to the other side, and returns the frame that answers it. The same
// question is the same bytes. Its errors are the call's.
type Carry func(ctx context.Context, kind Kind, question []byte) (answer []byte, err error)

// Exchange makes calls where single messages are carried. It lacks Close to be a remote.Remote.
type Exchange struct{ caller }

// NewExchange has its questions carried. It may be used by several goroutines if carry may.
func NewExchange(carry Carry) *Exchange {
	e := &Exchange{}
	e.codec = newCodec()
	e.broken = func(err error) error { return fmt.Errorf("%w: %w", remote.ErrFailed, err) }
	e.ask = func(ctx context.Context, kind Kind, v any) ([]byte, failing, error) {
		raw, err := e.codec.write(kind, 1, v)
		if err != nil {
			return nil, failing{}, err
		}
		if raw, err = carry(ctx, kind, raw); err != nil {
			return nil, failing{}, err
		}
		f, err := Parse(raw)
		switch {
		case err != nil:
			return nil, failing{}, e.broken(err)
		case f.Version != remote.Version:
			return nil, failing{}, &remote.NewerError{Ours: remote.Version, Theirs: f.Version}
		case !f.Kind.answers():
			return nil, failing{}, e.broken(ErrFrame)
		}
		return e.understand(kind, f.Kind, f.Body)
	}
	return e
}

// Replier answers single questions.
type Replier struct{ codec codec }

// NewReplier makes one.
func NewReplier() Replier { return Replier{newCodec()} }

// Asked is a question that was read.
type Asked struct {
	Kind  Kind
	Hello remote.Hello // of a Greet
	of    any
}

// Read reads a question. One that cannot be answered comes with the frame that says so.
func (r Replier) Read(question []byte) (q Asked, refusal []byte, err error) {
	f, err := Parse(question)
	if err == nil && f.Version != remote.Version {
		err = &remote.NewerError{Ours: remote.Version, Theirs: f.Version}
	}
	if err == nil {
		q.Kind = f.Kind
		q.of, err = r.codec.body(f)
	}
	if err != nil {
		refusal, _ := r.codec.write(Failure, 1, fail(err)) // a failure without answers always fits
		return q, refusal, err
	}
	if g, ok := q.of.(*greeting); ok {
		q.Hello = g.Hello
	}
	return q, nil, nil
}

// Answer makes the call of a question and returns the answer, and for a page with more behind it the question that asks
// for that. remote.ErrClosed and the end of ctx are errors: nothing is to be answered yet.
func (r Replier) Answer(ctx context.Context, hub remote.Remote, q Asked) (answer, more []byte, err error) {
	if p, ok := q.of.(*pulling); ok && q.Kind == Watch {
		return r.notice(ctx, hub, p)
	}
	kind, v := call(ctx, hub, q.of)
	if failed, ok := v.(failing); ok && failed.Code == codeGone {
		return nil, nil, errors.Join(remote.ErrClosed, ctx.Err())
	}
	if page, ok := v.(*remote.Page); ok && kind == Answer && page.More {
		next := pulling{After: page.Next, Limit: q.of.(*pulling).Limit}
		if more, err = r.codec.write(Pull, 1, &next); err != nil {
			more = nil
		}
	}
	if answer, err = r.codec.write(kind, 1, v); err != nil {
		answer, err = r.codec.write(Failure, 1, fail(err))
	}
	return answer, more, err
}

// notice waits for what a Watch waits for.
func (r Replier) notice(ctx context.Context, hub remote.Remote, p *pulling) ([]byte, []byte, error) {
	err := guarded(func() error { return hub.Watch(ctx, p.After) })
	switch {
	case err == nil:
		answer, err := r.codec.write(Notice, 1, nil)
		return answer, nil, err
	case ctx.Err() != nil || errors.Is(err, remote.ErrClosed):
		return nil, nil, errors.Join(remote.ErrClosed, ctx.Err())
	}
	answer, err := r.codec.write(Failure, 1, fail(err))
	return answer, nil, err
}
