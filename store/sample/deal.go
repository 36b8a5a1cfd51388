package sample

import (
	"math/rand/v2"
	"time"

	"aeconnect/model"
)

// deal is an order that nobody wrote down: both sides look at it now and then and do what people of their temper do.
type deal struct {
	m    *maker
	task *listing
	n    uint64 // of which its IDs are minted
	id   model.ID
	who  *person // the creator
	r    *rand.Rand
	sure bool // both sides do well, in good time
	soon bool // whoever looks again on the same morning, or not at all
	back int  // how likely the content is to be sent back, in percent
}

// deal plans an application and all that follows from it.
func (m *maker) deal(l *listing, creator *person, at model.Moment) *deal {
	m.orders++
	return m.dealOf(m.orders, l, creator, at)
}

// dealOf is deal for an order whose number is known.
func (m *maker) dealOf(n uint64, l *listing, creator *person, at model.Moment) *deal {
	d := &deal{m: m, task: l, n: n, id: mint(m.seed, model.OrderLetter, n), who: creator, back: l.seller.temper.strict}
	d.r = draw(m.seed, "deal", n)
	m.at(at, d.apply)
	return d
}

// apply applies, if that is possible still.
func (d *deal) apply() {
	state := d.m.desk.State()
	t, who := model.TaskByID(state, d.task.id), model.AccountOf(state, d.who.key)
	if t == nil || model.CanApply(state, d.m.now, t, who) != nil {
		return
	}
	d.m.apply(d.task, d.id, d.who, d.r)
	if !d.sure && likely(d.r, 3) {
		d.m.at(d.m.now.Add(20*time.Minute), d.cancel)
		return
	}
	d.wait()
}

func (d *deal) cancel() {
	if o := d.m.see(d.id); o != nil && o.State == model.Applied && d.m.now < o.Terms.ApplyBy {
		d.m.do(d.who.handle, &model.CancelApplication{Order: d.id})
	}
}

// wait plans the next look of whoever's turn it is.
func (d *deal) wait() {
	o := d.m.see(d.id)
	if o == nil {
		return
	}
	if d.soon {
		d.hurry(o)
		return
	}
	seller, creator := d.task.seller.temper, d.who.temper
	if d.sure {
		seller.silent, seller.pay, seller.ship, creator.careless, creator.mute = 0, 1, min(seller.ship, 4), 0, 0
	}
	switch o.State {
	case model.Applied:
		d.bySeller(seller.decide)
	case model.AwaitingSample:
		d.bySeller(seller.ship)
	case model.OnTheWay:
		d.byCreator(d.travel(o))
	case model.AwaitingSubmission:
		if !likely(d.r, creator.careless) {
			d.byCreator(creator.work)
		}
	case model.ChangesAsked:
		d.byCreator(min(4, creator.work))
	case model.InReview:
		if likely(d.r, seller.silent) {
			d.m.at(d.m.now.Add(5*24*time.Hour+time.Hour), d.wait)
			return
		}
		d.bySeller(seller.review)
	case model.Confirmed:
		d.bySeller(seller.pay)
	case model.Paid:
		if !likely(d.r, creator.mute) {
			d.byCreator(2)
		}
	}
}

// hurry plans another look on the same morning. Parcels and money take longer.
func (d *deal) hurry(o *model.Order) {
	switch o.State {
	case model.Applied, model.AwaitingSample, model.AwaitingSubmission, model.InReview:
		if likely(d.r, 35) {
			d.m.at(d.m.now.Add(time.Duration(between(d.r, 3, 14))*time.Minute), d.look)
		}
	}
}

// travel is how many days the parcel needs.
func (d *deal) travel(o *model.Order) int {
	for _, c := range d.m.world.Carriers {
		if c.Name == o.Shipping().Carrier {
			return between(d.r, c.Days[0], min(c.Days[1], 16))
		}
	}
	return 7
}

// bySeller plans a look of the seller's after about so many days, on a working day.
func (d *deal) bySeller(days int) {
	at := office(d.r, d.m.now, days)
	for w := at.Time().Weekday(); w == time.Saturday || w == time.Sunday; w = at.Time().Weekday() {
		at = at.Add(24 * time.Hour)
	}
	d.m.at(at, d.look)
}

func (d *deal) byCreator(days int) { d.m.at(office(d.r, d.m.now, days), d.look) }

// office returns a moment after about so many days, in daytime. All of an hour happens at one minute of it: people
// glance at their orders together, and the clock has to be moved less often.
func office(r *rand.Rand, now model.Moment, days int) model.Moment {
	day := now.Time().Truncate(24*time.Hour).AddDate(0, 0, between(r, days, days+1))
	hour := day.Add(time.Duration(between(r, 6, 20)) * time.Hour)
	at := model.At(hour).Add(time.Duration(mix(uint64(hour.Unix()))%60) * time.Minute)
	return max(at, now.Add(time.Hour))
}

// look does what the order needs now, whatever has happened to it meanwhile.
func (d *deal) look() {
	o := d.m.see(d.id)
	if o == nil {
		return
	}
	switch o.State {
	case model.Applied:
		d.decide(o)
	case model.AwaitingSample:
		d.m.sendSamples(d.task, d.id, d.who, d.r, "")
	case model.OnTheWay:
		d.m.do(d.who.handle, &model.ConfirmReceipt{Order: d.id})
	case model.AwaitingSubmission, model.ChangesAsked:
		d.m.submit(d.task, d.id, d.who, d.r)
	case model.InReview:
		d.review(o)
	case model.Confirmed:
		d.m.pay(d.task, d.id, mint(d.m.seed, model.PaymentLetter, d.n), d.r)
	case model.Paid:
		d.m.do(d.who.handle, &model.AcknowledgePayment{Order: d.id})
		return
	}
	if !o.State.Settled() && o.State != model.Submitted {
		d.wait()
	}
}

// decide approves or rejects an application.
func (d *deal) decide(o *model.Order) {
	t := model.TaskOf(d.m.desk.State(), o.Task)
	rows, seller := []model.Picked{{ID: d.id}}, d.task.seller
	if !t.Full() && o.Terms.SubmitBy > d.m.now && (d.sure || !likely(d.r, seller.temper.picky)) {
		d.m.do(seller.handle, &model.ApproveApplications{Orders: rows})
		return
	}
	why := pick(d.r, d.m.world.Phrases.Rejections)
	for t.Full() != (why.Reason == model.RejectFilled) {
		why = pick(d.r, d.m.world.Phrases.Rejections)
	}
	again := why.Reason == model.RejectDetail || likely(d.r, 30)
	d.m.do(seller.handle, &model.RejectApplications{Orders: rows, Reason: why.Reason, Note: pick(d.r, why.Texts), Again: again})
}

// review confirms content or sends it back, once at most.
func (d *deal) review(o *model.Order) {
	seller := d.task.seller
	if len(o.Terms.Brief) > 0 && likely(d.r, d.back) {
		d.back = 0
		clause := "R" + string(rune('1'+d.r.IntN(len(o.Terms.Brief))))
		d.m.do(seller.handle, &model.RequestChanges{Order: d.id, Clauses: []string{clause}, Note: d.m.notes.any(d.r, d.m.world.Phrases.Changes)})
		return
	}
	d.m.do(seller.handle, &model.ConfirmContent{Order: d.id})
}
