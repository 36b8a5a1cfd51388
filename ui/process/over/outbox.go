package over

import (
	"context"

	"aeconnect/model"
	"aeconnect/store/replica"
	"aeconnect/ui/post"
	"aeconnect/ui/process"
	"aeconnect/ui/sshd/share"
)

// Items implements process.Replica.
func (f far) Items() (all []post.Item, err error) {
	refused, err := f.Refusals()
	for _, it := range append(refused, f.Outbox()...) {
		all = append(all, f.told(it))
	}
	return all, err
}

// told is an item as people are told of it.
func (f far) told(it replica.Item) post.Item {
	p := post.Item{
		Key: it.Key, Wire: it.Wire, Standing: post.Standing(it.Standing()), At: it.At, Sent: it.Sent, Command: f.Command(it),
		Secrets: it.Secrets, Refusal: it.Refusal, Refused: it.Refused,
	}
	for _, on := range it.Rests {
		p.Rests = append(p.Rests, on.Key)
	}
	if it.Origin != nil {
		p.Origin = post.Origin(*it.Origin)
	}
	return p
}

// Item implements process.Replica.
func (f far) Item(key uint64) (post.Item, bool, error) {
	it, there, err := f.Replica.Item(key)
	return f.told(it), there, err
}

// Put implements process.Replica.
func (f far) Put(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (post.Item, model.Decision, error) {
	ctx = replica.WithOrigin(ctx, replica.Origin(post.OriginOf(ctx)))
	it, d, err := f.Replica.Put(ctx, actor, c, private...)
	return f.told(it), d, known(err)
}

// Do implements screen.Market.
func (f far) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	_, d, err := f.Put(ctx, actor, c, private...)
	return d, err
}

// Again implements process.Replica.
func (f far) Again(ctx context.Context, key uint64) (post.Item, model.Decision, error) {
	it, d, err := f.Replica.Retry(ctx, key)
	return f.told(it), d, known(err)
}

// Settled implements process.Replica.
func (f far) Settled(ctx context.Context, key uint64) (post.Item, bool, error) {
	it, there, err := f.Replica.Settled(ctx, key)
	p := f.told(it)
	if err == nil && !there {
		p.Led, err = f.Led(it)
	}
	return p, there, err
}

// Drop implements process.Replica.
func (f far) Drop(key uint64) error { return known(f.Replica.Drop(key)) }

// Errand implements process.Replica.
func (f far) Errand(key share.Key) process.ReplicaErrand {
	return f.Replica.Errand(replica.ErrandKey(key))
}

// FirstConfirmed implements process.Replica.
func (f far) FirstConfirmed(c model.Command) bool { return replica.FirstConfirmed(c) }
