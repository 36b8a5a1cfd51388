package model

import (
	"slices"
	"strings"
)

// accountFor finds the account that a change is about and demands that it is the actor's own or that the
// actor is the operator.
func (d *deciding) accountFor(handle string, ownOnly bool) (*Account, *Refusal) {
	a := AccountByHandle(d.s, handle)
	if a == nil {
		return nil, absent("handle", Safe(handle))
	}
	if a.Key != d.actor.Account && (ownOnly || !d.actor.Operator) {
		return nil, noRight("handle", word("needs", "role.self"))
	}
	return a, nil
}

// SetLevel records a seller's level with AliExpress. Operator only.
type SetLevel struct {
	Handle string `cbor:"1,keyasint"`
	Level  Level  `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*SetLevel) Wire() string { return "account.set_level" }

func (c *SetLevel) decide(d *deciding) *Refusal {
	if r := d.operator(); r != nil {
		return r
	}
	a, r := d.accountFor(c.Handle, false)
	if r != nil {
		return r
	}
	if !slices.Contains(Levels(), c.Level) {
		return usage(RuleLevelName, "level", text("value", Safe(string(c.Level))))
	}
	if a.Role != Seller {
		return refuse(RuleForRole, "level", word("needs", "role.seller"))
	}
	d.emit(&LevelSet{Account: a.Key, Level: c.Level})
	return nil
}

// LevelSet recorded a level.
type LevelSet struct {
	Account Key   `cbor:"1,keyasint"`
	Level   Level `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*LevelSet) Wire() string { return "account.level_set" }

// About implements [Event].
func (e *LevelSet) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (e *LevelSet) Says() (Rule, []Arg) {
	return RuleSellerLevel, []Arg{word("level", "level."+string(e.Level))}
}

func (e *LevelSet) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) { c.Level = e.Level })
}

// SetLive records a creator's permission to stream on AliExpress, decided by support (M39).
type SetLive struct {
	Handle string `cbor:"1,keyasint"`
	Live   bool   `cbor:"2,keyasint,omitempty"`
}

// Wire implements [Command].
func (*SetLive) Wire() string { return "account.set_live" }

func (c *SetLive) decide(d *deciding) *Refusal {
	if by := d.account(); !d.actor.Operator && (by == nil || by.Role != Support) {
		return noRight("as", word("needs", "role.support"))
	}
	a := AccountByHandle(d.s, c.Handle)
	if a == nil {
		return absent("handle", Safe(c.Handle))
	}
	if a.Role != Creator {
		return refuse(RuleForRole, "handle", word("needs", "role.creator"))
	}
	if q := LastRequest(d.s, a.Key, AsksLive); c.Live && q != nil && q.State == AccessWaiting { // what was asked for is answered by it
		d.emit(&RequestGranted{Request: q.Key, ID: q.ID, For: q.For, Account: q.Account})
		return nil
	}
	d.emit(&LiveSet{Account: a.Key, Live: c.Live})
	return nil
}

// LiveSet gave or took the permission to stream.
type LiveSet struct {
	Account Key  `cbor:"1,keyasint"`
	Live    bool `cbor:"2,keyasint,omitempty"`
}

// Wire implements [Event].
func (*LiveSet) Wire() string { return "account.live_set" }

// About implements [Event].
func (e *LiveSet) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (e *LiveSet) Says() (Rule, []Arg) { return RuleLive, []Arg{word("answer", yes(e.Live))} }

func yes(b bool) string {
	if b {
		return "answer.yes"
	}
	return "answer.no"
}

func (e *LiveSet) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) { c.Live = e.Live })
}

// SetAddress keeps the shipping address of a creator or agency, as a commitment; the text travels beside.
type SetAddress struct {
	Handle  string     `cbor:"1,keyasint"`
	Address Commitment `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*SetAddress) Wire() string { return "account.set_address" }

func (c *SetAddress) decide(d *deciding) *Refusal {
	a, r := d.accountFor(c.Handle, true)
	if r != nil {
		return r
	}
	if a.Role != Creator && a.Role != Agency {
		return refuse(RuleForRole, "address", word("needs", "role.creator"))
	}
	if r := d.needText("address", reveal(d.s, c.Address), AddressChars, true); r != nil {
		return r
	}
	d.emit(&AddressSet{Account: a.Key, Address: c.Address})
	return nil
}

// AddressSet kept a shipping address.
type AddressSet struct {
	Account Key        `cbor:"1,keyasint"`
	Address Commitment `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*AddressSet) Wire() string { return "account.address_set" }

// About implements [Event].
func (e *AddressSet) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (*AddressSet) Says() (Rule, []Arg) { return RuleAddress, nil }

func (e *AddressSet) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) { c.Address = e.Address })
}

// SetPayPal keeps where the creator or agency is paid. The first address counts at once, a changed one
// after the hold.
type SetPayPal struct {
	Handle string     `cbor:"1,keyasint"`
	PayPal Commitment `cbor:"2,keyasint"`
}

// Wire implements [Command].
func (*SetPayPal) Wire() string { return "account.set_paypal" }

func (c *SetPayPal) decide(d *deciding) *Refusal {
	a, r := d.accountFor(c.Handle, true)
	if r != nil {
		return r
	}
	if a.Role != Creator && a.Role != Agency {
		return refuse(RuleForRole, "paypal", word("needs", "role.creator"))
	}
	typed := reveal(d.s, c.PayPal)
	if r := d.needText("paypal", typed, ReferenceChars, false); r != nil {
		return r
	}
	name, host, ok := strings.Cut(typed, "@")
	if !ok || name == "" || !ascii(typed) || strings.Contains(host, "@") || !strings.Contains(strings.Trim(host, "."), ".") {
		return refuse(RulePayPalAddress, "paypal")
	}
	d.emit(&PayPalSet{Account: a.Key, PayPal: c.PayPal, Held: !a.PayPal.IsZero()})
	return nil
}

// PayPalSet kept a PayPal address; a held one counts later.
type PayPalSet struct {
	Account Key        `cbor:"1,keyasint"`
	PayPal  Commitment `cbor:"2,keyasint"`
	Held    bool       `cbor:"3,keyasint,omitempty"`
}

// Wire implements [Event].
func (*PayPalSet) Wire() string { return "account.paypal_set" }

// About implements [Event].
func (e *PayPalSet) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (e *PayPalSet) Says() (Rule, []Arg) {
	return ClockPayoutHold, []Arg{word("held", yes(e.Held))}
}

func (e *PayPalSet) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) {
		if e.Held {
			c.PayPalNext, c.PayPalChanged = e.PayPal, a.At
			return
		}
		c.PayPal, c.PayPalNext, c.PayPalChanged = e.PayPal, Commitment{}, a.At
	})
}

// PayPalEffective ends the hold of a changed PayPal address.
type PayPalEffective struct {
	Account Key `cbor:"1,keyasint"`
}

// Wire implements [Event].
func (*PayPalEffective) Wire() string { return "account.paypal_effective" }

// About implements [Event].
func (e *PayPalEffective) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (*PayPalEffective) Says() (Rule, []Arg) { return ClockPayoutHold, nil }

func (e *PayPalEffective) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) { c.PayPal, c.PayPalNext = c.PayPalNext, Commitment{} })
}
