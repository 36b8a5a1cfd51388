package model

// AddActivity announces an official activity. Dates left open are filled as [ActivityDates.Filled] says. Operator only.
type AddActivity struct {
	ID         ID            `cbor:"1,keyasint"`
	Name       string        `cbor:"2,keyasint"`
	Conditions string        `cbor:"3,keyasint,omitempty"`
	Dates      ActivityDates `cbor:"4,keyasint"`
}

// Wire implements [Command].
func (*AddActivity) Wire() string { return "activity.add" }

func (c *AddActivity) decide(d *deciding) *Refusal {
	if r := d.operator(); r != nil {
		return r
	}
	if !c.ID.Valid(ActivityLetter) {
		return usage(RuleID, "id", text("value", Safe(string(c.ID))))
	}
	if _, taken := byID(d.s, ListActivityID, c.ID); taken {
		return refuse(RuleIDTaken, "id", text("id", string(c.ID)))
	}
	if wrong := c.check(d); len(wrong) > 0 {
		return wrong[0]
	}
	dates := c.Dates.Filled(d.policy())
	dates.RegisterFrom = max(dates.RegisterFrom, d.now)
	d.emit(&ActivityAdded{
		Key: d.s.Next(KindActivity), ID: c.ID, Name: c.Name, Conditions: c.Conditions, Dates: dates, Phase: dates.phase(d.now), Policy: MarketOf(d.s).Policy,
	})
	return nil
}

// check returns all that is wrong with an activity, in the order of the form. What was typed is held to the clock; a
// registration that the policy would have opened earlier opens at once.
func (c *AddActivity) check(d *deciding) []*Refusal {
	all := []*Refusal{d.needText("name", c.Name, NameChars, false), d.nameFree(c.Name, 0), d.checkText("conditions", c.Conditions, ActivityConditionsChars, true)}
	if c.Dates.RegisterFrom != 0 && c.Dates.RegisterFrom < d.now {
		all = append(all, refuse(RulePast, "register_from", when("value", c.Dates.RegisterFrom), when("now", d.now)))
	}
	return present(append(all, d.checkActivityDates(c.Dates)...))
}

// present leaves out what is nil.
func present(all []*Refusal) []*Refusal {
	var kept []*Refusal
	for _, r := range all {
		if r != nil {
			kept = append(kept, r)
		}
	}
	return kept
}

// nameFree demands that no activity that is not done bears the name, but the one of a key.
func (d *deciding) nameFree(name string, but Key) *Refusal {
	if a := ActivityByName(d.s, name); a != nil && a.Key != but && !a.Phase.Done() {
		return refuse(RuleActivityName, "name", text("name", a.Name), text("activity", string(a.ID)))
	}
	return nil
}

// checkActivityDates demands dates in their order, with a registration that is not over yet.
func (d *deciding) checkActivityDates(typed ActivityDates) []*Refusal {
	var all []*Refusal
	if typed.From == 0 {
		all = append(all, refuse(RuleRequired, "from"))
	}
	if typed.Until == 0 {
		all = append(all, refuse(RuleRequired, "until"))
	}
	if len(all) > 0 {
		return all
	}
	if horizon := d.policy().days(d.now, TaskDeadlineDays); typed.Until > horizon {
		return []*Refusal{refuse(RuleTooFar, "until", when("value", typed.Until), when("max", horizon))}
	}
	dates := typed.Filled(d.policy())
	switch {
	case dates.From >= dates.Until:
		return []*Refusal{refuse(RuleActivityDates, "until", word("first", "activity.from"), when("from", dates.From), word("second", "activity.until"), when("until", dates.Until))}
	case dates.WarmFrom > dates.From:
		return []*Refusal{refuse(RuleActivityDates, "warm_from", word("first", "activity.warm_from"), when("from", dates.WarmFrom), word("second", "activity.from"), when("until", dates.From))}
	case dates.RegisterUntil > dates.WarmFrom:
		return []*Refusal{refuse(RuleActivityDates, "register_until", word("first", "activity.register_until"), when("from", dates.RegisterUntil), word("second", "activity.warm_from"), when("until", dates.WarmFrom))}
	case dates.RegisterFrom >= dates.RegisterUntil:
		return []*Refusal{refuse(RuleActivityDates, "register_from", word("first", "activity.register_from"), when("from", dates.RegisterFrom), word("second", "activity.register_until"), when("until", dates.RegisterUntil))}
	case dates.RegisterUntil <= d.now:
		return []*Refusal{refuse(RulePast, "register_until", when("value", dates.RegisterUntil), when("now", d.now))}
	}
	return nil
}

// CheckActivity returns everything that is wrong with an activity before it is announced, or with the change of the one
// of an ID, as the actor would hear of it.
func CheckActivity(r Reader, actor Actor, now Moment, c AddActivity, change bool) []*Refusal {
	d := &deciding{s: NewOverlay(r), actor: actor, now: now}
	if !change {
		return c.check(d)
	}
	a := ActivityByID(r, c.ID)
	if a == nil {
		return []*Refusal{absent("activity", Safe(string(c.ID)))}
	}
	_, wrong := (&ChangeActivity{ID: c.ID, Name: c.Name, Conditions: &c.Conditions, Dates: c.Dates}).check(d, a)
	return wrong
}

// ActivityAdded announced an official activity.
type ActivityAdded struct {
	Key        Key           `cbor:"1,keyasint"`
	ID         ID            `cbor:"2,keyasint"`
	Name       string        `cbor:"3,keyasint"`
	Conditions string        `cbor:"4,keyasint,omitempty"`
	Dates      ActivityDates `cbor:"5,keyasint"`
	Phase      Phase         `cbor:"6,keyasint"`
	Policy     Key           `cbor:"7,keyasint"`
}

// Wire implements [Event].
func (*ActivityAdded) Wire() string { return "activity.added" }

// About implements [Event].
func (e *ActivityAdded) About() []Ref { return []Ref{{KindActivity, e.Key}} }

// Says implements [Event].
func (e *ActivityAdded) Says() (Rule, []Arg) {
	return RuleActivity, []Arg{text("activity", e.Name), when("from", e.Dates.From), when("until", e.Dates.Until)}
}

func (e *ActivityAdded) apply(a *applying) {
	a.s.Put(&Activity{
		Key: e.Key, ID: e.ID, Name: e.Name, Conditions: e.Conditions, Dates: e.Dates, Phase: e.Phase, Made: a.At, By: a.Actor.Account, Policy: e.Policy,
	})
}

// strike makes the next step of an activity.
func (a *Activity) strike(d *deciding) {
	d.emit(&ActivityMoved{Activity: a.Key, Name: a.Name, To: a.Phase + 1})
}

// ActivityMoved began the next phase of an activity.
type ActivityMoved struct {
	Activity Key    `cbor:"1,keyasint"`
	Name     string `cbor:"2,keyasint"`
	To       Phase  `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*ActivityMoved) Wire() string { return "activity.moved" }

// About implements [Event].
func (e *ActivityMoved) About() []Ref { return []Ref{{KindActivity, e.Activity}} }

// Says implements [Event].
func (e *ActivityMoved) Says() (Rule, []Arg) {
	rule := RuleActivity
	if e.To > PhaseAnnounced && e.To <= PhaseOver {
		rule = [...]Rule{ClockActivityOpen, ClockActivityRegister, ClockActivityWarm, ClockActivityStart, ClockActivityEnd}[e.To-PhaseRegistration]
	}
	return rule, []Arg{text("activity", e.Name), word("phase", "phase."+e.To.String())}
}

func (e *ActivityMoved) apply(a *applying) {
	a.changeActivity(e.Activity, func(c *Activity) { c.Phase = e.To })
}
