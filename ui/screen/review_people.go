package screen

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// NewApplicants returns the applications for a task that wait for its seller's decision: who applied, how well known
// and how reliable they are.
func NewApplicants(d Desk, task model.Key) kit.Screen { return newList(d, applicantsOf(task)) }

func applicantsOf(task model.Key) listKind {
	return listKind{
		id: "applicants", of: strconv.FormatUint(uint64(task), 10), rows: model.KindOrder, rising: true,
		columns: peopleColumns, cells: peopleCells,
		tabs:   []listTab{{key: "waiting", queries: []model.Query{model.OrdersOfTask(task, model.Applied)}, line: stateLine("order", model.Applied)}},
		fields: ask.ApplicantFields(), sorts: applicantSorts(),
		batches: []listBatch{approveBatch(), rejectBatch()},
		texts: func(v model.View, row model.Row) []string {
			if o, ok := row.(*model.Order); ok {
				return personTexts(v, o)
			}
			return nil
		},
		facts: func(s speech, v model.View) []kit.Fact { return peopleFacts(s, v, task) },
		lead:  func(s speech, v model.View) []kit.Fact { return peopleLead(s, v, task) },
		beside: func(f *orderFile, s speech, t kit.Theme, w int) []string {
			return f.applicantLines(s, t, w)
		},
		actions: func(l list) []kit.Action {
			page := l.act("o", "task_page", "", pushTask(l.desk, task))
			return []kit.Action{page}
		},
	}
}

func pushTask(d Desk, key model.Key) func() tea.Cmd {
	return func() tea.Cmd { return kit.Send(kit.Push{Screen: NewTask(d, key)}) }
}

// personTexts is what an applicant is called by.
func personTexts(v model.View, o *model.Order) []string {
	texts := []string{string(o.ID)}
	for _, key := range []model.Key{o.Creator, o.Agency} {
		if a := v.Account(key); a != nil {
			texts = append(texts, a.Handle, a.Name)
		}
	}
	return texts
}

func peopleColumns(s speech) []kit.Column {
	return []kit.Column{
		{Head: s.Say("task_page.head_applicant"), Width: 15, Flex: 1, Max: 30},
		{Head: s.Say("task_page.head_followers"), Width: 9, Right: true},
		{Head: s.Say("task_page.head_done"), Width: 4, Right: true, Priority: 2},
		{Head: s.Say("task_page.head_on_time"), Width: 10, Priority: 1},
		{Head: s.Say("list.head_asks"), Width: 19, Flex: 2, Max: 40, Priority: 3},
	}
}

// peopleCells draws an application as its seller weighs it.
func peopleCells(s speech, v model.View, row model.Row) []kit.Cell {
	o, ok := row.(*model.Order)
	if !ok {
		return nil
	}
	who, standing := v.Account(o.Creator), model.StandingOf(v.Reader, o.Creator)
	if who == nil {
		return nil
	}
	return []kit.Cell{
		applicantCell(s, who, model.PolicyNow(v.Reader), o),
		kit.TextCell(kit.Text, s.followers(who.Followers())),
		kit.TextCell(kit.Text, s.Digits(int64(standing.Done))),
		shareCell(standing),
		asksCell(s, v, who, standing, o),
	}
}

// shareCell is how much of what was due came in time: the number, and a bar where there is room.
func shareCell(st *model.Standing) kit.Cell {
	share, ok := st.OnTime()
	if !ok {
		return kit.DrawnCell(func(t kit.Theme, _ int) string { return t.Paint(kit.Muted, t.Glyph(kit.Dash)) })
	}
	return kit.DrawnCell(func(t kit.Theme, w int) string {
		l := kit.NewLine(t, w).Put(kit.Text, kit.FitRight(percent(share), 4))
		if l.Left() > 2 {
			l.Gap(1).Painted(kit.ShareBar(t, l.Left(), float64(share)/10000))
		}
		return l.String()
	})
}

// asksCell is where an applicant would publish, or what does not fit the task.
func asksCell(s speech, v model.View, who *model.Account, st *model.Standing, o *model.Order) kit.Cell {
	if id, what := unfit(s, v, who, o); id != "" {
		return kit.MarkedCell(kit.Warn, kit.Warning, s.Say(id, assets.Text("what", what)))
	}
	channel := s.Say("channel_short." + string(who.Main().Platform))
	if st.Done == 0 && st.Submitted == 0 && st.Missed == 0 {
		channel = s.Say("list.asks_new", assets.Text("channel", channel))
	}
	return kit.TextCell(kit.Muted, channel)
}

// unfit tells what of a task an applicant does not have: the word for it, and which.
func unfit(s speech, v model.View, who *model.Account, o *model.Order) (id, what string) {
	t := v.Task(o.Task)
	switch {
	case len(o.Terms.Channels) > 0 && !publishesOn(who, o.Terms.Channels):
		return "list.asks_no_channel", s.Say("channel_short." + string(o.Terms.Channels[0]))
	case o.Terms.Samples > 0 && !addressed(v, o):
		return "list.asks_no_address", ""
	case t == nil:
	case len(t.Languages) > 0 && !overlap(t.Languages, who.Languages):
		return "list.asks_no_language", s.tongues(t.Languages[:1])
	case len(t.Countries) > 0 && !overlap(t.Countries, []string{who.Country}):
		return "list.asks_no_country", countryNames(s.Language(), t.Countries[:1])[0]
	}
	return "", ""
}

// addressed tells whether the samples of an order have somewhere to go.
func addressed(v model.View, o *model.Order) bool {
	a := v.Account(o.Acting(model.CreatorSide))
	return a != nil && a.HasAddress()
}

func publishesOn(a *model.Account, wanted []model.Platform) bool {
	for _, ch := range a.Channels {
		for _, p := range wanted {
			if ch.Platform == p {
				return true
			}
		}
	}
	return false
}

// peopleFacts says what task it is and what it offers.
func peopleFacts(s speech, v model.View, task model.Key) []kit.Fact {
	t := v.Task(task)
	if t == nil {
		return nil
	}
	offer := []string{string(t.ID), rewardShort(s.Words, t.Terms)}
	if n := t.Terms.Samples; n > 0 {
		offer = append(offer, s.Say("list.samples_each", assets.Num("count", int64(n))))
	}
	return kit.Facts(append(offer, t.Title)...) // at the end of the line, where it may be cut
}

// peopleLead says how many applied, how many places there are, and how long one can decide.
func peopleLead(s speech, v model.View, task model.Key) []kit.Fact {
	t := v.Task(task)
	if t == nil {
		return nil
	}
	facts := kit.Facts(s.Say("list.people_waiting", assets.Num("count", int64(t.Waiting))), s.Say("list.people_places", assets.Text("places", placesOf(t))))
	for _, c := range v.ClocksOn(t) {
		if c.Rule == model.ClockReview {
			facts = append(facts, kit.Fact{Role: s.urgency(c.Due), Text: s.Say("list.people_decide", assets.Text("left", s.left(c.Due)))})
		}
	}
	return facts
}
