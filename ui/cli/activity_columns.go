package cli

import (
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

func activityColumns() noun[*model.Activity] {
	type activity = *model.Activity
	at := func(name string, of func(d model.ActivityDates) model.Moment) column[activity] {
		return column[activity]{name, inAll, func(_ *scene, b []byte, a activity) []byte { return appendMoment(b, of(a.Dates)) }}
	}
	return noun[activity]{
		columns: []column[activity]{
			{"id", inAll, func(_ *scene, b []byte, a activity) []byte { return appendString(b, string(a.ID)) }},
			{"name", inAll, func(_ *scene, b []byte, a activity) []byte { return appendString(b, a.Name) }},
			{"phase", inAll, func(_ *scene, b []byte, a activity) []byte { return appendString(b, a.Phase.String()) }},
			at("register_from", func(d model.ActivityDates) model.Moment { return d.RegisterFrom }),
			at("register_until", func(d model.ActivityDates) model.Moment { return d.RegisterUntil }),
			at("warm_from", func(d model.ActivityDates) model.Moment { return d.WarmFrom }),
			at("from", func(d model.ActivityDates) model.Moment { return d.From }),
			at("until", func(d model.ActivityDates) model.Moment { return d.Until }),
			{"conditions", inAll, func(_ *scene, b []byte, a activity) []byte { return appendString(b, a.Conditions) }},
			{"under_review", inAll, func(_ *scene, b []byte, a activity) []byte { return appendInt(b, int64(a.Waiting)) }},
			{"accepted", inAll, func(_ *scene, b []byte, a activity) []byte { return appendInt(b, int64(a.Accepted)) }},
			{"reason", inAll, func(_ *scene, b []byte, a activity) []byte { return appendText(b, a.Reason) }},
			{"clocks", inShow, func(s *scene, b []byte, a activity) []byte { return appendList(b, s.clocksOf(a), s.appendClock) }},
		},
		cells: []cell[activity]{
			{"thing", false, false, false, func(_ *scene, a activity) styled { return plain(string(a.ID)) }},
			{"name", false, true, false, func(_ *scene, a activity) styled { return plain(a.Name) }},
			{"phase", false, false, false, func(s *scene, a activity) styled { return plain(s.words.Say("phase." + a.Phase.String())) }},
			{"left", true, false, false, func(s *scene, a activity) styled {
				for _, c := range s.clocksOf(a) {
					return plain(s.words.Left(s.Now, c.Due))
				}
				return plain("")
			}},
			{"begins", false, false, true, func(s *scene, a activity) styled { return muted(s.words.Date(a.Dates.From)) }},
			{"ends", false, false, true, func(s *scene, a activity) styled { return muted(s.words.Date(a.Dates.Until)) }},
			{"under_review", true, false, false, func(_ *scene, a activity) styled { return styled{countOrNone(a.Waiting), kit.Warn} }},
			{"accepted", true, false, true, func(_ *scene, a activity) styled { return plain(countOrNone(a.Accepted)) }},
		},
	}
}

func entryColumns() noun[*model.ActivityEntry] {
	type entry = *model.ActivityEntry
	return noun[entry]{
		columns: []column[entry]{
			{"activity", inAll, func(s *scene, b []byte, n entry) []byte { return appendString(b, s.activityID(n.Activity)) }},
			{"activity_name", inAll, func(s *scene, b []byte, n entry) []byte { return appendString(b, s.activityName(n.Activity)) }},
			{"task", inAll, func(s *scene, b []byte, n entry) []byte { return appendString(b, s.taskID(n.Task)) }},
			{"title", inAll, func(s *scene, b []byte, n entry) []byte { return appendString(b, s.taskTitle(n.Task)) }},
			{"seller", inAll, func(s *scene, b []byte, n entry) []byte { return appendString(b, s.who(n.Seller)) }},
			{"state", inAll, func(_ *scene, b []byte, n entry) []byte { return appendString(b, n.State.String()) }},
			{"at", inAll, func(_ *scene, b []byte, n entry) []byte { return appendMoment(b, n.Made) }},
			{"version", inAll, func(_ *scene, b []byte, n entry) []byte { return appendInt(b, int64(n.Version)) }},
			{"decided", inAll, func(_ *scene, b []byte, n entry) []byte { return appendMoment(b, n.Decided) }},
			{"by_silence", inAll, func(_ *scene, b []byte, n entry) []byte { return appendBool(b, n.Silent) }},
			{"reason", inAll, func(_ *scene, b []byte, n entry) []byte { return appendText(b, n.Reason) }},
			{"clocks", inJSON, func(s *scene, b []byte, n entry) []byte { return appendList(b, s.clocksOf(n), s.appendClock) }},
		},
		cells: []cell[entry]{
			{"activity", false, false, false, func(s *scene, n entry) styled { return plain(s.activityName(n.Activity)) }},
			{"task", false, false, false, func(s *scene, n entry) styled { return plain(s.taskID(n.Task)) }},
			{"state", false, false, false, func(s *scene, n entry) styled { return plain(s.words.Say("entry." + n.State.String())) }},
			{"left", true, false, false, func(s *scene, n entry) styled {
				for _, c := range s.clocksOf(n) {
					return s.urgency(c)
				}
				return plain("")
			}},
			{"title", false, true, false, func(s *scene, n entry) styled { return plain(s.taskTitle(n.Task)) }},
			{"seller", false, false, true, func(s *scene, n entry) styled { return plain(s.who(n.Seller)) }},
			{"at", false, false, true, func(s *scene, n entry) styled { return muted(s.words.Date(n.Made)) }},
		},
	}
}

// taskID returns the ID of a task.
func (s *scene) taskID(key model.Key) string {
	return s.nameOf(model.Ref{Kind: model.KindTask, Key: key})
}

func (s *scene) activityID(key model.Key) string {
	if a := model.ActivityOf(s.Reader, key); a != nil {
		return string(a.ID)
	}
	return ""
}

func (s *scene) activityName(key model.Key) string {
	if a := model.ActivityOf(s.Reader, key); a != nil {
		return a.Name
	}
	return ""
}

// appendActivity appends an activity as another thing names it.
func (s *scene) appendActivity(b []byte, key model.Key) []byte {
	b = appendString(appendKey(append(b, '{'), "id"), s.activityID(key))
	b = appendString(appendKey(b, "name"), s.activityName(key))
	if a := model.ActivityOf(s.Reader, key); a != nil {
		b = appendString(appendKey(b, "phase"), a.Phase.String())
	}
	return append(b, '}')
}

func appendExposure(b []byte, e model.Exposure) []byte {
	b = appendString(appendKey(append(b, '{'), "kind"), string(e.Kind))
	b = appendMoment(appendKey(b, "granted"), e.Granted)
	b = appendMoment(appendKey(b, "until"), e.Until)
	b = appendMoment(appendKey(b, "done"), e.Done)
	b = appendText(appendKey(b, "link"), e.Link)
	b = appendBool(appendKey(b, "late"), e.Late)
	return append(b, '}')
}

// activities says which activities a task takes part in, a line each.
func (s *scene) activities(t *model.Task) string {
	var all []string
	for _, key := range t.Activities {
		if a := model.ActivityOf(s.Reader, key); a != nil {
			all = append(all, s.words.Say("activity.part", assets.Text("activity", a.Name), assets.Word("phase", "phase."+a.Phase.String())))
		}
	}
	return strings.Join(all, "\n")
}

// exposures says what the platform promised to a task and what of it was given, a line each.
func (s *scene) exposures(t *model.Task) string {
	var all []string
	for _, e := range t.Exposures {
		all = append(all, s.exposure(e))
	}
	return strings.Join(all, "\n")
}

func (s *scene) exposure(e model.Exposure) string {
	id := "exposure.promised"
	switch {
	case e.Done != 0:
		id = "exposure.given"
	case e.Late:
		id = "exposure.late"
	}
	return s.words.Say(id, assets.Word("exposure", "exposure."+string(e.Kind)), assets.When("until", e.Until), assets.When("at", e.Done), assets.Text("link", e.Link))
}

// activityPage shows an activity to a person, with the entries that it may see.
func (r *run) activityPage(s *scene, a *model.Activity) {
	d := a.Dates
	lines := r.heading(string(a.ID)+"  "+a.Name, s.words.Say("phase."+a.Phase.String()))
	lines = append(lines, r.facts(kit.KeyValues{
		r.fact("registration", s.words.Say("activity.span", assets.When("from", d.RegisterFrom), assets.When("until", d.RegisterUntil))),
		r.fact("warm_up", s.words.Say("activity.span", assets.When("from", d.WarmFrom), assets.When("until", d.From))),
		r.fact("dates", s.words.Say("activity.span", assets.When("from", d.From), assets.When("until", d.Until))),
		r.fact("entries", s.words.Say("activity.counts", assets.Num("waiting", int64(a.Waiting)), assets.Num("accepted", int64(a.Accepted)))),
		r.fact("reason", a.Reason),
	})...)
	lines = append(lines, r.section("cli.page_conditions", kit.Wrap(kit.CleanLines(a.Conditions), r.pageWidth()-2))...)
	var entries []string
	for _, row := range s.Rows(model.EntriesIn(a.Key, 0), model.Place{}, true) {
		n := row.(*model.ActivityEntry)
		if entries = append(entries, s.taskID(n.Task)+"  "+s.words.Say("entry."+n.State.String())+"  "+kit.Clean(s.taskTitle(n.Task))); len(entries) == offered {
			break
		}
	}
	lines = append(lines, r.section("cli.page_entries", entries)...)
	lines = append(lines, r.section("cli.page_clocks", r.clockLines(s, s.clocksOf(a)))...)
	r.lines(lines)
}
