package sample

import (
	"context"
	"fmt"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// Market is where a sample is made: a hub, or a state in maps.
type Market interface {
	// Batch calls fn with a Desk and returns when all that was decided there is kept. Nobody else's command is decided
	// meanwhile. What was decided before fn failed stays decided.
	Batch(ctx context.Context, fn func(Desk) error) error
}

// Desk decides commands one by one.
type Desk interface {
	// Do decides a command; private holds the values behind its commitments. Clocks that are due are fired before, and
	// moving the virtual clock fires everything due on the way. A refusal is part of the decision, not an error.
	Do(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error)
	// State is what has been decided so far, until the next Do.
	State() model.Reader
}

// Options of a sample marketplace.
type Options struct {
	Seed  uint64
	Tasks int // published in all; 0: UsualTasks. The story alone publishes some sixty, and that many at least.
	Past  int // tasks of other sellers whose history the story tells, beyond what it needs; 0: UsualPast, -1: none
	// Progress is told, between stretches of work, how many tasks have been published. It may be nil.
	Progress func(done, total int)
}

// The usual sizes. The past is what fits into the time before the first screen is shown.
const (
	UsualTasks = 1200
	UsualPast  = 40
)

func (o Options) tasks() int {
	if o.Tasks == 0 {
		return UsualTasks
	}
	return o.Tasks
}

func (o Options) past() int {
	switch {
	case o.Past < 0:
		return 0
	case o.Past == 0:
		return UsualPast
	}
	return o.Past
}

func (o Options) report(done int) {
	if o.Progress != nil {
		o.Progress(done, max(done, o.tasks()))
	}
}

// Start is the moment at which a sample marketplace opens.
func Start() model.Moment { return model.At(time.Date(2026, 8, 3, 9, 0, 0, 0, time.UTC)) }

// Today is the moment that the virtual clock of a finished sample shows.
func Today() model.Moment { return model.At(time.Date(2026, 11, 24, 10, 48, 0, 0, time.UTC)) }

// doors is when the story ends and the morning begins.
func doors() model.Moment { return Today().Add(-48 * time.Minute) }

// Opening returns the first command of a marketplace with a virtual clock.
func Opening(start model.Moment, seed uint64) *model.OpenMarket {
	return &model.OpenMarket{Virtual: true, Start: start, Zone: "UTC", Values: assets.Policy().Values(), Seed: seed}
}

// Told says whether the story of a sample was told to its end. A state in which it was not is of no use: whoever made it
// was stopped on the way, and it has to be made anew.
func Told(r model.Reader) bool {
	m := model.MarketOf(r)
	return m != nil && m.Virtual && m.Now >= doors()
}

// Finished says whether the morning was made to its end, or its clock moved on since. One that was not goes on with Morning.
func Finished(r model.Reader) bool { return Told(r) && model.MarketOf(r).Now >= Today() }

// Make makes a whole sample marketplace: Story, then Morning.
func Make(ctx context.Context, market Market, o Options) error {
	if err := Story(ctx, market, o); err != nil {
		return err
	}
	return Morning(ctx, market, o)
}

// Story opens the market, which must be empty, and tells the story. A command of it that is refused is an error.
func Story(ctx context.Context, market Market, o Options) error {
	m := newMaker(o.Seed)
	m.admit()
	m.tellLumen()
	m.tellMia()
	m.tellCases()
	m.tellPast(o.past())
	m.tellAgencies()
	m.tellActivities()
	m.tellPromos()
	m.tellRequests()
	m.tellSales()
	if err := m.play(ctx, market, doors()); err != nil {
		return fmt.Errorf("the story of the sample marketplace: %w", err)
	}
	o.report(m.published)
	return nil
}
