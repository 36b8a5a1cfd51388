package screentest

import (
	"strconv"

	"aeconnect/model"
)

// FixedPrice returns the fields of a Fixed Price task with a sample: 120.00 USD, three clauses.
func (w *World) FixedPrice() model.TaskFields {
	now := w.Now()
	return model.TaskFields{
		Type: model.FixedPrice, Title: "Wireless earbuds launch", Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"},
		Content: []model.ContentType{"video", "article"}, Channels: []model.Platform{"instagram", "youtube"}, Languages: []string{"en"},
		Description: "30 h battery, fits small ears, show the case in daylight.",
		Brief:       []string{"Show the case open in daylight", "Say the battery life", "Link in the first line of the caption"},
		Fee:         &model.Money{Minor: 12000, Currency: "USD"}, Samples: 1, Keep: true, Wanted: 10,
		ApplyBy: now.Add(10 * Day), SubmitBy: now.Add(60 * Day),
	}
}

// CPS returns the fields of a commission task without samples.
func (w *World) CPS(of model.TaskType) model.TaskFields {
	f := w.FixedPrice()
	f.Type, f.Title, f.Fee, f.Samples, f.Keep, f.Channels = of, "Desk lamp with a warm light", nil, 0, false, []model.Platform{"instagram"}
	f.Brief, f.Wanted = []string{"Show the three colours of light"}, 0
	if of == model.AliExpressCPS {
		f.Title, f.Channels = "旅行磁吸无线充电宝 测评", []model.Platform{"aliexpress_feed"}
	}
	return f
}

// Publish posts a task as a seller and returns its ID.
func (w *World) Publish(seller string, f model.TaskFields) model.ID {
	w.T.Helper()
	id := w.Mint(model.TaskLetter)
	w.Must(seller, &model.CreateTask{ID: id, Fields: f, Publish: true})
	return id
}

// Apply applies for a task and returns the order's ID.
func (w *World) Apply(task model.ID, creator, note string) model.ID {
	w.T.Helper()
	id := w.Mint(model.OrderLetter)
	w.Must(creator, &model.ApplyToTask{ID: id, Task: task, Note: note})
	return id
}

// seller returns the handle of an order's seller.
func (w *World) seller(order model.ID) string { return w.handle(w.Order(order).Seller) }

// creator returns the handle of an order's creator.
func (w *World) creator(order model.ID) string { return w.handle(w.Order(order).Creator) }

func (w *World) handle(key model.Key) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return model.AccountOf(w.state, key).Handle
}

// Approve approves an application.
func (w *World) Approve(order model.ID) {
	w.T.Helper()
	w.Must(w.seller(order), &model.ApproveApplications{Orders: []model.Picked{{ID: order}}})
}

// Ship records a parcel for an order.
func (w *World) Ship(order model.ID) {
	w.T.Helper()
	o := w.Seal("Lumen Audio, 88 Keyuan Rd, Nanshan, Shenzhen 518057, China, +86 755 0000 0000")
	info := model.ShipmentInfo{Carrier: "DHL", Tracking: "0034043416109404" + w.digits(4), Pieces: max(1, w.Order(order).Terms.Samples), Sender: o.Commit()}
	w.Must(w.seller(order), &model.SendSamples{Orders: []model.Picked{{ID: order}}, Info: info}, o)
}

// Receive confirms that the sample came.
func (w *World) Receive(order model.ID) {
	w.T.Helper()
	w.Must(w.creator(order), &model.ConfirmReceipt{Order: order})
}

// Submit hands content in: a video where links are none.
func (w *World) Submit(order model.ID, links ...string) {
	w.T.Helper()
	if len(links) == 0 {
		links = []string{"https://www.instagram.com/reel/C" + w.digits(9) + "/"}
	}
	w.Must(w.creator(order), &model.SubmitContent{Order: order, Type: "video", Links: links})
}

// AskChanges asks for a modification.
func (w *World) AskChanges(order model.ID, note string, clauses ...string) {
	w.T.Helper()
	w.Must(w.seller(order), &model.RequestChanges{Order: order, Clauses: clauses, Note: note})
}

// Confirm accepts content.
func (w *World) Confirm(order model.ID) {
	w.T.Helper()
	w.Must(w.seller(order), &model.ConfirmContent{Order: order})
}

// Pay records the payment of what is owed.
func (w *World) Pay(order model.ID) {
	w.T.Helper()
	w.Must(w.seller(order), &model.RecordPayment{
		ID: w.Mint(model.PaymentLetter), Order: order, Method: model.PayPal, Amount: w.Order(order).Owed, Reference: "8XY" + w.digits(5),
	})
}

// digits returns n digits that differ from call to call.
func (w *World) digits(n int) string {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := strconv.FormatUint(w.random()|1<<60, 10)
	return s[len(s)-n:]
}
