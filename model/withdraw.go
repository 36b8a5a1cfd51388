package model

// Withdrawal is money that a creator or an agency took out of Portals: a fact that is recorded, as payments are. Nothing
// moves through this program.
type Withdrawal struct {
	Key       Key    `cbor:"1,keyasint"`
	ID        ID     `cbor:"2,keyasint"` // begins with [WithdrawalLetter]
	Account   Key    `cbor:"3,keyasint"`
	Amount    Money  `cbor:"4,keyasint"`
	Fee       Money  `cbor:"5,keyasint"`           // in euro
	Europe    bool   `cbor:"6,keyasint,omitempty"` // to a European bank account
	Reference string `cbor:"7,keyasint,omitempty"`
	At        Moment `cbor:"8,keyasint"`
}

// WithdrawalRecorded is the one state of a withdrawal; the word stands below "withdrawal." in the catalogue.
const WithdrawalRecorded = "recorded"

func (*Withdrawal) kind() Kind { return KindWithdrawal }

// Ref implements [Row].
func (w *Withdrawal) Ref() Ref { return Ref{KindWithdrawal, w.Key} }

// Lists implements [Row].
func (w *Withdrawal) Lists(e *Entries) {
	e.Add(ListWithdrawalID, "", string(w.ID))
	e.Add(ListWithdrawals, group(uint64(w.Account)), ordered(int64(w.At)))
}

// WithdrawalsOf lists the withdrawals of an account, by moment.
func WithdrawalsOf(account Key) Query { return Query{ListWithdrawals, group(uint64(account))} }

// BalanceOf returns what an account has in a book in one currency.
func BalanceOf(r Reader, account Key, book Book, c Currency) Money {
	sort := balanceSort(book, "", c)
	for p := range r.Scan(ListBalances, group(uint64(account)), Place{Sort: sort}, false) {
		if p.Sort == sort {
			return Money{must[*Balance](r, p.Ref.Key).Minor, c}
		}
		break
	}
	return Money{0, c}
}

// Euro is the currency of the fees of withdrawals.
const Euro Currency = "EUR"

// WithdrawalFee is what a withdrawal costs (M263, M264).
func WithdrawalFee(p *Policy, europe bool) Money {
	if europe {
		return Money{p.Get(WithdrawalFeeEurope), Euro}
	}
	return Money{p.Get(WithdrawalFeeOther), Euro}
}

// Withdraw records a withdrawal. What is available is decided with it, so two at once never take the same money.
type Withdraw struct {
	ID        ID     `cbor:"1,keyasint"`
	Amount    Money  `cbor:"2,keyasint"`
	Europe    bool   `cbor:"3,keyasint,omitempty"`
	Reference string `cbor:"4,keyasint,omitempty"`
}

// Wire implements [Command].
func (*Withdraw) Wire() string { return "portals.withdraw" }

func (c *Withdraw) decide(d *deciding) *Refusal {
	a, r := d.as(Creator, Agency)
	if r != nil {
		return r
	}
	if !c.ID.Valid(WithdrawalLetter) {
		return usage(RuleID, "id", text("value", Safe(string(c.ID))))
	}
	if _, taken := byID(d.s, ListWithdrawalID, c.ID); taken {
		return refuse(RuleIDTaken, "id", text("id", string(c.ID)))
	}
	if r := first(CanWithdraw(d.s, d.policy(), a, c.Amount, c.Europe), d.checkText("reference", c.Reference, ReferenceChars, false)); r != nil {
		return r
	}
	d.emit(&Withdrawn{
		Key: d.s.Next(KindWithdrawal), ID: c.ID, Account: a.Key, Amount: c.Amount, Fee: WithdrawalFee(d.policy(), c.Europe), Europe: c.Europe,
		Reference: c.Reference,
	})
	return nil
}

// CanWithdraw returns why an account cannot withdraw an amount now, nil where it can.
func CanWithdraw(r Reader, p *Policy, a *Account, m Money, europe bool) *Refusal {
	if _, ok := m.Currency.Digits(); !ok {
		return usage(RuleCurrency, "currency", text("value", Safe(string(m.Currency))))
	}
	if m.Minor <= 0 {
		return refuse(RulePaymentPositive, "amount", amount("amount", m))
	}
	if a.KYC == 0 {
		return refuse(RuleKYC, "as")
	}
	if least := p.Get(WithdrawalMin); m.Minor < least {
		return refuse(RuleWithdrawalMin, "amount", amount("amount", m), amount("min", Money{least, m.Currency}))
	}
	if has := BalanceOf(r, a.Key, BookAvailable, m.Currency); m.Minor > has.Minor {
		return refuse(RuleAvailable, "amount", amount("amount", m), amount("available", Money{max(has.Minor, 0), m.Currency}))
	}
	if fee := WithdrawalFee(p, europe); m.Currency == fee.Currency && m.Minor <= fee.Minor {
		return refuse(RuleWithdrawalMin, "amount", amount("amount", m), amount("min", Money{fee.Minor + 1, fee.Currency}))
	}
	return nil
}

// Withdrawn recorded a withdrawal.
type Withdrawn struct {
	Key       Key    `cbor:"1,keyasint"`
	ID        ID     `cbor:"2,keyasint"`
	Account   Key    `cbor:"3,keyasint"`
	Amount    Money  `cbor:"4,keyasint"`
	Fee       Money  `cbor:"5,keyasint"`
	Europe    bool   `cbor:"6,keyasint,omitempty"`
	Reference string `cbor:"7,keyasint,omitempty"`
}

// Wire implements [Event].
func (*Withdrawn) Wire() string { return "portals.withdrawn" }

// About implements [Event].
func (e *Withdrawn) About() []Ref { return []Ref{{KindWithdrawal, e.Key}} }

// Says implements [Event].
func (e *Withdrawn) Says() (Rule, []Arg) {
	return RuleWithdrawal, []Arg{amount("amount", e.Amount), amount("fee", e.Fee), text("reference", e.Reference)}
}

func (e *Withdrawn) apply(a *applying) {
	a.s.Put(&Withdrawal{
		Key: e.Key, ID: e.ID, Account: e.Account, Amount: e.Amount, Fee: e.Fee, Europe: e.Europe, Reference: e.Reference, At: a.At,
	})
	n := &Earning{Currency: e.Amount.Currency}
	if e.Amount.Currency != e.Fee.Currency {
		a.postTo(n, 0, e.Account, BookWithdrawn, BookAvailable, e.Amount.Minor)
		return
	}
	a.postTo(n, 0, e.Account, BookWithdrawn, BookAvailable, e.Amount.Minor-e.Fee.Minor) // the fee is taken from the amount
	a.postTo(n, 0, e.Account, BookFee, BookAvailable, e.Fee.Minor)
}
