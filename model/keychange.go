package model

import "strings"

// RevokeKey ends a key: the operator any, others those of their own account. A key that is not full revokes only
// itself, so that whoever steals one cannot lock its owner out.
type RevokeKey struct {
	Fingerprint string `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*RevokeKey) Wire() string { return "key.revoke" }

func (c *RevokeKey) decide(d *deciding) *Refusal {
	k := FindKey(d.s, c.Fingerprint)
	if k == nil || !CanSee(d.s, d.viewer(), k) {
		return absent("key", Safe(c.Fingerprint))
	}
	if k.Revoked != 0 {
		return refuse(RuleKeyGone, "key", text("fingerprint", k.Fingerprint), when("at", k.Revoked))
	}
	if d.actor.Key != k.Key {
		if r := d.fullKey(); r != nil {
			return r
		}
	}
	d.emit(&KeyRevoked{Key: k.Key, Fingerprint: k.Fingerprint})
	return nil
}

// KeyRevoked ended a key. Its sessions end with it.
type KeyRevoked struct {
	Key         Key    `cbor:"1,keyasint"`
	Fingerprint string `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*KeyRevoked) Wire() string { return "key.revoked" }

// About implements [Event].
func (e *KeyRevoked) About() []Ref { return []Ref{{KindKey, e.Key}} }

// Says implements [Event].
func (e *KeyRevoked) Says() (Rule, []Arg) {
	return RuleKeyRevoked, []Arg{text("fingerprint", e.Fingerprint)}
}

func (e *KeyRevoked) apply(a *applying) {
	old, ok := get[*AccountKey](a.s, e.Key)
	if ok != Known {
		a.stale = true
		return
	}
	k := *old
	k.Revoked, k.RevokedBy = a.At, a.Actor.Account
	a.s.Put(&k)
}

// FindKey returns the key whose fingerprint begins as typed, with or without "SHA256:", among those that this account
// sees. Of several rows of one key it is the one that counts.
func (v View) FindKey(typed string) (*AccountKey, *Refusal) {
	const scheme = "SHA256:"
	prefix := scheme + strings.TrimPrefix(strings.TrimSpace(typed), scheme)
	var found *AccountKey
	for p := range v.Reader.Scan(ListKeyPrint, "", Place{Sort: prefix}, false) {
		if !strings.HasPrefix(p.Sort, prefix) || prefix == scheme {
			break
		}
		k, _ := v.at(p.Ref).(*AccountKey)
		switch {
		case k == nil:
		case found != nil && found.Fingerprint != k.Fingerprint:
			return nil, usage(RuleAmbiguous, "key", text("value", Safe(typed)), text("first", found.Fingerprint), text("second", k.Fingerprint))
		case found == nil || k.Revoked == 0 || found.Revoked != 0:
			found = k
		}
	}
	if found == nil {
		return nil, absent("key", Safe(typed))
	}
	return found, nil
}
