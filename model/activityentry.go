package model

import "slices"

// EntryState is where a seller's part in an activity stands.
type EntryState uint8

// The states of an entry.
const (
	EntryReview    EntryState = iota + 1 // under review (M299)
	EntryAccepted                        // the task takes part
	EntryRefused                         // by the operator, with a reason
	EntryWithdrawn                       // by the seller, while it was under review
	EntryRemoved                         // by the operator after it was accepted, with a reason (M300)
)

// EntryStates returns every state.
func EntryStates() []EntryState {
	return []EntryState{EntryReview, EntryAccepted, EntryRefused, EntryWithdrawn, EntryRemoved}
}

// String returns the state's word in JSON and in the catalogue ("entry." before it).
func (s EntryState) String() string {
	return [...]string{"", "under_review", "accepted", "refused", "withdrawn", "removed"}[s]
}

// ActivityEntry is the part of one task in an activity: what stands under "Applied Activities" (M61). The operator accepts
// or refuses it; until then the seller may take it back. Everybody sees an accepted one, else the seller, support and the
// operator do.
type ActivityEntry struct {
	Key      Key        `cbor:"1,keyasint"`
	Activity Key        `cbor:"2,keyasint"`
	Seller   Key        `cbor:"3,keyasint"`
	Task     Key        `cbor:"4,keyasint"`
	Promo    Key        `cbor:"5,keyasint,omitempty"` // the promo code whose activation entered the task
	State    EntryState `cbor:"6,keyasint"`
	Made     Moment     `cbor:"7,keyasint"`
	Version  int        `cbor:"8,keyasint"` // of the task when it was entered (M301)
	Decided  Moment     `cbor:"9,keyasint,omitempty"`
	By       Key        `cbor:"10,keyasint,omitempty"`
	Silent   bool       `cbor:"11,keyasint,omitempty"` // nobody decided in time
	Reason   string     `cbor:"12,keyasint,omitempty"`
	Policy   Key        `cbor:"13,keyasint"`
	Waits    []Wait     `cbor:"14,keyasint,omitempty"`
}

func (*ActivityEntry) kind() Kind { return KindEntry }

// Ref implements [Row].
func (n *ActivityEntry) Ref() Ref { return Ref{KindEntry, n.Key} }

// Lists implements [Row].
func (n *ActivityEntry) Lists(e *Entries) {
	made := ordered(int64(n.Made))
	for _, s := range []EntryState{0, n.State} {
		e.Add(ListEntries, group(uint64(n.Activity), uint64(s)), made)
		e.Add(ListApplied, group(uint64(n.Seller), uint64(s)), made)
	}
	if n.State == EntryReview {
		e.Add(ListEntries, group(0, uint64(EntryReview)), made)
	}
	e.Add(ListTaskEntries, group(uint64(n.Task)), made)
}

// Live tells whether the entry waits or takes part.
func (n *ActivityEntry) Live() bool { return n.State == EntryReview || n.State == EntryAccepted }

// clocks derives the one clock of an entry under review: the operator's, whose silence accepts (ours).
func (n *ActivityEntry) clocks(p *Policy) []Clock {
	if n.State != EntryReview {
		return nil
	}
	return postponed([]Clock{{
		Rule: ClockEntry, Of: n.Ref(), Side: OperatorSide, Seller: n.Seller, From: n.Made, Length: ActivityReviewDays,
		Due: p.days(n.Made, ActivityReviewDays), Default: "accepted",
	}}, n.Waits)
}

// strike accepts an entry that nobody decided, unless there is nothing left to take part in.
func (n *ActivityEntry) strike(d *deciding) {
	if a := ActivityOf(d.s, n.Activity); a == nil || a.Phase.Done() {
		d.emit(&EntryLeft{Entry: n.Key, Task: n.Task, Activity: n.Activity, Silent: true})
		return
	}
	d.emit(&EntryDecided{Entry: n.Key, Task: n.Task, Activity: n.Activity, To: EntryAccepted, Silent: true})
}

// stateReason names the rule by which an entry stands where it stands.
func (n *ActivityEntry) stateReason() Reason {
	rules := [...]Rule{"", ClockEntry, RuleEntryAccept, RuleEntryRefusal, RuleEntryReview, RuleEntryRemoval}
	r := Reason{Subject: "state", Rule: rules[n.State], Args: []Arg{
		word("state", "entry."+n.State.String()), when("since", Later(n.Made, n.Decided)), text("reason", n.Reason),
	}}
	if n.State == EntryAccepted && n.Silent {
		r.Rule = ClockEntry
	}
	return r
}

// EntryOf returns the entry of a key, or nil.
func EntryOf(r Reader, key Key) *ActivityEntry { return must[*ActivityEntry](r, key) }

// EntriesIn lists the entries of an activity by state (0: any) and the moment they were made.
func EntriesIn(activity Key, s EntryState) Query {
	return Query{ListEntries, group(uint64(activity), uint64(s))}
}

// EntriesToReview lists the entries of all activities that are under review, oldest first.
func EntriesToReview() Query { return EntriesIn(0, EntryReview) }

// AppliedActivities lists a seller's entries by state (0: any) and the moment they were made (M61).
func AppliedActivities(seller Key, s EntryState) Query {
	return Query{ListApplied, group(uint64(seller), uint64(s))}
}

// EntriesOfTask lists the entries of a task by the moment they were made.
func EntriesOfTask(task Key) Query { return Query{ListTaskEntries, group(uint64(task))} }

// EntryFor returns the last entry of a task in an activity, or nil.
func EntryFor(r Reader, activity, task Key) *ActivityEntry {
	q := EntriesOfTask(task)
	for p := range r.Scan(q.List, q.Group, Place{}, true) {
		if n := EntryOf(r, p.Ref.Key); n.Activity == activity {
			return n
		}
	}
	return nil
}

// InActivity tells whether a task takes part in an activity.
func (t *Task) InActivity(activity Key) bool { return slices.Contains(t.Activities, activity) }

// changeEntry puts a changed copy of an entry, and counts it at its activity and its task.
func (a *applying) changeEntry(key Key, change func(*ActivityEntry)) {
	old, ok := get[*ActivityEntry](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	c := *old
	change(&c)
	a.s.Put(&c)
	a.countEntry(old.State, &c)
}

// countEntry keeps what activity and task know of an entry that was in a state, 0 for none, before.
func (a *applying) countEntry(was EntryState, n *ActivityEntry) {
	step := func(s EntryState) (up int) {
		if n.State == s {
			up++
		}
		if was == s {
			up--
		}
		return up
	}
	if row, ok := get[*Activity](a.s, n.Activity); ok == Known {
		c := *row
		c.Waiting += step(EntryReview)
		c.Accepted += step(EntryAccepted)
		a.s.Put(&c)
	}
	t, ok := get[*Task](a.s, n.Task)
	if ok != Known || step(EntryAccepted) == 0 {
		return
	}
	c := *t
	c.Activities = slices.DeleteFunc(slices.Clone(t.Activities), func(k Key) bool { return k == n.Activity })
	if n.State == EntryAccepted {
		c.Activities = append(c.Activities, n.Activity)
	}
	a.s.Put(&c)
}
