package model

// access finds an application for access that the actor may decide.
func (d *deciding) access(id ID) (*Access, *Refusal) {
	ref, ok := byID(d.s, ListAccessID, id)
	a := must[*Access](d.s, ref.Key)
	if !ok || a == nil || !CanSee(d.s, d.viewer(), a) {
		return nil, absent("access", Safe(string(id)))
	}
	if !d.viewer().admits(d.s) {
		return nil, noRight("access", word("needs", "role.support"))
	}
	if a.State != AccessWaiting {
		return nil, refuse(RuleAccessDecided, "access", text("access", string(a.ID)), word("state", "access."+a.State.String()))
	}
	return a, nil
}

// AdmitAccess makes an account of an application for access, with the key as its first. Support utters it; the
// operator, where there is no support.
type AdmitAccess struct {
	ID       ID        `cbor:"1,keyasint"`
	Handle   string    `cbor:"2,keyasint,omitempty"` // instead of the one wanted
	Level    Level     `cbor:"3,keyasint,omitempty"` // of a seller
	Channels []Channel `cbor:"4,keyasint,omitempty"` // as found; they stand in the profile. None: those entered, without figures
}

// Wire implements [Command].
func (*AdmitAccess) Wire() string { return "access.admit" }

func (c *AdmitAccess) decide(d *deciding) *Refusal {
	a, r := d.access(c.ID)
	if r != nil {
		return r
	}
	if r := d.fullKey(); r != nil {
		return r
	}
	form, ok := readForm(reveal(d.s, a.Form))
	if !ok {
		return refuse(RuleAccessForm, "access")
	}
	found := c.Channels
	if len(found) == 0 {
		found = form.Channels
	}
	if r := d.verified(a.Kind, found); r != nil {
		return r
	}
	pub, r := ParseKey(a.Text)
	if r != nil {
		return r
	}
	if r := d.keyFree(pub, 0, false); r != nil {
		return r
	}
	add := form.account(a.Role, a.Kind)
	add.Level, add.Channels = c.Level, c.Channels
	if len(c.Channels) == 0 {
		add.Channels = bare(form.Channels)
	}
	if c.Handle != "" {
		add.Handle = c.Handle
	}
	if r := add.admit(d); r != nil {
		return r
	}
	account := AccountByHandle(d.s, add.Handle).Key
	d.addKey(account, pub, KeyFull, "")
	d.emit(&AccessAdmitted{Access: a.Key, ID: a.ID, Account: account, Handle: add.Handle})
	return nil
}

// AccessAdmitted says which account was made of an application.
type AccessAdmitted struct {
	Access  Key    `cbor:"1,keyasint"`
	ID      ID     `cbor:"2,keyasint"`
	Account Key    `cbor:"3,keyasint"`
	Handle  string `cbor:"4,keyasint"`
}

// Wire implements [Event].
func (*AccessAdmitted) Wire() string { return "access.admitted" }

// About implements [Event].
func (e *AccessAdmitted) About() []Ref { return []Ref{{KindAccess, e.Access}} }

// Says implements [Event].
func (e *AccessAdmitted) Says() (Rule, []Arg) {
	return RuleAccess, []Arg{text("access", string(e.ID)), text("handle", e.Handle)}
}

func (e *AccessAdmitted) apply(a *applying) {
	a.changeAccess(e.Access, func(c *Access) {
		c.State, c.Decided, c.By, c.Account = AccessGranted, a.At, a.Actor.Account, e.Account
	})
}

// RefuseAccess refuses an application for access, with a reason that the applicant reads (M35).
type RefuseAccess struct {
	ID     ID     `cbor:"1,keyasint"`
	Reason string `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*RefuseAccess) Wire() string { return "access.refuse" }

func (c *RefuseAccess) decide(d *deciding) *Refusal {
	a, r := d.access(c.ID)
	if r != nil {
		return r
	}
	if r := d.needText("reason", c.Reason, NoteChars, true); r != nil {
		return r
	}
	d.emit(&AccessRefused{Access: a.Key, ID: a.ID, Reason: c.Reason})
	return nil
}

// AccessRefused refused an application for access.
type AccessRefused struct {
	Access Key    `cbor:"1,keyasint"`
	ID     ID     `cbor:"2,keyasint"`
	Reason string `cbor:"3,keyasint"`
}

// Wire implements [Event].
func (*AccessRefused) Wire() string { return "access.refused" }

// About implements [Event].
func (e *AccessRefused) About() []Ref { return []Ref{{KindAccess, e.Access}} }

// Says implements [Event]. The reason is the applicant's to read; the operator, who reads the log, does not.
func (e *AccessRefused) Says() (Rule, []Arg) {
	return RuleAccessDenied, []Arg{text("access", string(e.ID))}
}

func (e *AccessRefused) apply(a *applying) {
	a.changeAccess(e.Access, func(c *Access) {
		c.State, c.Decided, c.By, c.Reason = AccessDenied, a.At, a.Actor.Account, e.Reason
	})
}

// OpenAccess sets when creators may apply to be verified (M37): from a moment, 0 for now, until another. Until 0
// closes it at once. Operator only.
type OpenAccess struct {
	From  Moment `cbor:"1,keyasint,omitempty"`
	Until Moment `cbor:"2,keyasint,omitempty"`
}

// Wire implements [Command].
func (*OpenAccess) Wire() string { return "access.open" }

func (c *OpenAccess) decide(d *deciding) *Refusal {
	if r := d.operator(); r != nil {
		return r
	}
	from := max(c.From, 0)
	if c.Until == 0 {
		d.emit(&AccessOpened{})
		return nil
	}
	if from < d.now {
		from = d.now
	}
	if c.Until <= d.now {
		return refuse(RulePast, "until", when("value", c.Until), when("now", d.now))
	}
	if c.Until <= from {
		return refuse(RuleAccessSpan, "until", when("from", from), when("until", c.Until))
	}
	d.emit(&AccessOpened{From: from, Until: c.Until})
	return nil
}

// AccessOpened says when creators may apply to be verified; without moments, that they no longer may.
type AccessOpened struct {
	From  Moment `cbor:"1,keyasint,omitempty"`
	Until Moment `cbor:"2,keyasint,omitempty"`
}

// Wire implements [Event].
func (*AccessOpened) Wire() string { return "access.opened" }

// About implements [Event].
func (*AccessOpened) About() []Ref { return []Ref{{KindMarket, 1}} }

// Says implements [Event].
func (e *AccessOpened) Says() (Rule, []Arg) {
	return RuleAccessWindow, []Arg{when("from", e.From), when("until", e.Until)}
}

func (e *AccessOpened) apply(a *applying) {
	m := *MarketOf(a.s)
	m.AccessFrom, m.AccessUntil = e.From, e.Until
	a.s.Put(&m)
}

// AccessOpen tells whether creators may apply to be verified at the moment.
func (m *Market) AccessOpen(at Moment) bool { return m.AccessFrom <= at && at < m.AccessUntil }
