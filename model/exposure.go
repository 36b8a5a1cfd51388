package model

import "slices"

// ExposureKind is a sort of exposure that the platform gives to the content of a task.
type ExposureKind string

// The sorts of exposure.
const (
	PrimeSlot ExposureKind = "prime_slot" // in the app (M15)
	Instagram ExposureKind = "instagram"  // on the platform's channel (M14)
)

// ExposureKinds returns every sort.
func ExposureKinds() []ExposureKind { return []ExposureKind{PrimeSlot, Instagram} }

// Exposure is a promise of the platform to show the content of a task, and when it was kept. A task has at most one of
// each sort.
type Exposure struct {
	Kind    ExposureKind `cbor:"1,keyasint"`
	Granted Moment       `cbor:"2,keyasint"`
	Until   Moment       `cbor:"3,keyasint"`           // by when it is to be done
	Orders  int          `cbor:"4,keyasint,omitempty"` // ever made when it was promised
	Done    Moment       `cbor:"5,keyasint,omitempty"`
	Link    string       `cbor:"6,keyasint,omitempty"` // where it can be seen
	Late    bool         `cbor:"7,keyasint,omitempty"`
}

// Exposure returns the promise of a sort, or nil.
func (t *Task) Exposure(k ExposureKind) *Exposure {
	for i := range t.Exposures {
		if t.Exposures[i].Kind == k {
			return &t.Exposures[i]
		}
	}
	return nil
}

// Owed returns the promise that is due first, or nil where everything was kept.
func (t *Task) Owed() *Exposure {
	var first *Exposure
	for i := range t.Exposures {
		if e := &t.Exposures[i]; e.Done == 0 && (first == nil || e.Until < first.Until) {
			first = e
		}
	}
	return first
}

// listExposure puts a task among those to which exposure was promised, or was given.
func (t *Task) listExposure(e *Entries) {
	if len(t.Exposures) == 0 || t.State == Draft {
		return
	}
	e.Add(ListExposure, group(0), ordered(int64(t.Exposures[0].Granted)))
	if owed := t.Owed(); owed != nil {
		e.Add(ListExposure, group(1), ordered(int64(owed.Until)))
		return
	}
	e.Add(ListExposure, group(2), ordered(int64(t.Exposures[0].Done)))
}

// ExposurePromised lists the tasks to which the platform owes exposure, the nearest first; ExposureGiven those where it
// was all given; ExposureAny both.
func ExposurePromised() Query { return Query{ListExposure, group(1)} }

// ExposureGiven lists the tasks whose exposure was all given.
func ExposureGiven() Query { return Query{ListExposure, group(2)} }

// ExposureAny lists the tasks to which exposure was ever promised.
func ExposureAny() Query { return Query{ListExposure, group(0)} }

// exposureClock is the clock of the promise that is due first and not late yet.
func (t *Task) exposureClock(base Clock) []Clock {
	var first *Exposure
	for i := range t.Exposures {
		if e := &t.Exposures[i]; e.Done == 0 && !e.Late && (first == nil || e.Until < first.Until) {
			first = e
		}
	}
	if first == nil {
		return nil
	}
	base.Rule, base.Side, base.From, base.Due, base.Default = ClockExposure, OperatorSide, first.Granted, first.Until, "exposure_late"
	base.Args = []Arg{word("exposure", "exposure."+string(first.Kind))}
	return []Clock{base}
}

// GrantExposure promises that the platform shows the content of a task. Operator only; everybody sees it.
type GrantExposure struct {
	Task  ID           `cbor:"1,keyasint"`
	Kind  ExposureKind `cbor:"2,keyasint"`
	Until Moment       `cbor:"3,keyasint,omitempty"` // 0: as the policy has it
}

// Wire implements [Command].
func (*GrantExposure) Wire() string { return "exposure.grant" }

func (c *GrantExposure) decide(d *deciding) *Refusal {
	t, r := d.exposable(c.Task, c.Kind)
	if r != nil {
		return r
	}
	if t.State != Published && t.State != Closed {
		return refuse(RuleExposureTask, "task", text("task", string(t.ID)), word("state", "state.task."+t.State.String()))
	}
	if e := t.Exposure(c.Kind); e != nil {
		return refuse(RuleExposureTwice, "exposure", text("task", string(t.ID)), word("exposure", "exposure."+string(c.Kind)), when("at", e.Granted))
	}
	until, p := c.Until, d.policy()
	if until == 0 {
		until = p.days(d.now, ExposureDays)
	}
	if until <= d.now {
		return refuse(RulePast, "until", when("value", until), when("now", d.now))
	}
	if horizon := p.days(d.now, TaskDeadlineDays); until > horizon {
		return refuse(RuleTooFar, "until", when("value", until), when("max", horizon))
	}
	d.emit(&ExposureGranted{Task: t.Key, Kind: c.Kind, Until: until})
	return nil
}

// exposable finds the task whose exposure the operator decides about.
func (d *deciding) exposable(id ID, k ExposureKind) (*Task, *Refusal) {
	if r := d.operator(); r != nil {
		return nil, r
	}
	t, r := d.task(id)
	if r != nil {
		return nil, r
	}
	if !slices.Contains(ExposureKinds(), k) {
		return nil, usage(RuleExposureName, "exposure", text("value", Safe(string(k))))
	}
	return t, nil
}

// ExposureGranted promised exposure to a task.
type ExposureGranted struct {
	Task  Key          `cbor:"1,keyasint"`
	Kind  ExposureKind `cbor:"2,keyasint"`
	Until Moment       `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*ExposureGranted) Wire() string { return "exposure.granted" }

// About implements [Event].
func (e *ExposureGranted) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (e *ExposureGranted) Says() (Rule, []Arg) {
	return RuleExposure, []Arg{word("exposure", "exposure."+string(e.Kind)), when("until", e.Until)}
}

func (e *ExposureGranted) apply(a *applying) {
	a.changeExposures(e.Task, func(t *Task) {
		t.Exposures = append(t.Exposures, Exposure{Kind: e.Kind, Granted: a.At, Until: e.Until, Orders: t.Applied})
	})
}

// changeExposures puts a copy of a task with other exposures. The seller's revision stays: nothing of the seller's changed.
func (a *applying) changeExposures(key Key, change func(*Task)) {
	old, ok := get[*Task](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	t := *old
	t.Exposures = slices.Clone(old.Exposures)
	change(&t)
	a.s.Put(&t)
}
