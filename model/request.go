package model

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Asks says what a request of an account is for.
type Asks uint8

// What a creator who has an account may ask support for.
const (
	AsksVerification Asks = iota + 1 // to be a verified internal or external creator (001)
	AsksLive                         // to stream on AliExpress (M39)
	AsksKYC                          // to withdraw commissions (M268)
)

// AllAsks returns everything that can be asked for.
func AllAsks() []Asks { return []Asks{AsksVerification, AsksLive, AsksKYC} }

// String returns the word in JSON and in the catalogue ("asks." before it).
func (a Asks) String() string { return [...]string{"", "verification", "live", "kyc"}[a] }

// Request is what a creator with an account asks support for: to be verified, or to stream on AliExpress. What was
// entered is sealed: support reads it, and whoever entered it, sellers never (M40). Its ID begins with [RequestLetter].
// It stands in one queue with the applications for access, see [AdmissionsIn].
type Request struct {
	Key      Key         `cbor:"1,keyasint"`
	ID       ID          `cbor:"2,keyasint"`
	For      Asks        `cbor:"3,keyasint"`
	Account  Key         `cbor:"4,keyasint"`
	Kind     CreatorKind `cbor:"5,keyasint,omitempty"` // that it asks to become, of a verification
	Form     Commitment  `cbor:"6,keyasint"`
	At       Moment      `cbor:"7,keyasint"`
	Policy   Key         `cbor:"8,keyasint"` // in force then
	State    AccessState `cbor:"9,keyasint"`
	Decided  Moment      `cbor:"10,keyasint,omitempty"`
	By       Key         `cbor:"11,keyasint,omitempty"` // who decided
	Reason   string      `cbor:"12,keyasint,omitempty"` // of a refusal
	Waits    []Wait      `cbor:"13,keyasint,omitempty"`
	Reported bool        `cbor:"14,keyasint,omitempty"` // to the operator: nobody decided in time
}

func (*Request) kind() Kind { return KindRequest }

// Ref implements [Row].
func (q *Request) Ref() Ref { return Ref{KindRequest, q.Key} }

// Lists implements [Row].
func (q *Request) Lists(e *Entries) {
	at := ordered(int64(q.At))
	e.Add(ListRequestID, "", string(q.ID))
	e.Add(ListRequestOf, group(uint64(q.Account), uint64(q.For)), at)
	e.Add(ListRequestOf, group(uint64(q.Account), 0), at)
	for _, asks := range []Asks{0, q.For} {
		e.Add(ListRequest, group(uint64(asks), 0), at)
		e.Add(ListRequest, group(uint64(asks), uint64(q.State)), at)
	}
	listAdmission(e, q.State, q.At)
	if heard := q.Heard(q.Account); heard.At != 0 {
		e.Add(ListNews, group(uint64(q.Account)), ordered(int64(heard.At)))
	}
}

// Heard implements [Newsworthy]: what support decided is news for whoever asked.
func (q *Request) Heard(account Key) Heard {
	if account == 0 || account != q.Account || q.State != AccessGranted && q.State != AccessDenied {
		return Heard{}
	}
	return Heard{At: q.Decided, Rev: 1}
}

// listAdmission adds a row to the one queue of all that support admits or refuses.
func listAdmission(e *Entries, s AccessState, at Moment) {
	e.Add(ListAdmission, group(0), ordered(int64(at)))
	e.Add(ListAdmission, group(uint64(s)), ordered(int64(at)))
}

// AdmissionsIn lists the applications for access together with the requests of accounts, by state (0: any) and moment.
func AdmissionsIn(s AccessState) Query { return Query{ListAdmission, group(uint64(s))} }

// RequestsIn lists the requests of accounts by what they ask for (0: anything), state (0: any) and moment.
func RequestsIn(a Asks, s AccessState) Query {
	return Query{ListRequest, group(uint64(a), uint64(s))}
}

// RequestsOf lists what one account asked for (0: anything), by moment.
func RequestsOf(account Key, a Asks) Query {
	return Query{ListRequestOf, group(uint64(account), uint64(a))}
}

// clocks derives the one clock of a request that waits, that of an application for access (rule 12, access.decide).
// Whoever asked sees that it is the turn of support, and until when.
func (q *Request) clocks(p *Policy) []Clock {
	if q.State != AccessWaiting || q.Reported {
		return nil
	}
	return postponed([]Clock{{
		Rule: ClockAccess, Of: q.Ref(), Side: SupportSide, For: q.Account, From: q.At, Length: AccessDecideDays,
		Due: p.days(q.At, AccessDecideDays), Default: "reported",
	}}, q.Waits)
}

// AskAgain returns from when on the account of a refused request may ask for the same once more.
func AskAgain(p *Policy, q *Request) Moment { return p.days(q.Decided, AccessAgainDays) }

// stateReason names why a request stands where it stands.
func (q *Request) stateReason() Reason {
	r := Reason{Subject: "state", Rule: RuleVerify, Args: []Arg{
		word("state", "access."+q.State.String()), when("since", Later(q.At, q.Decided)), text("reason", q.Reason),
	}}
	switch {
	case q.State == AccessDenied:
		r.Rule = RuleRequestDenied
	case q.State == AccessWithdrawn:
		r.Rule = RuleRequestWithdraw
	case q.For == AsksLive:
		r.Rule = RuleLive
	case q.For == AsksKYC:
		r.Rule = RuleKYC
	}
	return r
}

// RequestForm is what an account enters with a request. It travels and is kept as one private text, see
// [RequestForm.Text].
type RequestForm struct {
	Channels []Channel `json:",omitempty"` // with the figures that they are said to have
	Note     string    `json:",omitempty"`
}

// Text returns the form as the private text that a command commits to.
func (f RequestForm) Text() string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(f) // texts and numbers always encode
	return strings.TrimSuffix(b.String(), "\n")
}

func readRequest(s string) (f RequestForm, ok bool) {
	if s == "" || len(s) > formBytes {
		return RequestForm{}, false
	}
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil || d.More() {
		return RequestForm{}, false
	}
	return f, true
}

// Requested returns what was entered with a request, for whom it is meant; ok is false for everybody else.
func Requested(r Reader, v Viewer, q *Request) (f RequestForm, ok bool) {
	if !v.readsRequest(r, q) {
		return RequestForm{}, false
	}
	return readRequest(reveal(r, q.Form))
}

// readsRequest tells whether a viewer reads what was entered. What was taken back nobody has to decide any more.
func (v Viewer) readsRequest(r Reader, q *Request) bool {
	return v.System || v.among(q.Account) || v.admits(r) && q.State != AccessWithdrawn
}

// projectRequest leaves the operator the frame of a request.
func projectRequest(r Reader, v Viewer, q *Request) Row {
	if v.readsRequest(r, q) {
		return q
	}
	shown := *q
	shown.Form, shown.Reason = Commitment{}, ""
	return &shown
}

// RequestOf returns the request of a number, or nil.
func RequestOf(r Reader, key Key) *Request { return must[*Request](r, key) }

// LastRequest returns what an account asked for last of a sort (0: of any), or nil.
func LastRequest(r Reader, account Key, a Asks) *Request {
	q := RequestsOf(account, a)
	for p := range r.Scan(q.List, q.Group, Place{}, true) {
		return must[*Request](r, p.Ref.Key)
	}
	return nil
}

// FindRequest returns the request whose ID begins as typed.
func (v View) FindRequest(typed string) (*Request, *Refusal) {
	row, r := v.find(ListRequestID, "request", RequestLetter, typed)
	if r != nil {
		return nil, r
	}
	return row.(*Request), nil
}

// changeRequest puts a changed copy of a request.
func (a *applying) changeRequest(key Key, change func(*Request)) {
	old, ok := get[*Request](a.s, key)
	if ok != Known {
		a.stale = true
		return
	}
	c := *old
	change(&c)
	a.s.Put(&c)
}
