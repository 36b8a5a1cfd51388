package model

import "slices"

// TickExposure says that a promised exposure was given, and where it can be seen. Operator only.
type TickExposure struct {
	Task ID           `cbor:"1,keyasint"`
	Kind ExposureKind `cbor:"2,keyasint"`
	Link string       `cbor:"3,keyasint,omitempty"`
	At   Moment       `cbor:"4,keyasint,omitempty"` // 0: now
}

// Wire implements [Command].
func (*TickExposure) Wire() string { return "exposure.tick" }

func (c *TickExposure) decide(d *deciding) *Refusal {
	t, e, r := d.promised(c.Task, c.Kind)
	if r != nil {
		return r
	}
	at := c.At
	if at == 0 {
		at = d.now
	}
	switch {
	case at > d.now:
		return refuse(RuleFuture, "at", when("value", at), when("now", d.now))
	case at < e.Granted:
		return refuse(RuleDateEarly, "at", when("value", at), when("made", e.Granted))
	}
	if c.Link != "" {
		if r := d.checkAddress("link", c.Link); r != nil {
			return r
		}
	}
	d.emit(&ExposureTicked{Task: t.Key, Kind: c.Kind, Link: c.Link, At: at})
	return nil
}

// promised finds a promise that was not kept yet.
func (d *deciding) promised(id ID, k ExposureKind) (*Task, *Exposure, *Refusal) {
	t, r := d.exposable(id, k)
	if r != nil {
		return nil, nil, r
	}
	e := t.Exposure(k)
	switch {
	case e == nil:
		return nil, nil, refuse(RuleExposureNone, "exposure", text("task", string(t.ID)), word("exposure", "exposure."+string(k)))
	case e.Done != 0:
		return nil, nil, refuse(RuleExposureDone, "exposure", text("task", string(t.ID)), word("exposure", "exposure."+string(k)), when("at", e.Done))
	}
	return t, e, nil
}

// ExposureTicked said that an exposure was given.
type ExposureTicked struct {
	Task Key          `cbor:"1,keyasint"`
	Kind ExposureKind `cbor:"2,keyasint"`
	Link string       `cbor:"3,keyasint,omitempty"`
	At   Moment       `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*ExposureTicked) Wire() string { return "exposure.ticked" }

// About implements [Event].
func (e *ExposureTicked) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (e *ExposureTicked) Says() (Rule, []Arg) {
	return RuleExposure, []Arg{word("exposure", "exposure."+string(e.Kind)), when("at", e.At), text("link", e.Link)}
}

func (e *ExposureTicked) apply(a *applying) {
	a.changeExposures(e.Task, func(t *Task) {
		if x := t.Exposure(e.Kind); x != nil {
			x.Done, x.Link = e.At, e.Link
		}
	})
}

// TakeBackExposure takes a promise back that nobody can have applied for yet. Operator only.
type TakeBackExposure struct {
	Task ID           `cbor:"1,keyasint"`
	Kind ExposureKind `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*TakeBackExposure) Wire() string { return "exposure.take_back" }

func (c *TakeBackExposure) decide(d *deciding) *Refusal {
	t, e, r := d.promised(c.Task, c.Kind)
	if r != nil {
		return r
	}
	if t.Applied > e.Orders {
		return refuse(RuleExposureKept, "exposure", text("task", string(t.ID)), num("count", int64(t.Applied-e.Orders)))
	}
	d.emit(&ExposureTaken{Task: t.Key, Kind: c.Kind})
	return nil
}

// ExposureTaken took a promise back.
type ExposureTaken struct {
	Task Key          `cbor:"1,keyasint"`
	Kind ExposureKind `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*ExposureTaken) Wire() string { return "exposure.taken_back" }

// About implements [Event].
func (e *ExposureTaken) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (e *ExposureTaken) Says() (Rule, []Arg) {
	return RuleExposureKept, []Arg{word("exposure", "exposure."+string(e.Kind))}
}

func (e *ExposureTaken) apply(a *applying) {
	a.changeExposures(e.Task, func(t *Task) {
		t.Exposures = slices.DeleteFunc(t.Exposures, func(x Exposure) bool { return x.Kind == e.Kind })
	})
}

// strikeExposure notes the promises that were not kept in time.
func (t *Task) strikeExposure(d *deciding) {
	for _, e := range t.Exposures {
		if e.Done == 0 && !e.Late && e.Until <= d.now {
			d.emit(&ExposureLate{Task: t.Key, Kind: e.Kind})
		}
	}
}

// ExposureLate noted that a promised exposure was not given in time.
type ExposureLate struct {
	Task Key          `cbor:"1,keyasint"`
	Kind ExposureKind `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*ExposureLate) Wire() string { return "exposure.late" }

// About implements [Event].
func (e *ExposureLate) About() []Ref { return []Ref{{KindTask, e.Task}} }

// Says implements [Event].
func (e *ExposureLate) Says() (Rule, []Arg) {
	return ClockExposure, []Arg{word("exposure", "exposure."+string(e.Kind))}
}

func (e *ExposureLate) apply(a *applying) {
	a.changeExposures(e.Task, func(t *Task) {
		if x := t.Exposure(e.Kind); x != nil {
			x.Late = true
		}
	})
}
