package model

import "slices"

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
		if _, applies := c.(*ApplyForAccess); applies {
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

// fullKey demands that who acts came by a key that may do all, or needs none: whoever owns the data directory.
func (d *deciding) fullKey() *Refusal {
	if k := KeyOf(d.s, d.actor.Key); k != nil && k.Kind != KeyFull {
		return forbid(RuleKeyFull, "as", word("kind", "key."+string(k.Kind)))
	}
	return nil
}

// AddKey adds a public key to an account: the operator to any, others to their own, and only by a full key.
type AddKey struct {
	Handle string  `cbor:"1,keyasint"`
	Text   string  `cbor:"2,keyasint"` // a line of a .pub file
	Kind   KeyKind `cbor:"3,keyasint,omitempty"`
	Label  string  `cbor:"4,keyasint,omitempty"` // "" is the key's own comment, where that is fit to be kept
	Again  bool    `cbor:"5,keyasint,omitempty"` // although it was revoked before
}

// Wire implements [Command].
func (*AddKey) Wire() string { return "key.add" }

func (c *AddKey) decide(d *deciding) *Refusal {
	a, r := d.accountFor(c.Handle, false)
	if r != nil {
		return r
	}
	if r := d.fullKey(); r != nil {
		return r
	}
	kind := c.Kind
	if kind == "" {
		kind = KeyFull
	}
	if !slices.Contains(KeyKinds(), kind) {
		return usage(RuleKeyKind, "kind", text("value", Safe(string(kind))))
	}
	pub, r := ParseKey(c.Text)
	if r = first(r, d.checkText("label", c.Label, NameChars, false)); r != nil {
		return r
	}
	label := c.Label
	if label == "" && d.checkText("label", pub.Comment, NameChars, false) == nil {
		label = pub.Comment
	}
	if r := d.keyFree(pub, a.Key, c.Again); r != nil {
		return r
	}
	if most := d.policy().Get(KeysMax); most > 0 && int64(d.s.Count(ListKeys, KeysOf(a.Key).Group)) >= most {
		return refuse(RuleKeyMany, "key", num("max", most))
	}
	d.addKey(a.Key, pub, kind, label)
	return nil
}

// keyFree demands that a key belongs to nobody. One that was revoked comes back only where that is said; to another
// account the operator alone brings it.
func (d *deciding) keyFree(pub PublicKey, account Key, again bool) *Refusal {
	k := FindKey(d.s, pub.Fingerprint)
	switch {
	case k == nil:
		return nil
	case k.Revoked == 0:
		return refuse(RuleKeyTaken, "key", text("fingerprint", pub.Fingerprint))
	case !again || k.Account != account && !d.actor.Operator:
		return refuse(RuleKeyAgain, "key", text("fingerprint", pub.Fingerprint), when("at", k.Revoked))
	}
	return nil
}

func (d *deciding) addKey(account Key, pub PublicKey, kind KeyKind, label string) {
	d.emit(&KeyAdded{
		Key: d.s.Next(KindKey), Account: account, Kind: kind, Fingerprint: pub.Fingerprint, Algorithm: pub.Algorithm, Text: pub.Text, Label: label,
	})
}

// KeyAdded gave an account a key. It belongs to the history of the key alone, which few read.
type KeyAdded struct {
	Key         Key     `cbor:"1,keyasint"`
	Account     Key     `cbor:"2,keyasint"`
	Kind        KeyKind `cbor:"3,keyasint"`
	Fingerprint string  `cbor:"4,keyasint"`
	Algorithm   string  `cbor:"5,keyasint"`
	Text        string  `cbor:"6,keyasint"`
	Label       string  `cbor:"7,keyasint,omitempty"`
}

// Wire implements [Event].
func (*KeyAdded) Wire() string { return "key.added" }

// About implements [Event].
func (e *KeyAdded) About() []Ref { return []Ref{{KindKey, e.Key}} }

// Says implements [Event].
func (e *KeyAdded) Says() (Rule, []Arg) {
	return RuleKey, []Arg{text("fingerprint", e.Fingerprint), word("kind", "key."+string(e.Kind)), text("label", e.Label)}
}

func (e *KeyAdded) apply(a *applying) {
	a.s.Put(&AccountKey{
		Key: e.Key, Account: e.Account, Kind: e.Kind, Fingerprint: e.Fingerprint, Algorithm: e.Algorithm, Text: e.Text, Label: e.Label,
		Added: a.At, By: a.Actor.Account,
	})
}
