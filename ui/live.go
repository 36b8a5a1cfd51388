package ui

import (
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/screen"

	tea "charm.land/bubbletea/v2"
)

// committed tells what others, or this person, have just changed.
type committed struct {
	refs []model.Ref
	all  bool
}

// changed is what screens are told; the marketplace as a whole where the rows are too many to list.
func (c committed) changed() screen.Changed {
	if c.all {
		return screen.Changed{Refs: append(c.refs, model.Ref{Kind: model.KindMarket, Key: 1})}
	}
	return screen.Changed{Refs: c.refs}
}

// minute passes in a real marketplace, so that "3 h 12 m" becomes "3 h 11 m". A virtual clock stands still.
type minute struct{}

// growing tells how far the sample marketplace is made; more is false when it is whole.
type growing struct {
	done, total int
	more        bool
	at          time.Time
}

// listen waits for the next commits; it is armed again after each answer.
func (a *App) listen() tea.Cmd {
	if a.options.Changes == nil {
		return nil
	}
	return func() tea.Msg {
		refs, all, ok := a.options.Changes()
		if !ok {
			return nil
		}
		return committed{refs, all}
	}
}

func (a *App) minute() tea.Cmd {
	if a.virtual || a.options.Now == nil {
		return nil
	}
	return a.tick(time.Minute, func(time.Time) tea.Msg { return minute{} })
}

// growingEvery is how often the progress of a sample in the making is shown.
const growingEvery = 200 * time.Millisecond

// grow asks how far the world is, again and again until it is whole.
func (a *App) grow() tea.Cmd {
	if a.options.Growing == nil {
		return nil
	}
	return a.tick(growingEvery, func(at time.Time) tea.Msg {
		done, total, more := a.options.Growing()
		return growing{done, total, more, at}
	})
}

// grown keeps the progress and tells whoever looks at it.
func (a *App) grown(g growing) tea.Cmd {
	if a.growth.Started.IsZero() {
		a.growth.Started = g.at
	}
	a.growth.Done, a.growth.Total, a.growth.Now, a.growth.Over = g.done, g.total, g.at, !g.more
	if !g.more {
		a.options.Growing = nil
	}
	return tea.Batch(a.toShell(a.growth), a.reread())
}

// growthNote says how far the world is, "" where nothing is made.
func (a *App) growthNote() string {
	if a.options.Growing == nil || a.growth.Total == 0 {
		return ""
	}
	return a.say("app.growing", assets.Num("done", int64(a.growth.Done)), assets.Num("total", int64(a.growth.Total)))
}
