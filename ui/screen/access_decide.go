package screen

import (
	"context"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// What stands in the profile of whoever is let in.
const (
	figuresNone  = "none"  // the channels, without figures
	figuresFound = "found" // as support found them
)

// admitForm is the form in which somebody is let in, unless the rules refuse it whatever is entered.
func admitForm(d Desk, f *accessFile) tea.Msg {
	s := f.speech(d.Session)
	if refused := cannotDecide(d, s, f.refusal("-")); refused != nil {
		return refused
	}
	if q, request := f.row.(*model.Request); request {
		return grantForm(d, f, q)
	}
	form := admission{say: s, file: f}
	return kit.Push{Screen: newSheet(d, sheet{
		title: s.Say("people.admit_title", assets.Text("handle", f.form.Handle)), help: s.Say("people.help_admit"), guide: guidePage("people"),
		verb: s.Say("people.act_admit"), lead: func(t kit.Theme, w int) []string { return f.lead(t, s.with(t), min(w, porchWide)) },
		fields: form.fields(), start: map[string]string{
			"handle": f.form.Handle, "level": string(model.Standard), "figures": figuresNone, "channels": channelLines(f.form.Channels),
		},
		check: form.check, do: func(values map[string]string) sheetDone {
			c := form.command(func(id string) string { return values[id] })
			done := utterSheet(d, s, c)
			done.toast = s.Say("people.admitted", assets.Text("handle", c.Handle))
			return done
		},
	})}
}

// cannotDecide says why who looks may not decide, nil where they may.
func cannotDecide(d Desk, s speech, c model.Command) tea.Msg {
	decision, err := d.Market.Plan(d.Actor, c)
	switch {
	case err != nil:
		return failure(d.Session, err)
	case decision.Refusal != nil:
		return kit.Toast{Role: kit.Bad, Text: s.askAgain(decision.Refusal)}
	}
	return nil
}

// utterSheet sends the command of a sheet; it waits.
func utterSheet(d Desk, s speech, c model.Command) sheetDone {
	decision, err := d.Market.Do(context.Background(), d.Actor, c)
	switch {
	case err != nil:
		return sheetDone{err: err}
	case decision.Refusal != nil:
		return sheetDone{field: formChannel(decision.Refusal.Field), refused: s.askAgain(decision.Refusal)}
	}
	return sheetDone{}
}

// formChannel returns the field of a form that a rule's field is typed in.
func formChannel(field string) string {
	if field == "channel" {
		return "channels"
	}
	return field
}

// lead says whom a decision is about.
func (f *accessFile) lead(t kit.Theme, s speech, w int) []string {
	said := []string{s.asksFor(f.row), f.form.Name}
	said = append(said, s.channelFigures(f.form.Channels)...)
	said = slices.DeleteFunc(said, func(text string) bool { return text == "" })
	return wrapped(t, kit.Muted, strings.Join(said, " "+t.Glyph(kit.Nothing)+" "), w)
}

// admission reads the form in which somebody is let in.
type admission struct {
	say  speech
	file *accessFile
}

func (a admission) fields() []kit.Field {
	s := a.say
	handle := kit.Field{ID: "handle", Label: s.Say("people.label_handle"), Hint: s.Say("people.hint_handle"), Required: true, Max: 30}
	fields := []kit.Field{handle}
	if a.file.access.Role == model.Seller {
		fields = append(fields, kit.Field{ID: "level", Label: s.Say("people.label_level"), Hint: s.Say("people.hint_level"), Kind: kit.ChoiceField, Options: wordOptions(s, "level", model.Levels())})
	}
	return append(fields, a.found()...)
}

// found are the fields of the figures that stand in the profile; none where no channel was entered.
func (a admission) found() []kit.Field {
	s := a.say
	if len(a.file.form.Channels) == 0 {
		return nil
	}
	figures := kit.Field{ID: "figures", Label: s.Say("people.label_figures"), Hint: s.Say("people.hint_figures"), Kind: kit.ChoiceField, Options: wordOptions(s, "people", []string{figuresNone, figuresFound})}
	for i := range figures.Options {
		figures.Options[i].Name = s.Say("people.figures_" + figures.Options[i].Value)
	}
	channels := kit.Field{
		ID: "channels", Label: s.Say("people.label_channels"), Hint: s.Say("people.hint_channels"), Kind: kit.TextField, Rows: 5,
		When: func(get func(string) string) bool { return get("figures") == figuresFound },
	}
	channels.Parse = func(value string) (string, error) {
		found, wrong := readChannels(value)
		if wrong != "" {
			return "", errorText(s.Say("people.no_channel", assets.Text("value", wrong)))
		}
		return strings.Join(s.channelFigures(found), "\n"), nil
	}
	return []kit.Field{figures, channels}
}

// channelLines writes channels a line each, as they are typed: platform, followers, posts.
func channelLines(all []model.Channel) string {
	var lines []string
	for _, c := range all {
		lines = append(lines, string(c.Platform)+" "+strconv.FormatInt(c.Followers, 10)+" "+strconv.FormatInt(c.Posts, 10))
	}
	return strings.Join(lines, "\n")
}

// readChannels reads them back; wrong is the first line that is none.
func readChannels(typed string) (all []model.Channel, wrong string) {
	for line := range strings.Lines(typed) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		parts := strings.Fields(strings.ReplaceAll(line, ",", ""))
		if len(parts) != 3 || !slices.Contains(model.Platforms(), model.Platform(parts[0])) {
			return nil, line
		}
		followers, err := strconv.ParseInt(parts[1], 10, 64)
		posts, err2 := strconv.ParseInt(parts[2], 10, 64)
		if err != nil || err2 != nil || followers < 0 || posts < 0 {
			return nil, line
		}
		all = append(all, model.Channel{Platform: model.Platform(parts[0]), Followers: followers, Posts: posts})
	}
	return all, ""
}

// command reads the form.
func (a admission) command(get func(string) string) *model.AdmitAccess {
	c := &model.AdmitAccess{ID: a.file.access.ID, Handle: strings.TrimSpace(get("handle")), Level: model.Level(get("level"))}
	if get("figures") == figuresFound {
		c.Channels, _ = readChannels(get("channels"))
	}
	if a.file.access.Role != model.Seller {
		c.Level = ""
	}
	return c
}

// check asks the rules about the account that would be made, as one types, in a marketplace without anybody in it; that
// the handle that is wanted is taken was read before.
func (a admission) check(get func(string) string) []kit.FormNote {
	c, f := a.command(get), a.file
	if f.taken && c.Handle == f.form.Handle {
		return []kit.FormNote{{Note: kit.Note{Role: kit.Bad, Text: a.say.Say("people.taken", assets.Text("handle", c.Handle))}, Field: "handle"}}
	}
	m := model.NewMemory()
	operator := model.Actor{Operator: true}
	opened := model.Opened{Value: f.form.Text()}
	m.Keep(opened)
	row := *f.access
	row.Form = opened.Commit()
	open := model.Decide(m, operator, f.now, &model.OpenMarket{Zone: "UTC", Values: f.policy.Values})
	for _, e := range open.Events {
		model.Apply(m, model.Meta{At: f.now, Actor: operator}, e)
	}
	row.Policy = model.PolicyNow(m).Key // there is no other here
	m.Put(&row)
	r := model.Decide(m, operator, f.now, c).Refusal
	if r == nil || r.Field == "handle" && c.Handle == "" {
		return nil
	}
	return []kit.FormNote{{Note: kit.Note{Role: kit.Bad, Text: a.say.askAgain(r)}, Field: formChannel(r.Field)}}
}

// refuseForm is the form in which an application is refused, with a reason that the applicant reads.
func refuseForm(d Desk, f *accessFile) tea.Msg {
	s := f.speech(d.Session)
	if refused := cannotDecide(d, s, f.refusal("-")); refused != nil {
		return refused
	}
	reason := kit.Field{ID: "reason", Label: s.Say("people.label_reason"), Hint: s.Say("people.hint_reason"), Kind: kit.TextField, Rows: 6, Required: true}
	reason.Max = int(f.policy.Get(model.NoteChars))
	return kit.Push{Screen: newSheet(d, sheet{
		title: s.Say("people.refuse_title", assets.Text("handle", f.form.Handle)), help: s.Say("people.help_refuse"), guide: guidePage("people"),
		verb: s.Say("people.act_refuse"), draft: "access/" + string(f.access.ID) + "/refuse", fields: []kit.Field{reason},
		lead: func(t kit.Theme, w int) []string { return f.lead(t, s.with(t), min(w, porchWide)) },
		do: func(values map[string]string) sheetDone {
			done := utterSheet(d, s, f.refusal(strings.TrimSpace(values["reason"])))
			done.toast = s.Say("people.refused", assets.Text("id", string(f.access.ID)))
			return done
		},
	})}
}
