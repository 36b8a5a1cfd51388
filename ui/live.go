package ui

import (
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
)

// committed tells what others, or this person, have just changed.
type committed struct {
	refs []model.Ref
	all  bool
}

// minute passes in a real marketplace, so that "3 h 12 m" becomes "3 h 11 m". A virtual clock stands still.
type minute struct{}

// growing tells how far the sample marketplace is made.
type growing struct{ done, total int }

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
	if a.virtual {
		return nil
	}
	return tea.Tick(time.Minute, func(time.Time) tea.Msg { return minute{} })
}

// growingEvery is how often the progress of a sample in the making is shown.
const growingEvery = 200 * time.Millisecond

func (a *App) grow() tea.Cmd {
	if a.options.Growing == nil {
		return nil
	}
	return tea.Tick(growingEvery, func(time.Time) tea.Msg {
		done, total, more := a.options.Growing()
		if !more {
			return a.read(a.me.handle)
		}
		return growing{done, total}
	})
}

// statusOf shows the progress where the virtual time stands otherwise.
func (a *App) statusOf(g growing) kit.Status {
	s := a.status(reading{virtual: true})
	s.Note = a.say("app.growing", assets.Num("done", int64(g.done)), assets.Num("total", int64(g.total)))
	return s
}
