package hubtest

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"aeconnect/model"
)

// Rabble does something random with a marketplace that was founded.
type Rabble struct {
	Mint    func(letter byte) model.ID
	Tasks   []model.ID
	Orders  []model.ID
	Sellers []string
	Makers  []string
	texts   int
	pay     int
}

// NewRabble returns two sellers and three who make content, and what adds those who are not there yet.
func NewRabble(mint func(letter byte) model.ID) (*Rabble, []Deed) {
	more := append(People("bazaar", "nils"),
		Deed{Command: &model.AddAccount{Handle: "sam", Role: model.Support}},
		Deed{Command: &model.AddAccount{Handle: "ops", Role: model.Operator}},
		Deed{Command: &model.AddAccount{Handle: "mcn", Role: model.Agency}},
	)
	return &Rabble{Mint: mint, Sellers: []string{"lumen", "bazaar"}, Makers: []string{"mia", "nils", "mcn"}}, more
}

// Everybody returns every handle.
func (r *Rabble) Everybody() []string {
	return append(append([]string{"sam", "ops"}, r.Sellers...), r.Makers...)
}

// Step has somebody do something; send tells whether it was carried out.
func (r *Rabble) Step(t *rapid.T, now model.Moment, send func(Deed) bool) {
	d := r.draw(t, now)
	if !send(d) && d.Command.Wire() == (&model.ApplyToTask{}).Wire() {
		r.Orders = r.Orders[:len(r.Orders)-1]
	}
}

func (r *Rabble) draw(rt *rapid.T, now model.Moment) Deed {
	seller, maker := rapid.SampledFrom(r.Sellers).Draw(rt, "seller"), rapid.SampledFrom(r.Makers).Draw(rt, "maker")
	var task, order model.ID
	if len(r.Tasks) > 0 {
		task = rapid.SampledFrom(r.Tasks).Draw(rt, "task")
	}
	if len(r.Orders) > 0 {
		order = rapid.SampledFrom(r.Orders[max(0, len(r.Orders)-6):]).Draw(rt, "order")
	}
	fields := model.TaskFields{
		Type: model.FixedPrice, Title: "Earbuds", Content: []model.ContentType{"video"}, Languages: []string{"en"}, Description: "30 h battery, fits small ears, show the case in daylight",
		Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"}, Brief: []string{"Show the case"}, Fee: &model.Money{Minor: 12000, Currency: "USD"},
		Samples: rapid.IntRange(0, 1).Draw(rt, "samples"), ApplyBy: now.Add(10 * Day), SubmitBy: now.Add(60 * Day),
	}
	r.texts++
	text := Secret(fmt.Sprintf("text of somebody, %d", r.texts))
	switch rapid.IntRange(0, 19).Draw(rt, "do") {
	case 0, 1:
		id := r.Mint(model.TaskLetter)
		r.Tasks = append(r.Tasks, id)
		return Deed{seller, &model.CreateTask{ID: id, Publish: rapid.Bool().Draw(rt, "publish"), Fields: fields}, nil}
	case 2:
		return Deed{seller, &model.PublishTask{ID: task}, nil}
	case 3:
		return Deed{seller, &model.DropTask{ID: task}, nil}
	case 4:
		return Deed{seller, &model.CloseTask{ID: task}, nil}
	case 5, 6, 7:
		id := r.Mint(model.OrderLetter)
		r.Orders = append(r.Orders, id)
		return Deed{maker, &model.ApplyToTask{ID: id, Task: task}, nil}
	case 8, 9:
		return Deed{seller, &model.ApproveApplications{Orders: []model.Picked{{ID: order}}, Batch: r.Mint(model.BatchLetter)}, nil}
	case 10:
		return Deed{seller, &model.RejectApplications{Orders: []model.Picked{{ID: order}}, Reason: model.RejectFit, Again: true}, nil}
	case 11, 12:
		return Deed{seller, &model.SendSamples{Orders: []model.Picked{{ID: order}}, Info: model.ShipmentInfo{Carrier: "DHL", Tracking: "1", Pieces: 1, Sender: text.Commit()}}, []model.Opened{text}}
	case 13:
		return Deed{maker, &model.ConfirmReceipt{Order: order}, nil}
	case 14:
		return Deed{maker, &model.SubmitContent{Order: order, Type: "video", Links: []string{"https://vk.com/1"}}, nil}
	case 15:
		return Deed{seller, &model.ConfirmContent{Order: order}, nil}
	case 16:
		r.pay++
		return Deed{seller, &model.RecordPayment{ID: r.Mint(model.PaymentLetter), Order: order, Method: model.PayPal, Amount: model.Money{Minor: 12000, Currency: "USD"}, Reference: fmt.Sprint(r.pay / 2), Date: now}, nil}
	case 17:
		return Deed{maker, &model.SetAddress{Handle: maker, Address: text.Commit()}, []model.Opened{text}}
	case 18:
		return Deed{maker, &model.SetPayPal{Handle: maker, PayPal: text.Commit()}, []model.Opened{text}}
	}
	return Deed{"", &model.AdvanceTime{To: now.Add(time.Duration(rapid.IntRange(1, 20).Draw(rt, "days")) * Day)}, nil}
}
