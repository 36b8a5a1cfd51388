package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// activityFile is an activity as its reader sees it at one moment.
type activityFile struct {
	now     model.Moment
	policy  *model.Policy
	a       *model.Activity
	due     model.Moment // of its phase, 0 for none
	entries []enteredTask
	mine    string // handle of the reader
	role    model.Role
	staff   bool // operator or support
	why     []model.Reason
	own     []*model.Task // published tasks of the reader that could be entered
}

// enteredTask is an entry with what it is called by.
type enteredTask struct {
	entry  *model.ActivityEntry
	task   *model.Task
	seller string
}

// entriesShown is how many entries a page shows; the list of entries has all.
const entriesShown = 50

// readActivity reads an activity; nil where there is none.
func readActivity(session Session, key model.Key) (f *activityFile, err error) {
	err = session.Market.View(session.Actor, func(v model.View) {
		a, _ := seen(v, model.Ref{Kind: model.KindActivity, Key: key}).(*model.Activity)
		if a == nil {
			return
		}
		f = &activityFile{
			now: v.Now, policy: model.PolicyNow(v.Reader), a: a, why: model.Why(v, a), mine: v.Handle(v.Who.Account), role: v.Who.Role,
			staff: v.Who.Operator || v.Who.Role == model.Support,
		}
		for _, c := range v.ClocksOn(a) {
			f.due = c.Due
		}
		f.readEntries(v)
	})
	return f, err
}

// readEntries reads the entries that the reader sees, its own first among equals, and for a seller what could be entered.
func (f *activityFile) readEntries(v model.View) {
	entered := map[model.Key]bool{}
	q := model.EntriesIn(f.a.Key, 0)
	if f.role == model.Seller {
		q = model.AppliedActivities(v.Who.Account, 0)
	}
	for _, row := range v.Rows(q, model.Place{}, true) {
		n := row.(*model.ActivityEntry)
		if n.Activity != f.a.Key {
			continue
		}
		entered[n.Task] = entered[n.Task] || n.Live()
		if t := v.Task(n.Task); t != nil && len(f.entries) < entriesShown {
			f.entries = append(f.entries, enteredTask{n, t, v.Handle(n.Seller)})
		}
	}
	if f.role != model.Seller && f.role != model.Operator || v.Who.Account == 0 {
		return
	}
	for _, row := range v.Rows(model.TasksOf(v.Who.Account, model.Published), model.Place{}, true) {
		if t := row.(*model.Task); !entered[t.Key] && len(f.own) < entriesShown {
			f.own = append(f.own, t)
		}
	}
}

func (f *activityFile) speech(session Session) speech {
	return newSpeech(session).at(f.now).under(f.policy)
}

// activityLook draws an activity beside its row.
func activityLook(session Session, ref model.Ref) (listPreview, error) {
	f, err := readActivity(session, ref.Key)
	if err != nil || f == nil {
		return func(kit.Theme, int, int) []string { return nil }, err
	}
	s := f.speech(session)
	return func(t kit.Theme, w, _ int) []string { return f.lines(t, s.with(t), w) }, nil
}

// lines draws an activity: where it stands, its bar, its dates, its conditions and who entered.
func (f *activityFile) lines(t kit.Theme, s speech, w int) []string {
	a := f.a
	lines := []string{kit.NewLine(t, w).Bold(kit.Strong, kit.Clean(a.Name)).Gap(2).Put(kit.Muted, string(a.ID)).String()}
	lines = append(lines, wrapped(t, kit.Muted, f.standing(s), w)...)
	lines = append(lines, "", phaseBar(t, a, f.now, min(w, 72)), "")
	lines = append(lines, f.dates(s).View(t, w)...)
	if a.Conditions != "" {
		lines = append(lines, "", kit.SectionHead(t, w, s.Say("activity.conditions")))
		for _, part := range kit.Wrap(kit.CleanLines(a.Conditions), min(w, 90)) {
			lines = append(lines, t.Paint(kit.Text, part))
		}
	}
	if a.Phase == model.PhaseWarmUp || a.Phase == model.PhaseChosen { // M293
		lines = append(append(lines, ""), wrapped(t, kit.Muted, s.Say("activity.advice"), min(w, 90))...)
	}
	return append(lines, f.entered(t, s, w)...)
}

// standing says in which phase an activity is and until when.
func (f *activityFile) standing(s speech) string {
	a := f.a
	phase := mark(phaseRole(a.Phase), s.Say("phase."+a.Phase.String()))
	switch {
	case a.Phase == model.PhaseCalledOff:
		return s.Say("activity.stands_off", assets.Text("phase", phase), assets.Text("reason", mark(kit.Text, kit.Clean(a.Reason))))
	case f.due == 0:
		return s.Say("activity.stands_over", assets.Text("phase", phase), assets.Text("at", s.exact(a.Dates.Until)))
	}
	return s.Say("activity.stands", assets.Text("phase", phase), assets.Text("due", mark(kit.Text, s.exact(f.due))), assets.Text("left", mark(kit.Text, s.left(f.due))))
}

// dates are the spans of an activity in whole days, a line each: what ends at midnight ended the day before.
func (f *activityFile) dates(s speech) kit.KeyValues {
	d := f.a.Dates
	span := func(label string, from, until model.Moment, on bool) kit.KeyValue {
		role := kit.Muted
		if on {
			role = kit.Text
		}
		return kit.KeyValue{Label: s.Say("activity.label_" + label), Value: s.Say("activity.span", assets.Text("from", s.day(from)), assets.Text("until", s.day(until-1000))), Role: role}
	}
	return kit.KeyValues{
		span("registration", d.RegisterFrom, d.RegisterUntil, f.a.Phase == model.PhaseRegistration),
		span("warm_up", d.WarmFrom, d.From, f.a.Phase == model.PhaseWarmUp), span("dates", d.From, d.Until, f.a.Phase == model.PhaseRunning),
	}
}

// entered lists the tasks of an activity that the reader may know of.
func (f *activityFile) entered(t kit.Theme, s speech, w int) []string {
	head := "activity.in_it"
	if f.role == model.Seller {
		head = "activity.own"
	}
	counts := s.Say("activity.counts", assets.Num("waiting", int64(f.a.Waiting)), assets.Num("accepted", int64(f.a.Accepted)))
	lines := []string{"", kit.SectionHead(t, w, s.Say(head)), t.Paint(kit.Muted, counts)}
	for _, n := range f.entries {
		l := kit.NewLine(t, w).Put(entryRole(n.entry.State), s.Say("entry."+n.entry.State.String())).To(14).Put(kit.Muted, string(n.task.ID)).Gap(2)
		lines = append(lines, l.Put(kit.Text, kit.Clean(n.task.Title)).Gap(2).Put(kit.Muted, n.seller).String())
		if n.entry.Reason != "" {
			lines = append(lines, kit.NewLine(t, w).To(14).Put(kit.Muted, kit.Clean(n.entry.Reason)).String())
		}
	}
	return lines
}

func entryRole(st model.EntryState) kit.Role {
	switch st {
	case model.EntryReview:
		return kit.Warn
	case model.EntryAccepted:
		return kit.Good
	}
	return kit.Muted
}

// phaseBar draws the time from the opening of registration to the end of an activity in w cells: what is over, what goes
// on, what is to come, each phase as long as it is, and parted by a blank.
func phaseBar(t kit.Theme, a *model.Activity, now model.Moment, w int) string {
	d := a.Dates
	marks := []model.Moment{d.RegisterFrom, d.RegisterUntil, d.WarmFrom, d.From, d.Until}
	whole := int64(d.Until - d.RegisterFrom)
	if whole <= 0 || w < 16 {
		return ""
	}
	l := kit.NewLine(t, w)
	room := w - 3 - 4*3 // each part has three cells at least
	for i := range 4 {
		cells := 3 + int(int64(marks[i+1]-marks[i])*int64(room)/whole)
		role, sign := kit.Faint, kit.HLine
		switch {
		case a.Phase == model.PhaseCalledOff:
		case now >= marks[i+1]:
			role, sign = kit.Muted, kit.HeavyBar
		case now >= marks[i]:
			role, sign = kit.Accent, kit.HeavyBar
		}
		for range cells {
			l.Put(role, t.Glyph(sign))
		}
		if i < 3 {
			l.Gap(1)
		}
	}
	return l.String()
}
