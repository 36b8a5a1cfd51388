package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// promoActions are what can be done to a promo code; none is why to no one.
func promoActions(d Desk, key model.Key, none string) []kit.Action {
	s := newSpeech(d.Session)
	act := func(k, name string, do func(*promoFile) tea.Msg) kit.Action {
		return kit.Action{Key: k, Name: s.Say("promos.act_" + name), Help: s.Say("promos.help_" + name), Disabled: none, Do: func() tea.Cmd {
			return withPromo(d, key, do)
		}}
	}
	all := []kit.Action{
		act("a", "activate", func(f *promoFile) tea.Msg { return activateForm(d, f) }),
		act("o", "affiliate", func(f *promoFile) tea.Msg { return turnAffiliate(d, f) }),
		act("t", "task", func(f *promoFile) tea.Msg {
			if f.task == nil {
				return kit.Toast{Role: kit.Warn, Text: s.Say("promos.no_task")}
			}
			return kit.Push{Screen: NewTask(d, f.task.Key)}
		}),
		act("c", "codes", func(f *promoFile) tea.Msg { return kit.Push{Screen: newCodesUnder(d, f.promo)} }),
		act("w", "why", func(f *promoFile) tea.Msg {
			return kit.Push{Screen: newWhy(s.at(f.now), f.policy, s.Say("why_page.title", assets.Text("id", f.promo.Number)), f.why)}
		}),
		act("y", "copy_id", func(f *promoFile) tea.Msg { return copied(s, f.promo.Number) }),
		act("Y", "copy_line", func(f *promoFile) tea.Msg {
			return copied(s, s.commandLine([]string{"promo", "show", f.promo.Number}, f.mine))
		}),
	}
	for i := 4; i < len(all); i++ {
		all[i].Hidden = true
	}
	return all
}

// withPromo reads a promo code anew and goes on with it.
func withPromo(d Desk, key model.Key, do func(*promoFile) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		f, err := readPromo(d.Session, key)
		switch {
		case err != nil:
			return failure(d.Session, err)
		case f == nil:
			return kit.Toast{Role: kit.Bad, Text: d.Words.Say("promos.gone")}
		}
		return do(f)
	}
}

// turnAffiliate turns the affiliate setting over. It waits.
func turnAffiliate(d Desk, f *promoFile) tea.Msg {
	s := newSpeech(d.Session)
	on := !f.promo.Affiliate
	done := utterPromo(d, s, &model.SetAffiliate{Number: f.promo.Number, On: on})
	switch {
	case done.err != nil:
		return failure(d.Session, done.err)
	case done.refused != "":
		return kit.Toast{Role: kit.Bad, Text: done.refused}
	case on:
		return kit.Toast{Role: kit.Good, Text: s.Say("promos.affiliate_on", assets.Text("promo", f.promo.Number))}
	}
	return kit.Toast{Role: kit.Good, Text: s.Say("promos.affiliate_off", assets.Text("promo", f.promo.Number))}
}

// utterPromo sends the command of a sheet; it waits.
func utterPromo(d Desk, s speech, c model.Command) sheetDone {
	decision, err := d.Market.Do(context.Background(), d.Actor, c)
	switch {
	case err != nil:
		return sheetDone{err: err}
	case decision.Refusal != nil:
		return sheetDone{field: decision.Refusal.Field, refused: s.askAgain(decision.Refusal)}
	}
	return sheetDone{}
}

// Where a promo code is promoted.
const (
	channelDefault  = "default"
	channelActivity = "activity"
)

// activateForm is the popup of Activate immediately: Default Channel Promotion, or an official activity; Promote now.
func activateForm(d Desk, f *promoFile) tea.Msg {
	s := newSpeech(d.Session).at(f.now)
	if f.refusal != nil {
		return kit.Toast{Role: kit.Bad, Text: s.askAgain(f.refusal)}
	}
	activities := openActivities(d, s)
	channel := kit.Field{ID: "channel", Label: s.Say("promos.label_channel"), Kind: kit.ChoiceField, Required: true, Options: []kit.Option{
		{Value: channelDefault, Name: s.Say("promos.channel_default"), Detail: s.Say("promos.channel_default_detail")},
		{Value: channelActivity, Name: s.Say("promos.channel_activity"), Detail: s.Say("promos.channel_activity_detail")},
	}}
	if len(activities) == 0 {
		channel.Options[1].Detail = s.Say("promos.no_activities")
	}
	activity := kit.Field{ID: "activity", Label: s.Say("promos.label_activity"), Kind: kit.ChoiceField, Required: true, Options: activities}
	activity.When = func(get func(string) string) bool { return get("channel") == channelActivity && len(activities) > 0 }
	return kit.Push{Screen: newSheet(d, sheet{
		title: s.Say("promos.activate_title"), help: s.Say("promos.help_activate"), guide: guidePage("list.promos"), verb: s.Say("promos.promote_now"),
		lead:   func(t kit.Theme, w int) []string { return f.lead(t, s.with(t), w) },
		fields: []kit.Field{channel, activity}, start: map[string]string{"channel": channelDefault},
		check: func(get func(string) string) []kit.FormNote {
			if get("channel") == channelActivity && len(activities) == 0 {
				return []kit.FormNote{{Note: kit.Note{Role: kit.Bad, Text: s.Say("promos.no_activities")}, Field: "channel"}}
			}
			return nil
		},
		do: func(values map[string]string) sheetDone {
			c := &model.ActivatePromo{Number: f.promo.Number, Task: d.Market.Mint(model.TaskLetter)}
			if values["channel"] == channelActivity {
				c.Activity = model.ID(values["activity"])
			}
			done := utterPromo(d, s, c)
			done.toast = s.Say("promos.promoted", textArg("task", c.Task))
			return done
		},
	})}
}

// openActivities returns the official activities that sellers can enter now. It waits.
func openActivities(d Desk, s speech) (all []kit.Option) {
	_ = d.Market.View(d.Actor, func(v model.View) {
		for _, row := range v.Rows(model.Activities(model.PhaseRegistration), model.Place{}, false) {
			if a, is := row.(*model.Activity); is {
				all = append(all, kit.Option{Value: string(a.ID), Name: a.Name, Detail: s.exact(a.Dates.From)})
			}
		}
	})
	return all
}

// lead says which promo code it is about.
func (f *promoFile) lead(t kit.Theme, s speech, w int) []string {
	head := kit.NewLine(t, w).Put(kit.Text, kit.Clean(f.promo.Fields.Name)).Gap(2).Put(kit.Muted, f.promo.Number).String()
	return []string{head, kit.NewLine(t, w).Put(kit.Muted, s.promoCard(f.promo)).String()}
}

// promoCard says a promo code in one line: type, discount, rule, how long it holds.
func (s speech) promoCard(p *model.Promo) string {
	return s.Say("promos.card", assets.Text("name", p.Fields.Name), assets.Word("scope", "scope."+p.Fields.Scope.String()), assets.Text("discount", p.Fields.Discount.String()),
		assets.Text("rule", s.spend(p.Fields)), assets.Text("until", s.exact(p.Fields.Until)))
}

// joinable is a seller's own promo code, for whoever types its ID.
type joinable struct {
	number, name string
	card         string
	refused      string // why it cannot be joined now, "" where it can
}

// joinableMost is how many promo codes are found as one types, the newest; any other is found when it is confirmed.
const joinableMost = 300

// openJoinPromo is Join an existing promo code: its ID, the code as it was found, Confirm.
func openJoinPromo(d Desk) tea.Cmd {
	return func() tea.Msg {
		s, own := newSpeech(d.Session), []joinable(nil)
		err := d.Market.View(d.Actor, func(v model.View) {
			s = s.at(v.Now)
			for _, row := range v.Rows(model.PromosOf(d.Actor.Account), model.Place{}, true) {
				p := row.(*model.Promo)
				j := joinable{number: p.Number, name: p.Fields.Name, card: s.promoCard(p)}
				if r := model.CanPromote(v.Reader, d.Actor, v.Now, p); r != nil {
					j.refused = s.askAgain(r)
				}
				if own = append(own, j); len(own) == joinableMost {
					break
				}
			}
		})
		if err != nil {
			return failure(d.Session, err)
		}
		return kit.Push{Screen: newJoinPromo(d, s, own)}
	}
}

func newJoinPromo(d Desk, s speech, own []joinable) kit.Screen {
	id := kit.Field{ID: "promo", Label: s.Say("promos.label_id"), Hint: s.Say("promos.hint_id"), Required: true, Max: 19}
	id.Complete = func(text string) (all []kit.Option) {
		for _, j := range own {
			if strings.HasPrefix(j.number, strings.TrimSpace(text)) && j.refused == "" && len(all) < 8 {
				all = append(all, kit.Option{Value: j.number, Detail: j.name})
			}
		}
		return all
	}
	return newSheet(d, sheet{
		title: s.Say("promos.join_title"), help: s.Say("promos.help_join"), guide: guidePage("list.promos"), verb: s.Say("promos.confirm"),
		lead: func(t kit.Theme, w int) []string {
			return wrapped(t, kit.Muted, s.Say("promos.join_lead"), min(w, porchWide))
		},
		fields: []kit.Field{id},
		check: func(get func(string) string) []kit.FormNote {
			return foundPromo(s, own, strings.TrimSpace(get("promo")))
		},
		do: func(values map[string]string) sheetDone {
			c := &model.JoinPromo{Number: strings.TrimSpace(values["promo"]), Task: d.Market.Mint(model.TaskLetter)}
			done := utterPromo(d, s, c)
			done.toast = s.Say("promos.promoted", textArg("task", c.Task))
			return done
		},
	})
}

// foundPromo says which promo code an ID names, and why it cannot be joined where it cannot.
func foundPromo(s speech, own []joinable, number string) []kit.FormNote {
	note := func(role kit.Role, text string) kit.FormNote {
		return kit.FormNote{Note: kit.Note{Role: role, Text: text}, Field: "promo"}
	}
	for _, j := range own {
		if j.number != number {
			continue
		}
		notes := []kit.FormNote{note(kit.Good, j.card)}
		if j.refused != "" {
			notes = append(notes, note(kit.Bad, j.refused))
		}
		return notes
	}
	if number == "" || len(own) == joinableMost {
		return nil
	}
	return []kit.FormNote{note(kit.Warn, s.Say("promos.none_found"))}
}
