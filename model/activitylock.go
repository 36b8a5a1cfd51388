package model

import (
	"reflect"
	"slices"
)

// holding returns the activities that hold a task: it was entered and neither refused nor taken back, and the activity is
// not over. With accepted, only those that it takes part in.
func (d *deciding) holding(t *Task, accepted bool) []*Activity {
	var all []*Activity
	q := EntriesOfTask(t.Key)
	for p := range d.s.Scan(q.List, q.Group, Place{}, false) {
		n := EntryOf(d.s, p.Ref.Key)
		if a := ActivityOf(d.s, n.Activity); n.Live() && !a.Phase.Done() && (!accepted || n.State == EntryAccepted) {
			all = append(all, a)
		}
	}
	return all
}

// unlocked refuses an edit of what an activity holds from the entry until its end (M296): what is sold, where, and the
// reward, which may be raised until a day before registration closes (M298). Samples may be added (M297).
func (d *deciding) unlocked(t *Task, c *TaskContent) []*Refusal {
	var all []*Refusal
	for _, a := range d.holding(t, false) {
		until := when("until", a.Dates.Until)
		if !slices.EqualFunc(t.Links, c.Links, func(x, y ItemLink) bool { return x.Item == y.Item }) {
			all = append(all, refuse(RuleEntryLocked, "link", text("activity", a.Name), until))
		}
		if !reflect.DeepEqual(sortedWords(t.Countries), sortedWords(c.Countries)) {
			all = append(all, refuse(RuleEntryLocked, "country", text("activity", a.Name), until))
		}
		if t.Terms.Samples > c.Terms.Samples {
			all = append(all, refuse(RuleEntryLocked, "samples", text("activity", a.Name), until))
		}
		if (t.Terms.Reward == Product) != (c.Terms.Reward == Product) {
			all = append(all, refuse(RuleEntryLocked, "product", text("activity", a.Name), until))
		}
		if was, is := t.Terms.Fee, c.Terms.Fee; was != is {
			raise := d.policy().Calendar().AddDays(a.Dates.RegisterUntil, -d.policy().Get(ActivityRaiseDays))
			if was.Currency != is.Currency || is.Minor < was.Minor || d.now >= raise {
				all = append(all, refuse(RuleEntryRaise, "fee", text("activity", a.Name), when("by", raise), amount("fee", was)))
			}
		}
	}
	return all
}

func sortedWords(all []string) []string {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}

// leaveByClosing refuses to close a task that takes part in an activity (M299); entries under review are taken back.
func (d *deciding) leaveByClosing(t *Task) *Refusal {
	for _, a := range d.holding(t, true) {
		return refuse(RuleEntryHeld, "task", text("task", string(t.ID)), text("activity", a.Name), when("until", a.Dates.Until))
	}
	for _, a := range d.holding(t, false) {
		n := EntryFor(d.s, a.Key, t.Key)
		d.emit(&EntryLeft{Entry: n.Key, Task: t.Key, Activity: a.Key})
	}
	return nil
}
