package model

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// shop is a marketplace with a CPS order of mia, one of nils whose agency keeps a share, and two promo codes.
type shop struct {
	*world
	mia, nils  ID     // orders
	code, paid string // a code on commission with limits, and one with a set fee per use
	start      Moment
}

func newShop(t testing.TB) *shop {
	s := &shop{world: newWorld(t)}
	s.do("", &AddAccount{Handle: "northlight", Role: Agency})
	s.do("", &AddAccount{Handle: "nils", Role: Creator, Kind: External})
	s.do("", &AddAccount{Handle: "rival", Role: Seller, Level: Senior})
	s.do("rival", &JoinPortals{Rate: 400})
	s.do("", &AddToRoster{Agency: "northlight", Creators: []string{"nils"}, Share: 2000})
	f := s.fixedPrice()
	f.Type, f.Fee, f.Samples = SocialCPS, nil, 0
	task := s.publish(f)
	s.mia, s.nils = s.apply(task, "mia"), s.id(OrderLetter)
	s.do("northlight", &ApplyToTask{ID: s.nils, Task: task, For: "nils"})
	for _, id := range []ID{s.mia, s.nils} {
		if o := s.order(id); o.State == Applied {
			s.do("lumen", &ApproveApplications{Orders: []Picked{{id, o.Rev}}})
		}
	}
	s.code = s.promoCode("1734068005", func(c *AddPromo) { c.Fields.Total, c.Fields.PerUser = 3, 1 })
	s.paid = s.promoCode("1734068006", func(c *AddPromo) { c.Fields.Code, c.Fields.Fee = "FEE5", &Money{150, "USD"} })
	s.start = s.now
	s.advance(3 * day)
	return s
}

func (s *shop) promoCode(number string, change func(*AddPromo)) string {
	p := &promoShop{s.world}
	task := p.task(number, change)
	s.do("mia", &ApplyToTask{ID: s.id(OrderLetter), Task: task})
	var seed [16]byte
	copy(seed[:], number)
	s.do("mia", &GetPromoCode{Task: task, Count: 1, Seed: seed})
	t := TaskByID(s.s, task)
	for p := range s.s.Scan(ListPromoCodes, CodesUnder(t.Promo).Group, Place{}, false) {
		return must[*Code](s.s, p.Ref.Key).Text
	}
	return ""
}

type promoShop struct{ *world }

func (p *promoShop) task(number string, change func(*AddPromo)) ID {
	return p.promoTask(number, change)
}

// line is one line of a report as a test writes it.
type line struct {
	statement, sale, target, item, buyer string
	no                                   int64
	sold, received                       Moment
	status                               SaleStatus
	minor                                int64
	currency                             Currency
}

func (s *shop) line(no int64, sale, target string) line {
	return line{statement: "S-1", no: no, sale: sale, target: target, sold: s.start.Add(time.Hour), status: SalePaid, minor: 10000, currency: "USD"}
}

// importing makes the command of lines.
func importing(lines ...line) *ImportSales {
	c := &ImportSales{}
	index := func(all *[]string, v string) int {
		i := slices.Index(*all, v)
		if i < 0 {
			i = len(*all)
			*all = append(*all, v)
		}
		return i
	}
	for i, l := range lines {
		cur := slices.Index(c.Currencies, l.currency)
		if cur < 0 {
			cur = len(c.Currencies)
			c.Currencies = append(c.Currencies, l.currency)
		}
		c.Lines = append(c.Lines, SaleLine{
			Row: int64(i + 2), Statement: index(&c.Statements, l.statement), No: l.no, Sale: l.sale, Sold: l.sold, Received: l.received, Status: l.status,
			Target: index(&c.Targets, l.target), Item: index(&c.Items, l.item), Amount: l.minor, Currency: cur, Country: "DE", Buyer: l.buyer,
		})
	}
	return c
}

func (s *shop) sale(id string) *Sale {
	s.t.Helper()
	sale := SaleByID(s.s, s.actor("lumen").Account, id)
	if sale == nil {
		s.t.Fatalf("no sale %s", id)
	}
	return sale
}

func (s *shop) balance(handle string, b Book) int64 {
	return BalanceOf(s.s, s.actor(handle).Account, b, "USD").Minor
}

func (s *shop) whole() {
	s.t.Helper()
	for _, h := range []string{"lumen", "mia", "northlight", "nils"} {
		if wrong, ok := CheckLedger(s.s, s.actor(h).Account); !ok {
			s.t.Errorf("the ledger of %s does not balance: %s", h, wrong)
		}
	}
}

// Given a CPS order, when a sale is paid, received and time goes by, then its commission is pending until 15 days after
// the receipt and can be withdrawn from then on; the task has ended meanwhile.
func TestCommissionMaturesAfterBuyerProtection(t *testing.T) { // M126, M131, M132, M142, M202
	s := newShop(t)
	s.do("lumen", importing(s.line(1, "A", string(s.mia))))
	if got := s.sale("A"); got.Commission != 500 || got.Rate != 500 || got.StateIn(s.s) != SalePending {
		t.Fatalf("a sale of 100.00 at 5%% is %+v, %s", got, got.StateIn(s.s))
	}
	later := s.line(2, "A", string(s.mia))
	later.status, later.received = SaleReceived, s.start.Add(2*day)
	s.do("lumen", importing(later))
	s.advance(13*day + 23*time.Hour)
	if got := s.sale("A").StateIn(s.s); got != SalePending {
		t.Fatalf("before buyer protection ended the sale is %s", got)
	}
	s.advance(time.Hour)
	if got := s.sale("A").StateIn(s.s); got != SaleMatured || s.balance("mia", BookAvailable) != 500 || s.balance("mia", BookPending) != 0 {
		t.Fatalf("after it the sale is %s, balance %d", got, s.balance("mia", BookAvailable))
	}
	s.advance(200 * day)
	again := s.line(3, "B", string(s.mia))
	again.sold = s.now.Add(-time.Hour)
	s.do("lumen", importing(again))
	if got := s.sale("B"); got.Commission != 500 { // long after the task and the order ended
		t.Fatalf("a sale after the task ended earns %d", got.Commission)
	}
	s.whole()
}

// Given a commission, pending or matured, when the buyer is refunded, then it is reversed (M239).
func TestRefundReversesBeforeAndAfterMaturing(t *testing.T) {
	for _, wait := range []time.Duration{time.Hour, 30 * day} {
		s := newShop(t)
		s.do("lumen", importing(s.line(1, "A", string(s.nils)), s.line(2, "B", string(s.nils))))
		s.advance(wait)
		back := s.line(3, "A", string(s.nils))
		back.status = SaleRefunded
		s.do("lumen", importing(back))
		if got := s.sale("A").StateIn(s.s); got != SaleReversed {
			t.Errorf("after %s: %s", wait, got)
		}
		if got := s.balance("lumen", BookPending) + s.balance("lumen", BookAvailable); got != 500 {
			t.Errorf("after %s the seller owes %d for the one sale that is left", wait, got)
		}
		if pending := s.balance("lumen", BookPending); (pending == 0) != (wait > day) {
			t.Errorf("after %s %d are pending", wait, pending)
		}
		for handle, want := range map[string]int64{"northlight": 100, "nils": 400} { // the agency keeps a fifth
			if got := s.balance(handle, BookPending) + s.balance(handle, BookAvailable); got != want {
				t.Errorf("after %s %s has %d, want %d", wait, handle, got, want)
			}
		}
		s.whole()
	}
}

// A changed rate, the shop's or an item's, counts one business day later and never for sales made before (M75, M190).
func TestRateInForceWhenSold(t *testing.T) {
	s := newShop(t)
	s.do("lumen", &FeatureItem{Item: "1005006", Rate: 800})
	s.do("lumen", &ChangeRate{Rate: 600})
	from := AccountByHandle(s.s, "lumen").Rates[1].From
	s.advance(5 * day)
	for i, c := range []struct {
		item string
		sold Moment
		want Rate
	}{{"", from - 1, 500}, {"", from, 600}, {"1005006", from - 1, 500}, {"1005006", from, 800}, {"77", from, 600}} {
		l := s.line(int64(i+1), fmt.Sprint("R", i), string(s.mia))
		l.item, l.sold = c.item, c.sold
		s.do("lumen", importing(l))
		if got := s.sale(l.sale).Rate; got != c.want {
			t.Errorf("item %q sold at %s earns %s, want %s", c.item, c.sold, got, c.want)
		}
	}
	for _, bad := range []Command{
		&FeatureItem{Item: "1005007", Rate: 600}, &FeatureItem{Item: "1005007", Rate: 299}, &FeatureItem{Item: "x", Rate: 900},
		&FeatureItem{Item: "1005007"}, &ChangeRate{Rate: 299},
	} {
		if r := s.try("lumen", bad); r == nil {
			t.Errorf("%+v was accepted", bad)
		}
	}
}

func TestCommissionIsRoundedHalfUp(t *testing.T) {
	for _, c := range []struct {
		minor int64
		rate  Rate
		want  int64
	}{{10000, 500, 500}, {1, 500, 0}, {10, 500, 1}, {9, 500, 0}, {1999, 750, 150}, {9_000_000_000_000_000, 9000, 8_100_000_000_000_000}} {
		if got := CommissionOn(c.minor, c.rate); got != c.want {
			t.Errorf("%d at %s earns %d, want %d", c.minor, c.rate, got, c.want)
		}
	}
}

// Both rewards of a promo code: commission, and a set fee per use; only inside its validity and its limits (M138-M141,
// M153, M154).
func TestPromoCodeEarnsByUse(t *testing.T) {
	s := newShop(t)
	p := CodeByText(s.s, s.code)
	var lines []line
	for i := range int64(6) {
		l := s.line(i+1, fmt.Sprint("U", i), strings.ToLower(s.code))
		l.sold, l.buyer = s.start.Add(time.Duration(i)*time.Hour), fmt.Sprint("b", i/2)
		lines = append(lines, l)
	}
	fee := s.line(7, "F", s.paid)
	s.do("lumen", importing(append(lines, fee)...))
	for i, want := range []int64{500, 0, 500, 0, 500, 0} { // the second of each buyer is beyond the limit
		if got := s.sale(fmt.Sprint("U", i)); got.Commission != want || (want == 0) != (got.Void == RuleSaleLimit) {
			t.Errorf("use %d earns %d (%s), want %d", i, got.Commission, got.Void, want)
		}
	}
	if got := s.sale("F").Commission; got != 150 {
		t.Errorf("a use with a set fee earns %d", got)
	}
	if c, promo := CodeByText(s.s, s.code), PromoOf(s.s, p.Promo); c.Uses != 3 || promo.Uses != 3 || !promo.UsedUp() {
		t.Errorf("the code has %d uses, the promo code %d", c.Uses, promo.Uses)
	}
	// One that is told late but was made early takes the place of the last.
	early := s.line(8, "E", s.code)
	early.sold, early.buyer = s.start.Add(time.Minute), "b9"
	s.do("lumen", importing(early))
	if s.sale("E").Commission != 500 || s.sale("U4").Void != RuleSaleLimit || CodeByText(s.s, s.code).Uses != 3 {
		t.Error("the limit counts in the order of the reports, not of the sales")
	}
	s.advance(40 * day)
	after := s.line(9, "L", s.paid)
	after.sold = s.now.Add(-time.Hour)
	s.do("lumen", importing(after))
	if got := s.sale("L"); got.Commission != 0 || got.Void != RuleSaleEnded {
		t.Errorf("after the code ended a use earns %d (%s)", got.Commission, got.Void)
	}
	s.whole()
}

// Lines that cannot be are refused with line and column, and nothing is written.
func TestSalesBadInput(t *testing.T) {
	s := newShop(t)
	s.do("lumen", importing(s.line(1, "A", string(s.mia))))
	for _, c := range []struct {
		name, column string
		rule         Rule
		change       func(*line)
	}{
		{"an unknown order", "order", RuleSaleOrder, func(l *line) { l.target = "O-0000-0000" }},
		{"an unknown code", "code", RuleSaleCode, func(l *line) { l.target = "NOBODY-1" }},
		{"nothing it belongs to", "order", RuleSaleText, func(l *line) { l.target = "" }},
		{"a sale of tomorrow", "sold_at", RuleSaleFuture, func(l *line) { l.sold = s.now + 1 }},
		{"a receipt of tomorrow", "received_at", RuleSaleFuture, func(l *line) { l.received = s.now + 1 }},
		{"received before it was sold", "received_at", RuleSaleReceived, func(l *line) { l.received = l.sold - 1 }},
		{"received and never", "received_at", RuleSaleReceived, func(l *line) { l.status = SaleReceived }},
		{"another currency", "currency", RuleSaleCurrency, func(l *line) { l.currency = "EUR" }},
		{"no currency", "currency", RuleSaleCurrency, func(l *line) { l.currency = "US\x00" }},
		{"no amount", "amount", RuleSaleAmount, func(l *line) { l.minor = 0 }},
		{"less than nothing", "amount", RuleSaleAmount, func(l *line) { l.minor = -1 }},
		{"no sale", "sale_id", RuleSaleText, func(l *line) { l.sale = "" }},
		{"a very long sale", "sale_id", RuleSaleText, func(l *line) { l.sale = strings.Repeat("x", 1000) }},
		{"control characters", "sale_id", RuleSaleText, func(l *line) { l.sale = "a\x1b[2J" }},
		{"no statement", "statement_id", RuleSaleText, func(l *line) { l.statement = "" }},
		{"line 0", "line_no", RuleSaleNumber, func(l *line) { l.no = 0 }},
		{"no status", "status", RuleSaleStatus, func(l *line) { l.status = 9 }},
		{"the same line, other content", "line_no", RuleSaleLine, func(l *line) { l.no, l.sale, l.minor = 1, "A", 10001 }},
		{"the same sale, told otherwise", "sale_id", RuleSaleOther, func(l *line) { l.sale, l.minor = "A", 20000 }},
	} {
		good, bad := s.line(10, "G", string(s.mia)), s.line(11, "H", string(s.mia))
		c.change(&bad)
		r := s.try("lumen", importing(good, bad))
		if r == nil || r.Rule != c.rule || r.Field != c.column || len(r.Args) == 0 || r.Args[0].Value != 3 {
			t.Errorf("%s: %v", c.name, r)
		}
		if SaleByID(s.s, s.actor("lumen").Account, "G") != nil {
			t.Fatalf("%s: the line before it was written", c.name)
		}
	}
	if r := s.try("rival", importing(s.line(1, "A", string(s.mia)))); r == nil || r.Rule != RuleSaleOrder {
		t.Errorf("the order of another shop: %v", r)
	}
	if r := s.try("mia", importing(s.line(1, "A", string(s.mia)))); r == nil || r.Rule != RuleRole {
		t.Errorf("as a creator: %v", r)
	}
	many := importing(slices.Repeat([]line{s.line(1, "A", string(s.mia))}, 1001)...)
	if r := s.try("lumen", many); r == nil || r.Rule != RuleSaleLines {
		t.Errorf("more lines than a step takes: %v", r)
	}
}

// report makes lines about sales of every sort, with what came later of them.
func (s *shop) report(n int, r *rand.Rand) (all []line) {
	targets := []string{string(s.mia), string(s.nils), s.code, s.paid}
	for i := range n {
		l := s.line(int64(len(all)+1), fmt.Sprint("S", i), targets[r.IntN(len(targets))])
		l.sold, l.minor = s.start.Add(time.Duration(r.IntN(48))*time.Hour), int64(1+r.IntN(50000))
		if r.IntN(3) > 0 {
			l.buyer = fmt.Sprint("b", r.IntN(6))
		}
		all = append(all, l)
		if r.IntN(2) == 0 {
			l.no, l.received, l.status = int64(len(all)+1), l.sold.Add(12*time.Hour), SaleReceived
			all = append(all, l)
		}
		if r.IntN(4) == 0 {
			l.no, l.status = int64(len(all)+1), SaleRefunded
			all = append(all, l)
		}
	}
	return all
}

// told is all that a report comes to, however it was taken in.
func (s *shop) told() string {
	var b strings.Builder
	seller := s.actor("lumen").Account
	for p := range s.s.Scan(ListSaleID, group(uint64(seller)), Place{}, false) {
		x := SaleOf(s.s, p.Ref.Key)
		fmt.Fprintln(&b, x.ID, x.Status, x.Received, x.Use, x.Rate, x.Commission, x.Kept, x.Due, x.Void, x.StateIn(s.s))
	}
	for _, h := range []string{"lumen", "mia", "northlight", "nils"} {
		for _, x := range Balances(s.s, s.actor(h).Account) {
			if x.Minor != 0 {
				fmt.Fprintln(&b, h, x.Book, x.Currency, x.Minor)
			}
		}
	}
	for _, text := range []string{s.code, s.paid} {
		c := CodeByText(s.s, text)
		fmt.Fprintln(&b, text, c.Uses, PromoOf(s.s, c.Promo).Uses)
	}
	return b.String()
}

// Importing a report in any order, cut in any way, any part of it twice, comes to the same.
func TestReportInAnyOrderComesToTheSame(t *testing.T) {
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 8))
		a := newShop(t)
		lines := a.report(40, r)
		a.do("lumen", importing(lines...))
		a.advance(time.Duration(seed*3) * day)
		want := a.told()
		for range 3 {
			b := newShop(t)
			mixed := slices.Concat(lines, lines[:r.IntN(len(lines))])
			r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
			for len(mixed) > 0 {
				n := 1 + r.IntN(len(mixed))
				b.do("lumen", importing(mixed[:n]...))
				mixed = mixed[n:]
			}
			b.advance(time.Duration(seed*3) * day)
			if got := b.told(); got != want {
				t.Fatalf("seed %d: in another order the report comes to\n%s\nand not to\n%s", seed, got, want)
			}
			b.whole()
		}
	}
}

func TestOneReportCheckedWhole(t *testing.T) {
	s := newShop(t)
	first, again := s.line(1, "A", string(s.mia)), s.line(1, "A", string(s.mia))
	check := NewSaleCheck()
	if r := check.Add(importing(first, again)); r != nil {
		t.Fatalf("the same line twice: %v", r)
	}
	again.minor++
	if r := check.Add(importing(again)); r == nil || r.Rule != RuleSaleTwice || r.Field != "line_no" {
		t.Errorf("the line with other content: %v", r)
	}
	again.no = 2
	if r := check.Add(importing(again)); r == nil || r.Rule != RuleSaleTwice || r.Field != "sale_id" {
		t.Errorf("the sale told otherwise: %v", r)
	}
}

// A withdrawal needs KYC once, what is available, and costs what the policy says (M262-M264, M268).
func TestWithdrawal(t *testing.T) {
	s := newShop(t)
	s.do("", &AddAccount{Handle: "sam", Role: Support})
	s.do("lumen", importing(s.line(1, "A", string(s.mia))))
	take := func(minor int64) *Withdraw {
		return &Withdraw{ID: s.id(WithdrawalLetter), Amount: Money{minor, "USD"}, Europe: true, Reference: "R-1"}
	}
	if r := s.try("mia", take(1)); r == nil || r.Rule != RuleKYC {
		t.Errorf("before KYC: %v", r)
	}
	ask := func() *RequestKYC {
		return &RequestKYC{ID: s.id(RequestLetter), Form: s.keep(RequestForm{Note: "Passport, at the desk"}.Text())}
	}
	q := ask()
	s.do("mia", q)
	if r := s.try("mia", ask()); r == nil || r.Rule != RuleRequestWaiting {
		t.Errorf("asked twice: %v", r)
	}
	if r := s.try("mia", &GrantRequest{ID: q.ID}); r == nil || r.Answer != ByRight {
		t.Errorf("granted by itself: %v", r)
	}
	s.do("sam", &GrantRequest{ID: q.ID})
	if r := s.try("mia", ask()); r == nil || r.Rule != RuleKYCDone {
		t.Errorf("asked again: %v", r)
	}
	if r := s.try("mia", take(500)); r == nil || r.Rule != RuleAvailable {
		t.Errorf("while it is pending: %v", r)
	}
	s.advance(20 * day)
	w := take(300)
	s.do("mia", w)
	if got := BalanceOf(s.s, s.actor("mia").Account, BookAvailable, "USD").Minor; got != 200 {
		t.Errorf("available after it: %d", got)
	}
	for _, c := range []struct {
		c    *Withdraw
		rule Rule
	}{{take(201), RuleAvailable}, {take(0), RulePaymentPositive}, {take(-1), RulePaymentPositive}, {w, RuleIDTaken}, {&Withdraw{ID: "x"}, RuleID}} {
		if r := s.try("mia", c.c); r == nil || r.Rule != c.rule {
			t.Errorf("%v: %v", c.c, r)
		}
	}
	for _, e := range []struct {
		europe bool
		want   int64
	}{{true, 10}, {false, 1000}} {
		if got := WithdrawalFee(PolicyNow(s.s), e.europe); got != (Money{e.want, "EUR"}) {
			t.Errorf("fee %s", got)
		}
	}
	if r := s.try("lumen", take(1)); r == nil || r.Rule != RuleRole {
		t.Errorf("a seller: %v", r)
	}
	s.whole()
}

// A sale shows each what is its own: who bought to the seller, the agency's share to the two who agreed on it.
func TestWhoSeesWhatOfASale(t *testing.T) {
	s := newShop(t)
	l := s.line(1, "A", string(s.nils))
	l.buyer = "b1"
	s.do("lumen", importing(l))
	sale := s.sale("A")
	for _, c := range []struct {
		handle      string
		sees, buyer bool
		kept, part  int64
	}{{"lumen", true, true, 0, 500}, {"northlight", true, false, 100, 100}, {"nils", true, false, 100, 400}, {"mia", false, false, 0, 0}, {"rival", false, false, 0, 0}} {
		v := ViewerOf(s.s, s.actor(c.handle))
		shown, _ := Project(s.s, v, sale).(*Sale)
		if (shown != nil) != c.sees {
			t.Errorf("%s sees %v", c.handle, shown)
			continue
		}
		if shown != nil && (shown.Kept != c.kept || shown.Buyer != 0 != c.buyer || shown.Part(v.Account).Minor != c.part) {
			t.Errorf("%s sees kept %d, buyer %d, part %s", c.handle, shown.Kept, shown.Buyer, shown.Part(v.Account))
		}
	}
}
