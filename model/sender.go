package model

import (
	"slices"
	"strings"
)

// sendersKept is how many senders an address book keeps; the one that was not used for longest makes room.
const sendersKept = 10

// remember puts a sender's information first in the seller's address book.
func (a *Account) remember(sender Commitment) { a.Senders = remembered(a.Senders, sender) }

func remembered(book []Commitment, sender Commitment) []Commitment {
	kept := slices.DeleteFunc(slices.Clone(book), func(c Commitment) bool { return c == sender })
	kept = append([]Commitment{sender}, kept...)
	return kept[:min(len(kept), sendersKept)]
}

// forget brings the address book back to what it was before a parcel, unless it was used or changed since.
func (a *Account) forget(before []Commitment, sender Commitment) {
	if slices.Equal(a.Senders, remembered(before, sender)) {
		a.Senders = before
	}
}

// AddSender keeps one more sender in the actor's own address book, behind those that were used: the next parcel is
// still sent by the one that was used last. The text travels beside, as a commitment.
type AddSender struct {
	Sender Commitment `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*AddSender) Wire() string { return "account.add_sender" }

func (c *AddSender) decide(d *deciding) *Refusal {
	me, r := d.as(Seller, Operator)
	if r != nil {
		return r
	}
	typed := reveal(d.s, c.Sender)
	if r := d.needText("sender", typed, AddressChars, true); r != nil {
		return r
	}
	same := func(k Commitment) bool { return strings.TrimSpace(reveal(d.s, k)) == strings.TrimSpace(typed) }
	if slices.ContainsFunc(me.Senders, same) {
		return refuse(RuleSenderKnown, "sender")
	}
	if len(me.Senders) >= sendersKept {
		return refuse(RuleSenderFull, "sender", num("max", sendersKept))
	}
	d.emit(&SenderAdded{Account: me.Key, Sender: c.Sender})
	return nil
}

// SenderAdded kept one more sender.
type SenderAdded struct {
	Account Key        `cbor:"1,keyasint"`
	Sender  Commitment `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*SenderAdded) Wire() string { return "account.sender_added" }

// About implements [Event].
func (e *SenderAdded) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (*SenderAdded) Says() (Rule, []Arg) { return RuleSender, nil }

func (e *SenderAdded) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) { c.Senders = append(slices.Clip(c.Senders), e.Sender) })
}

// RemoveSender takes a sender out of the actor's own address book. Parcels that it sent keep what they said.
type RemoveSender struct {
	Sender Commitment `cbor:"1,keyasint"`
}

// Wire implements [Command].
func (*RemoveSender) Wire() string { return "account.remove_sender" }

func (c *RemoveSender) decide(d *deciding) *Refusal {
	me, r := d.as(Seller, Operator)
	if r != nil {
		return r
	}
	if !slices.Contains(me.Senders, c.Sender) {
		return absent("sender", "")
	}
	d.emit(&SenderRemoved{Account: me.Key, Sender: c.Sender})
	return nil
}

// SenderRemoved took a sender out of an address book.
type SenderRemoved struct {
	Account Key        `cbor:"1,keyasint"`
	Sender  Commitment `cbor:"2,keyasint"`
}

// Wire implements [Event].
func (*SenderRemoved) Wire() string { return "account.sender_removed" }

// About implements [Event].
func (e *SenderRemoved) About() []Ref { return []Ref{{KindAccount, e.Account}} }

// Says implements [Event].
func (*SenderRemoved) Says() (Rule, []Arg) { return RuleSender, nil }

func (e *SenderRemoved) apply(a *applying) {
	a.changeAccount(e.Account, func(c *Account) {
		c.Senders = slices.DeleteFunc(slices.Clone(c.Senders), func(k Commitment) bool { return k == e.Sender })
	})
}
