package screen

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// exposureKind is the operator's list of what the platform promised and has not given yet (M14-15).
func exposureKind(tabs []listTab) listKind {
	return listKind{
		id: "exposures", rows: model.KindTask, tabs: tabs, rising: true, columns: exposureColumns, cells: exposureCells,
		open: func(d Desk, ref model.Ref) kit.Screen { return NewTask(d, ref.Key) },
		actions: func(l list) []kit.Action {
			key := rowRef(l.page.Table.CurrentKey()).Key
			return []kit.Action{exposureAction(l.desk, key, "a", "tick", l.none())}
		},
	}
}

func exposureColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("activity.head_task"), Width: 20, Flex: 3, Max: 60},
		{Head: s.Say("activity.head_exposure"), Width: 22},
		{Head: s.Say("activity.head_seller"), Width: 12, Priority: 1},
		{Head: s.Say("activity.head_left"), Width: 10, Right: true},
	}
}

func exposureCells(s speech, v model.View, row model.Row) []kit.Cell {
	t, ok := row.(*model.Task)
	if !ok || t.Owed() == nil {
		return nil
	}
	owed := t.Owed()
	left := kit.TextCell(s.urgency(owed.Until), s.left(owed.Until))
	if owed.Late {
		left = kit.TextCell(kit.Bad, s.Say("today.late"))
	}
	return []kit.Cell{kit.TextCell(kit.Text, t.Title), kit.TextCell(kit.Text, s.Say("exposure."+string(owed.Kind))), kit.TextCell(kit.Muted, v.Handle(t.Seller)), left}
}

// exposureAction opens the form in which the operator promises exposure ("grant"), or ticks it off ("tick").
func exposureAction(d Desk, key model.Key, k, verb, disabled string) kit.Action {
	s := newSpeech(d.Session)
	if !d.Actor.Operator && disabled == "" {
		disabled = s.Say("activity.operator_only")
	}
	return kit.Action{Key: k, Name: s.Say("activity.act_" + verb), Help: s.Say("activity.help_" + verb), Disabled: disabled, Do: func() tea.Cmd {
		return func() tea.Msg { return exposureForm(d, key, verb) }
	}}
}

func exposureForm(d Desk, key model.Key, verb string) tea.Msg {
	var t *model.Task
	var now model.Moment
	var policy *model.Policy
	if err := d.Market.View(d.Actor, func(v model.View) { t, now, policy = v.Task(key), v.Now, model.PolicyNow(v.Reader) }); err != nil {
		return failure(d.Session, err)
	}
	if t == nil {
		return kit.Toast{Role: kit.Bad, Text: d.Words.Say("activity.gone")}
	}
	var kinds []model.ExposureKind
	for _, k := range model.ExposureKinds() {
		if e := t.Exposure(k); verb == "grant" && e == nil || verb == "tick" && e != nil && e.Done == 0 {
			kinds = append(kinds, k)
		}
	}
	s := newSpeech(d.Session).at(now).under(policy)
	if len(kinds) == 0 {
		return kit.Toast{Role: kit.Warn, Text: s.Say("activity.no_" + verb)}
	}
	zone := policy.Calendar().Zone
	moment := func(field string, parse func(string) (model.Moment, *model.Refusal)) kit.Field {
		return kit.Field{ID: field, Label: s.Say("activity.label_exposure_" + field), Hint: s.Say("activity.hint_exposure_" + field), Max: 60, Parse: func(value string) (string, error) {
			m, refusal := parse(value)
			if refusal != nil {
				return "", errors.New(s.askAgain(refusal))
			}
			return s.understood(m), nil
		}}
	}
	until := func(typed string) (model.Moment, *model.Refusal) { return ask.ParseMoment("until", typed, now, zone) }
	at := func(typed string) (model.Moment, *model.Refusal) { return ask.ParsePast("at", typed, now, zone) }
	fields := []kit.Field{{ID: "kind", Label: s.Say("activity.label_exposure_kind"), Hint: s.Say("activity.hint_exposure_kind"), Kind: kit.ChoiceField, Options: wordOptions(s, "exposure", kinds)}}
	if verb == "grant" {
		fields = append(fields, moment("until", until))
	} else {
		link := kit.Field{ID: "link", Label: s.Say("activity.label_exposure_link"), Hint: s.Say("activity.hint_exposure_link"), Max: int(policy.Get(model.LinkChars))}
		fields = append(fields, link, moment("at", at))
	}
	args := []model.Arg{assets.Text("task", string(t.ID))}
	return kit.Push{Screen: newSheet(d, sheet{
		title: s.Say("activity."+verb+"_title", args...), help: s.Say("activity.help_" + verb), guide: guidePage("activities"), verb: s.Say("activity.act_" + verb),
		fields: fields, start: map[string]string{"kind": string(kinds[0])},
		lead: func(th kit.Theme, w int) []string { return wrapped(th, kit.Muted, kit.Clean(t.Title), min(w, 90)) },
		do: func(values map[string]string) sheetDone {
			kind := model.ExposureKind(values["kind"])
			var c model.Command
			if verb == "grant" {
				m, _ := until(values["until"])
				c = &model.GrantExposure{Task: t.ID, Kind: kind, Until: m}
			} else {
				m, _ := at(values["at"])
				c = &model.TickExposure{Task: t.ID, Kind: kind, Link: strings.TrimSpace(values["link"]), At: m}
			}
			out := utterSheet(d, s, c)
			out.toast = s.Say("activity."+verb+"_done", append(args, assets.Word("exposure", "exposure."+string(kind)))...)
			return out
		},
	})}
}

// exposureLines says what the platform promised to a task and what was given, a line each.
func (s speech) exposureLines(t *model.Task) []string {
	var all []string
	for _, e := range t.Exposures {
		id := "exposure.promised"
		switch {
		case e.Done != 0:
			id = "exposure.given"
		case e.Late:
			id = "exposure.late"
		}
		all = append(all, kit.Clean(s.Say(id, assets.Word("exposure", "exposure."+string(e.Kind)), assets.Text("until", s.dayTime(e.Until)), assets.Text("at", s.dayTime(e.Done)), assets.Text("link", e.Link))))
	}
	return all
}

// exposureText is [speech.exposureLines] as one text; "" for a task that is not there.
func (s speech) exposureText(t *model.Task) string {
	if t == nil {
		return ""
	}
	return strings.Join(s.exposureLines(t), "\n")
}

// partLines says in which activities a task takes part: "11.11 2027, warm-up".
func (s speech) partLines(activities []*model.Activity) []string {
	var all []string
	for _, a := range activities {
		all = append(all, s.Say("activity.part", assets.Text("activity", kit.Clean(a.Name)), assets.Word("phase", "phase."+a.Phase.String())))
	}
	return all
}
