package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// activityActions are what can be done with an activity: a seller enters a task, the operator announces, changes and calls
// off. none is why to no one.
func activityActions(d Desk, key model.Key, none string) []kit.Action {
	s := newSpeech(d.Session)
	act := func(k, name, disabled string, do func(*activityFile) tea.Msg) kit.Action {
		return kit.Action{Key: k, Name: s.Say("activity.act_" + name), Help: s.Say("activity.help_" + name), Disabled: disabled, Do: func() tea.Cmd {
			return withActivity(d, key, do)
		}}
	}
	operator := none
	if !d.Actor.Operator && operator == "" {
		operator = s.Say("activity.operator_only")
	}
	announce := kit.Action{Key: "n", Name: s.Say("activity.act_announce"), Help: s.Say("activity.help_announce"), Do: func() tea.Cmd { return openAnnounce(d) }}
	if !d.Actor.Operator {
		announce.Disabled = s.Say("activity.operator_only")
	}
	all := []kit.Action{
		act("a", "enter", none, func(f *activityFile) tea.Msg { return chooseTask(d, f) }),
		announce,
		act("e", "edit", operator, func(f *activityFile) tea.Msg { return kit.Push{Screen: activitySheet(d, f)} }),
		act("x", "call_off", operator, func(f *activityFile) tea.Msg { return callOffForm(d, f) }),
		act("w", "why", none, func(f *activityFile) tea.Msg {
			return kit.Push{Screen: newWhy(f.speech(d.Session), f.policy, s.Say("why_page.title", assets.Text("id", f.a.Name)), f.why)}
		}),
		act("y", "copy_id", none, func(f *activityFile) tea.Msg { return copied(s, string(f.a.ID)) }),
		act("Y", "copy_line", none, func(f *activityFile) tea.Msg {
			return copied(s, s.commandLine([]string{"activity", "show", string(f.a.ID)}, f.mine))
		}),
	}
	if d.Actor.Operator { // who announces comes for that
		all[0], all[1] = all[1], all[0]
	}
	for i := range all {
		all[i].Hidden = all[i].Key == "y" || all[i].Key == "Y" || !d.Actor.Operator && strings.Contains("nex", all[i].Key)
	}
	return all
}

// withActivity reads an activity anew and goes on with it.
func withActivity(d Desk, key model.Key, do func(*activityFile) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		f, err := readActivity(d.Session, key)
		switch {
		case err != nil:
			return failure(d.Session, err)
		case f == nil:
			return kit.Toast{Role: kit.Bad, Text: d.Words.Say("activity.gone")}
		}
		return do(f)
	}
}

// chooseTask offers the tasks of the reader that can be entered into an activity.
func chooseTask(d Desk, f *activityFile) tea.Msg {
	s := f.speech(d.Session)
	if f.a.Phase != model.PhaseRegistration || f.role != model.Seller && f.role != model.Operator {
		probe := &model.EnterActivity{Activity: f.a.ID, Tasks: []model.ID{model.MintID(model.TaskLetter, 0)}}
		if len(f.own) > 0 {
			probe.Tasks[0] = f.own[0].ID
		} else if f.a.Phase != model.PhaseRegistration {
			return kit.Toast{Role: kit.Warn, Text: s.Say("activity.not_open", assets.Text("activity", f.a.Name), assets.Word("phase", "phase."+f.a.Phase.String()))}
		}
		if refused := cannotDecide(d, s, probe); refused != nil {
			return refused
		}
	}
	if len(f.own) == 0 {
		return kit.Toast{Role: kit.Warn, Text: s.Say("activity.no_task")}
	}
	var choices []kit.Choice
	for _, t := range f.own {
		choices = append(choices, kit.Choice{
			Key: string(t.ID), Name: kit.Clean(t.Title), Detail: string(t.ID), Hint: typeShort(s.Words, t), Do: func() tea.Cmd { return enterTask(d, f, t) },
		})
	}
	return kit.Push{Screen: kit.NewChooser(kit.Chooser{Name: s.Say("activity.choose", assets.Text("activity", f.a.Name)), Choices: choices})}
}

// enterTask asks before a task is entered, since that holds what it sells.
func enterTask(d Desk, f *activityFile, t *model.Task) tea.Cmd {
	s := f.speech(d.Session)
	text := s.Say("activity.enter_text", assets.Text("activity", f.a.Name))
	if f.a.Conditions != "" {
		text += "\n\n" + kit.CleanLines(f.a.Conditions)
	}
	return kit.Send(kit.Push{Screen: kit.NewConfirm(kit.Confirm{
		Title: s.Say("activity.enter_title", assets.Text("task", string(t.ID)), assets.Text("activity", f.a.Name)), Text: text,
		Facts: []string{kit.Clean(t.Title)}, Yes: s.Say("activity.act_enter"),
		Do: func() tea.Cmd {
			return utterToast(d, s, &model.EnterActivity{Activity: f.a.ID, Tasks: []model.ID{t.ID}}, s.Say("activity.entered", assets.Text("task", string(t.ID)), assets.Text("activity", f.a.Name)))
		},
	})})
}

// utterToast sends a command and says what became of it.
func utterToast(d Desk, s speech, c model.Command, done string) tea.Cmd {
	return func() tea.Msg {
		out := utterSheet(d, s, c)
		switch {
		case out.err != nil:
			return failure(d.Session, out.err)
		case out.refused != "":
			return kit.Toast{Role: kit.Bad, Text: out.refused}
		}
		return kit.Toast{Role: kit.Good, Text: done}
	}
}

// reasonSheet is a form with one text, why something is done that somebody else reads.
func reasonSheet(d Desk, s speech, most int64, title, verb, help, draft string, c func(reason string) model.Command, done string) tea.Msg {
	if refused := cannotDecide(d, s, c("-")); refused != nil {
		return refused
	}
	reason := kit.Field{ID: "reason", Label: s.Say("activity.label_reason"), Hint: s.Say("activity.hint_reason"), Kind: kit.TextField, Rows: 5, Required: true, Max: int(most)}
	return kit.Push{Screen: newSheet(d, sheet{
		title: title, help: help, guide: guidePage("activities"), verb: verb, draft: draft, fields: []kit.Field{reason},
		do: func(values map[string]string) sheetDone {
			out := utterSheet(d, s, c(strings.TrimSpace(values["reason"])))
			out.toast = done
			return out
		},
	})}
}

// callOffForm is the form in which an activity is called off.
func callOffForm(d Desk, f *activityFile) tea.Msg {
	s, id := f.speech(d.Session), f.a.ID
	return reasonSheet(d, s, f.policy.Get(model.NoteChars), s.Say("activity.call_off_title", assets.Text("activity", f.a.Name)), s.Say("activity.act_call_off"),
		s.Say("activity.help_call_off"), "activity/"+string(id)+"/off", func(reason string) model.Command { return &model.WithdrawActivity{ID: id, Reason: reason} },
		s.Say("activity.called_off", assets.Text("activity", f.a.Name)))
}
