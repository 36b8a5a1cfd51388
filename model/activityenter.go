package model

// EnterActivity enters a published task of one's own into an activity while registration is open.
type EnterActivity struct {
	Activity ID   `cbor:"1,keyasint"`
	Tasks    []ID `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*EnterActivity) Wire() string { return "activity.enter" }

func (c *EnterActivity) decide(d *deciding) *Refusal {
	if _, r := d.poster(); r != nil {
		return r
	}
	if r := d.someTasks(c.Tasks); r != nil {
		return r
	}
	for _, id := range c.Tasks {
		t, r := d.ownTask(id)
		if r != nil {
			return r
		}
		if r := d.enterActivity(t.Seller, c.Activity, t.Key, 0); r != nil {
			return r
		}
	}
	return nil
}

// someTasks demands a few tasks.
func (d *deciding) someTasks(ids []ID) *Refusal {
	if len(ids) == 0 {
		return refuse(RuleRequired, "task")
	}
	if most := d.policy().Get(BatchRowsMax); int64(len(ids)) > most {
		return refuse(RuleTooMany, "task", num("count", int64(len(ids))), num("max", most))
	}
	return nil
}

// enterActivity enters a published task of a seller into an activity; promo is the promo code whose activation did so,
// or 0. It is refused unless registration is open.
func (d *deciding) enterActivity(seller Key, activity ID, task, promo Key) *Refusal {
	a, r := d.activity(activity)
	if r != nil {
		return r
	}
	if a.Phase != PhaseRegistration {
		return refuse(RuleActivityOpen, "activity", text("activity", a.Name), word("phase", "phase."+a.Phase.String()),
			when("from", a.Dates.RegisterFrom), when("until", a.Dates.RegisterUntil))
	}
	t := TaskOf(d.s, task)
	if t == nil || t.Seller != seller {
		return absent("task", "")
	}
	if t.State != Published {
		return refuse(RuleEntryTask, "task", text("task", string(t.ID)), word("state", "state.task."+t.State.String()))
	}
	if n := EntryFor(d.s, a.Key, task); n != nil && n.Live() {
		return refuse(RuleEntryTwice, "task", text("task", string(t.ID)), text("activity", a.Name), word("state", "entry."+n.State.String()))
	}
	d.emit(&EntryMade{Key: d.s.Next(KindEntry), Activity: a.Key, Seller: seller, Task: task, Promo: promo, Version: t.Version, Policy: MarketOf(d.s).Policy})
	return nil
}

// EntryMade entered a task into an activity.
type EntryMade struct {
	Key      Key `cbor:"1,keyasint"`
	Activity Key `cbor:"2,keyasint"`
	Seller   Key `cbor:"3,keyasint"`
	Task     Key `cbor:"4,keyasint"`
	Promo    Key `cbor:"5,keyasint,omitempty"`
	Version  int `cbor:"6,keyasint"`
	Policy   Key `cbor:"7,keyasint"`
}

// Wire implements [Event].
func (*EntryMade) Wire() string { return "entry.made" }

// About implements [Event].
func (e *EntryMade) About() []Ref {
	return []Ref{{KindEntry, e.Key}, {KindTask, e.Task}, {KindActivity, e.Activity}}
}

// Says implements [Event].
func (*EntryMade) Says() (Rule, []Arg) { return ClockEntry, nil }

func (e *EntryMade) apply(a *applying) {
	n := &ActivityEntry{
		Key: e.Key, Activity: e.Activity, Seller: e.Seller, Task: e.Task, Promo: e.Promo, State: EntryReview, Made: a.At, Version: e.Version, Policy: e.Policy,
	}
	a.s.Put(n)
	a.countEntry(0, n)
}

// LeaveActivity takes an entry back while it is under review (M299).
type LeaveActivity struct {
	Activity ID `cbor:"1,keyasint"`
	Task     ID `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*LeaveActivity) Wire() string { return "activity.leave" }

func (c *LeaveActivity) decide(d *deciding) *Refusal {
	t, r := d.ownTask(c.Task)
	if r != nil {
		return r
	}
	n, r := d.entry(c.Activity, t)
	if r != nil {
		return r
	}
	if r := n.in(d.s, RuleEntryReview, EntryReview); r != nil {
		return r
	}
	d.emit(&EntryLeft{Entry: n.Key, Task: t.Key, Activity: n.Activity})
	return nil
}

// entry finds the last entry of a task in an activity.
func (d *deciding) entry(activity ID, t *Task) (*ActivityEntry, *Refusal) {
	a, r := d.activity(activity)
	if r != nil {
		return nil, r
	}
	n := EntryFor(d.s, a.Key, t.Key)
	if n == nil || !CanSee(d.s, d.viewer(), n) {
		return nil, refuse(RuleEntryNone, "task", text("task", string(t.ID)), text("activity", a.Name))
	}
	return n, nil
}

// in demands that an entry is in a state.
func (n *ActivityEntry) in(r Reader, rule Rule, s EntryState) *Refusal {
	if n.State == s {
		return nil
	}
	return &Refusal{ByRule, rule, "task", []Arg{
		text("task", string(TaskOf(r, n.Task).ID)), text("activity", ActivityOf(r, n.Activity).Name), word("state", "entry."+n.State.String()),
	}}
}

// EntryLeft took an entry back; Silent where nothing was left to take part in when it should have been decided.
type EntryLeft struct {
	Entry    Key  `cbor:"1,keyasint"`
	Task     Key  `cbor:"2,keyasint"`
	Activity Key  `cbor:"3,keyasint"`
	Silent   bool `cbor:"4,keyasint,omitempty"`
}

// Wire implements [Event].
func (*EntryLeft) Wire() string { return "entry.left" }

// About implements [Event].
func (e *EntryLeft) About() []Ref {
	return []Ref{{KindEntry, e.Entry}, {KindTask, e.Task}, {KindActivity, e.Activity}}
}

// Says implements [Event].
func (*EntryLeft) Says() (Rule, []Arg) { return RuleEntryReview, nil }

func (e *EntryLeft) apply(a *applying) {
	a.changeEntry(e.Entry, func(n *ActivityEntry) {
		n.State, n.Decided, n.By, n.Silent = EntryWithdrawn, a.At, a.Actor.Account, e.Silent
	})
}
