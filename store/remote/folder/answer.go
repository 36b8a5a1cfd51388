package folder

import (
	"bytes"
	"context"
	"errors"

	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// receive takes a letter and answers what it asks. The answers and the letter's place are kept together: a question is
// answered, or was not read yet. Answered twice, after a crash between, nothing is decided twice.
func (b *drawer) receive(ctx context.Context, l *opened) error {
	before := b.state
	b.busy = true
	err := b.take(ctx, l)
	if err == nil {
		err = b.keep()
	}
	if err != nil {
		b.state = before
		return err
	}
	return nil
}

func (b *drawer) take(ctx context.Context, l *opened) error {
	if err := b.out.heard(l.ack); err != nil {
		return err
	}
	if l.anew {
		b.out.fresh = true
	}
	if b.out.waiting() > maxWaiting {
		if err := b.out.reborn(); err != nil {
			return err
		}
	}
	b.in.accept(l)
	if len(l.text) == 0 {
		return nil
	}
	return b.answer(ctx, l.text)
}

// answer answers a question.
func (b *drawer) answer(ctx context.Context, question []byte) error {
	q, refusal, err := b.replier.Read(question)
	if err != nil {
		return b.reply(question, refusal)
	}
	if q.Kind == wire.Watch {
		b.state.Watching = bytes.Clone(question)
		if b.stop != nil {
			b.stop()
			b.stop = nil
		}
		return nil
	}
	if q.Kind == wire.Greet {
		b.state.Hello = bytes.Clone(question)
	}
	if err := b.reach(ctx, q.Kind == wire.Greet); err != nil {
		return err
	}
	answer, more, err := b.replier.Answer(ctx, b.hub, q)
	for ahead := 0; err == nil; ahead++ {
		if err := b.reply(question, answer); err != nil {
			return err
		}
		if more == nil || ahead >= maxAhead {
			return nil
		}
		question = more
		if q, _, err = b.replier.Read(question); err == nil {
			answer, more, err = b.replier.Answer(ctx, b.hub, q)
		}
	}
	return err
}

// reach makes sure that the hub is open for the device, and that it was greeted with the device's last greeting.
func (b *drawer) reach(ctx context.Context, greeting bool) error {
	if b.hub != nil {
		return nil
	}
	b.hub = b.authority.Receive(remote.Identity{Fingerprint: fingerprint(b.state.Device), Address: "folder"})
	if greeting || b.state.Hello == nil {
		return nil
	}
	q, _, err := b.replier.Read(b.state.Hello)
	if err != nil {
		return nil // an older program's: the device greets again
	}
	_, err = b.hub.Greet(ctx, q.Hello)
	if errors.Is(err, remote.ErrClosed) || ctx.Err() != nil {
		return err
	}
	return nil // a refusal comes again with the question itself
}

// reply puts an answer into the mailbox. The last one may be too long with the name of its question: then it is lost, and
// the device asks again in smaller pieces.
func (b *drawer) reply(question, answer []byte) error {
	k := keyOf(question)
	return b.out.post(append(k[:], answer...), b.state.In.receipt())
}
