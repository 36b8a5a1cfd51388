package hub_test

import (
	"context"
	"encoding/binary"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
)

const day = 24 * time.Hour

func start() model.Moment { return model.At(time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)) }

// policy is what the tests' marketplaces are opened with; the numbers are those of the rules.
func policy() []model.PolicyValue {
	values := map[model.Number]int64{
		model.ApplicationReviewDays: 7, model.SampleShipDays: 5, model.SampleReceiveDays: 30, model.SampleContentDays: 7,
		model.SampleLossesStop: 2, model.AddressHideDays: 15, model.ContentReviewDays: 5, model.ContentChangesDays: 5,
		model.ContentModifications: 2, model.ContentLinksMax: 10, model.PaymentRecordDays: 5, model.PaymentEscalateDays: 30,
		model.PaymentAckDays: 30, model.OrderCompleteDays: 30, model.ExtensionMaxDays: 7, model.ExtensionPerOrder: 1,
		model.ExtensionAnswerDays: 3, model.OfferAnswerDays: 5, model.StopAnswerDays: 5, model.PayoutHoldHours: 24,
		model.SuspenseReviewDays: 30, model.UndoMinutes: 10, model.HubGraceHours: 24, model.HubDownMinutes: 60,
		model.TaskSampleLeadDays: 45, model.TaskSamplesUsual: 3, model.TaskSamplesMax: 20, model.TaskWantedMax: 100000,
		model.TaskDeadlineDays: 730, model.TaskClausesMax: 20, model.TaskLinksMax: 20, model.TaskCPSClauses: 5, model.TaskVagueChars: 40,
		model.RateMin: 300, model.RateMax: 9000, model.RateEffectiveDays: 1, model.InfluencerFollowers: 10000, model.TitleChars: 120,
		model.DescriptionChars: 5000, model.NoteChars: 1000, model.ClauseChars: 300, model.NameChars: 80, model.AddressChars: 300,
		model.ReferenceChars: 80, model.LinkChars: 2000, model.BatchRowsMax: 1000, model.SweepRows: 256, model.EntryBytes: 262144,
		model.RosterInviteDays: 14, model.RosterShareMax: 10000, model.RosterMax: 5000, model.RosterOverlapDays: 3, model.RosterMissedDays: 7,
	}
	var all []model.PolicyValue
	for n, v := range values {
		all = append(all, model.PolicyValue{Name: n, Value: v})
	}
	return model.SortPolicy(all)
}

// sender is who takes submissions: a hub, or a bulk of one.
type sender func(hub.Submission) (hub.Outcome, error)

func through(h *hub.Hub) sender {
	return func(s hub.Submission) (hub.Outcome, error) { return h.Submit(context.Background(), s) }
}

// world sends commands to a hub as the people of a small marketplace would.
type world struct {
	t    testing.TB
	hub  *hub.Hub
	send sender
	keys sync.Map // handle -> model.Key
	ids  *atomic.Uint64
}

func newWorld(t testing.TB, h *hub.Hub) *world {
	return &world{t: t, hub: h, send: through(h), ids: new(atomic.Uint64)}
}

// found opens a marketplace with a seller and a creator who may do everything.
func (w *world) found(virtual bool) *world {
	w.t.Helper()
	w.do("", &model.OpenMarket{Virtual: virtual, Start: start(), Zone: "UTC", Values: policy()})
	w.people("lumen", "mia")
	return w
}

// people adds a seller and a creator.
func (w *world) people(seller, creator string) {
	w.t.Helper()
	w.do("", &model.AddAccount{Handle: seller, Name: "Seller " + seller, Role: model.Seller, Level: model.Senior})
	w.do("", &model.AddAccount{
		Handle: creator, Name: "Creator " + creator, Role: model.Creator, Kind: model.External, Languages: []string{"en"}, Country: "DE",
		Channels: []model.Channel{{Platform: "instagram", Followers: 48000, Posts: 210}},
	})
	w.do(seller, &model.JoinPortals{Rate: 500})
	address, paypal := secret(creator+", Hauptstr. 1, 10115 Berlin"), secret(creator+"@example.com")
	w.with(creator, &model.SetAddress{Handle: creator, Address: address.Commit()}, address)
	w.with(creator, &model.SetPayPal{Handle: creator, PayPal: paypal.Commit()}, paypal)
}

func secret(value string) model.Opened {
	o := model.Opened{Value: value}
	copy(o.Salt[:], value)
	return o
}

func (w *world) actor(handle string) model.Actor {
	if handle == "" {
		return model.Actor{Operator: true}
	}
	if key, ok := w.keys.Load(handle); ok {
		return model.Actor{Account: key.(model.Key)}
	}
	var key model.Key
	err := w.hub.View(func(r model.Reader) error {
		if a := model.AccountByHandle(r, handle); a != nil {
			key = a.Key
		}
		return nil
	})
	if err != nil || key == 0 {
		w.t.Fatalf("no account %q (%v)", handle, err)
	}
	w.keys.Store(handle, key)
	return model.Actor{Account: key}
}

// try sends a command.
func (w *world) try(handle string, c model.Command, secrets ...model.Opened) hub.Outcome {
	w.t.Helper()
	o, err := w.send(hub.Submission{Actor: w.actor(handle), Command: c, Secrets: secrets})
	if err != nil {
		w.t.Fatalf("%s as %q: %v", c.Wire(), handle, err)
	}
	return o
}

func (w *world) with(handle string, c model.Command, secrets ...model.Opened) hub.Outcome {
	w.t.Helper()
	o := w.try(handle, c, secrets...)
	if o.Refusal != nil {
		w.t.Fatalf("%s as %q refused: %v", c.Wire(), handle, o.Refusal)
	}
	return o
}

func (w *world) do(handle string, c model.Command) hub.Outcome {
	w.t.Helper()
	return w.with(handle, c)
}

func (w *world) advance(d time.Duration) {
	w.t.Helper()
	now, err := w.hub.Now()
	if err != nil {
		w.t.Fatal(err)
	}
	w.do("", &model.AdvanceTime{To: now.Add(d)})
}

// id mints an ID that depends on nothing but how many were minted.
func (w *world) id(letter byte) model.ID {
	return model.MintID(letter, w.ids.Add(1)*0x9E3779B97F4A7C15)
}

// publish puts a fixed price task on the square.
func (w *world) publish(seller string) model.ID {
	w.t.Helper()
	now, err := w.hub.Now()
	if err != nil {
		w.t.Fatal(err)
	}
	return w.publishAt(seller, now)
}

func (w *world) publishAt(seller string, now model.Moment) model.ID {
	w.t.Helper()
	id := w.id(model.TaskLetter)
	w.do(seller, &model.CreateTask{ID: id, Publish: true, Fields: model.TaskFields{
		Type: model.FixedPrice, Title: "Wireless earbuds launch", Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"},
		Content: []model.ContentType{"video", "article"}, Languages: []string{"en"},
		Description: "30 h battery, fits small ears, show the case in daylight", Brief: []string{"Show the case open", "Say the battery life"},
		Fee: &model.Money{Minor: 12000, Currency: "USD"}, Samples: 1, ApplyBy: now.Add(10 * day), SubmitBy: now.Add(60 * day),
	}})
	return id
}

func (w *world) apply(task model.ID, creator string) model.ID {
	w.t.Helper()
	id := w.id(model.OrderLetter)
	w.do(creator, &model.ApplyToTask{ID: id, Task: task, Note: "I compare earbuds every month."})
	return id
}

func (w *world) order(id model.ID) (o *model.Order) {
	w.t.Helper()
	err := w.hub.View(func(r model.Reader) error { o = model.OrderByID(r, id); return nil })
	if err != nil || o == nil {
		w.t.Fatalf("no order %s (%v)", id, err)
	}
	return o
}

// bytes8 makes a device of a number.
func bytes8(n uint64) (d [16]byte) { binary.BigEndian.PutUint64(d[:], n); return d }

func openHub(t testing.TB, dir string, o hub.Options) *hub.Hub {
	t.Helper()
	h, err := hub.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}
