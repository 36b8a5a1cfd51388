package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
)

// northlight is the agency with a large roster; the other agencies of the cast have those creators alone that stand with
// them in the files.
const northlight = "northlight"

// talents is how many creators northlight has beside those of the files.
const talents = 288

// tellAgencies signs contracts and lets northlight work for its creators: a board with orders at every stage, some late,
// some due today. It is told in few commands, most of them batches, for it stands before the first screen.
func (m *maker) tellAgencies() {
	for _, a := range m.world.Agencies {
		m.at(Start().Add(50*time.Hour), func() { m.sign(a) })
	}
	var all []string
	r := draw(m.seed, "talents", 0)
	for i := range talents {
		c := m.talent(r, i)
		all = append(all, c.Handle)
		m.people[c.Handle] = &person{handle: c.Handle, role: model.Creator, creator: &c, private: i%3 == 0}
		m.at(Start().Add(52*time.Hour+time.Duration(i/10)*time.Minute), func() {
			m.join(c.Account())
			if m.people[c.Handle].private {
				m.tellAddress(c.Handle, c.Address)
			}
		})
	}
	for i, share := range []model.Rate{2000, 2500, 1500} {
		part := all[i*talents/3 : (i+1)*talents/3]
		m.at(Start().Add(54*time.Hour), func() { m.do("", &model.AddToRoster{Agency: northlight, Creators: part, Share: share}) })
	}
	m.at(ago(2, "11:20"), func() {
		m.do(northlight, &model.AddToRoster{Creators: []string{"hana_days", "headphone_hal", "soo_glow"}, Share: 1750})
	})
	m.at(ago(40, "11:30"), func() { m.do(northlight, &model.AddToRoster{Creators: []string{"mono_audio"}, Share: 3000}) }) // who never answers
	m.at(ago(30, "15:00"), func() { m.do(northlight, &model.SetShare{Creators: all[2:5], Share: 1250}) })
	m.at(ago(3, "18:40"), func() { m.do(all[7], &model.RemoveFromRoster{Agency: northlight}) }) // its orders go on
	b := booking{maker: m, all: all}
	b.paid()
	b.samples()
	b.today()
	b.waiting()
}

// sign records the contracts of an agency with the creators of the files, who signed before there was this market.
func (m *maker) sign(a assets.Agency) {
	for i, share := range []model.Rate{2000, 2500} {
		var part []string
		for j, handle := range a.Roster {
			if m.people[handle] != nil && m.people[handle].key != 0 && j%2 == i {
				part = append(part, handle)
			}
		}
		if len(part) > 0 {
			m.do("", &model.AddToRoster{Agency: a.Handle, Creators: part, Share: share})
		}
	}
}

// talent invents a creator of the agency.
func (m *maker) talent(r *rand.Rand, i int) assets.Creator {
	first := strings.Fields("aya bruno celik diego emma fatima grisha hedda ines jonas kaori leo marta noor oskar petra quinn rosa sven tomas uma viktor wanda yuki")
	topic := strings.Fields("films tech home runs eats desk mini mix drone craft style games pets")
	homes := []struct{ country, language string }{{"DE", "de"}, {"SE", "sv"}, {"GB", "en"}, {"ES", "es"}, {"PL", "pl"}, {"FR", "fr"}, {"US", "en"}}
	a, b := first[i%len(first)], topic[i/len(first)%len(topic)]
	home := pick(r, homes)
	name := strings.ToUpper(a[:1]) + a[1:] + " " + strings.ToUpper(b[:1]) + b[1:]
	c := assets.Creator{
		Handle: a + "." + b, Name: name, Kind: pick(r, []model.CreatorKind{model.External, model.External, model.External, model.GroupOwner}),
		Country: home.country, Languages: []string{home.language}, Niche: pick(r, m.world.Niches).ID,
		Address: fmt.Sprintf("%s, %d Station Road, %s", name, 1+i, home.country),
	}
	if home.language != "en" {
		c.Languages = append(c.Languages, "en")
	}
	c.Channels = []assets.Follower{{Channel: pick(r, []model.Platform{"instagram", "youtube", "tiktok"}), Followers: int64(between(r, 12, 900)) * int64(between(r, 60, 250)), Posts: int64(between(r, 20, 600))}}
	return c
}

// booking is the work that the agency takes for its creators.
type booking struct {
	*maker
	all []string
}

// job is a task that the agency applied to, and the orders that it made.
type job struct {
	*listing
	orders []model.ForCreator
	r      *rand.Rand
}

// take posts a task and lets the agency apply to it for some creators, from one of them on.
func (b booking) take(number, days int, samples int, submitBy model.Moment, from, count int) *job {
	r := draw(b.seed, "booking", uint64(number))
	at := ago(days, "10:05")
	sellers := b.sellers()
	seller := sellers[r.IntN(len(sellers))]
	f := b.shop.any(r, seller, at)
	for f.Type != model.FixedPrice || f.Fee == nil || f.Content[0] == model.LiveStream {
		seller = sellers[r.IntN(len(sellers))]
		f = b.shop.any(r, seller, at)
	}
	f.Samples, f.Keep, f.Wanted, f.Countries = samples, samples > 0, talents, nil
	f.ApplyBy, f.SubmitBy = at.Add(10*24*time.Hour), submitBy
	j := &job{listing: b.post(seller.handle, at, f), r: r}
	for i := range count {
		j.orders = append(j.orders, model.ForCreator{ID: b.orderID(), Creator: b.all[(from+i*7)%len(b.all)]})
	}
	batch := b.batchID()
	b.at(at.Add(26*time.Hour), func() {
		b.do(northlight, &model.ApplyForMany{Task: j.id, Rows: j.orders, Batch: batch, Note: "Our creators have worked with brands like yours; samples can come to us in one parcel."})
	})
	return j
}

func (j *job) picked(from, to int) []model.Picked {
	var all []model.Picked
	for _, o := range j.orders[from:to] {
		all = append(all, model.Picked{ID: o.ID})
	}
	return all
}

func (b booking) approve(j *job, at model.Moment, from, to int) {
	b.at(at, func() { b.do(j.seller.handle, &model.ApproveApplications{Orders: j.picked(from, to)}) })
}

// each plans something for some orders of a job, a few minutes apart, by the agency.
func (b booking) each(j *job, at model.Moment, from, to int, command func(model.ForCreator) model.Command) {
	for i, o := range j.orders[from:to] {
		b.at(at.Add(time.Duration(i)*11*time.Minute), func() { b.do(northlight, command(o)) })
	}
}

func (b booking) submit(j *job, at model.Moment, from, to int) {
	b.each(j, at, from, to, func(o model.ForCreator) model.Command {
		link := fmt.Sprintf("https://www.instagram.com/reel/%s%s/", strings.ReplaceAll(o.Creator, ".", ""), o.ID[2:6])
		return &model.SubmitContent{Order: o.ID, Type: j.fields.Content[0], Links: []string{link}}
	})
}

// paid is a job of some weeks ago: most of it is confirmed by silence, half of that is paid, a few never came.
func (b booking) paid() {
	j := b.take(1, 41, 0, ago(3, "18:00"), 0, 72)
	b.approve(j, ago(36, "15:10"), 0, 56)
	b.submit(j, ago(19, "09:00"), 0, 52)
	for i, o := range j.orders[:46] {
		payment, r := b.paymentID(), j.r
		b.at(ago(10, "13:00").Add(time.Duration(i)*7*time.Minute), func() { b.pay(j.listing, o.ID, payment, r) })
	}
	b.each(j, ago(8, "09:30"), 0, 24, func(o model.ForCreator) model.Command { return &model.AcknowledgePayment{Order: o.ID} })
}

// samples is a job whose samples came in one parcel for many; for the others they are late.
func (b booking) samples() {
	j := b.take(2, 30, 1, ago(-16, "18:00"), 3, 90)
	b.approve(j, ago(26, "11:40"), 0, 56)
	b.at(ago(22, "16:05"), func() {
		info, sender := b.parcel(j.r, j.seller, &person{handle: northlight, role: model.Agency}, 1)
		b.do(j.seller.handle, &model.SendSamples{Orders: j.picked(0, 50), Info: info}, sender)
	})
	b.each(j, ago(14, "10:00"), 0, 36, func(o model.ForCreator) model.Command { return &model.ConfirmReceipt{Order: o.ID} })
}

// today is a job that is due today: much of it is in review, some was sent back, some has not come yet.
func (b booking) today() {
	j := b.take(3, 21, 0, Today().Add(7*time.Hour), 5, 60)
	b.approve(j, ago(16, "14:20"), 0, 55)
	b.submit(j, ago(3, "09:00"), 0, 46)
	for i, o := range j.orders[:6] {
		b.at(ago(1, "12:00").Add(time.Duration(i)*9*time.Minute), func() {
			b.do(j.seller.handle, &model.RequestChanges{Order: o.ID, Clauses: []string{"R1"}, Note: b.notes.any(j.r, b.world.Phrases.Changes)})
		})
	}
}

// waiting are applications that nobody has decided, and a job that just began.
func (b booking) waiting() {
	b.take(4, 6, 1, ago(-40, "18:00"), 1, 140)
	j := b.take(5, 9, 0, ago(-12, "18:00"), 2, 90)
	b.approve(j, ago(5, "10:10"), 0, 50)
	b.at(ago(5, "10:30"), func() {
		b.do(j.seller.handle, &model.RejectApplications{Orders: j.picked(50, 70), Reason: model.RejectFilled, Again: true})
	})
}
