package screen

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// taskFile is what Today says of a task: its terms, and who waits to be decided on.
type taskFile struct {
	now     model.Moment
	task    *model.Task
	policy  *model.Policy
	clocks  []model.Clock
	reasons []model.Reason
	me      model.Key
	waiting []applicant
}

// applicant is one waiting application.
type applicant struct {
	order    *model.Order
	creator  *model.Account
	standing *model.Standing
}

// applicantsMost bounds how many waiting applications are read for a preview; the task's page has them all.
const applicantsMost = 20

// readTask reads a task and its first waiting applications; nil where there is none.
func readTask(s Session, key model.Key) (*taskFile, error) {
	var f *taskFile
	err := s.Market.View(s.Actor, func(v model.View) {
		t := v.Task(key)
		if t == nil {
			return
		}
		f = &taskFile{now: v.Now, task: t, policy: policyRow(v.Reader, t.Policy), clocks: v.ClocksOn(t), reasons: model.Why(v, t), me: v.Who.Account}
		if t.Seller != v.Who.Account {
			return
		}
		for _, row := range v.Rows(model.OrdersOfTask(key, model.Applied), model.Place{}, false) {
			if o, ok := row.(*model.Order); ok && len(f.waiting) < applicantsMost {
				f.waiting = append(f.waiting, applicant{o, v.Account(o.Acting(model.CreatorSide)), model.StandingOf(v.Reader, o.Creator)})
			}
			if len(f.waiting) == applicantsMost {
				break
			}
		}
	})
	return f, err
}

// preview draws a task in short.
func (f *taskFile) preview(t kit.Theme, s speech, rule model.Rule, w int) []string {
	k := f.task
	l := kit.NewLine(t, w).Bold(kit.Strong, string(k.ID)).Gap(2).Bold(kit.Strong, kit.Clean(k.Title))
	l.Gap(3).Put(kit.Muted, s.Say("type."+k.Type.String())+" "+t.Glyph(kit.Nothing)+" "+s.reward(k.Terms))
	numbers := []model.Arg{assets.Num("waiting", int64(k.Waiting)), assets.Num("approved", int64(k.Approved)), assets.Num("wanted", int64(k.Wanted))}
	lines := []string{l.String(), t.Paint(kit.Muted, s.Say("today.task_numbers", numbers...)), ""}
	for _, c := range f.clocks {
		if c.Rule == rule {
			lines = append(lines, wrapped(t, kit.Muted, s.sentence(c, f.policy, f.me, func(model.Key) string { return "" }), w)...)
		}
	}
	dates := s.Say("today.task_apply_by", assets.Text("moment", s.exact(k.Terms.ApplyBy))) + " " + t.Glyph(kit.Nothing) + " " +
		s.Say("today.task_submit_by", assets.Text("moment", s.exact(k.Terms.SubmitBy)))
	lines = append(lines, kit.Cut(t.Paint(kit.Muted, dates), w))
	if len(f.waiting) > 0 {
		lines = append(append(lines, ""), f.waitingLines(t, s, w)...)
	}
	return lines
}

// waitingLines draws who waits: name, followers, channel, tasks completed, on time.
func (f *taskFile) waitingLines(t kit.Theme, s speech, w int) []string {
	var lines []string
	for _, a := range f.waiting {
		l := kit.NewLine(t, w).Put(kit.Text, s.who(a.creator, f.policy)).To(24).Put(kit.Muted, a.about(s))
		lines = append(lines, l.String())
	}
	if rest := f.task.Waiting - len(f.waiting); rest > 0 {
		lines = append(lines, t.Paint(kit.Muted, s.Say("today.more_waiting", assets.Num("count", int64(rest)))))
	}
	return lines
}

// about says an applicant in a line.
func (a applicant) about(s speech) string {
	text := s.channel(a.creator)
	add := func(more string) {
		if text != "" {
			text += " " + s.sign(kit.Nothing) + " "
		}
		text += more
	}
	add(s.Say("today.done", assets.Num("count", int64(a.standing.Done))))
	if share, ok := a.standing.OnTime(); ok {
		add(s.Say("order.on_time", assets.Text("share", percent(share))))
	}
	return text
}
