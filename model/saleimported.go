package model

import (
	"cmp"
	"maps"
	"slices"
)

// PageKept is what lines added to one page of a statement.
type PageKept struct {
	Key   Key             `cbor:"1,keyasint"`
	ID    string          `cbor:"2,keyasint,omitempty"` // of a new page, with its number
	Page  int64           `cbor:"3,keyasint,omitempty"`
	Lines []StatementLine `cbor:"4,keyasint"`
}

// EarningOpened begins the sums of an order's commissions for one creator.
type EarningOpened struct {
	Key      Key      `cbor:"1,keyasint"`
	Order    Key      `cbor:"2,keyasint"`
	Creator  Key      `cbor:"3,keyasint"`
	Agency   Key      `cbor:"4,keyasint,omitempty"`
	Currency Currency `cbor:"5,keyasint"`
}

// SalesImported took in lines of a Portals report. Its sales stand there as they are from now on; what they earn was
// decided then.
type SalesImported struct {
	Seller   Key             `cbor:"1,keyasint"`
	Pages    []PageKept      `cbor:"2,keyasint"`
	Earnings []EarningOpened `cbor:"3,keyasint,omitempty"`
	Sales    []Sale          `cbor:"4,keyasint,omitempty"`
	Policy   Key             `cbor:"5,keyasint"`
}

// Wire implements [Event].
func (*SalesImported) Wire() string { return "portals.imported" }

// About implements [Event]: the seller's statement. Creators learn of it by their sales.
func (e *SalesImported) About() []Ref { return []Ref{{KindStatement, e.Pages[0].Key}} }

// Says implements [Event].
func (e *SalesImported) Says() (Rule, []Arg) {
	lines := 0
	for _, p := range e.Pages {
		lines += len(p.Lines)
	}
	return RuleSaleImported, []Arg{num("sales", int64(len(e.Sales))), num("lines", int64(lines))}
}

func (e *SalesImported) apply(a *applying) {
	if len(e.Pages) == 0 {
		a.stale = true
		return
	}
	for _, p := range e.Pages {
		e.keep(a, p)
	}
	for _, n := range e.Earnings {
		a.s.Put(&Earning{
			Key: n.Key, Order: n.Order, Seller: e.Seller, Creator: n.Creator, Agency: n.Agency, Currency: n.Currency, Policy: e.Policy,
		})
	}
	d := newSaleDeltas()
	for i := range e.Sales {
		s := e.Sales[i]
		old := SaleOf(a.s, s.Key)
		d.count(a.s, old, -1)
		d.count(a.s, &s, 1)
		a.s.Put(&s)
	}
	d.apply(a)
}

func (e *SalesImported) keep(a *applying, p PageKept) {
	page := &Statement{Key: p.Key, Seller: e.Seller, ID: p.ID, Page: p.Page, First: a.At, Last: a.At}
	if old := StatementOf(a.s, p.Key); old != nil {
		changed := *old
		changed.Last, page = a.At, &changed
	}
	page.Lines = append(slices.Clone(page.Lines), p.Lines...)
	slices.SortFunc(page.Lines, func(a, b StatementLine) int { return cmp.Compare(a.No, b.No) })
	a.s.Put(page)
}

// saleDeltas sums what sales change in other rows, so that each of those is put once.
type saleDeltas struct {
	pending, matured map[Key]Parts // by earning
	codes, promos    map[Key]int64 // uses
}

func newSaleDeltas() *saleDeltas {
	return &saleDeltas{map[Key]Parts{}, map[Key]Parts{}, map[Key]int64{}, map[Key]int64{}}
}

// count adds a sale (by 1) or takes it away (by -1).
func (d *saleDeltas) count(r Reader, s *Sale, by int64) {
	if s == nil {
		return
	}
	if s.Use {
		d.codes[s.Code] += by
		d.promos[s.Promo] += by
	}
	if !s.earns() {
		return
	}
	into := d.pending
	if e := EarningOf(r, s.Earning); e != nil && s.Due <= e.Through {
		into = d.matured
	}
	p := s.parts()
	into[s.Earning] = into[s.Earning].add(Parts{p.Whole * by, p.Kept * by, by})
}

// apply puts what changed, in the order of keys, so that everybody who folds the event numbers the same lines.
func (d *saleDeltas) apply(a *applying) {
	touched := map[Key]bool{}
	for key := range d.pending {
		touched[key] = true
	}
	for key := range d.matured {
		touched[key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(touched)) {
		pending, matured := d.pending[key], d.matured[key]
		a.changeEarning(key, func(n *Earning) {
			n.Pending, n.Matured = n.Pending.add(pending), n.Matured.add(matured)
			a.post(n, BookPending, BookCommission, pending.add(matured))
			a.post(n, BookAvailable, BookPending, matured)
		})
	}
	for _, key := range slices.Sorted(maps.Keys(d.codes)) {
		if by := d.codes[key]; by != 0 {
			a.changeCode(key, func(c *Code) { c.Uses += by })
		}
	}
	for _, key := range slices.Sorted(maps.Keys(d.promos)) {
		if by := d.promos[key]; by != 0 {
			a.changePromo(key, func(p *Promo) { p.Uses += by })
		}
	}
}
