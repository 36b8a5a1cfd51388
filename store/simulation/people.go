package simulation

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"aeconnect/model"
)

const day = 24 * time.Hour

// deed is something that somebody wants done.
type deed struct {
	handle  string
	command model.Command
	private []model.Opened
}

// people know every task and order that anybody has made, and try what comes to their minds.
type people struct {
	chance *rand.Rand
	minted uint64
	tasks  []model.ID
	drafts []model.ID
	orders []model.ID
	batch  []model.ID
	told   map[string]string // private text -> whose
}

func (p *people) mint(letter byte) model.ID {
	p.minted++
	return model.MintID(letter, p.minted*0x9E3779B97F4A7C15)
}

// secret makes a private text that nobody else has.
func (p *people) secret(handle string) model.Opened {
	p.minted++
	o := model.Opened{Value: fmt.Sprintf("canary %d of %s", p.minted, handle)}
	copy(o.Salt[:], o.Value)
	p.told[o.Value] = handle
	return o
}

func pick[T any](chance *rand.Rand, all []T) (one T) {
	if len(all) > 0 {
		one = all[chance.IntN(len(all))]
	}
	return one
}

// recent is one of the last few, mostly.
func recent[T any](chance *rand.Rand, all []T) T {
	if chance.IntN(4) > 0 {
		all = all[max(0, len(all)-4):]
	}
	return pick(chance, all)
}

// think returns what somebody wants at a moment.
func (p *people) think(handle string, now model.Moment) deed {
	switch {
	case slices.Contains(sellers(), handle):
		return p.sell(handle, now)
	case slices.Contains(creators(), handle):
		return p.create(handle, now)
	}
	return p.manage(handle, now)
}

func (p *people) fields(now model.Moment) model.TaskFields {
	p.minted++ // no two are alike
	return model.TaskFields{
		Type: model.FixedPrice, Title: fmt.Sprint("Earbuds ", p.minted), Content: []model.ContentType{"video"}, Languages: []string{"en"},
		Description: "30 h battery, fits small ears, show the case in daylight", Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"},
		Brief: []string{"Show the case"}, Fee: &model.Money{Minor: 12000, Currency: "USD"}, Samples: p.chance.IntN(2),
		ApplyBy: now.Add(10 * day), SubmitBy: now.Add(60 * day),
	}
}

func (p *people) sell(handle string, now model.Moment) deed {
	task, order := recent(p.chance, p.tasks), recent(p.chance, p.orders)
	d := deed{handle: handle}
	switch p.chance.IntN(23) {
	case 0, 1, 2:
		id := p.mint(model.TaskLetter)
		p.tasks = append(p.tasks, id)
		publish := p.chance.IntN(3) > 0
		if !publish {
			p.drafts = append(p.drafts, id)
		}
		d.command = &model.CreateTask{ID: id, Publish: publish, Fields: p.fields(now)}
	case 3:
		d.command = &model.PublishTask{ID: recent(p.chance, p.drafts)}
	case 4, 5:
		d.command = &model.DropTask{ID: recent(p.chance, p.drafts)}
	case 22:
		d.command = &model.CloseTask{ID: task}
	case 6:
		d.command = &model.EditTask{ID: task, Fields: p.fields(now)}
	case 7, 8, 9, 10:
		id := p.mint(model.BatchLetter)
		p.batch = append(p.batch, id)
		d.command = &model.ApproveApplications{Orders: []model.Picked{{ID: order}}, Batch: id}
	case 11:
		d.command = &model.RejectApplications{Orders: []model.Picked{{ID: order}}, Reason: model.RejectFit, Again: true, Batch: p.mint(model.BatchLetter)}
	case 12:
		d.command = &model.UndoBatch{Batch: recent(p.chance, p.batch)}
	case 13, 14:
		text := p.secret(handle)
		d.private = []model.Opened{text}
		d.command = &model.SendSamples{Orders: []model.Picked{{ID: order}}, Info: model.ShipmentInfo{Carrier: "DHL", Tracking: fmt.Sprint(p.minted), Pieces: 1, Sender: text.Commit()}}
	case 15, 16, 17:
		d.command = &model.ConfirmContent{Order: order}
	case 18, 19:
		d.command = &model.RecordPayment{ID: p.mint(model.PaymentLetter), Order: order, Method: model.PayPal, Amount: model.Money{Minor: 12000, Currency: "USD"}, Reference: fmt.Sprint(p.minted / 3), Date: now}
	case 20:
		d.command = &model.RequestChanges{Order: order, Clauses: []string{"R1"}, Note: fmt.Sprint("once more ", p.minted)}
	case 21:
		d.command = &model.AnswerProposal{Order: order, Accept: p.chance.IntN(2) == 0, What: "stop"}
	}
	return d
}

func (p *people) create(handle string, now model.Moment) deed {
	task, order := recent(p.chance, p.tasks), recent(p.chance, p.orders)
	d := deed{handle: handle}
	p.minted++
	switch p.chance.IntN(18) {
	case 0, 1, 2, 3, 4:
		id := p.mint(model.OrderLetter)
		p.orders = append(p.orders, id)
		d.command = &model.ApplyToTask{ID: id, Task: task, Note: fmt.Sprint("I compare earbuds ", p.minted)}
	case 5:
		d.command = &model.CancelApplication{Order: order}
	case 6, 7:
		d.command = &model.ConfirmReceipt{Order: order}
	case 8:
		d.command = &model.ReportLoss{Order: order, Kind: "lost"}
	case 9, 10, 11:
		d.command = &model.SubmitContent{Order: order, Type: "video", Links: []string{fmt.Sprint("https://vk.com/", p.minted)}}
	case 12, 13:
		text := p.secret(handle)
		d.command, d.private = &model.SetAddress{Handle: handle, Address: text.Commit()}, []model.Opened{text}
	case 14:
		text := p.secret(handle)
		d.command, d.private = &model.SetPayPal{Handle: handle, PayPal: text.Commit()}, []model.Opened{text}
	case 15:
		d.command = &model.ProposeStop{Order: order, Note: fmt.Sprint("I am ill ", p.minted)}
	case 16:
		d.command = &model.AcknowledgePayment{Order: order}
	case 17:
		d.command = &model.MarkSeen{Until: now - model.Moment(p.minted)}
	}
	return d
}

// manage is what operators and support want.
func (p *people) manage(handle string, now model.Moment) deed {
	if handle == operator && p.chance.IntN(2) == 0 {
		return deed{handle: handle, command: &model.SetLevel{Handle: pick(p.chance, sellers()), Level: pick(p.chance, model.Levels())}}
	}
	return deed{handle: handle, command: &model.MarkSeen{Until: now - model.Moment(p.minted)}}
}
