package sample

import (
	"context"
	"fmt"

	"aeconnect/model"
)

// Memory is a market in maps, for tests and for trying things out. It decides as a hub does, without a journal.
type Memory struct {
	state *model.Overlay
	now   model.Moment
	// Watch, where set, hears of every decision: who asked for what, when, and what came of it.
	Watch func(at model.Moment, actor model.Actor, c model.Command, d model.Decision)
}

// NewMemory returns an empty market.
func NewMemory() *Memory { return &Memory{state: model.NewMemory()} }

// State is what has been decided so far.
func (m *Memory) State() model.Reader { return m.state }

// Now is the moment of the last decision, or what the virtual clock shows where that is later.
func (m *Memory) Now() model.Moment {
	if market := model.MarketOf(m.state); market != nil {
		return max(m.now, market.Now)
	}
	return m.now
}

// Batch implements [Market].
func (m *Memory) Batch(_ context.Context, fn func(Desk) error) error { return fn(m) }

// Do implements [Desk].
func (m *Memory) Do(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	until := m.Now()
	if move, ok := c.(*model.AdvanceTime); ok {
		until = max(until, move.To)
	}
	if err := m.fire(until); err != nil {
		return model.Decision{}, err
	}
	layer := model.NewOverlay(m.state)
	for _, p := range private {
		layer.Keep(p)
	}
	if open, ok := c.(*model.OpenMarket); ok {
		m.now = max(m.now, open.Start) // a virtual marketplace begins at its own time
	}
	d := model.Decide(layer, actor, m.Now(), c)
	if d.Refusal == nil {
		for _, p := range private {
			m.state.Keep(p)
		}
	}
	return d, m.take(m.Now(), actor, c, d)
}

// fire lets every clock strike that is due at the moment or before, in order.
func (m *Memory) fire(until model.Moment) error {
	for {
		clock, due, ok := model.NextDue(m.state)
		if !ok || due > until {
			return nil
		}
		at, system := max(m.now, due), model.Actor{System: true}
		d := model.Decide(m.state, system, at, clock)
		if d.Refusal != nil {
			return fmt.Errorf("clock %s: %w", clock.Rule, d.Refusal)
		}
		if err := m.take(at, system, clock, d); err != nil {
			return err
		}
	}
}

func (m *Memory) take(at model.Moment, actor model.Actor, c model.Command, d model.Decision) error {
	m.now = at
	for _, e := range d.Events {
		if !model.Apply(m.state, model.Meta{At: at, Actor: actor}, e) {
			return fmt.Errorf("%s: the event %s is about nothing", c.Wire(), e.Wire())
		}
	}
	if m.Watch != nil {
		m.Watch(at, actor, c, d)
	}
	return nil
}
