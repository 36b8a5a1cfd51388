package ui

import (
	"slices"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
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

// News is what others, or this person, have changed since it was asked for last.
type News struct {
	Refs   []model.Ref // of what concerns this account
	Public []model.Ref // of what everybody sees
	All    bool        // too many to list
	Minute bool        // a minute has passed
}

// NewsCame tells the program that there is something to take: see [Options].News. It takes the place of a goroutine and
// a timer in each of a thousand sessions.
type NewsCame struct{}

// heard takes what came. Nothing looks different before the answers come.
func (a *App) heard() tea.Cmd {
	if a.options.News == nil {
		return nil
	}
	n := a.options.News()
	var cmds []tea.Cmd
	if n.Minute && !a.virtual {
		cmds = append(cmds, a.toShell(screen.Minute{}))
	}
	if refs := append(n.Refs, n.Public...); n.All || len(refs) > 0 {
		cmds = append(cmds, a.toShell(committed{refs, n.All}.changed()))
	}
	switch {
	case n.All || len(n.Refs) > 0 || slices.ContainsFunc(n.Public, weighty):
		again := a.reread()
		cmds = append(cmds, func() tea.Msg { return reread{again().(reading)} })
	case len(n.Public) > 0:
		cmds = append(cmds, a.recount())
	}
	a.quiet = true
	return tea.Batch(cmds...)
}

// weighty tells that a row which everybody sees may change an account's own counts.
func weighty(r model.Ref) bool {
	return r.Kind != model.KindTask && r.Kind != model.KindAccount && r.Kind != model.KindStanding
}

// reread is a reading after something changed.
type reread struct{ reading }

// compared shows what was read again, where it looks different.
func (a *App) compared(r reading) tea.Cmd {
	if a.quiet = r.same(a.shown); a.quiet {
		return nil
	}
	return a.show(r)
}

// squareCount is how many tasks are on the square.
type squareCount int

// recount counts again what everybody sees, and nothing else.
func (a *App) recount() tea.Cmd {
	actor := a.me.actor
	return func() tea.Msg {
		n := -1
		_ = a.options.Market.View(actor, func(v model.View) { n = v.Count(model.Square(0)) })
		return squareCount(n)
	}
}

// counted puts a count that everybody sees into the frame.
func (a *App) counted(n squareCount) tea.Cmd {
	if n < 0 || int(n) == a.shown.square {
		a.quiet = true
		return nil
	}
	a.shown.square = int(n)
	return a.toShell(kit.SetMenu{Entries: a.menu(a.shown)})
}

// Quiet implements kit.Quiet.
func (a *App) Quiet() bool { return a.quiet }

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
	if a.virtual || a.options.Now == nil || a.options.News != nil {
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
