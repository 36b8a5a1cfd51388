package sample

import (
	"slices"

	"aeconnect/model"
)

// sold is a sale of the sample: what was sold through whom. Through a promo code where a number names one, else through
// the creator's order for a commission.
type sold struct {
	id, through, promo string
	item               string
	at, received       model.Moment // received 0: not yet
	back               bool         // the buyer was refunded
	cents              int64
	country, buyer     string
}

// got is the sale as a later statement tells of it, the goods being with the buyer.
func (s sold) got(at model.Moment) sold {
	s.received = at
	return s
}

// refunded is the sale as a later statement tells of it, the buyer having sent the goods back.
func (s sold) refunded() sold {
	s.back = true
	return s
}

func (s sold) status() model.SaleStatus {
	switch {
	case s.back:
		return model.SaleRefunded
	case s.received != 0:
		return model.SaleReceived
	}
	return model.SalePaid
}

// The items of the sales, and the promo codes that some were made with.
const (
	itemEarbuds    = "1005006123456789"
	itemSpeaker    = "1005007091390996"
	itemTranslator = "1005007975432319"
	summerCode     = "1734061188"
	autumnCode     = "1734068005"
)

// tellSales tells what Portals reported of the months: what was sold through content and codes, what of it came back,
// what matured and was withdrawn, and an item that earns more than the shop.
func (m *maker) tellSales() {
	m.lumenSales()
	planter := []sold{
		{id: "8142000311", through: mia, at: ago(55, "17:20"), received: ago(46, "10:00"), cents: 3490, country: "DE", buyer: "d-117"},
		{id: "8142000478", through: mia, at: ago(50, "19:05"), received: ago(41, "15:30"), cents: 6980, country: "AT", buyer: "d-131"},
	}
	m.statement("dewsprout", "PS-2026-10", ago(23, "05:10"), planter...)
	m.at(ago(34, "04:15"), func() { m.do(lumen, &model.FeatureItem{Item: itemEarbuds, Rate: 800}) })
	m.identity(mia, ago(21, "18:40"), ago(20, "09:15"))
	m.at(ago(14, "19:30"), func() {
		w := &model.Withdraw{ID: mint(m.seed, model.WithdrawalLetter, 1), Amount: *usd(15), Europe: true, Reference: "PORTALS-1126"}
		m.do(mia, w)
	})
}

// lumenSales are three statements of lumen: each tells what is new, and what became of sales of the one before.
func (m *maker) lumenSales() {
	s := []sold{
		{id: "8141000107", through: mia, promo: summerCode, item: itemTranslator, at: ago(71, "18:25"), received: ago(61, "09:40"), cents: 8900, country: "DE", buyer: "b-201"},
		{id: "8141000112", through: mia, promo: summerCode, item: itemEarbuds, at: ago(69, "20:10"), received: ago(58, "14:05"), cents: 5990, country: "DE", buyer: "b-214"},
		{id: "8141000159", through: mia, promo: summerCode, item: itemTranslator, at: ago(66, "12:45"), received: ago(57, "11:20"), cents: 17800, country: "CH", buyer: "b-222"},
		{id: "8141000188", through: "headphone_hal", promo: summerCode, item: itemEarbuds, at: ago(63, "02:15"), received: ago(55, "17:00"), cents: 5990, country: "US", buyer: "b-230"},
		{id: "8141000203", through: mia, promo: summerCode, item: itemTranslator, at: ago(58, "16:30"), cents: 8900, country: "AT", buyer: "b-246"},
	}
	m.statement(lumen, "PS-2026-09", ago(54, "03:20"), s...)

	october := []sold{
		{id: "8142000045", through: mia, promo: summerCode, item: itemEarbuds, at: ago(50, "19:50"), received: ago(42, "08:30"), cents: 11980, country: "DE", buyer: "b-251"},
		{id: "8142000120", through: mia, promo: summerCode, item: itemEarbuds, at: ago(44, "21:05"), received: ago(36, "13:10"), cents: 5990, country: "NL", buyer: "b-263"},
		{id: "8142000266", through: "chollos_diarios", item: itemSpeaker, at: ago(35, "18:15"), received: ago(26, "10:45"), cents: 3290, country: "ES", buyer: "b-270"},
		{id: "8142000291", through: "chollos_diarios", item: itemEarbuds, at: ago(28, "19:25"), cents: 5990, country: "ES", buyer: "b-274"},
	}
	m.statement(lumen, "PS-2026-10", ago(22, "03:05"), append([]sold{s[4].got(ago(49, "12:00"))}, october...)...)

	november := []sold{
		october[1].refunded(), october[3].got(ago(16, "16:20")),
		{id: "8143000018", through: mia, promo: autumnCode, item: itemEarbuds, at: ago(7, "18:40"), cents: 5990, country: "DE", buyer: "b-281"},
		{id: "8143000023", through: mia, promo: autumnCode, item: itemTranslator, at: ago(5, "20:30"), cents: 8900, country: "FR", buyer: "b-285"},
		{id: "8143000031", through: "mono_audio", promo: autumnCode, item: itemEarbuds, at: ago(5, "09:10"), cents: 5990, country: "GB", buyer: "b-288"},
		{id: "8143000040", through: northlight, promo: autumnCode, item: itemSpeaker, at: ago(4, "15:55"), cents: 6580, country: "DE", buyer: "b-292"},
		{id: "8143000044", through: "pilar_cocina", item: itemSpeaker, at: ago(4, "11:35"), cents: 3290, country: "ES", buyer: "b-295"},
	}
	m.statement(lumen, "PS-2026-11-A", ago(2, "06:15"), november...)
}

// identity lets a creator show who it is, and support grant it.
func (m *maker) identity(handle string, asked, decided model.Moment) {
	id := mint(m.seed, model.RequestLetter, 200)
	m.at(asked, func() {
		private := m.secret(model.RequestForm{Note: "Identity card, both sides: https://example.com/" + handle + "/card"}.Text())
		m.do(handle, &model.RequestKYC{ID: id, Form: private.Commit()}, private)
	})
	m.at(decided, func() { m.do("sam", &model.GrantRequest{ID: id}) })
}

// statement plans that a seller takes in a statement of Portals. Through whom was sold is looked up when it is taken in.
func (m *maker) statement(seller, id string, at model.Moment, sales ...sold) {
	m.at(at, func() {
		c := &model.ImportSales{Statements: []string{id}, Currencies: []model.Currency{model.SalesCurrency}}
		for i, s := range sales {
			target := m.orderText(seller, s.through)
			if s.promo != "" {
				target = m.codeText(seller, s.through, s.promo)
			}
			c.Lines = append(c.Lines, model.SaleLine{
				Row: int64(i + 2), No: int64(i + 1), Sale: s.id, Sold: s.at, Received: s.received, Status: s.status(),
				Target: index(&c.Targets, target), Item: index(&c.Items, s.item), Amount: s.cents, Country: s.country, Buyer: s.buyer,
			})
		}
		m.do(seller, c)
	})
}

// index returns where a value stands in a table, which it joins if it is new.
func index(table *[]string, value string) int {
	i := slices.Index(*table, value)
	if i < 0 {
		i = len(*table)
		*table = append(*table, value)
	}
	return i
}

// codeText is the code text of a promo code that somebody got; of an agency's, one that it handed out. "" if there is none.
func (m *maker) codeText(seller, holder, number string) string {
	state, who := m.desk.State(), m.people[holder].key
	v := model.NewView(state, model.Actor{System: true}, m.now)
	for _, promo := range v.Rows(model.PromosOf(m.people[seller].key), model.Place{}, false) {
		if promo.(*model.Promo).Number != number {
			continue
		}
		for _, row := range v.Rows(model.CodesUnder(promo.Ref().Key), model.Place{}, false) {
			if code := row.(*model.Code); code.Owner == who && code.Holder != 0 {
				return code.Text
			}
		}
	}
	return ""
}

// orderText is the ID of the first order of a creator that earns it a commission with a seller. "" if there is none.
func (m *maker) orderText(seller, creator string) string {
	v := model.NewView(m.desk.State(), model.Actor{System: true}, m.now)
	var first model.Order
	for _, row := range v.Rows(model.OrdersOf(m.people[creator].key, 0), model.Place{}, false) {
		o := row.(*model.Order)
		earns := o.Seller == m.people[seller].key && o.ApprovedAt != 0 && o.Terms.Reward == model.Commission && o.Type != model.StorePromoCode
		if earns && (first.Key == 0 || o.Key < first.Key) {
			first = *o
		}
	}
	return string(first.ID)
}
