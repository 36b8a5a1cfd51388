package ui

import (
	"context"
	"errors"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	tea "charm.land/bubbletea/v2"
)

// moved says that the clock of a sample marketplace was moved.
type moved struct{ toast kit.Toast }

// steps are how far the clock can be moved at once.
func steps() []struct {
	id string
	by time.Duration
} {
	return []struct {
		id string
		by time.Duration
	}{
		{"app.hour", time.Hour}, {"app.day", 24 * time.Hour}, {"app.five_days", 5 * 24 * time.Hour}, {"app.month", 30 * 24 * time.Hour},
	}
}

// chooseTime offers to move the virtual clock: to this account's next deadline, or by a step.
func (a *App) chooseTime() tea.Msg {
	c := kit.Chooser{Name: a.say("app.move")}
	var now, next model.Moment
	var what string
	_ = a.options.Market.View(a.me.actor, func(v model.View) {
		now = v.Now
		for _, clock := range v.Clocks(model.ClocksOf(a.me.actor.Account), model.Place{}) {
			next, what = clock.Due, a.options.Words.What(clock)
			break
		}
	})
	if next > now {
		c.Choices = append(c.Choices, kit.Choice{Key: "next", Name: a.say("app.next"), Detail: what, Hint: a.options.Words.Left(now, next), Do: a.move(next)})
	}
	for _, s := range steps() {
		c.Choices = append(c.Choices, kit.Choice{Key: s.id, Name: a.say(s.id), Do: a.move(now.Add(s.by))})
	}
	return kit.Push{Screen: kit.NewChooser(c)}
}

// move carries every due clock out and reports.
func (a *App) move(to model.Moment) func() tea.Cmd {
	return func() tea.Cmd {
		return func() tea.Msg {
			err := a.options.Market.Advance(context.Background(), to)
			var refusal *model.Refusal
			switch {
			case errors.As(err, &refusal):
				message, _ := a.options.Words.Refusal(refusal)
				return moved{kit.Toast{Role: kit.Bad, Text: message}}
			case err != nil:
				return moved{kit.Toast{Role: kit.Bad, Text: model.Safe(err.Error())}}
			}
			return moved{kit.Toast{Role: kit.Good, Text: a.say("app.moved", assets.When("to", to))}}
		}
	}
}
