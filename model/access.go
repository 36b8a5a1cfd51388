package model

import (
	"bytes"
	"encoding/json"
	"strings"
)

// AccessState is where an application for access stands.
type AccessState uint8

// The states of an application for access.
const (
	AccessWaiting AccessState = iota + 1
	AccessGranted
	AccessDenied
	AccessWithdrawn
)

// AccessStates returns every state.
func AccessStates() []AccessState {
	return []AccessState{AccessWaiting, AccessGranted, AccessDenied, AccessWithdrawn}
}

// String returns the state's word in JSON and in the catalogue ("access." before it).
func (s AccessState) String() string {
	return [...]string{"", "waiting", "admitted", "refused", "withdrawn"}[s]
}

// Access is an application for access: somebody without an account, known by a key, asks to be let in. What was
// entered is sealed; support reads it, and whoever entered it. The operator sees that it is there.
type Access struct {
	Key         Key         `cbor:"1,keyasint"`
	ID          ID          `cbor:"2,keyasint"`
	Role        Role        `cbor:"3,keyasint"`
	Kind        CreatorKind `cbor:"4,keyasint,omitempty"`
	Fingerprint string      `cbor:"5,keyasint"`
	Text        string      `cbor:"6,keyasint"` // the public key
	Form        Commitment  `cbor:"7,keyasint"`
	At          Moment      `cbor:"8,keyasint"`
	Policy      Key         `cbor:"9,keyasint"` // in force then
	State       AccessState `cbor:"10,keyasint"`
	Decided     Moment      `cbor:"11,keyasint,omitempty"`
	By          Key         `cbor:"12,keyasint,omitempty"` // who decided
	Reason      string      `cbor:"13,keyasint,omitempty"` // of a refusal
	Account     Key         `cbor:"14,keyasint,omitempty"` // that was made of it
	Waits       []Wait      `cbor:"15,keyasint,omitempty"`
	Reported    bool        `cbor:"16,keyasint,omitempty"` // to the operator: nobody decided in time
}

func (*Access) kind() Kind { return KindAccess }

// Ref implements [Row].
func (a *Access) Ref() Ref { return Ref{KindAccess, a.Key} }

// Lists implements [Row].
func (a *Access) Lists(e *Entries) {
	at := ordered(int64(a.At))
	e.Add(ListAccessID, "", string(a.ID))
	e.Add(ListAccessKey, a.Fingerprint, at)
	e.Add(ListAccess, group(0), at)
	e.Add(ListAccess, group(uint64(a.State)), at)
	listAdmission(e, a.State, a.At)
}

// clocks derives the one clock of an application that waits. It is the turn of support, and of no single account.
func (a *Access) clocks(p *Policy) []Clock {
	if a.State != AccessWaiting || a.Reported {
		return nil
	}
	return postponed([]Clock{{
		Rule: ClockAccess, Of: a.Ref(), Side: SupportSide, From: a.At, Length: AccessDecideDays,
		Due: p.days(a.At, AccessDecideDays), Default: "reported",
	}}, a.Waits)
}

// ApplyAgain returns from when on the key of a refused application may apply once more.
func ApplyAgain(p *Policy, a *Access) Moment { return p.days(a.Decided, AccessAgainDays) }

// stateReason names why an application for access stands where it stands.
func (a *Access) stateReason() Reason {
	r := Reason{Subject: "state", Rule: RuleAccess, Args: []Arg{
		word("state", "access."+a.State.String()), when("since", Later(a.At, a.Decided)), text("reason", a.Reason),
	}}
	switch a.State {
	case AccessDenied:
		r.Rule = RuleAccessDenied
	case AccessWithdrawn:
		r.Rule = RuleAccessWithdraw
	case AccessWaiting, AccessGranted:
	}
	return r
}

// AccessForm is what an applicant enters. It travels and is kept as one private text, see [AccessForm.Text].
type AccessForm struct {
	Handle    string    // wanted
	Name      string    `json:",omitempty"`
	Channels  []Channel `json:",omitempty"`
	Languages []string  `json:",omitempty"`
	Country   string    `json:",omitempty"`
	Niche     string    `json:",omitempty"`
	Note      string    `json:",omitempty"`
}

// Text returns the form as the private text that a command commits to.
func (f AccessForm) Text() string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(f) // texts and numbers always encode
	return strings.TrimSuffix(b.String(), "\n")
}

// formBytes bounds the text of a form, far above what its fields may hold together.
const formBytes = 32 << 10

// readForm reads a form back.
func readForm(s string) (f AccessForm, ok bool) {
	if s == "" || len(s) > formBytes {
		return AccessForm{}, false
	}
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil || d.More() {
		return AccessForm{}, false
	}
	return f, true
}

// Entered returns what was entered in an application for access, for whom it is meant; ok is false for everybody else.
func Entered(r Reader, v Viewer, a *Access) (f AccessForm, ok bool) {
	if !v.readsAccess(r, a) {
		return AccessForm{}, false
	}
	return readForm(reveal(r, a.Form))
}

// admits tells whether the viewer decides about access: support, and the operator where there is none.
func (v Viewer) admits(r Reader) bool {
	return v.Role == Support || v.Operator && r.Count(ListRole, string(Support)) == 0
}

func (v Viewer) owns(a *Access) bool {
	return v.Account == 0 && v.Proven != "" && v.Proven == a.Fingerprint && a.Account == 0 || v.among(a.Account)
}

// readsAccess tells whether a viewer reads what was entered. What was taken back nobody has to decide any more.
func (v Viewer) readsAccess(r Reader, a *Access) bool {
	return v.System || v.owns(a) || v.admits(r) && a.State != AccessWithdrawn
}

// projectAccess leaves the operator the frame of an application for access, and the key.
func projectAccess(r Reader, v Viewer, a *Access) Row {
	if v.readsAccess(r, a) {
		return a
	}
	shown := *a
	shown.Form, shown.Reason = Commitment{}, ""
	return &shown
}

// AccessOf returns the application for access of a number, or nil.
func AccessOf(r Reader, key Key) *Access { return must[*Access](r, key) }

// AccessIn lists applications for access by state (0: any) and moment.
func AccessIn(s AccessState) Query { return Query{ListAccess, group(uint64(s))} }

// AccessBy lists the applications for access that were made with a key, by moment.
func AccessBy(fingerprint string) Query { return Query{ListAccessKey, fingerprint} }

// lastAccess returns the last application of a key, or nil.
func lastAccess(r Reader, fingerprint string) *Access {
	q := AccessBy(fingerprint)
	for p := range r.Scan(q.List, q.Group, Place{}, true) {
		return must[*Access](r, p.Ref.Key)
	}
	return nil
}

// FindAccess returns the application for access whose ID begins as typed.
func (v View) FindAccess(typed string) (*Access, *Refusal) {
	row, r := v.find(ListAccessID, "access", AccessLetter, typed)
	if r != nil {
		return nil, r
	}
	return row.(*Access), nil
}

// changeAccess puts a changed copy of an application for access.
func (a *applying) changeAccess(key Key, change func(*Access)) {
	old, ok := get[*Access](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	c := *old
	change(&c)
	a.s.Put(&c)
}
