package screentest

import (
	"testing"
	"time"

	"aeconnect/model"
)

// Cast is a world in which lumen's and casa.brava's orders stand in every state that a screen can meet.
type Cast struct {
	*World
	Tasks  map[string]model.ID // by a name: "earbuds", "lamp"
	Orders map[string]model.ID // by a name: "in_review", "stop_asked"; see the steps below
}

// NewCast plays the market for seven weeks. What takes long to come about is played first, what has to be
// fresh last; so the clocks of the last day are spread from hours to weeks.
func NewCast(t testing.TB) *Cast {
	c := &Cast{World: New(t), Tasks: map[string]model.ID{}, Orders: map[string]model.ID{}}
	c.past()
	c.money()
	c.making()
	c.proposals()
	c.fresh()
	return c
}

// Names returns the names of every order of a cast, in the order in which they were made.
func (c *Cast) Names() []string {
	return []string{
		"expired", "expired_seller", "not_reviewed", "escalated", "stopped", "late", "completed", "suspense", "product_done", "cps_done",
		"awaiting_sample", "sample_late", "sample_lost", "changes_requested", "changes_twice", "in_review_v2", "paid", "confirmed",
		"stop_asked", "extension_asked", "offer_made", "rework_offered", "materials_asked",
		"submitted", "sample_sent", "awaiting_submission", "in_review", "applied", "rejected", "cancelled", "offer_applied",
	}
}

// task publishes a task of lumen under a name; change may alter its fields.
func (c *Cast) task(name, title string, change func(*model.TaskFields)) model.ID {
	f := c.FixedPrice()
	f.Title = title
	if change != nil {
		change(&f)
	}
	c.Tasks[name] = c.Publish("lumen", f)
	return c.Tasks[name]
}

// order applies for a task under a name, and approves it where approved.
func (c *Cast) order(name string, task model.ID, creator string, approved bool) model.ID {
	id := c.Apply(task, creator, "I compare earbuds every month; yours would close a series of five.")
	c.Orders[name] = id
	if approved {
		c.Approve(id)
	}
	return id
}

func noSample(f *model.TaskFields) { f.Samples, f.Keep = 0, false }

// past plays what has ended by now.
func (c *Cast) past() {
	short := c.task("short", "Sleep earbuds, soft tips", func(f *model.TaskFields) {
		noSample(f)
		f.ApplyBy, f.SubmitBy = c.Now().Add(2*Day), c.Now().Add(5*Day)
	})
	never := c.task("never", "Bone-conduction review", func(f *model.TaskFields) {
		f.ApplyBy, f.SubmitBy = c.Now().Add(2*Day), c.Now().Add(5*Day)
	})
	c.order("expired", short, "mia.makes", true)
	c.order("expired_seller", never, "mia.makes", true)
	c.order("not_reviewed", short, "hana", false)
	buds := c.task("buds", "Open-ear buds for runners", noSample)
	f := c.FixedPrice() // another seller's: whoever has a payment before support cannot publish
	f.Title, f.Links = "Freidora de aire, receta con Pilar", []string{"https://es.aliexpress.com/item/1005007000000001.html"}
	noSample(&f)
	c.Tasks["fryer"] = c.Publish("casa.brava", f)
	escalated := c.order("escalated", c.Tasks["fryer"], "nils_reviews", true)
	c.Submit(escalated)
	c.Confirm(escalated)
	stopped := c.order("stopped", buds, "hana", true)
	c.Must("lumen", &model.ProposeStop{Order: stopped, Note: "The model is no longer made."})
	c.Must("hana", &model.AnswerProposal{Order: stopped, Accept: true})
	c.Wait(36 * Day)
}

// money plays orders that are about money.
func (c *Cast) money() {
	f := c.task("teardown", "Earbuds teardown, long video", func(f *model.TaskFields) {
		noSample(f)
		f.Fee = &model.Money{Minor: 25000, Currency: "USD"}
	})
	confirmed := func(name, creator string) model.ID {
		id := c.order(name, f, creator, true)
		c.Submit(id, "https://www.youtube.com/watch?v=dQw4w9WgX"+c.digits(2))
		c.Confirm(id)
		return id
	}
	confirmed("late", "technochai")
	c.Pay(confirmed("completed", "mia.makes"))
	c.Must("mia.makes", &model.AcknowledgePayment{Order: c.Orders["completed"]})
	suspense := confirmed("suspense", "hana")
	c.Must("lumen", &model.RecordPayment{ID: c.Mint(model.PaymentLetter), Order: suspense, Method: "wise", Amount: model.Money{Minor: 20000, Currency: "USD"}, Reference: "W-77120"})
	product := c.task("mug", "Heated travel mug", func(f *model.TaskFields) { f.Fee, f.Product = nil, true })
	id := c.order("product_done", product, "pilar.cocina", true)
	c.Ship(id)
	c.Receive(id)
	c.Submit(id)
	c.Confirm(id)
	cps := c.Publish("lumen", c.CPS(model.SocialCPS))
	c.Tasks["lamp"] = cps
	c.order("cps_done", cps, "pilar.cocina", true)
	c.Submit(c.Orders["cps_done"], "https://www.tiktok.com/@pilar.cocina/video/7300"+c.digits(6))
	c.Wait(2 * Day)
}

// making plays orders that are under way.
func (c *Cast) making() {
	earbuds := c.task("earbuds", "Wireless earbuds launch", func(f *model.TaskFields) { f.ApplyBy, f.SubmitBy = c.Now().Add(14*Day), c.Now().Add(60*Day) })
	bare := c.task("caption", "Translator earbuds (ru, es, zh)", func(f *model.TaskFields) {
		noSample(f)
		f.Fee = &model.Money{Minor: 6000, Currency: "EUR"}
		f.ApplyBy = c.Now().Add(13 * Day)
	})
	c.order("sample_late", earbuds, "technochai", true)
	lost := c.order("sample_lost", earbuds, "pilar.cocina", true)
	c.Ship(lost)
	c.Wait(2 * Day)
	two := c.order("in_review_v2", earbuds, "mia.makes", true)
	c.Ship(two)
	c.Receive(two)
	c.Submit(two, "https://www.instagram.com/reel/C8aa1b2c3d4/")
	changed := c.order("changes_requested", bare, "xiaotong", true)
	c.Submit(changed, "https://www.youtube.com/watch?v=aB3dE5gH7jK")
	twice := c.order("changes_twice", bare, "mia.makes", true)
	c.Submit(twice, "https://www.instagram.com/reel/C7xx0y1z2w3/")
	c.Wait(1 * Day)
	c.AskChanges(two, "The battery life is missing; please say 30 hours.", "R2")
	c.AskChanges(twice, "Wrong link.", "R3")
	c.Must("pilar.cocina", &model.ReportLoss{Order: lost, Kind: model.Damaged})
	c.Submit(twice, "https://www.instagram.com/reel/C7xx0y1z2w4/")
	c.Wait(20 * Hour)
	c.Submit(two, "https://www.instagram.com/reel/C8aa1b2c3d4/", "https://www.instagram.com/p/C8captionfix/")
	c.AskChanges(changed, "Please show the case open; daylight is enough.", "R1", "R2")
	c.AskChanges(twice, "The link is still not in the first line.", "R3")
	c.Submit(twice, "https://www.instagram.com/reel/C7xx0y1z2w5/")
	c.Wait(2*Day + 5*Hour)
}

// proposals plays orders on which somebody waits for an answer.
func (c *Cast) proposals() {
	bare := c.Tasks["caption"]
	stop := c.order("stop_asked", bare, "technochai", true)
	c.Submit(stop, "https://vk.com/video-100000_456239017")
	c.Must("technochai", &model.ProposeStop{Order: stop, Note: "Наушники сломались, второй пары у меня нет."})
	more := c.order("extension_asked", bare, "pilar.cocina", true)
	c.Must("pilar.cocina", &model.AskExtension{Order: more, Days: 5, Note: "The studio is closed until Monday."})
	offer := c.order("offer_made", bare, "hana", true)
	fee := model.Money{Minor: 9000, Currency: "EUR"}
	c.Must("lumen", &model.MakeOffer{
		Order: offer, Fee: &fee, SubmitBy: c.Now().Add(40 * Day), Note: "A longer video, for more.",
		Brief: []string{"Show the case open in daylight", "Say the battery life in both languages", "Link in the first line of the caption", "Five minutes or longer"},
	})
	rework := c.order("rework_offered", bare, "nils_reviews", true)
	c.Submit(rework, "https://www.youtube.com/watch?v=nB4dE5gH7jK")
	c.AskChanges(rework, "Could you add a scene on the train? It was not in the brief.")
	paper := c.task("paper", "Sound test on the metro", noSample)
	asked := c.order("materials_asked", paper, "mia.makes", true)
	c.Must("mia.makes", &model.RequestMaterials{Order: asked, Text: "The logo with a clear background, please."})
	c.Wait(20 * Hour)
}

// fresh plays the last day.
func (c *Cast) fresh() {
	earbuds, lamp := c.Tasks["earbuds"], c.Publish("lumen", c.CPS(model.AliExpressCPS))
	c.Tasks["bank"] = lamp
	c.order("awaiting_sample", earbuds, "nils_reviews", true)
	c.order("submitted", lamp, "xiaotong", true)
	c.Submit(c.Orders["submitted"], "https://www.aliexpress.com/p/feed/post-"+c.digits(8)+".html")
	paper := c.task("metro", "Metro commute: 静音 или нет?", noSample)
	c.order("confirmed", paper, "mia.makes", true)
	c.Submit(c.Orders["confirmed"])
	c.Confirm(c.Orders["confirmed"])
	c.order("paid", paper, "pilar.cocina", true)
	c.Submit(c.Orders["paid"])
	c.Confirm(c.Orders["paid"])
	c.Pay(c.Orders["paid"])
	samples := c.task("kids", "Kids' earbuds with volume limit", nil)
	c.order("sample_sent", samples, "mia.makes", true)
	c.Ship(c.Orders["sample_sent"])
	c.order("awaiting_submission", samples, "xiaotong", true)
	c.Ship(c.Orders["awaiting_submission"])
	c.Receive(c.Orders["awaiting_submission"])
	c.order("in_review", samples, "technochai", true)
	c.Ship(c.Orders["in_review"])
	c.Receive(c.Orders["in_review"])
	c.Submit(c.Orders["in_review"], "https://vk.com/video-100000_456239099")
	c.order("rejected", samples, "pilar.cocina", false)
	c.Must("lumen", &model.RejectApplications{Orders: []model.Picked{{ID: c.Orders["rejected"]}}, Reason: model.RejectDetail, Note: "Which channel would it be on?", Again: true})
	c.order("cancelled", samples, "hana", false)
	c.Must("hana", &model.CancelApplication{Order: c.Orders["cancelled"]})
	c.order("applied", samples, "nils_reviews", false)
	c.order("offer_applied", samples, "hana", false)
	c.Must("lumen", &model.MakeOffer{Order: c.Orders["offer_applied"], SubmitBy: c.Now().Add(70 * Day), Note: "The factory needs two more weeks."})
	c.Wait(3*Hour + 12*time.Minute)
	c.Touched()
}
