package screen

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// actions are what can be done with the order under the cursor.
func (a applicants) actions(d Desk, s speech) []kit.Action {
	none := ""
	if a.table.Len() == 0 {
		none = s.Say("task_page.nobody")
	}
	act := func(key, name string, do func() tea.Cmd) kit.Action {
		return kit.Action{Key: key, Name: s.Say("task_page.act_" + name), Help: s.Say("task_page.help_" + name), Disabled: none, Do: do}
	}
	actions := []kit.Action{act("enter", "open_order", a.open)}
	f := a.file
	if f == nil || rowKey(f.order.Ref()) != a.table.CurrentKey() {
		return append(actions, a.table.TableActions()...)
	}
	s = s.at(f.now)
	for _, id := range []string{"approve", "reject"} {
		v, ok := f.verb(id)
		if !ok {
			continue
		}
		action := d.action(f, s, v, v.key)
		if r := f.chance[id].refusal; r != nil {
			action.Disabled = s.refusal(r)
		}
		actions = append(actions, action)
	}
	copyID := act("y", "copy_order", func() tea.Cmd { return copyText(s, string(f.order.ID)) })
	copyID.Hidden = true
	return append(append(actions, copyID, profileAction(d, f.order.Creator, "")), a.table.TableActions()...)
}

// applicantLines is one applicant as a seller weighs it: profile, record, what they wrote, and what to mind.
func (f *orderFile) applicantLines(s speech, t kit.Theme, w int) []string {
	who := f.creator
	if who == nil {
		return nil
	}
	l := kit.NewLine(t, w).Bold(kit.Strong, kit.Clean(s.who(who, nil)))
	if who.Influencer(f.policy) {
		l.Gap(1).Glyph(kit.Accent, kit.Star).Gap(1).Put(kit.Accent, s.Say("task_page.influencer"))
	}
	facts := []string{kit.Clean(who.Name)}
	if who.Country != "" {
		facts = append(facts, countryNames(s.Language(), []string{who.Country})...)
	}
	facts = append(facts, s.tongues(who.Languages))
	head := []string{l.String()}
	for _, part := range kit.Wrap(strings.Join(facts, " "+t.Glyph(kit.Nothing)+" "), w) {
		head = append(head, t.Paint(kit.Muted, part))
	}
	return blocks(head, f.channelLines(s, t, w), f.recordLines(s, t, w), f.noteLines(s, t, w), f.mindLines(s, t, w))
}

// noteLines is what the applicant wrote.
func (f *orderFile) noteLines(s speech, t kit.Theme, w int) []string {
	if f.order.Note == "" {
		return nil
	}
	lines := []string{t.Paint(kit.Muted, s.Say("task_page.their_note"))}
	for _, part := range kit.Wrap(kit.CleanLines(f.order.Note), w) {
		lines = append(lines, t.Paint(kit.Text, part))
	}
	return lines
}

// channelLines are the places where the applicant publishes.
func (f *orderFile) channelLines(s speech, t kit.Theme, w int) []string {
	var kv kit.KeyValues
	for _, ch := range f.creator.Channels {
		value := s.Say("task_page.channel", assets.Text("followers", s.followers(ch.Followers)), assets.Num("count", ch.Posts))
		kv = append(kv, kit.KeyValue{Label: s.Say("channel_short." + string(ch.Platform)), Value: value})
	}
	return kv.View(t, w)
}

// recordLines are what the applicant's finished work says.
func (f *orderFile) recordLines(s speech, t kit.Theme, w int) []string {
	st := f.standing
	var kv kit.KeyValues
	figure := func(label, text, bar string) { // figures end below each other, with a bar behind them or not
		value := t.Paint(kit.Text, kit.FitRight(text, len("10.5 d"))) + bar
		kv = append(kv, kit.KeyValue{Label: s.Say("task_page." + label), Value: value, Painted: true})
	}
	share := func(label string, r model.Rate, ok bool) {
		if ok {
			figure(label, percent(r), "  "+kit.ShareBar(t, 7, float64(r)/10000))
		}
	}
	figure("done", s.Digits(int64(st.Done)), "")
	onTime, ok := st.OnTime()
	share("on_time", onTime, ok)
	first, ok := st.AcceptedFirst()
	share("accepted_first", first, ok)
	if lead, ok := st.MedianLead(); ok {
		figure("lead", s.inDays(max(lead, time.Hour)), "")
	}
	return kv.View(t, w)
}

// mindLines are what the seller should mind before a decision.
func (f *orderFile) mindLines(s speech, t kit.Theme, w int) []string {
	var lines []string
	if f.order.State != model.Applied {
		return kit.KeyValues{{Label: string(f.order.ID), Value: s.Say("state." + f.order.State.String())}}.View(t, w)
	}
	mind := func(id string, args ...model.Arg) {
		lines = append(lines, kit.Notice{Role: kit.Warn, Text: s.Say(id, args...)}.View(t, w)...)
	}
	task := f.task
	if task == nil {
		return nil
	}
	if len(task.Languages) > 0 && !overlap(task.Languages, f.creator.Languages) {
		mind("task_page.mind_language")
	}
	if len(task.Countries) > 0 && !overlap(task.Countries, []string{f.creator.Country}) {
		mind("task_page.mind_country")
	}
	if len(task.Terms.Channels) > 0 && !f.reaches() {
		mind("task_page.mind_channel")
	}
	if who := f.recipient(); f.order.Terms.Samples > 0 && (who == nil || !who.HasAddress()) {
		mind("task_page.mind_address")
	}
	if by, lead, left, ok := f.tight(); ok {
		mind("task_page.mind_time", assets.Text("by", s.day(by)), assets.Text("lead", s.inDays(lead)), assets.Text("left", s.inDays(max(left, 0))))
	}
	if r := f.chance["approve"].refusal; r != nil {
		message, _ := s.Refusal(r)
		lines = append(lines, kit.Notice{Role: kit.Bad, Text: message}.View(t, w)...)
	}
	return lines
}

// recipient is who gets the samples: the agency where it acts for the creator.
func (f *orderFile) recipient() *model.Account {
	if f.order.Agency != 0 {
		return f.agency
	}
	return f.creator
}

// tight tells that a sample shipped at the last moment, and content made in the time that this person usually takes,
// would leave less before the deadline than a seller has to look at it.
func (f *orderFile) tight() (by model.Moment, lead, left time.Duration, ok bool) {
	after := f.chance["approve"].after
	if after == nil || after.Timers.SubmitBy == 0 {
		return 0, 0, 0, false
	}
	lead, known := f.standing.MedianLead()
	for _, c := range f.chance["approve"].next {
		if c.Rule == model.ClockShip && known {
			left = after.Timers.SubmitBy.Sub(c.Due) - lead
			return c.Due, lead, left, left < time.Duration(f.policy.Get(model.ContentReviewDays))*24*time.Hour
		}
	}
	return 0, 0, 0, false
}

func (f *orderFile) reaches() bool {
	for _, ch := range f.creator.Channels {
		for _, wanted := range f.order.Terms.Channels {
			if ch.Platform == wanted {
				return true
			}
		}
	}
	return len(f.order.Terms.Channels) == 0
}

func overlap(a, b []string) bool {
	for _, s := range a {
		for _, o := range b {
			if s == o {
				return true
			}
		}
	}
	return false
}
