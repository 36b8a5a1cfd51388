package model

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// saleWork is the deciding of one command of sales. Its overlay holds the sales of promo codes as they will be, so that
// each use sees those before it.
type saleWork struct {
	d        *deciding
	c        *ImportSales
	seller   *Account
	s        *Overlay
	nextSale Key
	nextPage Key
	nextEarn Key
	sales    map[string]*Sale // by ID, as far as the command touches them
	changed  map[Key]*Sale
	pages    map[saleLineKey]*pageWork
	targets  []*saleTarget
	earnings map[[3]Key]*EarningOpened
	used     map[Key]int64 // by promo code: uses more, or less, than it has
	opened   []EarningOpened
	lines    int
}

type pageWork struct {
	old *Statement
	new PageKept
}

// saleTarget is what a line earns for: an order, or a code with its order.
type saleTarget struct {
	order           *Order
	promo           *Promo
	code            *Code
	creator, agency Key
	share           Rate
	currency        Currency
	from            Moment // sales before this day came before the approval
}

func newSaleWork(d *deciding, seller *Account, c *ImportSales) *saleWork {
	return &saleWork{
		d: d, c: c, seller: seller, s: NewOverlay(d.s), nextSale: d.s.Next(KindSale), nextPage: d.s.Next(KindStatement), nextEarn: d.s.Next(KindEarning),
		sales: map[string]*Sale{}, changed: map[Key]*Sale{}, pages: map[saleLineKey]*pageWork{}, targets: make([]*saleTarget, len(c.Targets)),
		earnings: map[[3]Key]*EarningOpened{}, used: map[Key]int64{},
	}
}

// take decides one line.
func (w *saleWork) take(l SaleLine) *Refusal {
	p := w.page(w.c.Statements[l.Statement], l.No)
	hash := w.c.hash(l)
	if was, known := p.line(l.No); known {
		if was.Hash == hash {
			return nil
		}
		return refuse(RuleSaleLine, "line_no", num("line", l.Row), text("statement", w.c.Statements[l.Statement]), num("number", l.No), text("was", w.said(was.Sale)))
	}
	t, r := w.target(l)
	if r != nil {
		return r
	}
	if is := w.c.Currencies[l.Currency]; is != t.currency {
		return refuse(RuleSaleCurrency, "currency", num("line", l.Row), text("value", Safe(string(is))), text("expected", string(t.currency)))
	}
	sale := w.find(l.Sale)
	if sale == nil {
		sale = w.sale(l, t, p)
	} else if sale, r = w.move(sale, l, t); r != nil {
		return r
	}
	p.new.Lines = append(p.new.Lines, StatementLine{No: l.No, Hash: hash, Sale: sale.Key})
	w.lines++
	return nil
}

// said names a sale that a line told of before.
func (w *saleWork) said(key Key) string {
	s := w.changed[key]
	if s == nil {
		s = SaleOf(w.d.s, key)
	}
	if s == nil {
		return ""
	}
	return s.ID + ", " + s.Amount.String()
}

func (w *saleWork) page(id string, no int64) *pageWork {
	key := saleLineKey{id, no / statementLines}
	if p := w.pages[key]; p != nil {
		return p
	}
	p := &pageWork{old: pageOf(w.d.s, w.seller.Key, id, key.no)}
	if p.old != nil {
		p.new.Key = p.old.Key
	} else {
		p.new = PageKept{Key: w.nextPage, ID: id, Page: key.no}
		w.nextPage++
	}
	w.pages[key] = p
	return p
}

func (p *pageWork) line(no int64) (StatementLine, bool) {
	if p.old != nil {
		if i, ok := slices.BinarySearchFunc(p.old.Lines, no, func(l StatementLine, no int64) int { return cmp.Compare(l.No, no) }); ok {
			return p.old.Lines[i], true
		}
	}
	for _, l := range p.new.Lines {
		if l.No == no {
			return l, true
		}
	}
	return StatementLine{}, false
}

func (w *saleWork) find(id string) *Sale {
	if s := w.sales[id]; s != nil {
		return s
	}
	s := SaleByID(w.d.s, w.seller.Key, id)
	if s == nil {
		return nil
	}
	if now := w.changed[s.Key]; now != nil { // changed on the way to another
		s = now
	}
	w.sales[id] = s
	return s
}

func (w *saleWork) put(s *Sale) {
	w.sales[s.ID], w.changed[s.Key] = s, s
	if s.Promo != 0 {
		w.s.Put(s)
	}
}

// sale makes a sale of the first line that tells of it.
func (w *saleWork) sale(l SaleLine, t *saleTarget, p *pageWork) *Sale {
	s := &Sale{
		Key: w.nextSale, Seller: w.seller.Key, ID: l.Sale, Order: t.order.Key, Creator: t.creator, Agency: t.agency, Item: w.c.Items[l.Item],
		Sold: l.Sold, Received: l.Received, Status: l.Status, Amount: Money{l.Amount, w.c.Currencies[l.Currency]}, Country: l.Country,
		Buyer: buyerPrint(w.seller.Key, l.Buyer), Statement: p.new.Key, Line: l.No,
	}
	w.nextSale++
	if t.promo != nil {
		s.Promo, s.Code = t.promo.Key, t.code.Key
	}
	s.Due = w.due(s)
	w.earn(s, t)
	w.put(s)
	return s
}

// move brings a sale on with a later line about it, or one that comes late.
func (w *saleWork) move(was *Sale, l SaleLine, t *saleTarget) (*Sale, *Refusal) {
	code := Key(0)
	if t.code != nil {
		code = t.code.Key
	}
	same := was.Order == t.order.Key && was.Code == code && was.Item == w.c.Items[l.Item] && was.Sold == l.Sold && was.Country == l.Country &&
		was.Amount == Money{l.Amount, w.c.Currencies[l.Currency]} && was.Buyer == buyerPrint(w.seller.Key, l.Buyer) &&
		(was.Received == 0 || l.Received == 0 || was.Received == l.Received)
	if !same {
		page := w.statement(was.Statement)
		return nil, refuse(RuleSaleOther, "sale_id", num("line", l.Row), text("sale", was.ID), text("statement", page), num("number", was.Line))
	}
	s := *was
	s.Status, s.Received = max(s.Status, l.Status), max(s.Received, l.Received)
	s.Due = w.due(&s)
	if s != *was {
		w.put(&s)
	}
	return &s, nil
}

func (w *saleWork) statement(key Key) string {
	if p := StatementOf(w.d.s, key); p != nil {
		return p.ID
	}
	for _, p := range w.pages {
		if p.new.Key == key {
			return p.new.ID
		}
	}
	return ""
}

// due is when buyer protection ends: so many days after the receipt, or after the sale where none was told of, to the
// minute.
func (w *saleWork) due(s *Sale) Moment {
	from := s.Received
	if from == 0 {
		from = s.Sold
	}
	due := w.d.policy().days(from, CommissionMatureDays)
	return due - due%Moment(time.Minute.Milliseconds())
}

// event says what became of all lines; nil where nothing is new.
func (w *saleWork) event() *SalesImported {
	if w.lines == 0 {
		return nil
	}
	e := &SalesImported{Seller: w.seller.Key, Earnings: w.opened, Policy: w.d.policy().Key}
	for _, p := range w.pages {
		if len(p.new.Lines) > 0 {
			e.Pages = append(e.Pages, p.new)
		}
	}
	slices.SortFunc(e.Pages, func(a, b PageKept) int { return cmp.Compare(a.Key, b.Key) })
	for _, s := range w.changed {
		e.Sales = append(e.Sales, *s)
	}
	slices.SortFunc(e.Sales, func(a, b Sale) int { return cmp.Compare(a.Key, b.Key) })
	return e
}

// target finds what a line earns for, among what is the seller's.
func (w *saleWork) target(l SaleLine) (*saleTarget, *Refusal) {
	if t := w.targets[l.Target]; t != nil {
		return t, nil
	}
	typed := w.c.Targets[l.Target]
	t := &saleTarget{}
	if ID(typed).Valid(OrderLetter) {
		t.order = OrderByID(w.d.s, ID(typed))
		if t.order == nil || t.order.Seller != w.seller.Key {
			return nil, refuse(RuleSaleOrder, "order", num("line", l.Row), text("value", Safe(typed)))
		}
		if k := t.order.Terms.Reward; k != Commission && k != FeeAndCommission || t.order.Type == StorePromoCode || t.order.ApprovedAt == 0 {
			return nil, refuse(RuleSaleReward, "order", num("line", l.Row), text("value", Safe(typed)))
		}
	} else {
		t.code = CodeByText(w.d.s, strings.ToUpper(typed))
		if t.code == nil || t.code.Seller != w.seller.Key {
			return nil, refuse(RuleSaleCode, "code", num("line", l.Row), text("value", Safe(typed)))
		}
		t.order, t.promo = OrderOf(w.d.s, t.code.Order), PromoOf(w.d.s, t.code.Promo)
	}
	w.parties(t)
	w.targets[l.Target] = t
	return t, nil
}

// parties finds who earns, how it is shared, and in what currency.
func (w *saleWork) parties(t *saleTarget) {
	o := t.order
	t.creator, t.currency = o.Creator, SalesCurrency
	if o.Terms.Fee.Currency != "" && !o.Terms.Fee.IsZero() {
		t.currency = o.Terms.Fee.Currency
	}
	t.from = o.ApprovedAt
	switch {
	case t.promo == nil:
		if o.represented() != 0 {
			t.agency, t.share = o.Agency, o.Share
		}
		return
	case o.Agency != 0 && t.code.Holder != 0 && t.code.Holder != o.Agency: // one that the agency handed out
		t.creator, t.agency = t.code.Holder, o.Agency
		if c := ContractAny(w.d.s, o.Agency, t.code.Holder); c != nil {
			t.share = c.Share
		}
	}
	f := t.promo.Fields
	for _, m := range []Money{f.Discount.Off, f.MinSpend} {
		if m.Currency != "" {
			t.currency = m.Currency
		}
	}
	if f.Fee != nil {
		t.currency = f.Fee.Currency
	}
}
