package cli

import (
	"aeconnect/model"
	"aeconnect/ui/kit"
)

// paying is where an order stands with money, or a payment that matches nothing.
type paying struct {
	order   *model.Order
	payment *model.Payment // in suspense; nil for an order's own standing
}

// stateOf returns owed, late, recorded, acknowledged or suspense.
func (p paying) stateOf() string {
	if p.payment != nil {
		return "suspense"
	}
	return p.order.Debt().String()
}

// record returns the payment that was recorded, empty while none was.
func (p paying) record() model.PaidRecord {
	if q := p.payment; q != nil {
		return model.PaidRecord{Payment: q.Key, Method: q.Method, Amount: q.Amount, Reference: q.Reference, Date: q.Date, At: q.At}
	}
	if p.order.Pay != nil {
		return *p.order.Pay
	}
	return model.PaidRecord{}
}

func payingNoun() noun[paying] {
	return noun[paying]{
		columns: []column[paying]{
			{"id", inAll, func(s *scene, b []byte, p paying) []byte { return appendText(b, s.paymentID(p.record().Payment)) }},
			{"order", inAll, func(_ *scene, b []byte, p paying) []byte { return appendString(b, string(p.order.ID)) }},
			{"state", inAll, func(_ *scene, b []byte, p paying) []byte { return appendString(b, p.stateOf()) }},
			{"seller", inAll, func(s *scene, b []byte, p paying) []byte { return appendString(b, s.who(p.order.Seller)) }},
			{"creator", inAll, func(s *scene, b []byte, p paying) []byte {
				return appendString(b, s.who(p.order.Acting(model.CreatorSide)))
			}},
			{"due", inAll, func(_ *scene, b []byte, p paying) []byte { return appendMoney(b, p.order.Owed) }},
			{"due_by", inAll, func(s *scene, b []byte, p paying) []byte { return appendMoment(b, s.payBy(p.order)) }},
			{"method", inAll, func(_ *scene, b []byte, p paying) []byte { return appendText(b, string(p.record().Method)) }},
			{"amount", inAll, func(_ *scene, b []byte, p paying) []byte { return appendMoney(b, p.record().Amount) }},
			{"reference", inAll, func(_ *scene, b []byte, p paying) []byte { return appendText(b, p.record().Reference) }},
			{"date", inAll, func(_ *scene, b []byte, p paying) []byte { return appendMoment(b, p.record().Date) }},
			{"at", inAll, func(_ *scene, b []byte, p paying) []byte { return appendMoment(b, p.record().At) }},
			{"reason", inAll, func(_ *scene, b []byte, p paying) []byte { return appendText(b, p.reason()) }},
			{"title", inAll, func(_ *scene, b []byte, p paying) []byte { return appendString(b, p.order.Title) }},
		},
		cells: []cell[paying]{
			{"order", false, false, false, func(_ *scene, p paying) styled { return plain(string(p.order.ID)) }},
			{"state", false, false, false, func(s *scene, p paying) styled { return p.shown(s) }},
			{"title", false, true, false, func(_ *scene, p paying) styled { return plain(p.order.Title) }},
			{"with", false, false, false, func(s *scene, p paying) styled { return plain(s.across(p.order)) }},
			{"due", true, false, false, func(s *scene, p paying) styled { return plain(s.words.Money(p.order.Owed)) }},
			{"paid", true, false, false, func(s *scene, p paying) styled { return s.paid(p.record()) }},
			{"method", false, false, true, func(s *scene, p paying) styled { return muted(s.method(p.record().Method)) }},
			{"reference", false, false, true, func(_ *scene, p paying) styled { return muted(p.record().Reference) }},
			{"left", true, false, false, func(s *scene, p paying) styled { return muted(s.left(s.payBy(p.order))) }},
		},
	}
}

func (p paying) reason() string {
	if p.payment == nil {
		return ""
	}
	return string(p.payment.Suspense)
}

func (p paying) shown(s *scene) styled {
	switch {
	case p.payment != nil:
		return styled{s.words.Say("book.suspense"), kit.Warn}
	case p.order.Debt() == model.DebtLate:
		return styled{s.words.Say("debt.late"), kit.Bad}
	}
	return plain(s.words.Say("debt." + p.stateOf()))
}

func (s *scene) paid(record model.PaidRecord) styled {
	if record.Amount.Currency == "" {
		return plain("")
	}
	return plain(s.words.Money(record.Amount))
}

func (s *scene) method(m model.Method) string {
	if m == "" {
		return ""
	}
	return s.words.Say("method." + string(m))
}

// postingNoun is a line of the ledger.
func postingNoun() noun[*model.Posting] {
	type posting = *model.Posting
	order := func(s *scene, p posting) string { return s.nameOf(model.Ref{Kind: model.KindOrder, Key: p.Order}) }
	return noun[posting]{
		columns: []column[posting]{
			{"at", inAll, func(_ *scene, b []byte, p posting) []byte { return appendMoment(b, p.At) }},
			{"order", inAll, func(s *scene, b []byte, p posting) []byte { return appendString(b, order(s, p)) }},
			{"seller", inAll, func(s *scene, b []byte, p posting) []byte { return appendString(b, s.who(p.Seller)) }},
			{"creator", inAll, func(s *scene, b []byte, p posting) []byte { return appendString(b, s.who(p.Creator)) }},
			{"debit", inAll, func(_ *scene, b []byte, p posting) []byte { return appendString(b, string(p.Debit)) }},
			{"credit", inAll, func(_ *scene, b []byte, p posting) []byte { return appendString(b, string(p.Credit)) }},
			{"method", inAll, func(_ *scene, b []byte, p posting) []byte { return appendText(b, string(p.Method)) }},
			{"amount", inAll, func(_ *scene, b []byte, p posting) []byte { return appendMoney(b, p.Amount) }},
			{"share", inJSON, func(_ *scene, b []byte, p posting) []byte { return appendShare(b, p) }},
			{"of", inJSON, func(_ *scene, b []byte, p posting) []byte { return appendMoney(b, p.Of) }},
		},
		cells: []cell[posting]{
			{"at", false, false, false, func(s *scene, p posting) styled { return muted(s.words.Moment(p.At)) }},
			{"order", false, false, false, func(s *scene, p posting) styled { return plain(order(s, p)) }},
			{"with", false, true, false, func(s *scene, p posting) styled { return plain(s.partner(p)) }},
			{"debit", false, false, false, func(s *scene, p posting) styled { return plain(s.words.Say("book." + string(p.Debit))) }},
			{"credit", false, false, false, func(s *scene, p posting) styled { return plain(s.words.Say("book." + string(p.Credit))) }},
			{"method", false, false, true, func(s *scene, p posting) styled { return muted(s.method(p.Method)) }},
			{"amount", true, false, false, func(s *scene, p posting) styled { return plain(s.words.Money(p.Amount)) }},
		},
	}
}

// appendShare appends which share of a payment that an agency received the line is, null for all others.
func appendShare(b []byte, p *model.Posting) []byte {
	if p.Of.IsZero() {
		return append(b, "null"...)
	}
	return appendRate(b, p.Share)
}

func (s *scene) partner(p *model.Posting) string {
	if o := s.Order(p.Order); p.Seller == 0 && o != nil { // a part of what an agency received: the other of the two
		if s.mine(o.Agency) {
			return s.who(o.Creator)
		}
		return s.who(o.Agency)
	}
	if s.mine(p.Seller) {
		return s.marked(s.who(p.Creator))
	}
	return s.marked(s.who(p.Seller))
}

// balanceNoun is what an account has in one book.
func balanceNoun() noun[*model.Balance] {
	type balance = *model.Balance
	return noun[balance]{
		columns: []column[balance]{
			{"book", inAll, func(_ *scene, b []byte, x balance) []byte { return appendString(b, string(x.Book)) }},
			{"method", inAll, func(_ *scene, b []byte, x balance) []byte { return appendText(b, string(x.Method)) }},
			{"amount", inAll, func(_ *scene, b []byte, x balance) []byte {
				return appendMoney(b, model.Money{Minor: x.Minor, Currency: x.Currency})
			}},
		},
		cells: []cell[balance]{
			{"book", false, false, false, func(s *scene, x balance) styled { return plain(s.words.Say("book." + string(x.Book))) }},
			{"method", false, false, true, func(s *scene, x balance) styled { return muted(s.method(x.Method)) }},
			{"amount", true, false, false, func(s *scene, x balance) styled {
				return plain(s.words.Money(model.Money{Minor: x.Minor, Currency: x.Currency}))
			}},
		},
	}
}
