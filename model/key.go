package model

// KeyKind is what an SSH key may do for its account.
type KeyKind string

// The kinds of keys.
const (
	KeyFull     KeyKind = "full"     // all that the account may
	KeyObserver KeyKind = "observer" // reads only
	KeyScript   KeyKind = "script"   // commands without screens; it gives nobody access
)

// KeyKinds returns every kind.
func KeyKinds() []KeyKind { return []KeyKind{KeyFull, KeyObserver, KeyScript} }

// AccountKey is a public SSH key by which an account is known through a hub. A key that was given back and added again
// is another row. Who reads it: the account itself and the operator.
type AccountKey struct {
	Key         Key     `cbor:"1,keyasint"`
	Account     Key     `cbor:"2,keyasint"`
	Kind        KeyKind `cbor:"3,keyasint"`
	Fingerprint string  `cbor:"4,keyasint"`
	Algorithm   string  `cbor:"5,keyasint"`
	Text        string  `cbor:"6,keyasint"` // algorithm and base64
	Label       string  `cbor:"7,keyasint,omitempty"`
	Added       Moment  `cbor:"8,keyasint"`
	By          Key     `cbor:"9,keyasint,omitempty"` // who added it, 0 for whoever owns the data directory
	Revoked     Moment  `cbor:"10,keyasint,omitempty"`
	RevokedBy   Key     `cbor:"11,keyasint,omitempty"`
}

func (*AccountKey) kind() Kind { return KindKey }

// Ref implements [Row].
func (k *AccountKey) Ref() Ref { return Ref{KindKey, k.Key} }

// Lists implements [Row].
func (k *AccountKey) Lists(e *Entries) {
	e.Add(ListKeyPrint, "", k.Fingerprint)
	gone := uint64(0)
	if k.Revoked != 0 {
		gone = 1
	}
	e.Add(ListKeys, group(uint64(k.Account), gone), ordered(int64(k.Added)))
}

// stateReason says what a key may do, or that it no longer counts.
func (k *AccountKey) stateReason() Reason {
	r := Reason{Subject: "state", Rule: RuleKey, Args: []Arg{word("state", k.Word()), when("since", k.Added)}}
	if k.Revoked != 0 {
		r.Rule, r.Args = RuleKeyRevoked, []Arg{word("state", k.Word()), when("since", k.Revoked)}
	}
	return r
}

// Word returns the word in the catalogue for what the key may do, or for that it no longer counts.
func (k *AccountKey) Word() string {
	if k.Revoked != 0 {
		return "key.revoked"
	}
	return "key." + string(k.Kind)
}

// KeyOf returns the key of a number, or nil.
func KeyOf(r Reader, key Key) *AccountKey { return must[*AccountKey](r, key) }

// FindKey returns the key of a whole fingerprint: the one that counts, else the one that was revoked last, else nil.
// A host asks it about the key that was proven, and [ActorOf] for whom the key acts.
func FindKey(r Reader, fingerprint string) *AccountKey {
	var found *AccountKey
	for p := range r.Scan(ListKeyPrint, "", Place{Sort: fingerprint}, false) {
		if p.Sort != fingerprint {
			break
		}
		k := must[*AccountKey](r, p.Ref.Key)
		if found == nil || k.Revoked == 0 || found.Revoked != 0 && k.Revoked >= found.Revoked {
			found = k
		}
	}
	return found
}

// ActorOf returns who acts with a proven key. Somebody whom nobody knows is an applicant: an actor without an account,
// of whom only the fingerprint is known. known is false for them, and for a revoked key, which the row tells.
func ActorOf(r Reader, fingerprint string) (actor Actor, key *AccountKey, known bool) {
	k := FindKey(r, fingerprint)
	if k == nil || k.Revoked != 0 {
		return Actor{Proven: fingerprint}, k, false
	}
	a := AccountOf(r, k.Account)
	return Actor{Account: k.Account, Operator: a.Role == Operator, Key: k.Key}, k, true
}

// KeysOf lists the keys of an account that count, by when they were added.
func KeysOf(account Key) Query { return Query{ListKeys, group(uint64(account), 0)} }

// RevokedKeysOf lists the keys of an account that were revoked, by when they were added.
func RevokedKeysOf(account Key) Query { return Query{ListKeys, group(uint64(account), 1)} }

// AllKeys lists every key by fingerprint.
func AllKeys() Query { return Query{ListKeyPrint, ""} }

// holds decides what the key allows by which the actor came (rule 13 is not asked yet). A key that was revoked stops
// counting with the entry that revoked it, whatever sessions it still has.
func (d *deciding) holds(c Command) *Refusal {
	if d.actor.Account == 0 && !d.actor.Operator && !d.actor.System {
		switch c.(type) {
		case *ApplyForAccess, *WithdrawAccess:
			return nil
		}
		return forbid(RuleStranger, "as")
	}
	if d.actor.Key == 0 {
		return nil
	}
	k := KeyOf(d.s, d.actor.Key)
	if k == nil || k.Account != d.actor.Account || k.Revoked != 0 {
		return forbid(RuleKeyRevoked, "as")
	}
	revoke, gives := c.(*RevokeKey)
	if k.Kind == KeyObserver && !(gives && revoke.Fingerprint == k.Fingerprint) {
		return forbid(RuleKeyObserver, "as")
	}
	return nil
}
