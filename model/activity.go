package model

import "strings"

// Phase is where an official activity stands. Each step is made by a clock, so nothing depends on when one looks.
type Phase uint8

// The phases, in the order in which an activity passes them.
const (
	PhaseAnnounced    Phase = iota + 1 // registration is not open yet
	PhaseRegistration                  // sellers may enter their tasks (M291)
	PhaseChosen                        // registration is over, the warm-up has not begun
	PhaseWarmUp                        // M292
	PhaseRunning
	PhaseOver
	PhaseCalledOff // the operator withdrew it
)

// Phases returns every phase.
func Phases() []Phase {
	return []Phase{PhaseAnnounced, PhaseRegistration, PhaseChosen, PhaseWarmUp, PhaseRunning, PhaseOver, PhaseCalledOff}
}

// String returns the phase's word in JSON and in the catalogue ("phase." before it).
func (p Phase) String() string {
	return [...]string{"", "announced", "registration", "chosen", "warm_up", "running", "over", "called_off"}[p]
}

// Done tells that an activity holds nobody any more.
func (p Phase) Done() bool { return p == PhaseOver || p == PhaseCalledOff }

// ActivityDates are the moments between which the phases of an activity lie, in their order.
type ActivityDates struct {
	RegisterFrom  Moment `cbor:"1,keyasint,omitempty"`
	RegisterUntil Moment `cbor:"2,keyasint,omitempty"`
	WarmFrom      Moment `cbor:"3,keyasint,omitempty"`
	From          Moment `cbor:"4,keyasint,omitempty"`
	Until         Moment `cbor:"5,keyasint,omitempty"`
}

// after returns when a phase ends, 0 for one that does not end by itself.
func (d ActivityDates) after(p Phase) Moment {
	return [...]Moment{0, d.RegisterFrom, d.RegisterUntil, d.WarmFrom, d.From, d.Until, 0, 0}[p]
}

// phase returns the phase that a moment falls into.
func (d ActivityDates) phase(now Moment) Phase {
	for p := PhaseAnnounced; p < PhaseOver; p++ {
		if now < d.after(p) {
			return p
		}
	}
	return PhaseOver
}

// Filled returns the dates with what was left open as the policy has it: registration opens about a month before the
// start and closes some days before it, the warm-up begins a week before (M291-292). Nothing is filled without a start.
func (d ActivityDates) Filled(p *Policy) ActivityDates {
	if d.From == 0 {
		return d
	}
	if d.RegisterFrom == 0 {
		d.RegisterFrom = p.Calendar().AddDays(d.From, -p.Get(ActivityRegisterDays))
	}
	if d.RegisterUntil == 0 {
		d.RegisterUntil = p.Calendar().AddDays(d.From, -p.Get(ActivityCloseDays))
	}
	if d.WarmFrom == 0 {
		d.WarmFrom = p.Calendar().AddDays(d.From, -p.Get(ActivityWarmDays))
	}
	return d
}

// Activity is an official activity of the platform, such as 11.11: sellers enter tasks into it while registration is
// open. The operator makes it; everybody sees it.
type Activity struct {
	Key        Key           `cbor:"1,keyasint"`
	ID         ID            `cbor:"2,keyasint"`
	Name       string        `cbor:"3,keyasint"`
	Conditions string        `cbor:"4,keyasint,omitempty"` // M289: for people to read; the operator holds entries to them
	Dates      ActivityDates `cbor:"5,keyasint"`
	Phase      Phase         `cbor:"6,keyasint"`
	Made       Moment        `cbor:"7,keyasint"`
	By         Key           `cbor:"8,keyasint,omitempty"` // 0 for whoever owns the data directory
	Policy     Key           `cbor:"9,keyasint"`           // in force then
	Reason     string        `cbor:"10,keyasint,omitempty"`
	Waiting    int           `cbor:"11,keyasint,omitempty"` // entries under review
	Accepted   int           `cbor:"12,keyasint,omitempty"`
	Waits      []Wait        `cbor:"13,keyasint,omitempty"`
	Rev        uint32        `cbor:"14,keyasint,omitempty"`
}

func (*Activity) kind() Kind { return KindActivity }

// Ref implements [Row].
func (a *Activity) Ref() Ref { return Ref{KindActivity, a.Key} }

// Lists implements [Row].
func (a *Activity) Lists(e *Entries) {
	at := ordered(int64(a.Dates.From))
	e.Add(ListActivityID, "", string(a.ID))
	e.Add(ListActivities, group(0), at)
	e.Add(ListActivities, group(uint64(a.Phase)), at)
	if !a.Phase.Done() {
		e.Add(ListActivities, groupOpen(), at)
	}
	if a.Phase != PhaseCalledOff {
		e.Add(ListActivityName, "", foldName(a.Name))
	}
}

// groupOpen is the group of the activities that are neither over nor called off.
func groupOpen() string { return group(uint64(PhaseCalledOff) + 100) }

// foldName is a name as it is compared: case and space around it do not matter.
func foldName(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

// clocks derives the one clock of an activity: the end of its phase. Closing concerns every seller; what begins by itself
// is nobody's turn.
func (a *Activity) clocks() []Clock {
	c := Clock{Of: a.Ref(), Side: Nobody, From: a.Made, Due: a.Dates.after(a.Phase), Args: []Arg{text("activity", a.Name)}}
	switch a.Phase {
	case PhaseAnnounced:
		c.Rule, c.Default = ClockActivityOpen, "registration_opens"
	case PhaseRegistration:
		c.Rule, c.Side, c.From, c.Default = ClockActivityRegister, Sellers, a.Dates.RegisterFrom, "registration_closes"
	case PhaseChosen:
		c.Rule, c.From, c.Default = ClockActivityWarm, a.Dates.RegisterUntil, "warm_up_begins"
	case PhaseWarmUp:
		c.Rule, c.From, c.Default = ClockActivityStart, a.Dates.WarmFrom, "activity_begins"
	case PhaseRunning:
		c.Rule, c.From, c.Default = ClockActivityEnd, a.Dates.From, "activity_ends"
	default:
		return nil
	}
	return postponed([]Clock{c}, a.Waits)
}

// stateReason names the rule by which an activity stands where it stands.
func (a *Activity) stateReason() Reason {
	r := Reason{Subject: "state", Rule: RuleActivity, Args: []Arg{word("state", "phase."+a.Phase.String()), text("activity", a.Name)}}
	if a.Phase == PhaseCalledOff {
		r.Rule = RuleActivityOff
		r.Args = append(r.Args, text("reason", a.Reason))
	}
	return r
}

// ActivityOf returns the activity of a key, or nil.
func ActivityOf(r Reader, key Key) *Activity { return must[*Activity](r, key) }

// ActivityByID returns the activity of a whole ID, or nil.
func ActivityByID(r Reader, id ID) *Activity {
	ref, ok := byID(r, ListActivityID, id)
	if !ok {
		return nil
	}
	return ActivityOf(r, ref.Key)
}

// ActivityByName returns the activity of a name that is not called off, or nil; case does not matter. A name that was
// used before names the last one.
func ActivityByName(r Reader, name string) *Activity {
	var found *Activity
	for p := range r.Scan(ListActivityName, "", Place{Sort: foldName(name)}, false) {
		if p.Sort != foldName(name) {
			break
		}
		if a := ActivityOf(r, p.Ref.Key); found == nil || a.Dates.From > found.Dates.From {
			found = a
		}
	}
	return found
}

// Activities lists activities of a phase (0: any) by their start.
func Activities(p Phase) Query { return Query{ListActivities, group(uint64(p))} }

// OpenActivities lists the activities that are neither over nor called off, by their start.
func OpenActivities() Query { return Query{ListActivities, groupOpen()} }

// FindActivity returns the activity whose ID begins as typed, or whose name was typed.
func (v View) FindActivity(typed string) (*Activity, *Refusal) {
	row, r := v.find(ListActivityID, "activity", ActivityLetter, typed)
	if r == nil {
		return row.(*Activity), nil
	}
	if r.Rule == RuleNotFound {
		if a := ActivityByName(v.Reader, typed); a != nil && CanSee(v.Reader, v.Who, a) {
			return a, nil
		}
	}
	return nil, r
}

// activity finds an activity that the actor may see.
func (d *deciding) activity(id ID) (*Activity, *Refusal) {
	a := ActivityByID(d.s, id)
	if a == nil || !CanSee(d.s, d.viewer(), a) {
		return nil, absent("activity", Safe(string(id)))
	}
	return a, nil
}

// changeActivity puts a changed copy of an activity.
func (a *applying) changeActivity(key Key, change func(*Activity)) {
	old, ok := get[*Activity](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	c := *old
	change(&c)
	a.s.Put(&c)
}
