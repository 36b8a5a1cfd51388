package model

import "slices"

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
	Text   string  `cbor:"2,keyasint"` // a line of a .pub file, or several as in authorized_keys: all are added, or none
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
	return d.addKeys(a.Key, c, kind)
}

// addKeys gives an account the keys of a command, all or none.
func (d *deciding) addKeys(account Key, c *AddKey, kind KeyKind) *Refusal {
	keys, r := ParseKeys(c.Text)
	if r = first(r, d.checkText("label", c.Label, NameChars, false)); r != nil {
		return r
	}
	for _, pub := range keys {
		if r := d.keyFree(pub, account, c.Again); r != nil {
			return r
		}
	}
	has := int64(d.s.Count(ListKeys, KeysOf(account).Group))
	if most := d.policy().Get(KeysMax); most > 0 && has+int64(len(keys)) > most {
		return refuse(RuleKeyMany, "key", num("max", most), num("has", has))
	}
	for _, pub := range keys {
		label := c.Label
		if label == "" && d.checkText("label", pub.Comment, NameChars, false) == nil {
			label = pub.Comment
		}
		d.addKey(account, pub, kind, label)
	}
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
