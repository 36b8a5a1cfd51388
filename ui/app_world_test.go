package ui

import (
	"context"
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// bare is a marketplace in which nobody takes part yet.
type bare struct {
	state *model.Overlay
	now   model.Moment
	ids   uint64
}

func newBare(t *testing.T) *bare {
	t.Helper()
	b := &bare{state: model.NewMemory(), now: screentest.Start()}
	d, _ := b.Do(context.Background(), model.Actor{Operator: true}, &model.OpenMarket{Zone: "UTC", Values: assets.Policy().Values()})
	if d.Refusal != nil {
		t.Fatal(d.Refusal)
	}
	return b
}

func (b *bare) View(actor model.Actor, read func(model.View)) error {
	read(model.NewView(b.state, actor, b.now))
	return nil
}

func (b *bare) Do(_ context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	for _, p := range private {
		b.state.Keep(p)
	}
	d := model.Decide(b.state, actor, b.now, c)
	for _, e := range d.Events {
		model.Apply(b.state, model.Meta{At: b.now, Actor: actor}, e)
	}
	return d, nil
}

func (b *bare) Plan(actor model.Actor, c model.Command, _ ...model.Opened) (model.Decision, error) {
	return model.Decide(b.state, actor, b.now, c), nil
}

func (*bare) History(model.Actor, model.Ref, int) ([]model.Happening, error) { return nil, nil }

func (b *bare) Search() screen.Search { return b }

func (*bare) Find(context.Context, string, model.TaskType, int) (screen.Found, error) {
	return screen.Found{}, nil
}

func (b *bare) Mint(letter byte) model.ID {
	b.ids++
	return model.MintID(letter, b.ids)
}

func (*bare) Seal(text string) model.Opened { return model.Opened{Value: text} }

func (*bare) Advance(context.Context, model.Moment) error { return nil }

func (b *bare) account(handle string) *model.Account { return model.AccountByHandle(b.state, handle) }
