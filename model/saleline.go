package model

import (
	"strings"
	"unicode/utf8"
)

// SaleLine is one line of a Portals report. What many lines share stands once in the tables of the command.
type SaleLine struct {
	_         struct{} `cbor:",toarray"`
	Row       int64    // in the file, for whoever has to mend it
	Statement int      // index
	No        int64    // line_no
	Sale      string
	Sold      Moment
	Received  Moment // 0: not yet
	Status    SaleStatus
	Target    int // index: an order's ID or a code
	Item      int // index
	Amount    int64
	Currency  int // index
	Country   string
	Buyer     string
}

// ImportSales takes in lines of a Portals report, all of them or none. The same lines again change nothing, so a run of
// such commands that broke off is completed by running it again.
type ImportSales struct {
	Statements []string   `cbor:"1,keyasint"`
	Targets    []string   `cbor:"2,keyasint"`
	Items      []string   `cbor:"3,keyasint"`
	Currencies []Currency `cbor:"4,keyasint"`
	Lines      []SaleLine `cbor:"5,keyasint"`
}

// Wire implements [Command].
func (*ImportSales) Wire() string { return "portals.import" }

func (c *ImportSales) decide(d *deciding) *Refusal {
	a, r := d.as(Seller)
	if r != nil {
		return r
	}
	if a.InPortals == 0 {
		return refuse(RulePortals, "as")
	}
	if most := d.policy().Get(ImportLines); len(c.Lines) == 0 || int64(len(c.Lines)) > most {
		return refuse(RuleSaleLines, "", num("count", int64(len(c.Lines))), num("max", most))
	}
	w := newSaleWork(d, a, c)
	for i := range c.Lines {
		if r := c.check(c.Lines[i], d.now); r != nil {
			return r
		}
		if r := w.take(c.Lines[i]); r != nil {
			return r
		}
	}
	if e := w.event(); e != nil {
		d.emit(e)
	}
	return nil
}

// saleText is how long an ID, an item number or a country of a report may be, in characters.
const saleText = 64

// check refuses a line that says nothing that could be true.
func (c *ImportSales) check(l SaleLine, now Moment) *Refusal {
	within := func(i, n int) bool { return i >= 0 && i < n }
	if !within(l.Statement, len(c.Statements)) || !within(l.Target, len(c.Targets)) || !within(l.Item, len(c.Items)) || !within(l.Currency, len(c.Currencies)) {
		return usage(RuleSaleNumber, "line_no", num("line", l.Row), num("value", l.No))
	}
	for _, t := range []struct {
		column, value string
		needed        bool
	}{
		{"statement_id", c.Statements[l.Statement], true}, {"sale_id", l.Sale, true}, {"order", c.Targets[l.Target], true},
		{"item", c.Items[l.Item], false}, {"country", l.Country, false}, {"buyer", l.Buyer, false},
	} {
		if t.needed && t.value == "" || utf8.RuneCountInString(t.value) > saleText || TextTrouble(t.value, false) != NoTrouble || strings.TrimSpace(t.value) != t.value {
			return refuse(RuleSaleText, t.column, num("line", l.Row), text("value", Safe(shortened(t.value))))
		}
	}
	switch {
	case l.No < 1:
		return refuse(RuleSaleNumber, "line_no", num("line", l.Row), text("value", num("", l.No).String()))
	case l.Status < SalePaid || l.Status > SaleRefunded:
		return refuse(RuleSaleStatus, "status", num("line", l.Row), num("value", int64(l.Status)))
	case l.Amount <= 0:
		return refuse(RuleSaleAmount, "amount", num("line", l.Row), amount("value", Money{l.Amount, c.Currencies[l.Currency]}))
	}
	return c.checkMoments(l, now)
}

func (c *ImportSales) checkMoments(l SaleLine, now Moment) *Refusal {
	switch {
	case l.Sold <= 0:
		return refuse(RuleSaleText, "sold_at", num("line", l.Row), text("value", ""))
	case l.Sold > now:
		return refuse(RuleSaleFuture, "sold_at", num("line", l.Row), when("value", l.Sold), when("now", now))
	case l.Received > now:
		return refuse(RuleSaleFuture, "received_at", num("line", l.Row), when("value", l.Received), when("now", now))
	case l.Received != 0 && l.Received < l.Sold, l.Received < 0, l.Status == SaleReceived && l.Received == 0:
		return refuse(RuleSaleReceived, "received_at", num("line", l.Row), when("value", max(l.Received, 0)), when("sold", l.Sold))
	}
	return nil
}

func shortened(s string) string {
	if utf8.RuneCountInString(s) <= saleText {
		return s
	}
	return string([]rune(s)[:saleText]) + "..."
}

// SaleCheck looks for lines of one report that contradict each other, however the report is cut into commands.
type SaleCheck struct {
	lines map[saleLineKey]seenLine
	sales map[string]seenSale
}

type saleLineKey struct {
	statement string
	no        int64
}

type seenLine struct {
	hash LineHash
	row  int64
}

type seenSale struct {
	facts    LineHash
	received Moment
	row      int64
}

// NewSaleCheck returns a check of nothing yet.
func NewSaleCheck() *SaleCheck {
	return &SaleCheck{map[saleLineKey]seenLine{}, map[string]seenSale{}}
}

// Add looks at the lines of one more command.
func (s *SaleCheck) Add(c *ImportSales) *Refusal {
	for _, l := range c.Lines {
		key := saleLineKey{c.Statements[l.Statement], l.No}
		now := seenLine{c.hash(l), l.Row}
		if was, again := s.lines[key]; again && was.hash != now.hash {
			return refuse(RuleSaleTwice, "line_no", num("line", l.Row), num("other", was.row), text("statement", Safe(key.statement)), num("number", l.No))
		} else if again {
			continue
		}
		s.lines[key] = now
		facts := c.facts(l)
		was, again := s.sales[l.Sale]
		if again && (was.facts != facts || was.received != 0 && l.Received != 0 && was.received != l.Received) {
			return refuse(RuleSaleTwice, "sale_id", num("line", l.Row), num("other", was.row), text("statement", Safe(key.statement)), num("number", l.No))
		}
		if !again || was.received == 0 {
			s.sales[l.Sale] = seenSale{facts, l.Received, l.Row}
		}
	}
	return nil
}

// facts are what all lines about one sale say alike.
func (c *ImportSales) facts(l SaleLine) LineHash {
	l.Received, l.Status = 0, 0
	return c.hash(l)
}
