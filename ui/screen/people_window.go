package screen

import (
	"errors"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// windowForm reads the form in which the operator says when creators may ask to be verified (M37).
type windowForm struct {
	say    speech
	now    model.Moment
	zone   *time.Location
	policy *model.Policy
	market *model.Market
}

// windowAction opens and closes the time in which creators may ask to be verified.
func windowAction(d Desk) kit.Action {
	s := newSpeech(d.Session)
	a := kit.Action{Key: "o", Name: s.Say("verify.act_window"), Help: s.Say("verify.help_window")}
	if !d.Actor.Operator {
		a.Hidden, a.Disabled = true, s.Say("verify.no_window")
	}
	a.Do = func() tea.Cmd {
		return func() tea.Msg {
			f := windowForm{}
			err := d.Market.View(d.Actor, func(v model.View) {
				f.now, f.policy, f.market = v.Now, model.PolicyNow(v.Reader), model.MarketOf(v.Reader)
			})
			if err != nil {
				return failure(d.Session, err)
			}
			f.say, f.zone = s.at(f.now).under(f.policy), f.policy.Calendar().Zone
			return kit.Push{Screen: f.sheet(d)}
		}
	}
	return a
}

func (f windowForm) sheet(d Desk) kit.Screen {
	s := f.say
	field := func(id string, read typedMoment) kit.Field {
		return kit.Field{ID: id, Label: s.Say("verify.label_" + id), Hint: s.Say("verify.hint_" + id), Max: 60, Parse: func(value string) (string, error) {
			m, refusal := read(id, value, f.now, f.zone)
			if refusal != nil {
				return "", errors.New(s.askAgain(refusal))
			}
			return s.understood(m), nil
		}}
	}
	return newSheet(d, sheet{
		title: s.Say("verify.window_title"), help: s.Say("verify.help_window"), guide: guidePage("verification"), verb: s.Say("verify.verb_edit"),
		lead:   func(t kit.Theme, w int) []string { return wrapped(t, kit.Muted, f.stands(), min(w, porchWide)) },
		fields: []kit.Field{field("until", ask.ParseMoment), field("from", ask.ParseStart)},
		check: func(get func(string) string) []kit.FormNote {
			return refusedNote(s, rehearse(f.now, f.policy, nil, "", model.Actor{Operator: true}, func(*model.Overlay, model.Commitment) model.Command { return f.command(get) }))
		},
		do: func(values map[string]string) sheetDone {
			c := f.command(func(id string) string { return values[id] })
			done := utterSheet(d, s, c)
			f.market = &model.Market{AccessFrom: max(c.From, f.now), AccessUntil: c.Until}
			done.toast = f.stands()
			return done
		},
	})
}

// command reads the form; what cannot be read is left out, its field says so itself.
func (f windowForm) command(get func(string) string) *model.OpenAccess {
	c := &model.OpenAccess{}
	if typed := strings.TrimSpace(get("until")); typed != "" {
		c.Until, _ = ask.ParseMoment("until", typed, f.now, f.zone)
	}
	if typed := strings.TrimSpace(get("from")); typed != "" {
		c.From, _ = ask.ParseStart("from", typed, f.now, f.zone)
	}
	return c
}

// stands says whether creators may ask to be verified, and from when until when.
func (f windowForm) stands() string {
	m, id := f.market, "verify.window_closed"
	switch {
	case m == nil || m.AccessUntil <= f.now:
		return f.say.Say(id)
	case m.AccessOpen(f.now):
		id = "verify.window_open"
	default:
		id = "verify.window_later"
	}
	return f.say.Say(id, assets.Text("from", f.say.exact(m.AccessFrom)), assets.Text("until", f.say.exact(m.AccessUntil)))
}
