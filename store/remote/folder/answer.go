package folder

import (
	"bytes"
	"context"
	"errors"

	"aeconnect/store/journal"
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

// answer answers a question, as asked under its name.
func (b *drawer) answer(ctx context.Context, text []byte) error {
	n, ok := readNamed(text)
	if !ok {
		return nil
	}
	q, refusal, err := b.replier.Read(n.question)
	if err != nil {
		return b.reply(n, refusal)
	}
	switch q.Kind {
	case wire.Watch:
		b.state.Watching = bytes.Clone(text)
		if b.stop != nil {
			b.stop()
			b.stop = nil
		}
		return nil
	case wire.Greet:
		n.as = q.Hello.Device
		b.state.greeted(n.as, bytes.Clone(n.question))
	}
	if err := b.reach(ctx, n.as, q.Kind == wire.Greet); err != nil {
		return err
	}
	answer, more, err := b.replier.Answer(ctx, b.hub, q)
	for ahead := 0; err == nil; ahead++ {
		if err := b.reply(n, answer); err != nil {
			return err
		}
		if more == nil || ahead >= maxAhead {
			return nil
		}
		n.question = more
		if q, _, err = b.replier.Read(more); err == nil {
			answer, more, err = b.replier.Answer(ctx, b.hub, q)
		}
	}
	return err
}

// reach makes sure that the hub is open for the device under a name, and that it was greeted with the last greeting under
// that. Under a name that never greeted the hub answers nothing else.
func (b *drawer) reach(ctx context.Context, as journal.Device, greeting bool) error {
	if b.hub != nil && b.as == as {
		return nil
	}
	b.leave()
	b.hub, b.as = b.authority.Receive(remote.Identity{Fingerprint: fingerprint(b.state.Device), Address: "folder"}), as
	hello := b.state.hello(as)
	if greeting || hello == nil {
		return nil
	}
	q, _, err := b.replier.Read(hello)
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
func (b *drawer) reply(n named, answer []byte) error {
	k := keyOf(n.text())
	return b.out.post(append(k[:], answer...), b.state.In.receipt())
}
