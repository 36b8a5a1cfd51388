package model

import (
	"testing"
	"time"
)

// world is a marketplace in maps with a clock that the test moves.
type world struct {
	t    testing.TB
	s    *Overlay
	now  Moment
	ids  uint64
	last Decision
}

func testPolicy() []PolicyValue {
	values := map[Number]int64{
		ApplicationReviewDays: 7, SampleShipDays: 5, SampleReceiveDays: 30, SampleContentDays: 7, SampleLossesStop: 2, AddressHideDays: 15,
		ContentReviewDays: 5, ContentChangesDays: 5, ContentModifications: 2, ContentLinksMax: 10, PaymentRecordDays: 5, PaymentEscalateDays: 30,
		PaymentAckDays: 30, OrderCompleteDays: 30, ExtensionMaxDays: 7, ExtensionPerOrder: 1, ExtensionAnswerDays: 3, OfferAnswerDays: 5,
		StopAnswerDays: 5, PayoutHoldHours: 24, SuspenseReviewDays: 30, UndoMinutes: 10, HubGraceHours: 24, HubDownMinutes: 60,
		TaskSampleLeadDays: 45, TaskSamplesUsual: 3, TaskSamplesMax: 20, TaskWantedMax: 100000, TaskDeadlineDays: 730, TaskClausesMax: 20,
		TaskLinksMax: 20, TaskCPSClauses: 5, TaskVagueChars: 40, RateMin: 300, RateMax: 9000, RateEffectiveDays: 1, InfluencerFollowers: 10000,
		TitleChars: 120, DescriptionChars: 5000, NoteChars: 1000, ClauseChars: 300, NameChars: 80, AddressChars: 300, ReferenceChars: 80,
		LinkChars: 2000, BatchRowsMax: 1000, SweepRows: 256, PromoCodesCreator: 1, PromoCodesAgency: 1000, EntryBytes: 262144,
		VerifyInternalPosts: 20, VerifyInternalFollowers: 10000, VerifyExternalPosts: 50, VerifyExternalFollowers: 5000, AccessDecideDays: 30,
		AccessAgainDays: 7, AccessWaitingMax: 3, AccessWithdrawnMax: 2, AccessChannelsMax: 5, AccessNoteChars: 500, KeysMax: 3, RisingFollowers: 5000, BlocksMax: 50,
		ActivityRegisterDays: 30, ActivityCloseDays: 10, ActivityWarmDays: 7, ActivityReviewDays: 3, ActivityRaiseDays: 1, ActivityConditionsChars: 2000, ExposureDays: 30,
		RosterInviteDays: 14, RosterShareMax: 10000, RosterMax: 5000, RosterOverlapDays: 3, RosterMissedDays: 7,
		CommissionMatureDays: 15, WithdrawalMin: 0, WithdrawalFeeEurope: 10, WithdrawalFeeOther: 1000, ImportLines: 1000,
	}
	var all []PolicyValue
	for n, v := range values {
		all = append(all, PolicyValue{Name: n, Value: v})
	}
	return SortPolicy(all)
}

func newWorld(t testing.TB) *world {
	w := &world{t: t, s: NewMemory(), now: At(time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC))}
	w.do("", &OpenMarket{Virtual: true, Start: w.now, Zone: "UTC", Values: testPolicy()})
	w.do("", &AddAccount{Handle: "lumen", Name: "Lumen Audio", Role: Seller, Level: Senior})
	w.do("", &AddAccount{Handle: "mia", Name: "Mia Makes", Role: Creator, Kind: External, Channels: []Channel{{"instagram", 48000, 210}}, Languages: []string{"en"}, Country: "DE"})
	w.do("lumen", &JoinPortals{Rate: 500})
	w.do("mia", &SetAddress{Handle: "mia", Address: w.keep("Mia M., Hauptstr. 1, 10115 Berlin, DE")})
	w.do("mia", &SetPayPal{Handle: "mia", PayPal: w.keep("mia@example.com")})
	return w
}

func (w *world) keep(v string) Commitment {
	o := Opened{Value: v}
	w.s.Keep(o)
	return o.Commit()
}

func (w *world) actor(handle string) Actor {
	if handle == "" {
		return Actor{Operator: true}
	}
	a := AccountByHandle(w.s, handle)
	if a == nil {
		w.t.Fatalf("no account %q", handle)
	}
	return Actor{Account: a.Key, Operator: a.Role == Operator}
}

// try decides and applies a command and returns its refusal.
func (w *world) try(handle string, c Command) *Refusal {
	w.t.Helper()
	return w.by(w.actor(handle), c)
}

func (w *world) by(actor Actor, c Command) *Refusal {
	w.t.Helper()
	w.last = Decide(w.s, actor, w.now, c)
	for _, e := range w.last.Events {
		if !Apply(w.s, Meta{At: w.now, Actor: actor}, e) {
			w.t.Fatalf("%s did not apply", e.Wire())
		}
	}
	return w.last.Refusal
}

func (w *world) do(handle string, c Command) {
	w.t.Helper()
	if r := w.try(handle, c); r != nil {
		w.t.Fatalf("%s as %q refused: %v", c.Wire(), handle, r)
	}
}

// advance moves the clock and lets every clock strike that is due, in order.
func (w *world) advance(d time.Duration) {
	w.t.Helper()
	to := w.now.Add(d)
	for {
		fire, due, ok := NextDue(w.s)
		if !ok || due > to {
			break
		}
		w.now = max(w.now, due)
		if r := w.by(Actor{System: true}, fire); r != nil {
			w.t.Fatalf("clock %s refused: %v", fire.Rule, r)
		}
	}
	w.now = to
}

func (w *world) id(letter byte) ID {
	w.ids++
	return MintID(letter, w.ids*0x9E3779B97F4A7C15)
}

func (w *world) order(id ID) *Order {
	w.t.Helper()
	o := OrderByID(w.s, id)
	if o == nil {
		w.t.Fatalf("no order %s", id)
	}
	return o
}

const day = 24 * time.Hour

// fixedPrice returns the fields of the journey's task.
func (w *world) fixedPrice() TaskFields {
	return TaskFields{
		Type: FixedPrice, Title: "Wireless earbuds launch", Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"},
		Content: []ContentType{"video", "article"}, Languages: []string{"en"}, Description: "30 h battery, fits small ears, show the case in daylight",
		Brief: []string{"Show the case open in daylight", "Say the battery life"}, Fee: &Money{12000, "USD"}, Samples: 1,
		ApplyBy: w.now.Add(10 * day), SubmitBy: w.now.Add(60 * day),
	}
}

func (w *world) publish(f TaskFields) ID {
	w.t.Helper()
	id := w.id(TaskLetter)
	w.do("lumen", &CreateTask{ID: id, Fields: f, Publish: true})
	return id
}

func (w *world) apply(task ID, creator string) ID {
	w.t.Helper()
	id := w.id(OrderLetter)
	w.do(creator, &ApplyToTask{ID: id, Task: task, Note: "I compare earbuds every month."})
	return id
}
