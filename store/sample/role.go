package sample

import (
	"math/rand/v2"

	"aeconnect/model"
)

// role is one order whose steps stand in the script. Each method plans one step for a moment and returns the role, so
// that a script reads from left to right.
type role struct {
	m    *maker
	task *listing
	id   model.ID
	who  *person // the creator
	r    *rand.Rand
}

// role begins a role in a task; an ID is minted where none is given.
func (m *maker) role(l *listing, creator string, id ...model.ID) *role {
	p := &role{m: m, task: l, who: m.people[creator]}
	if len(id) > 0 {
		p.id = id[0]
	} else {
		p.id = m.orderID()
	}
	p.r = draw(m.seed, "role "+creator, uint64(m.agenda.planned))
	return p
}

func (p *role) plan(at model.Moment, handle string, c model.Command) *role {
	p.m.at(at, func() { p.m.do(handle, c) })
	return p
}

func (p *role) seller() string         { return p.task.seller.handle }
func (p *role) picked() []model.Picked { return []model.Picked{{ID: p.id}} }

func (p *role) apply(at model.Moment) *role {
	p.m.at(at, func() { p.m.apply(p.task, p.id, p.who, p.r) })
	return p
}

func (p *role) applySaying(at model.Moment, note string) *role {
	return p.plan(at, p.who.handle, &model.ApplyToTask{ID: p.id, Task: p.task.id, Note: note})
}

func (p *role) cancel(at model.Moment) *role {
	return p.plan(at, p.who.handle, &model.CancelApplication{Order: p.id})
}

func (p *role) approve(at model.Moment) *role {
	return p.plan(at, p.seller(), &model.ApproveApplications{Orders: p.picked(), Batch: p.m.batchID()})
}

func (p *role) reject(at model.Moment, reason model.RejectReason, note string, again bool) *role {
	return p.plan(at, p.seller(), &model.RejectApplications{Orders: p.picked(), Reason: reason, Note: note, Again: again, Batch: p.m.batchID()})
}

func (p *role) ship(at model.Moment) *role {
	batch := p.m.batchID()
	p.m.at(at, func() { p.m.sendSamples(p.task, p.id, p.who, p.r, batch) })
	return p
}

// shipOther sends another number of pieces than promised.
func (p *role) shipOther(at model.Moment, pieces int) *role {
	batch := p.m.batchID()
	p.m.at(at, func() {
		info, sender := p.m.parcel(p.r, p.task.seller, p.who, pieces)
		p.m.do(p.seller(), &model.SendSamples{Orders: p.picked(), Info: info, Batch: batch}, sender)
	})
	return p
}

// shipAnew corrects what was recorded of a parcel.
func (p *role) shipAnew(at model.Moment) *role {
	p.m.at(at, func() {
		info, sender := p.m.parcel(p.r, p.task.seller, p.who, max(1, p.task.fields.Samples))
		p.m.do(p.seller(), &model.ModifyShipment{Order: p.id, Info: info}, sender)
	})
	return p
}

func (p *role) receive(at model.Moment) *role {
	return p.plan(at, p.who.handle, &model.ConfirmReceipt{Order: p.id})
}

func (p *role) lose(at model.Moment, kind model.LossKind) *role {
	return p.plan(at, p.who.handle, &model.ReportLoss{Order: p.id, Kind: kind})
}

func (p *role) submit(at model.Moment) *role {
	p.m.at(at, func() { p.m.submit(p.task, p.id, p.who, p.r) })
	return p
}

func (p *role) submitLink(at model.Moment, t model.ContentType, links ...string) *role {
	return p.plan(at, p.who.handle, &model.SubmitContent{Order: p.id, Type: t, Links: links})
}

// changes asks for a modification; without a clause it is an offer.
func (p *role) changes(at model.Moment, note string, clauses ...string) *role {
	return p.plan(at, p.seller(), &model.RequestChanges{Order: p.id, Clauses: clauses, Note: note})
}

func (p *role) confirm(at model.Moment) *role {
	return p.plan(at, p.seller(), &model.ConfirmContent{Order: p.id})
}

func (p *role) pay(at model.Moment) *role {
	p.m.at(at, func() { p.m.pay(p.task, p.id, p.m.paymentID(), p.r) })
	return p
}

// payOther records a payment that is not quite what is expected.
func (p *role) payOther(at model.Moment, by model.Method, m model.Money, reference string) *role {
	p.m.at(at, func() {
		p.m.do(p.seller(), &model.RecordPayment{ID: p.m.paymentID(), Order: p.id, Method: by, Amount: m, Reference: reference})
	})
	return p
}

func (p *role) acknowledge(at model.Moment) *role {
	return p.plan(at, p.who.handle, &model.AcknowledgePayment{Order: p.id})
}

func (p *role) extend(at model.Moment, days int, note string) *role {
	return p.plan(at, p.who.handle, &model.AskExtension{Order: p.id, Days: days, Note: note})
}

func (p *role) offer(at model.Moment, c model.MakeOffer) *role {
	c.Order = p.id
	return p.plan(at, p.seller(), &c)
}

// stop proposes to end the order; by is the handle of either side.
func (p *role) stop(at model.Moment, by, note string) *role {
	return p.plan(at, by, &model.ProposeStop{Order: p.id, Note: note})
}

// answer answers what waits for somebody.
func (p *role) answer(at model.Moment, by string, yes bool) *role {
	return p.plan(at, by, &model.AnswerProposal{Order: p.id, Accept: yes})
}

func (p *role) ask(at model.Moment, text string) *role {
	return p.plan(at, p.who.handle, &model.RequestMaterials{Order: p.id, Text: text})
}

func (p *role) provide(at model.Moment, text string, links ...string) *role {
	return p.plan(at, p.seller(), &model.ProvideMaterials{Order: p.id, Text: text, Links: links, None: len(links) == 0})
}

func (p *role) comment(at model.Moment, text string) *role {
	return p.plan(at, p.who.handle, &model.CommentExpiry{Order: p.id, Text: text})
}

// apply applies with a note of the creator's own language.
func (m *maker) apply(l *listing, order model.ID, by *person, r *rand.Rand) {
	m.do(by.handle, &model.ApplyToTask{ID: order, Task: l.id, Note: m.notes.apply(r, by, l.notes)})
}
