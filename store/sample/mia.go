package sample

import "aeconnect/model"

// tellMia tells what the creator mia did with sellers other than lumen.
func (m *maker) tellMia() {
	m.people[mia].temper = temper{work: 4}
	m.miaDone()
	m.miaTurns()
	m.miaWaits()
	m.miaClosed()
}

// done is a task that mia completed in good time.
type done struct {
	days         int // since its publication
	seller, item string
	typ          model.TaskType
	fee          int64 // whole US dollars; 0 of a fixed price task: the product
	samples      int
}

func miaDone() []done {
	fixed, social := model.FixedPrice, model.SocialCPS
	return []done{
		{107, "tarnwick", "Wireless earbuds", fixed, 110, 1},
		{102, "pocketharbor", "Phone case with card slot", fixed, 60, 1},
		{97, "quillow", "Motion night light", fixed, 50, 1},
		{93, "keyotter", "Desk mat in wool felt", fixed, 0, 1},
		{90, "ostrelle", "Facial steamer", fixed, 120, 1},
		{86, "merrowknit", "Reversible bucket hat", fixed, 0, 1},
		{83, "strideoak", "Foam roller with core", fixed, 55, 1},
		{79, "tentpebble", "Water filter bottle", fixed, 75, 1},
		{76, "inklark", "Fountain pen in resin", fixed, 0, 1},
		{73, "dewsprout", "Self-watering planter", social, 0, 0},
		{71, "nestrel", "Air quality monitor", fixed, 130, 0},
		{69, "brasswren", "Burr coffee grinder", fixed, 140, 1},
		{66, "waggleton", "Snuffle mat", social, 0, 0},
		{64, "bricklark", "Watercolour set for travel", fixed, 0, 1},
		{61, "ironquail", "Precision screwdriver set", social, 0, 0},
		{57, "pulsefern", "Smart jump rope", social, 0, 0},
		{52, "roadwren", "Handlebar phone bag", fixed, 65, 0},
	}
}

// miaDone are completed orders; others took part in the same tasks.
func (m *maker) miaDone() {
	titles := []string{"{good} in everyday use", "{good}: first impressions", "{good}: an honest verdict", "{good}, tested for a week"}
	for i, t := range miaDone() {
		f := m.shop.plain(t.typ, t.item, titles[i%len(titles)], "")
		f.Samples, f.Keep = t.samples, t.samples > 0
		switch {
		case t.fee > 0:
			f.Fee = usd(t.fee)
		case t.typ == model.FixedPrice:
			f.Product = true
		}
		f.ApplyBy, f.SubmitBy = ago(t.days-9, "18:00"), ago(t.days-60, "18:00")
		l := m.post(t.seller, ago(t.days, "04:20"), f)
		d := m.deal(l, m.people[mia], ago(t.days-1, "09:20"))
		d.sure, d.back = true, 0
		if i%4 == 2 {
			d.back = 100
		}
		r := draw(m.seed, "beside mia", uint64(i))
		for _, c := range m.takers(r, l, m.regulars(), 2) {
			m.deal(l, c, office(r, ago(t.days-2, "06:00"), between(r, 0, 5)))
		}
	}
}

// miaTurns are the orders in which it is her turn.
func (m *maker) miaTurns() {
	f := m.shop.plain(model.FixedPrice, "Magnetic power bank 10,000 mAh", "{good} in everyday use", "")
	f.Fee, f.ApplyBy, f.SubmitBy, f.Wanted = usd(95), ago(20, "18:00"), ago(-2, "12:48"), 4
	bank := m.post("pocketharbor", ago(28, "03:00"), f)
	m.role(bank, mia, SubmitOrder).apply(ago(26, "10:40")).approve(ago(18, "02:30"))
	m.role(bank, "lightroom_leo").apply(ago(25, "12:15")).approve(ago(18, "02:30")).submit(ago(7, "17:20")).confirm(ago(5, "03:10")).pay(ago(4, "04:40"))

	f = m.shop.plain(model.FixedPrice, "Smart bulb set", "{good}: first impressions", "")
	f.Fee, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy = usd(70), 1, true, ago(44, "18:00"), ago(-4, "18:00")
	m.role(m.post("quillow", ago(56, "02:40"), f), mia).apply(ago(54, "08:15")).approve(ago(50, "03:00")).ship(ago(48, "05:20")).
		receive(ago(34, "14:10")).
		submit(ago(10, "18:00")).confirm(ago(7, "04:30")).pay(ago(4, "06:05"))

	f = m.shop.plain(model.FixedPrice, "Head torch with red light", "{good}, tested for a week", "")
	f.Fee, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = usd(60), 1, true, ago(25, "18:00"), ago(-24, "18:00"), 3
	dear := usd(85)
	m.role(m.post("tentpebble", ago(35, "04:00"), f), mia).apply(ago(33, "09:30")).approve(ago(27, "05:00")).ship(ago(25, "06:10")).
		receive(ago(12, "15:00")).
		offer(ago(2, "09:30"), model.MakeOffer{Fee: dear, Note: "Could you add a short vertical cut? We would be glad to pay for it."})

	f = m.shop.plain(model.FixedPrice, "Monitor light bar", "{good} in everyday use", "")
	f.Product, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy = true, 1, true, ago(13, "18:00"), ago(-38, "18:00")
	m.role(m.post("keyotter", ago(21, "03:30"), f), mia).apply(ago(19, "08:00")).approve(ago(12, "04:00")).ship(ago(8, "05:45"))
}

// miaWaits are the orders in which it is others' turn.
func (m *maker) miaWaits() {
	f := m.shop.plain(model.FixedPrice, "Niacinamide serum", "{good}: an honest verdict", "")
	f.Fee, f.Samples, f.ApplyBy, f.SubmitBy = usd(110), 2, ago(6, "18:00"), ago(-42, "18:00")
	m.role(m.post("ostrelle", ago(16, "02:50"), f), mia).apply(ago(15, "10:10")).approve(ago(4, "03:20"))

	for i, item := range []string{"Dot grid notebook", "Herb drying rack"} {
		f = m.shop.plain(model.SocialCPS, item, "{good}: first impressions", "")
		f.ApplyBy, f.SubmitBy = ago(18-7*i, "18:00"), ago(-20, "18:00")
		seller := []string{"inklark", "dewsprout"}[i]
		m.role(m.post(seller, ago(30-7*i, "03:40"), f), mia).apply(ago(29-7*i, "09:05")).approve(ago(26-7*i, "03:15")).submit(ago(14-8*i, "17:30"))
	}
	f = m.shop.plain(model.FixedPrice, "65 W travel charger", "{good}, tested for a week", "")
	f.Fee, f.ApplyBy, f.SubmitBy = usd(80), ago(26, "18:00"), ago(-5, "18:00")
	m.role(m.post("voltmoss", ago(36, "04:50"), f), mia).apply(ago(35, "11:20")).approve(ago(32, "05:00")).submit(ago(17, "16:40")).
		confirm(ago(13, "06:30")) // not paid in time

	for i, t := range []struct{ seller, item string }{
		{"merrowknit", "Packable down vest"}, {"strideoak", "Running belt for phone and keys"}, {"brasswren", "Cold brew jug"}, {"nestrel", "Curtain motor"},
	} {
		f = m.shop.plain(model.FixedPrice, t.item, "{good} launch", "")
		f.Fee, f.Samples, f.Keep, f.ApplyBy, f.SubmitBy, f.Wanted = usd(70+15*int64(i)), 1, true, ago(-3-4*i, "18:00"), ago(-55-3*i, "18:00"), 3+i
		l := m.post(t.seller, ago(6-i, "03:25"), f)
		m.role(l, mia).apply(ago(5-i, "09:50"))
		m.role(l, applicants()[5+i]).apply(ago(5-i, "13:15"))
	}
}

// miaClosed are the orders that ended otherwise.
func (m *maker) miaClosed() {
	post := func(days int, seller, item, title string, fee int64) *listing {
		f := m.shop.plain(model.FixedPrice, item, title, "")
		f.Fee, f.ApplyBy, f.SubmitBy, f.Wanted = usd(fee), ago(days-12, "18:00"), ago(days-34, "18:00"), 3
		return m.post(seller, ago(days, "03:50"), f)
	}
	m.role(post(50, "waggleton", "Cat water fountain", "{good}: first impressions", 80), mia).apply(ago(48, "08:30")).
		reject(ago(46, "04:00"), model.RejectFit, "We would like to keep this one to reviewers with measurements. Please apply for the next task.", false)
	m.role(post(62, "ridgeotter", "Titanium camping pot", "{good}, tested for a week", 75), mia).apply(ago(60, "09:40"))
	m.role(post(40, "bricklark", "Marble run with magnets", "{good} launch", 90), mia).apply(ago(38, "10:00")).cancel(ago(36, "07:20"))
	m.role(post(88, "saltfern", "Kitchen scale with timer", "{good} in everyday use", 55), mia).apply(ago(87, "12:00")).approve(ago(84, "05:00")).
		comment(ago(52, "08:45"), "I misjudged my calendar, sorry.")
	m.role(post(74, "papermoth", "Washi tape box", "{good} launch", 45), mia).apply(ago(72, "09:15")).approve(ago(70, "04:40")).
		stop(ago(63, "06:30"), "papermoth", "The item is sold out and will not return this season.").answer(ago(62, "09:00"), mia, true)
}
