package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// far tells whether a move of the clock goes further than a day: one is shown first what will strike.
func far(now, to model.Moment, zone *time.Location) bool {
	return to > ask.Span{Days: 1}.From(now, zone)
}

// setOut moves the clock, after a question where it goes far.
func setOut(d Desk, zone *time.Location, now, to model.Moment) tea.Cmd {
	if !far(now, to, zone) {
		return kit.Send(kit.Push{Screen: newJourney(d, now, to)})
	}
	return func() tea.Msg { return kit.Push{Screen: askJourney(d, now, to)} }
}

// journeyNamed is how many of the clocks that will strike are named; the others are counted.
const journeyNamed = 6

// askJourney says what will strike on the way, the nearest first, and asks. It reads the marketplace: only commands
// call it.
func askJourney(d Desk, now, to model.Moment) kit.Screen {
	s := newSpeech(d.Session).at(now)
	var facts []string
	due := 0
	_ = d.Market.View(d.Actor, func(v model.View) {
		for _, c := range v.Clocks(model.ClocksOf(d.Actor.Account), model.Place{}) {
			if c.Due > to || due > journeyCounted {
				break
			}
			if due++; due > journeyNamed {
				continue
			}
			facts = append(facts, s.Say("clock.strikes", assets.Text("left", s.left(c.Due)), assets.Text("what", s.What(c)), assets.Text("of", rowIDIn(v, c.Of))))
		}
	})
	if more := due - journeyNamed; more > 0 {
		facts = append(facts, s.Say("clock.strike_more", assets.Num("count", int64(more))))
	}
	text := s.Say("clock.ask_text")
	if due == 0 {
		text = s.Say("clock.ask_nothing")
	}
	return kit.NewConfirm(kit.Confirm{
		Title: s.Say("clock.ask_title", assets.Text("to", s.exact(to)), assets.Text("left", s.Left(now, to))), Text: text, Facts: facts, Yes: s.Say("clock.ask_yes"),
		Do: func() tea.Cmd { return kit.Send(kit.Push{Screen: newJourney(d, now, to)}) },
	})
}

// journeyCounted bounds how many clocks are counted before a journey.
const journeyCounted = 999
