package model

import "slices"

// Book is an account of the ledger, kept for each party and currency.
type Book string

// The books. What is owed is a debit of reward and a credit of due; a recorded payment moves it from due
// to the method it was paid by; what matches nothing goes to suspense until somebody has looked at it.
const (
	BookReward   Book = "reward"
	BookDue      Book = "due"
	BookFrozen   Book = "frozen"
	BookPaid     Book = "paid"
	BookSuspense Book = "suspense"
	BookShare    Book = "share"  // what an agency keeps of a fee
	BookOnward   Book = "onward" // what a creator gets through its agency

	BookCommission Book = "commission" // what sales earned through Portals
	BookPending    Book = "pending"    // of it: while buyers may still be refunded
	BookAvailable  Book = "available"  // matured, and not withdrawn
	BookWithdrawn  Book = "withdrawn"
	BookFee        Book = "fee" // of withdrawals
)

// Books returns every book.
func Books() []Book {
	return []Book{BookReward, BookDue, BookFrozen, BookPaid, BookSuspense, BookShare, BookOnward, BookCommission, BookPending, BookAvailable, BookWithdrawn, BookFee}
}

// Posting is one line of the ledger: the amount leaves one book and enters another, so the sum over all
// books never changes.
type Posting struct {
	Key     Key    `cbor:"1,keyasint"`
	Order   Key    `cbor:"2,keyasint"`
	Seller  Key    `cbor:"3,keyasint"`
	Creator Key    `cbor:"4,keyasint"` // who is paid: the agency where one applied
	Debit   Book   `cbor:"5,keyasint"`
	Credit  Book   `cbor:"6,keyasint"`
	Method  Method `cbor:"7,keyasint,omitempty"` // of BookPaid
	Amount  Money  `cbor:"8,keyasint"`
	At      Moment `cbor:"9,keyasint"`
	Share   Rate   `cbor:"10,keyasint,omitempty"` // of a part of what an agency received: which
	Of      Money  `cbor:"11,keyasint,omitempty"` // and of how much
}

func (*Posting) kind() Kind { return KindPosting }

// Ref implements [Row].
func (p *Posting) Ref() Ref { return Ref{KindPosting, p.Key} }

// Lists implements [Row].
func (p *Posting) Lists(e *Entries) {
	sort := ordered(int64(p.Key))
	for _, party := range []Key{p.Seller, p.Creator} {
		if party != 0 {
			e.Add(ListPostings, group(uint64(party)), sort)
		}
	}
	if p.Order != 0 { // a withdrawal belongs to none
		e.Add(ListOrderLedger, group(uint64(p.Order)), sort)
	}
}

// Balance is what one party has in one book in one currency: debits less credits.
type Balance struct {
	Key      Key      `cbor:"1,keyasint"`
	Account  Key      `cbor:"2,keyasint"`
	Book     Book     `cbor:"3,keyasint"`
	Method   Method   `cbor:"4,keyasint,omitempty"`
	Currency Currency `cbor:"5,keyasint"`
	Minor    int64    `cbor:"6,keyasint,omitempty"`
}

func (*Balance) kind() Kind { return KindBalance }

// Ref implements [Row].
func (b *Balance) Ref() Ref { return Ref{KindBalance, b.Key} }

// Lists implements [Row].
func (b *Balance) Lists(e *Entries) {
	e.Add(ListBalances, group(uint64(b.Account)), balanceSort(b.Book, b.Method, b.Currency))
}

func balanceSort(b Book, m Method, c Currency) string {
	return string(b) + "\x00" + string(m) + "\x00" + string(c)
}

// Balances returns the balances of an account, by book, method and currency.
func Balances(r Reader, account Key) []*Balance {
	var all []*Balance
	for p := range r.Scan(ListBalances, group(uint64(account)), Place{}, false) {
		all = append(all, must[*Balance](r, p.Ref.Key))
	}
	return all
}

// post emits a line of the ledger for an order.
func (d *deciding) post(o *Order, debit Book, debitBy Method, credit Book, creditBy Method, m Money) {
	method := debitBy
	if creditBy != "" {
		method = creditBy
	}
	d.emit(&LedgerPosted{Key: d.s.Next(KindPosting), Order: o.Key, Debit: debit, Credit: credit, Method: method, Amount: m})
}

// LedgerPosted wrote a line of the ledger.
type LedgerPosted struct {
	Key    Key    `cbor:"1,keyasint"`
	Order  Key    `cbor:"2,keyasint"`
	Debit  Book   `cbor:"3,keyasint"`
	Credit Book   `cbor:"4,keyasint"`
	Method Method `cbor:"5,keyasint,omitempty"`
	Amount Money  `cbor:"6,keyasint"`
}

// Wire implements [Event].
func (*LedgerPosted) Wire() string { return "ledger.posted" }

// About implements [Event].
func (e *LedgerPosted) About() []Ref { return []Ref{{KindOrder, e.Order}} }

// Says implements [Event].
func (e *LedgerPosted) Says() (Rule, []Arg) {
	return RuleLedger, []Arg{word("debit", "book."+string(e.Debit)), word("credit", "book."+string(e.Credit)), amount("amount", e.Amount)}
}

func (e *LedgerPosted) apply(a *applying) {
	o := must[*Order](a.s, e.Order)
	if o == nil {
		a.stale = true
		return
	}
	p := &Posting{
		Key: e.Key, Order: e.Order, Seller: o.Seller, Creator: o.Acting(CreatorSide),
		Debit: e.Debit, Credit: e.Credit, Method: e.Method, Amount: e.Amount, At: a.At,
	}
	a.s.Put(p)
	for _, party := range []Key{p.Seller, p.Creator} {
		a.balance(party, p.Debit, p.Method, p.Amount.Currency, p.Amount.Minor)
		a.balance(party, p.Credit, p.Method, p.Amount.Currency, -p.Amount.Minor)
	}
}

func (a *applying) balance(account Key, book Book, method Method, c Currency, by int64) {
	if book != BookPaid {
		method = ""
	}
	b := Balance{Account: account, Book: book, Method: method, Currency: c}
	sort := balanceSort(book, method, c)
	for p := range a.s.Scan(ListBalances, group(uint64(account)), Place{Sort: sort}, false) {
		if p.Sort == sort {
			b = *must[*Balance](a.s, p.Ref.Key)
		}
		break
	}
	if b.Key == 0 {
		b.Key = a.s.Next(KindBalance)
	}
	b.Minor += by
	a.s.Put(&b)
}

// CheckLedger compares an account's balances with its postings and returns the first currency that does not
// sum to zero or the first book that differs; ok when all is whole.
func CheckLedger(r Reader, account Key) (wrong string, ok bool) {
	sums, total := map[string]int64{}, map[Currency]int64{}
	for p := range r.Scan(ListPostings, group(uint64(account)), Place{}, false) {
		x := must[*Posting](r, p.Ref.Key)
		for _, side := range []struct {
			book Book
			by   int64
		}{{x.Debit, x.Amount.Minor}, {x.Credit, -x.Amount.Minor}} {
			method := x.Method
			if side.book != BookPaid {
				method = ""
			}
			sums[balanceSort(side.book, method, x.Amount.Currency)] += side.by
		}
	}
	for _, b := range Balances(r, account) {
		key := balanceSort(b.Book, b.Method, b.Currency)
		if sums[key] != b.Minor {
			return string(b.Book) + " " + string(b.Currency), false
		}
		delete(sums, key)
		total[b.Currency] += b.Minor
	}
	for key := range sums {
		return key, false
	}
	for c, sum := range total {
		if sum != 0 {
			return string(c), false
		}
	}
	return "", true
}

// Methods returns every way in which a payment may have been made; PayPal is the usual one (M130).
func Methods() []Method {
	return []Method{PayPal, "bank_transfer", "card", "wise", "payoneer", "alipay", "cash", "other"}
}

// Method is how a payment was made.
type Method string

// PayPal is the method of the guides.
const PayPal Method = "paypal"

func validMethod(m Method) bool { return slices.Contains(Methods(), m) }
