package sample

import (
	"encoding/binary"
	"time"

	"aeconnect/model"
)

// campaign is a promo code of the sample and its task.
type campaign struct {
	number string
	seller string
	task   model.ID
}

// tellPromos tells what became of promo codes: lumen has one at each point of a code's life, other sellers have some on
// the Task Square, and creators and agencies carry codes.
func (m *maker) tellPromos() {
	summer := m.campaign(lumen, "1734061188", ago(80, "02:00"), ago(76, "03:10"), m.promo("Summer of sound", "SUN8", usd(8), 50, ago(39, "18:00")))
	m.takePart(summer, mia, ago(75, "09:20"), "video")
	m.takePart(summer, "headphone_hal", ago(74, "16:05"), "")

	autumn := m.campaign(lumen, "1734068005", ago(9, "02:30"), ago(9, "02:50"), m.promo("Autumn sound sale", "LUMEN5", usd(5), 30, ago(-24, "18:00")))
	m.takePart(autumn, mia, ago(8, "10:40"), "")
	m.takePart(autumn, "mono_audio", ago(7, "12:15"), "article")
	m.agencyTakesPart(autumn, northlight, ago(6, "08:30"), 80, 24)

	buds := m.promo("Earbuds week", "BUDS10", nil, 0, ago(-12, "18:00"))
	buds.Discount, buds.Scope, buds.Fee = model.Discount{Rate: 1000}, model.SetProducts, &model.Money{Minor: 50, Currency: "USD"}
	buds.Links = []string{"https://www.aliexpress.com/item/1005006123456789.html", "https://www.aliexpress.com/item/1005005982146013.html"}
	m.campaign(lumen, "1734068119", ago(5, "03:00"), ago(4, "02:10"), buds, func(task model.ID) model.Command {
		return &model.JoinPromo{Number: "1734068119", Task: task}
	})
	m.campaign(lumen, "1734068233", ago(2, "04:20"), 0, m.promo("Black Friday audio", "BLACK15", usd(15), 90, ago(-40, "18:00")))
	m.at(ago(3, "05:00"), func() {
		m.do(lumen, &model.AddPromo{Number: "1734068190", Fields: m.promo("Thank you for following", "THANKS3", usd(3), 0, ago(-60, "18:00"))})
	})
	n := 0
	for _, s := range m.world.Sellers {
		if s.RateBP == 0 || s.Handle == lumen || n == 3 {
			continue
		}
		code := []string{"WELCOME4", "NEST12", "SPRING6"}[n]
		m.campaign(s.Handle, []string{"1734055021", "1734059377", "1734063440"}[n], ago(11-n, "06:00"), ago(10-n, "07:00"),
			m.promo(s.Name+" for your fans", code, usd(int64(4+n)), int64(25+10*n), ago(-18-5*n, "18:00")))
		n++
	}
}

// promo is a Storewide code with an amount off and a minimum spend in dollars, 0 for none.
func (m *maker) promo(name, code string, off *model.Money, spend int64, until model.Moment) model.PromoFields {
	f := model.PromoFields{
		Name: name, Code: code, Scope: model.Storewide, Until: until, Total: 5000, PerUser: 1, Languages: []string{"en"},
		Description: "Show your fans how to type the code at the checkout, and say how much they save.",
	}
	if off != nil {
		f.Discount.Off = *off
	}
	if spend > 0 {
		f.MinSpend = *usd(spend)
	}
	return f
}

// campaign plans a promo code with Affiliate on and, unless promoted is 0, its task.
func (m *maker) campaign(seller, number string, made, promoted model.Moment, f model.PromoFields, by ...func(model.ID) model.Command) campaign {
	c := campaign{number: number, seller: seller}
	m.at(made, func() { m.do(seller, &model.AddPromo{Number: number, Fields: f}) })
	m.at(made.Add(time.Minute), func() { m.do(seller, &model.SetAffiliate{Number: number, On: true}) })
	if promoted == 0 {
		return c
	}
	c.task = m.taskID()
	promote := func(task model.ID) model.Command { return &model.ActivatePromo{Number: number, Task: task} }
	if len(by) > 0 {
		promote = by[0]
	}
	m.at(promoted, func() {
		m.do(seller, promote(c.task))
		m.published++
	})
	return c
}

// takePart plans that a creator applies, gets its code and, unless content is "", hands content in.
func (m *maker) takePart(c campaign, creator string, at model.Moment, content model.ContentType) {
	order := m.orderID()
	m.at(at, func() { m.do(creator, &model.ApplyToTask{ID: order, Task: c.task}) })
	m.at(at.Add(2*time.Minute), func() { m.do(creator, &model.GetPromoCode{Task: c.task, Count: 1, Seed: m.codeSeed(order)}) })
	if content != "" {
		m.at(at.Add(50*time.Hour), func() {
			m.do(creator, &model.SubmitContent{Order: order, Type: content, Links: []string{"https://www.instagram.com/p/" + c.number + "/"}})
		})
	}
}

// agencyTakesPart plans that an agency asks for codes and hands some of them out.
func (m *maker) agencyTakesPart(c campaign, agency string, at model.Moment, codes, hand int) {
	order := m.orderID()
	m.at(at, func() { m.do(agency, &model.ApplyToTask{ID: order, Task: c.task}) })
	m.at(at.Add(time.Minute), func() { m.do(agency, &model.GetPromoCode{Task: c.task, Count: codes, Seed: m.codeSeed(order)}) })
	m.at(at.Add(3*time.Hour), func() {
		if rows := m.handing(order, agency, hand); len(rows) > 0 {
			m.do(agency, &model.HandPromoCode{Rows: rows})
		}
	})
}

// handing pairs the free codes of an order with creators of the agency's roster.
func (m *maker) handing(order model.ID, agency string, most int) (rows []model.Handed) {
	o := m.see(order)
	if o == nil {
		return nil
	}
	state := m.desk.State()
	v := model.NewView(state, m.people[agency].actor(), m.now)
	var free []string
	for _, row := range v.Rows(model.FreeCodes(o.Key), model.Place{}, false) {
		if free = append(free, row.(*model.Code).Text); len(free) == most {
			break
		}
	}
	for _, row := range v.Rows(model.RosterIn(m.people[agency].key, model.ContractInForce), model.Place{}, false) {
		if len(rows) == len(free) {
			break
		}
		if who := row.(*model.Contract).Creator; v.Count(model.CodesHeld(o.Task, who)) == 0 {
			rows = append(rows, model.Handed{Code: free[len(rows)], Creator: v.Handle(who)})
		}
	}
	return rows
}

// codeSeed is what code texts of an order are derived from: in a sample they are the same each time.
func (m *maker) codeSeed(order model.ID) (seed [16]byte) {
	binary.BigEndian.PutUint64(seed[:8], m.seed)
	copy(seed[8:], order[2:])
	return seed
}
