package screentest

import (
	"context"
	"slices"

	"aeconnect/model"
	"aeconnect/ui/post"
)

// Post is what a replica has under way, over a world that stands for what the hub has told.
type Post struct {
	World *World
	At    post.State
	All   []post.Item

	Nudged  int
	Phrases map[string]string // that were typed, by the file of the key
}

var _ post.Post = (*Post)(nil)

// NewPost returns the post of a replica that has lost its hub, with a command of each standing about an order.
func NewPost(w *World, order model.ID) *Post {
	made := w.Now().Add(-3 * Hour)
	about := []model.Picked{{ID: order, Rev: 1}}
	return &Post{
		World: w,
		At: post.State{
			URL: "ssh://hub.example", Account: "lumen", Line: post.Offline, Since: Noon(), Loaded: true, Queued: 3, Asking: 1, Refused: 1,
		},
		All: []post.Item{
			{
				Key: 3, Wire: "application.approve", Standing: post.Refused, At: made, Command: &model.ApproveApplications{Orders: about},
				Refusal: &model.Refusal{Rule: model.RuleMoved, Field: "order", Args: []model.Arg{{Name: "id", Text: string(order)}}},
				Refused: made.Add(Hour), Origin: post.Origin{Line: "order approve " + string(order), Form: "order " + string(order)},
			},
			{Key: 4, Wire: "order.extend", Standing: post.Queued, At: made, Command: &model.AskExtension{Order: order, Days: 2}},
			{Key: 5, Wire: "payment.record", Standing: post.Asking, Sent: true, At: made.Add(Hour), Command: &model.RecordPayment{Order: order}},
			{Key: 6, Wire: "task.future", Standing: post.Queued, At: made.Add(2 * Hour)},
		},
	}
}

// State implements post.Post.
func (p *Post) State() post.State { return p.At }

// Items implements post.Post.
func (p *Post) Items() ([]post.Item, error) { return slices.Clone(p.All), nil }

func (p *Post) at(key uint64) int {
	return slices.IndexFunc(p.All, func(it post.Item) bool { return it.Key == key })
}

// Item implements post.Post.
func (p *Post) Item(key uint64) (post.Item, bool, error) {
	if at := p.at(key); at >= 0 {
		return p.All[at], true, nil
	}
	return post.Item{}, false, nil
}

// Put implements post.Post.
func (p *Post) Put(_ context.Context, actor model.Actor, c model.Command, private ...model.Opened) (post.Item, model.Decision, error) {
	d, err := p.World.Plan(actor, c, private...)
	return post.Item{}, d, err
}

// Again implements post.Post.
func (p *Post) Again(_ context.Context, key uint64) (post.Item, model.Decision, error) {
	at := p.at(key)
	if at < 0 {
		return post.Item{}, model.Decision{}, post.ErrNoItem
	}
	p.All[at].Standing, p.All[at].Refusal, p.All[at].Refused = post.Queued, nil, 0
	return p.All[at], model.Decision{}, nil
}

// Settled implements post.Post.
func (p *Post) Settled(_ context.Context, key uint64) (post.Item, bool, error) { return p.Item(key) }

// Drop implements post.Post.
func (p *Post) Drop(key uint64) error {
	at := p.at(key)
	switch {
	case at < 0:
		return post.ErrNoItem
	case p.All[at].Sent:
		return post.ErrSent
	}
	p.All = slices.Delete(p.All, at, at+1)
	return nil
}

// Confirmed implements post.Post.
func (p *Post) Confirmed(actor model.Actor, read func(model.View)) error {
	return p.World.View(actor, read)
}

// Sync implements post.Post.
func (p *Post) Sync(context.Context, func(context.Context, string) ([]byte, error), func(post.State)) error {
	return nil
}

// Watch implements post.Post.
func (p *Post) Watch(context.Context, func(post.State)) error { return nil }

// Changed implements post.Post.
func (p *Post) Changed() <-chan struct{} { return nil }

// Nudge implements post.Post.
func (p *Post) Nudge() { p.Nudged++ }

// Unlock implements post.Post.
func (p *Post) Unlock(file string, phrase []byte) {
	if p.Phrases == nil {
		p.Phrases = map[string]string{}
	}
	p.Phrases[file] = string(phrase)
}

// Quiet implements post.Post.
func (p *Post) Quiet() error {
	p.At.Alarms = nil
	return nil
}
