package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// Rehearse returns a command that offers to move the clock of a sample marketplace: by a step, to the next
// deadline, or to any moment. What fell due on the way is reported.
func Rehearse(d Desk) tea.Cmd {
	return func() tea.Msg {
		var now, mine, any model.Moment
		var what string
		zone := time.UTC
		err := d.Market.View(d.Actor, func(v model.View) {
			now = v.Now
			if zone = d.Zone; zone == nil {
				zone = model.PolicyNow(v.Reader).Calendar().Zone
			}
			for _, c := range v.Clocks(model.ClocksOf(d.Actor.Account), model.Place{}) {
				mine, what = c.Due, d.Words.What(c)
				break
			}
			_, any, _ = model.NextDue(v.Reader)
		})
		if err != nil {
			return failure(d.Session, err)
		}
		return kit.Push{Screen: kit.NewChooser(clockChooser(d, zone, now, mine, any, what))}
	}
}

// clockChooser lists how far the clock can go.
func clockChooser(d Desk, zone *time.Location, now, mine, any model.Moment, what string) kit.Chooser {
	s := newSpeech(d.Session).at(now)
	move := func(to model.Moment) func() tea.Cmd {
		return func() tea.Cmd { return setOut(d, zone, now, to) }
	}
	c := kit.Chooser{Name: s.Say("clock.title", assets.Text("now", s.exact(now)))}
	add := func(id, detail string, to model.Moment) {
		c.Choices = append(c.Choices, kit.Choice{Key: id, Name: s.Say("clock." + id), Detail: detail, Hint: s.exact(to), Do: move(to)})
	}
	if mine > now {
		add("mine", s.Say("clock.mine_detail", assets.Text("what", what), assets.Text("left", s.left(mine))), mine)
	}
	if any > now && any != mine {
		add("any", s.Say("clock.any_detail", assets.Text("left", s.left(any))), any)
	}
	add("hour", "", now.Add(time.Hour))
	for _, step := range []struct {
		id   string
		days int
	}{{"day", 1}, {"five_days", 5}, {"month", 30}} {
		add(step.id, "", ask.Span{Days: step.days}.From(now, zone))
	}
	c.Choices = append(c.Choices, kit.Choice{
		Key: "custom", Name: s.Say("clock.custom"), Detail: s.Say("clock.custom_detail"),
		Do: func() tea.Cmd { return kit.Send(kit.Push{Screen: newMoveTo(d, zone, now)}) },
	})
	c.Typed = func(text string) []kit.Choice {
		to, r := ask.ParseMoment("by", text, now, zone)
		if r != nil { // 3d says as much as +3d
			to, r = ask.ParseMoment("by", "+"+text, now, zone)
		}
		if r != nil || to <= now {
			return nil
		}
		return []kit.Choice{{Key: "typed", First: true, Name: s.Say("clock.typed", assets.Text("left", s.Left(now, to))), Hint: s.exact(to), Do: move(to)}}
	}
	return c
}

// newMoveTo is the sheet that takes any moment.
func newMoveTo(d Desk, zone *time.Location, now model.Moment) kit.Screen {
	s := newSpeech(d.Session).at(now)
	to := kit.Field{ID: "by", Label: s.Say("clock.label_to"), Hint: s.Say("clock.hint_to"), Required: true, Max: 60}
	to.Parse = func(typed string) (string, error) {
		m, r := ask.ParseMoment("by", typed, now, zone)
		if r == nil && m <= now {
			r = &model.Refusal{Answer: model.ByRule, Rule: model.RuleTimeBack, Field: "by", Args: []model.Arg{assets.When("now", now)}}
		}
		if r != nil {
			return "", errorText(s.askAgain(r))
		}
		return s.understood(m), nil
	}
	return newSheet(d, sheet{
		title: s.Say("clock.custom"), help: s.Say("clock.help"), guide: "rehearsal", verb: s.Say("clock.act_move"), fields: []kit.Field{to},
		do: func(values map[string]string) sheetDone {
			m, r := ask.ParseMoment("by", values["by"], now, zone)
			if r != nil {
				return sheetDone{field: "by", refused: s.askAgain(r)}
			}
			if far(now, m, zone) {
				return sheetDone{next: askJourney(d, now, m)}
			}
			return sheetDone{next: newJourney(d, now, m)}
		},
	})
}

// errorText is a sentence as an error, for fields.
type errorText string

func (e errorText) Error() string { return string(e) }
