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

// activityForm reads the form in which an activity is announced or changed.
type activityForm struct {
	say    speech
	desk   Desk
	now    model.Moment
	zone   *time.Location
	policy *model.Policy
	was    *model.Activity // that is changed; nil: a new one
}

// activityDates are the dates of the form, in their order, and whether a day means its beginning.
func activityDates(d *model.ActivityDates) []activityDate {
	return []activityDate{
		{"from", true, &d.From}, {"until", false, &d.Until}, {"register_from", true, &d.RegisterFrom}, {"register_until", false, &d.RegisterUntil}, {"warm_from", true, &d.WarmFrom},
	}
}

type activityDate struct {
	field string
	start bool
	to    *model.Moment
}

// openAnnounce opens the form in which an activity is announced.
func openAnnounce(d Desk) tea.Cmd {
	return func() tea.Msg {
		f := &activityFile{}
		if err := d.Market.View(d.Actor, func(v model.View) { f.now, f.policy = v.Now, model.PolicyNow(v.Reader) }); err != nil {
			return failure(d.Session, err)
		}
		return kit.Push{Screen: activitySheet(d, f)}
	}
}

// activitySheet is the form of an activity; of a new one where the file has none.
func activitySheet(d Desk, file *activityFile) kit.Screen {
	s := file.speech(d.Session)
	f := activityForm{say: s, desk: d, now: file.now, zone: file.policy.Calendar().Zone, policy: file.policy, was: file.a}
	sh := sheet{
		title: s.Say("activity.announce_title"), help: s.Say("activity.help_announce"), guide: guidePage("activities"), verb: s.Say("activity.act_announce"),
		draft: "activity/new", fields: f.fields(), check: f.check, do: f.send, start: map[string]string{"event": noEvent},
		lead: func(t kit.Theme, w int) []string {
			return wrapped(t, kit.Muted, s.Say("activity.form_lead"), min(w, 90))
		},
	}
	if a := file.a; a != nil {
		sh.title, sh.verb, sh.draft = s.Say("activity.edit_title", assets.Text("activity", a.Name)), s.Say("activity.act_edit"), "activity/"+string(a.ID)
		sh.start = map[string]string{"name": a.Name, "conditions": a.Conditions}
		dates := a.Dates
		for _, x := range activityDates(&dates) {
			sh.start[x.field] = x.to.Time().In(f.zone).Format("2006-01-02 15:04")
		}
	}
	return newSheet(d, sh)
}

func (f activityForm) fields() []kit.Field {
	s := f.say
	var all []kit.Field
	if f.was == nil {
		options := []kit.Option{{Value: noEvent, Name: s.Say("activity.no_event")}}
		for _, o := range assets.Policy().Occasions {
			name, _, _ := o.In(f.year(o), f.zone)
			options = append(options, kit.Option{Value: o.ID, Name: name})
		}
		all = append(all, kit.Field{ID: "event", Label: s.Say("activity.label_event"), Hint: s.Say("activity.hint_event"), Kind: kit.ChoiceField, Options: options})
	}
	own := func(get func(string) string) bool { return f.was != nil || get("event") == noEvent }
	name := kit.Field{ID: "name", Label: s.Say("activity.label_name"), Hint: s.Say("activity.hint_name"), Max: int(f.policy.Get(model.NameChars)), Required: true, When: own}
	all = append(all, name)
	var d model.ActivityDates
	for _, x := range activityDates(&d) {
		field := kit.Field{ID: x.field, Label: s.Say("activity.label_" + x.field), Hint: s.Say("activity.hint_" + x.field), Max: 60, Parse: func(value string) (string, error) {
			m, refusal := f.moment(x, value)
			if refusal != nil {
				return "", errors.New(s.askAgain(refusal))
			}
			return s.understood(m), nil
		}}
		if x.field == "from" || x.field == "until" {
			field.Required, field.When = true, own
		}
		all = append(all, field)
	}
	conditions := kit.Field{ID: "conditions", Label: s.Say("activity.label_conditions"), Hint: s.Say("activity.hint_conditions"), Kind: kit.TextField, Rows: 4}
	conditions.Max = int(f.policy.Get(model.ActivityConditionsChars))
	return append(all, conditions)
}

// noEvent is the choice of an activity that is no major event.
const noEvent = "none"

// year is the first in which an occasion can still be registered for.
func (f activityForm) year(o assets.Occasion) int {
	return o.Next(f.policy.Calendar().AddDays(f.now, f.policy.Get(model.ActivityCloseDays)), f.zone)
}

func (f activityForm) moment(x activityDate, typed string) (model.Moment, *model.Refusal) {
	if x.start {
		return ask.ParseStart(x.field, typed, f.now, f.zone)
	}
	return ask.ParseMoment(x.field, typed, f.now, f.zone)
}

// read reads the form; what cannot be read is left out, its field says so itself.
func (f activityForm) read(get func(string) string) model.AddActivity {
	c := model.AddActivity{Name: strings.TrimSpace(get("name")), Conditions: strings.TrimSpace(get("conditions"))}
	for _, x := range activityDates(&c.Dates) {
		if typed := strings.TrimSpace(get(x.field)); typed != "" {
			*x.to, _ = f.moment(x, typed)
		}
	}
	if o, ok := assets.Policy().Occasion(get("event")); ok {
		c.Name, c.Dates.From, c.Dates.Until = o.In(f.year(o), f.zone)
	}
	if f.was != nil {
		c.ID = f.was.ID
		f.unmoved(&c.Dates)
	}
	return c
}

// unmoved takes out dates that are shown to the minute and were not changed.
func (f activityForm) unmoved(d *model.ActivityDates) {
	was := f.was.Dates
	old := activityDates(&was)
	for i, x := range activityDates(d) {
		if x.to.Time().Truncate(time.Minute).Equal(old[i].to.Time().Truncate(time.Minute)) {
			*x.to = 0
		}
	}
}

// check asks the rules as one types.
func (f activityForm) check(get func(string) string) []kit.FormNote {
	c := f.read(get)
	var wrong []*model.Refusal
	if err := f.desk.Market.View(f.desk.Actor, func(v model.View) {
		wrong = model.CheckActivity(v.Reader, f.desk.Actor, f.now, c, f.was != nil)
	}); err != nil {
		return nil
	}
	var notes []kit.FormNote
	for _, r := range wrong {
		if r.Rule != model.RuleRequired {
			notes = append(notes, kit.FormNote{Note: kit.Note{Role: kit.Bad, Text: f.say.askAgain(r)}, Field: r.Field})
		}
	}
	if len(wrong) == 0 && f.was == nil {
		d := c.Dates.Filled(f.policy)
		text := f.say.Say("activity.will_be", assets.Text("from", f.say.dayTime(max(d.RegisterFrom, f.now))), assets.Text("until", f.say.dayTime(d.RegisterUntil)), assets.Text("warm", f.say.dayTime(d.WarmFrom)))
		notes = append(notes, kit.FormNote{Note: kit.Note{Role: kit.Muted, Text: text}})
	}
	return notes
}

// send announces or changes; it waits.
func (f activityForm) send(values map[string]string) sheetDone {
	c := f.read(func(id string) string { return values[id] })
	if f.was != nil {
		out := utterSheet(f.desk, f.say, &model.ChangeActivity{ID: c.ID, Rev: f.was.Rev, Name: c.Name, Conditions: &c.Conditions, Dates: c.Dates})
		out.toast = f.say.Say("activity.changed", assets.Text("activity", c.Name))
		return out
	}
	c.ID = f.desk.Market.Mint(model.ActivityLetter)
	out := utterSheet(f.desk, f.say, &c)
	out.toast = f.say.Say("activity.announced", assets.Text("activity", c.Name))
	return out
}
