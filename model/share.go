package model

// An agency receives what its creators earn. One payment is two lines of the ledger, the agency's share and the
// creator's part, and each of the two sees only its own (rule 6).

// Split parts an amount between an agency and a creator, in minor units and without a rest: the agency's share is rounded
// down, and the creator has all else.
func Split(whole Money, share Rate) (agency, creator Money) {
	const all = 10000 // basis points
	kept := whole.Minor/all*int64(share) + whole.Minor%all*int64(share)/all
	return Money{kept, whole.Currency}, Money{whole.Minor - kept, whole.Currency}
}

// split writes the two lines of a payment that an agency received for a creator.
func (d *deciding) split(o *Order, whole Money) {
	if o.Contract == 0 {
		return
	}
	kept, onward := Split(whole, o.Share)
	d.emit(&LedgerShared{
		Key: d.s.Next(KindPosting), Order: o.Key, Account: o.Agency, Debit: BookShare, Credit: BookReward, Amount: kept, Share: o.Share, Of: whole,
	})
	d.emit(&LedgerShared{
		Key: d.s.Next(KindPosting), Order: o.Key, Account: o.Creator, Debit: BookReward, Credit: BookOnward, Amount: onward, Share: 10000 - o.Share, Of: whole,
	})
}

// acting demands that the actor is the one who acts on its side: where an agency applied, what is about money is the
// agency's to say.
func (d *deciding) acting(o *Order) *Refusal {
	if o.represented() != 0 && d.actor.Account == o.Creator {
		return forbid(RuleOursToSay, "order", text("order", string(o.ID)))
	}
	return nil
}

// LedgerShared wrote one account's own part of what an agency received for a creator.
type LedgerShared struct {
	Key     Key   `cbor:"1,keyasint"`
	Order   Key   `cbor:"2,keyasint"`
	Account Key   `cbor:"3,keyasint"` // whose part it is
	Debit   Book  `cbor:"4,keyasint"`
	Credit  Book  `cbor:"5,keyasint"`
	Amount  Money `cbor:"6,keyasint"`
	Share   Rate  `cbor:"7,keyasint,omitempty"` // of the whole
	Of      Money `cbor:"8,keyasint"`           // the whole
}

// Wire implements [Event].
func (*LedgerShared) Wire() string { return "ledger.shared" }

// About implements [Event].
func (e *LedgerShared) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *LedgerShared) Says() (Rule, []Arg) {
	return RuleSplit, []Arg{amount("part", e.Amount), rate("share", e.Share), amount("of", e.Of)}
}

func (e *LedgerShared) apply(a *applying) {
	o := must[*Order](a.s, e.Order)
	if o == nil {
		a.stale = true
		return
	}
	a.s.Put(&Posting{
		Key: e.Key, Order: e.Order, Creator: e.Account, Debit: e.Debit, Credit: e.Credit, Amount: e.Amount, At: a.At, Share: e.Share, Of: e.Of,
	})
	a.balance(e.Account, e.Debit, "", e.Amount.Currency, e.Amount.Minor)
	a.balance(e.Account, e.Credit, "", e.Amount.Currency, -e.Amount.Minor)
	if c, ok := get[*Contract](a.s, o.Contract); ok == Known && e.Account == o.Agency {
		sum := *c
		sum.Paid, sum.Kept = summed(c.Paid, e.Of), summed(c.Kept, e.Amount)
		a.s.Put(&sum)
	}
}
