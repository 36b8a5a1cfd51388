package model

// ChangeActivity changes what may still change of an activity: all of it until registration opens, then only the dates
// that lie ahead (ours: who has entered relies on what was announced). What is left zero stays. Operator only.
type ChangeActivity struct {
	ID         ID            `cbor:"1,keyasint"`
	Rev        uint32        `cbor:"2,keyasint,omitempty"` // the revision that was seen; 0: whatever it is
	Name       string        `cbor:"3,keyasint,omitempty"`
	Conditions *string       `cbor:"4,keyasint,omitempty"`
	Dates      ActivityDates `cbor:"5,keyasint"`
}

// Wire implements [Command].
func (*ChangeActivity) Wire() string { return "activity.change" }

func (c *ChangeActivity) decide(d *deciding) *Refusal {
	a, r := d.activity(c.ID)
	if r := first(r, d.operator()); r != nil {
		return r
	}
	if c.Rev != 0 && c.Rev != a.Rev {
		return refuse(RuleMoved, "activity", text("id", string(a.ID)))
	}
	e, wrong := c.check(d, a)
	if len(wrong) > 0 {
		return wrong[0]
	}
	d.emit(e)
	return nil
}

// check returns what the change would make of an activity, and all that is wrong with it.
func (c *ChangeActivity) check(d *deciding, a *Activity) (*ActivityChanged, []*Refusal) {
	e := &ActivityChanged{Activity: a.Key, Name: a.Name, Conditions: a.Conditions, Dates: a.Dates}
	if a.Phase.Done() {
		return e, []*Refusal{refuse(RuleActivityDone, "activity", text("activity", a.Name), word("phase", "phase."+a.Phase.String()))}
	}
	all := c.texts(d, a, e)
	moved := func(field string, phase Phase, to Moment, at *Moment) {
		switch {
		case to == 0 || to == *at:
		case a.Phase > phase:
			all = append(all, fixed(a, field))
		case to <= d.now:
			all = append(all, &Refusal{ByRule, RulePast, field, []Arg{when("value", to), when("now", d.now)}})
		default:
			*at = to
		}
	}
	moved("register_from", PhaseAnnounced, c.Dates.RegisterFrom, &e.Dates.RegisterFrom)
	moved("register_until", PhaseRegistration, c.Dates.RegisterUntil, &e.Dates.RegisterUntil)
	moved("warm_from", PhaseChosen, c.Dates.WarmFrom, &e.Dates.WarmFrom)
	moved("from", PhaseWarmUp, c.Dates.From, &e.Dates.From)
	moved("until", PhaseRunning, c.Dates.Until, &e.Dates.Until)
	if all = present(all); len(all) == 0 {
		all = d.checkOrder(a, e.Dates)
	}
	return e, all
}

// checkOrder is [deciding.checkActivityDates] for an activity that is under way: its registration may be over.
func (d *deciding) checkOrder(a *Activity, dates ActivityDates) []*Refusal {
	all := d.checkActivityDates(dates)
	if len(all) > 0 && all[0].Rule == RulePast && a.Phase > PhaseRegistration {
		return nil
	}
	return all
}

func fixed(a *Activity, field string) *Refusal {
	return &Refusal{ByRule, RuleActivityFixed, field, []Arg{text("activity", a.Name), word("phase", "phase."+a.Phase.String())}}
}

// texts takes over a new name and new conditions.
func (c *ChangeActivity) texts(d *deciding, a *Activity, e *ActivityChanged) []*Refusal {
	var all []*Refusal
	if c.Name != "" && c.Name != a.Name {
		e.Name = c.Name
		all = append(all, d.needText("name", c.Name, NameChars, false), d.nameFree(c.Name, a.Key))
		if a.Phase != PhaseAnnounced {
			all = append(all, fixed(a, "name"))
		}
	}
	if c.Conditions != nil && *c.Conditions != a.Conditions {
		e.Conditions = *c.Conditions
		all = append(all, d.checkText("conditions", *c.Conditions, ActivityConditionsChars, true))
		if a.Phase != PhaseAnnounced {
			all = append(all, fixed(a, "conditions"))
		}
	}
	return all
}

// ActivityChanged changed an activity.
type ActivityChanged struct {
	Activity   Key           `cbor:"1,keyasint"`
	Name       string        `cbor:"2,keyasint"`
	Conditions string        `cbor:"3,keyasint,omitempty"`
	Dates      ActivityDates `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*ActivityChanged) Wire() string { return "activity.changed" }

// About implements [Event].
func (e *ActivityChanged) About() []Ref { return []Ref{{KindActivity, e.Activity}} }

// Says implements [Event].
func (e *ActivityChanged) Says() (Rule, []Arg) {
	return RuleActivityFixed, []Arg{text("activity", e.Name), when("from", e.Dates.From), when("until", e.Dates.Until)}
}

func (e *ActivityChanged) apply(a *applying) {
	a.changeActivity(e.Activity, func(c *Activity) {
		c.Name, c.Conditions, c.Dates = e.Name, e.Conditions, e.Dates
		c.Rev++
	})
}

// WithdrawActivity calls an activity off before it begins, with a reason that everybody reads; what was entered is free
// again. Operator only.
type WithdrawActivity struct {
	ID     ID     `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*WithdrawActivity) Wire() string { return "activity.withdraw" }

func (c *WithdrawActivity) decide(d *deciding) *Refusal {
	a, r := d.activity(c.ID)
	if r := first(r, d.operator()); r != nil {
		return r
	}
	if a.Phase >= PhaseRunning {
		return refuse(RuleActivityOff, "activity", text("activity", a.Name), word("phase", "phase."+a.Phase.String()))
	}
	if r := d.needText("reason", c.Reason, NoteChars, true); r != nil {
		return r
	}
	d.emit(&ActivityWithdrawn{Activity: a.Key, Name: a.Name, Reason: c.Reason})
	return nil
}

// ActivityWithdrawn called an activity off.
type ActivityWithdrawn struct {
	Activity Key    `cbor:"1,keyasint"`
	Name     string `cbor:"2,keyasint"`
	Reason   string `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*ActivityWithdrawn) Wire() string { return "activity.withdrawn" }

// About implements [Event].
func (e *ActivityWithdrawn) About() []Ref { return []Ref{{KindActivity, e.Activity}} }

// Says implements [Event].
func (e *ActivityWithdrawn) Says() (Rule, []Arg) {
	return RuleActivityOff, []Arg{text("activity", e.Name), text("reason", e.Reason)}
}

func (e *ActivityWithdrawn) apply(a *applying) {
	a.changeActivity(e.Activity, func(c *Activity) { c.Phase, c.Reason = PhaseCalledOff, e.Reason })
}
