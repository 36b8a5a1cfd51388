package model

// Entrant names an entry: the activity, and the task that was entered.
type Entrant struct {
	Activity ID `cbor:"1,keyasint"`
	Task     ID `cbor:"2,keyasint"`
}

// AcceptEntries lets tasks take part in an activity, or in several, all of them or none. Operator only.
type AcceptEntries struct {
	Activity ID        `cbor:"1,keyasint,omitempty"`
	Tasks    []ID      `cbor:"2,keyasint,omitempty"` // entered into the activity
	More     []Entrant `cbor:"3,keyasint,omitempty"` // and others, into whichever
}

// Wire implements [Command].
func (*AcceptEntries) Wire() string { return "activity.accept" }

func (c *AcceptEntries) decide(d *deciding) *Refusal {
	all := c.More
	for _, id := range c.Tasks {
		all = append(all, Entrant{c.Activity, id})
	}
	return d.decideEntries(all, RuleEntryAccept, EntryAccepted, "")
}

// decideEntries accepts or refuses entries under review, all of them or none.
func (d *deciding) decideEntries(all []Entrant, rule Rule, to EntryState, reason string) *Refusal {
	tasks := make([]ID, len(all))
	for i, e := range all {
		tasks[i] = e.Task
	}
	if r := first(d.operator(), d.someTasks(tasks)); r != nil {
		return r
	}
	for _, e := range all {
		n, r := d.decidable(e.Activity, e.Task, rule, EntryReview)
		if r != nil {
			return r
		}
		d.emit(&EntryDecided{Entry: n.Key, Task: n.Task, Activity: n.Activity, To: to, Reason: reason})
	}
	return nil
}

// RefuseEntries refuses entries under review for one reason, which their sellers read, all of them or none. Operator only.
type RefuseEntries struct {
	Entries []Entrant `cbor:"1,keyasint"`
	Reason  string    `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*RefuseEntries) Wire() string { return "activity.refuse_many" }

func (c *RefuseEntries) decide(d *deciding) *Refusal {
	if r := d.needText("reason", c.Reason, NoteChars, true); r != nil {
		return r
	}
	return d.decideEntries(c.Entries, RuleEntryRefusal, EntryRefused, c.Reason)
}

// decidable finds an entry in a state, of an activity that still goes on.
func (d *deciding) decidable(activity, task ID, rule Rule, s EntryState) (*ActivityEntry, *Refusal) {
	t, r := d.task(task)
	if r != nil {
		return nil, r
	}
	n, r := d.entry(activity, t)
	if r != nil {
		return nil, r
	}
	if a := ActivityOf(d.s, n.Activity); a.Phase.Done() {
		return nil, refuse(RuleActivityDone, "activity", text("activity", a.Name), word("phase", "phase."+a.Phase.String()))
	}
	return n, n.in(d.s, rule, s)
}

// RefuseEntry refuses an entry under review, with a reason that the seller reads. Operator only.
type RefuseEntry struct {
	Activity ID     `cbor:"1,keyasint"`
	Task     ID     `cbor:"2,keyasint"`
	Reason   string `cbor:"3,keyasint"`
}

// Wire implements [Command].
func (*RefuseEntry) Wire() string { return "activity.refuse" }

func (c *RefuseEntry) decide(d *deciding) *Refusal {
	if r := d.operator(); r != nil {
		return r
	}
	n, r := d.decidable(c.Activity, c.Task, RuleEntryRefusal, EntryReview)
	if r := first(r, d.needText("reason", c.Reason, NoteChars, true)); r != nil {
		return r
	}
	d.emit(&EntryDecided{Entry: n.Key, Task: n.Task, Activity: n.Activity, To: EntryRefused, Reason: c.Reason})
	return nil
}

// RemoveEntry takes an accepted task out of an activity, after a penalty for example (M300), with a reason that the
// seller reads. Operator only.
type RemoveEntry struct {
	Activity ID     `cbor:"1,keyasint"`
	Task     ID     `cbor:"2,keyasint"`
	Reason   string `cbor:"3,keyasint"`
}

// Wire implements [Command].
func (*RemoveEntry) Wire() string { return "activity.remove" }

func (c *RemoveEntry) decide(d *deciding) *Refusal {
	if r := d.operator(); r != nil {
		return r
	}
	n, r := d.decidable(c.Activity, c.Task, RuleEntryRemoval, EntryAccepted)
	if r := first(r, d.needText("reason", c.Reason, NoteChars, true)); r != nil {
		return r
	}
	d.emit(&EntryDecided{Entry: n.Key, Task: n.Task, Activity: n.Activity, To: EntryRemoved, Reason: c.Reason})
	return nil
}

// EntryDecided accepted, refused or removed an entry.
type EntryDecided struct {
	Entry    Key        `cbor:"1,keyasint"`
	Task     Key        `cbor:"2,keyasint"`
	Activity Key        `cbor:"3,keyasint"`
	To       EntryState `cbor:"4,keyasint"`
	Reason   string     `cbor:"5,keyasint,omitempty"`
	Silent   bool       `cbor:"6,keyasint,omitempty"`
}

// Wire implements [Event].
func (*EntryDecided) Wire() string { return "entry.decided" }

// About implements [Event].
func (e *EntryDecided) About() []Ref {
	return []Ref{{KindEntry, e.Entry}, {KindTask, e.Task}, {KindActivity, e.Activity}}
}

// Says implements [Event]. The reason stands in the entry, for whom it is meant: what was accepted and then removed was
// everybody's to see, and why it was removed is not.
func (e *EntryDecided) Says() (Rule, []Arg) {
	rule := RuleEntryAccept
	switch {
	case e.Silent:
		rule = ClockEntry
	case e.To == EntryRefused:
		rule = RuleEntryRefusal
	case e.To == EntryRemoved:
		rule = RuleEntryRemoval
	}
	return rule, []Arg{word("state", "entry."+e.To.String())}
}

func (e *EntryDecided) apply(a *applying) {
	a.changeEntry(e.Entry, func(n *ActivityEntry) {
		n.State, n.Decided, n.By, n.Reason, n.Silent = e.To, a.At, a.Actor.Account, e.Reason, e.Silent
	})
}
