package sample

import (
	"math/rand/v2"

	"aeconnect/assets"
	"aeconnect/model"
)

// listing is a task of the sample and what its orders share.
type listing struct {
	id     model.ID
	seller *person
	fields model.TaskFields
	notes  used
}

// post plans the publication of a task. Of the dates only those that are set count; an ID is minted where none is given.
func (m *maker) post(seller string, at model.Moment, f model.TaskFields, id ...model.ID) *listing {
	l := m.listing(seller, f, id...)
	m.at(at, func() { m.create(l) })
	return l
}

func (m *maker) listing(seller string, f model.TaskFields, id ...model.ID) *listing {
	l := &listing{seller: m.people[seller], fields: f, notes: used{}}
	if len(id) > 0 {
		l.id = id[0]
	} else {
		l.id = m.taskID()
	}
	return l
}

// create publishes a task now.
func (m *maker) create(l *listing) {
	m.do(l.seller.handle, &model.CreateTask{ID: l.id, Fields: l.fields, Publish: true})
	m.published++
}

// draft plans a task that is kept as a draft.
func (m *maker) draft(seller string, at model.Moment, f model.TaskFields) model.ID {
	id := m.taskID()
	m.at(at, func() { m.do(seller, &model.CreateTask{ID: id, Fields: f}) })
	return id
}

// sendSamples records a parcel from the seller to the creator, as a batch of an ID or, with none, as no batch at all.
func (m *maker) sendSamples(l *listing, order model.ID, to *person, r *rand.Rand, batch model.ID) {
	info, sender := m.parcel(r, l.seller, to, max(1, l.fields.Samples))
	m.do(l.seller.handle, &model.SendSamples{Orders: []model.Picked{{ID: order}}, Info: info, Batch: batch}, sender)
}

// parcel fills in a shipment.
func (m *maker) parcel(r *rand.Rand, from, to *person, pieces int) (model.ShipmentInfo, model.Opened) {
	c := m.carrier(r, from, to)
	sender := m.secret(from.seller.Sender)
	return model.ShipmentInfo{
		Carrier: c.Name, Tracking: assets.Fill(pick(r, c.Numbers), "", r.IntN), Pieces: pieces, Sender: sender.Commit(),
	}, sender
}

// carrier picks a carrier who delivers there: national posts carry within or into their own country.
func (m *maker) carrier(r *rand.Rand, from, to *person) assets.Carrier {
	national := map[string]string{"Correos": "ES", "Pochta Rossii": "RU", "PTT": "TR"}
	for {
		c := pick(r, m.world.Carriers)
		home := national[c.Name]
		if home == "" && from.seller.Country == "CN" || c.Name == "DHL" || home != "" && home == from.seller.Country {
			return c
		}
	}
}

// link returns an address at which a creator has published content for the task.
func (m *maker) link(r *rand.Rand, l *listing, by *person) string {
	return assets.Fill(pick(r, m.world.LinksOf(by.posts(l.fields.Type))), by.handle, r.IntN)
}

// submit hands in content of a type that the task asks for and the creator may make.
func (m *maker) submit(l *listing, order model.ID, by *person, r *rand.Rand) {
	m.do(by.handle, &model.SubmitContent{Order: order, Type: l.contentFor(by, r), Links: []string{m.link(r, l, by)}})
}

func (l *listing) contentFor(by *person, r *rand.Rand) model.ContentType {
	for {
		t := pick(r, l.fields.Content)
		if t != model.LiveStream || by.live || l.fields.BrandStream {
			return t
		}
		if len(l.fields.Content) == 1 {
			return t // the rules will say no
		}
	}
}

// reference is the number of a payment as PayPal gives it.
func reference(r *rand.Rand) string {
	const signs = "0123456789ABCDEFGHJKLMNPRSTUVWXY"
	b := make([]byte, 17)
	for i := range b {
		b[i] = signs[r.IntN(len(signs))]
	}
	b[0] = signs[1+r.IntN(9)]
	return string(b)
}

// pay records that the seller paid what is owed, in full and by PayPal.
func (m *maker) pay(l *listing, order, payment model.ID, r *rand.Rand) {
	if o := m.see(order); o != nil {
		m.do(l.seller.handle, &model.RecordPayment{ID: payment, Order: order, Method: model.PayPal, Amount: o.Owed, Reference: reference(r)})
	}
}
