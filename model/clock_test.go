package model

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// scene builds a world and returns the order that a clock is tried on.
type scene func(w *world) ID

func (w *world) approved(f TaskFields) ID {
	w.t.Helper()
	o := w.apply(w.publish(f), "mia")
	w.do("lumen", &ApproveApplications{Orders: []Picked{{ID: o}}})
	return o
}

func (w *world) ship(o ID) {
	w.t.Helper()
	w.do("lumen", &SendSamples{Orders: []Picked{{ID: o}}, Info: ShipmentInfo{Carrier: "DHL", Tracking: "JD01", Pieces: 1, Sender: w.keep("Lumen")}})
}

func (w *world) submit(o ID, link string) {
	w.t.Helper()
	w.do("mia", &SubmitContent{Order: o, Type: "video", Links: []string{link}})
}

func (w *world) noSample() TaskFields {
	f := w.fixedPrice()
	f.Samples = 0
	return f
}

func (w *world) reviewed() ID {
	o := w.approved(w.noSample())
	w.submit(o, "https://www.instagram.com/reel/1/")
	return o
}

func (w *world) owed() ID {
	o := w.reviewed()
	w.do("lumen", &ConfirmContent{Order: o})
	return o
}

func (w *world) paid() ID {
	o := w.owed()
	w.do("lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: o, Method: PayPal, Amount: Money{12000, "USD"}, Reference: "R1"})
	return o
}

// TestClocksDoWhatTheTableSays reaches every clock of the orders by the virtual clock, one second before it is
// due and then at the moment itself.
func TestClocksDoWhatTheTableSays(t *testing.T) {
	state := func(s OrderState) func(*world, *Order) bool {
		return func(_ *world, o *Order) bool { return o.State == s }
	}
	for _, tt := range []struct {
		rule Rule
		make scene
		then func(*world, *Order) bool
	}{
		{ClockShip, func(w *world) ID { return w.approved(w.fixedPrice()) }, func(_ *world, o *Order) bool { return o.ShipLate && o.State == AwaitingSample }},
		{ClockNever, func(w *world) ID { return w.approved(w.fixedPrice()) }, func(_ *world, o *Order) bool { return o.State == Expired && o.Against == SellerSide }},
		{ClockReceive, func(w *world) ID { o := w.approved(w.fixedPrice()); w.ship(o); return o }, func(_ *world, o *Order) bool {
			return o.State == AwaitingSubmission && o.Shipping().Assumed
		}},
		{ClockAddressHide, func(w *world) ID {
			o := w.approved(w.fixedPrice())
			w.ship(o)
			w.do("mia", &ConfirmReceipt{Order: o})
			return o
		}, func(w *world, o *Order) bool { return ShippingAddress(w.s, ViewerOf(w.s, w.actor("lumen")), o) == "" }},
		{ClockSubmit, func(w *world) ID { return w.approved(w.noSample()) }, func(_ *world, o *Order) bool { return o.State == Expired && o.Against == CreatorSide }},
		{ClockSubmit, func(w *world) ID {
			o := w.approved(w.noSample())
			w.do("mia", &RequestMaterials{Order: o, Text: "which colour?"})
			return o
		}, func(_ *world, o *Order) bool { return o.State == Expired && o.Against == SellerSide }},
		{ClockContentReview, func(w *world) ID { return w.reviewed() }, func(_ *world, o *Order) bool {
			return o.State == Confirmed && o.BySilence && o.Owed == Money{12000, "USD"}
		}},
		{ClockChanges, func(w *world) ID {
			o := w.reviewed()
			w.do("lumen", &RequestChanges{Order: o, Clauses: []string{"R2"}, Note: "say it"})
			return o
		}, state(Expired)},
		{ClockRecord, func(w *world) ID { return w.owed() }, func(_ *world, o *Order) bool { return o.State == Confirmed && o.PayLate && o.Debt() == DebtLate }},
		{ClockAcknowledge, func(w *world) ID { return w.paid() }, state(Completed)},
		{ClockComplete, func(w *world) ID {
			f := w.noSample()
			f.Type, f.Fee = SocialCPS, nil
			o := w.approved(f)
			w.submit(o, "https://www.instagram.com/reel/1/")
			return o
		}, state(Completed)},
		{ClockExtension, func(w *world) ID {
			o := w.approved(w.noSample())
			w.do("mia", &AskExtension{Order: o, Days: 7})
			return o
		}, func(w *world, o *Order) bool {
			return o.Extension.Agreed && o.Timers.SubmitBy == o.Terms.SubmitBy.Add(10*day)
		}},
		{ClockOffer, func(w *world) ID {
			o := w.approved(w.noSample())
			w.do("lumen", &MakeOffer{Order: o, Fee: &Money{15000, "USD"}})
			return o
		}, func(_ *world, o *Order) bool { return !o.Offer.Open() && !o.Offer.Agreed && o.Terms.Fee.Minor == 12000 }},
		{ClockStop, func(w *world) ID {
			o := w.approved(w.noSample())
			w.do("mia", &ProposeStop{Order: o, Note: "moved abroad"})
			return o
		}, func(_ *world, o *Order) bool { return !o.Stop.Open() && o.State == AwaitingSubmission }},
	} {
		t.Run(string(tt.rule), func(t *testing.T) {
			w := newWorld(t)
			id := tt.make(w)
			c := w.clock(w.order(id), tt.rule)
			w.advance(c.Due.Sub(w.now) - time.Second)
			if tt.then(w, w.order(id)) {
				t.Fatalf("%s struck before it was due", tt.rule)
			}
			w.advance(time.Second)
			if !tt.then(w, w.order(id)) {
				t.Fatalf("%s did not do what the table says: %+v", tt.rule, w.order(id))
			}
		})
	}
}

func (w *world) clock(row Row, rule Rule) Clock {
	w.t.Helper()
	for _, c := range Clocks(w.s, row) {
		if c.Rule == rule {
			return c
		}
	}
	w.t.Fatalf("no clock %s", rule)
	return Clock{}
}

func TestClockLengths(t *testing.T) {
	for _, tt := range []struct { // the world begins on a Monday
		rule Rule
		make scene
		want time.Duration
	}{
		{ClockShip, func(w *world) ID { return w.approved(w.fixedPrice()) }, 7 * day}, // five working days and a weekend
		{ClockContentReview, func(w *world) ID { return w.reviewed() }, 5 * day},
		{ClockRecord, func(w *world) ID { return w.owed() }, 5 * day},
		{ClockAcknowledge, func(w *world) ID { return w.paid() }, 30 * day},
	} {
		w := newWorld(t)
		if got := w.clock(w.order(tt.make(w)), tt.rule).Due.Sub(w.now); got != tt.want {
			t.Errorf("%s is due in %v, want %v", tt.rule, got, tt.want)
		}
	}
}

func TestApplicationsThatNobodyReviewsAreRejected(t *testing.T) {
	w := newWorld(t)
	task := w.publish(w.noSample())
	o := w.apply(task, "mia")
	w.advance(10 * day)
	if got := TaskByID(w.s, task); got.State != Closed || got.BySeller {
		t.Fatalf("after the application deadline the task is %s", got.State)
	}
	if w.View("mia").Count(Square(0)) != 0 {
		t.Fatal("the task is still on the square")
	}
	w.advance(7*day - time.Second)
	if got := w.order(o).State; got != Applied {
		t.Fatalf("rejected too early: %s", got)
	}
	w.advance(time.Second)
	if got := w.order(o); got.State != Rejected || got.Rejection.Reason != RejectNotReviewed {
		t.Fatalf("order is %s", got.State)
	}
	if got := TaskByID(w.s, task).State; got != Ended {
		t.Fatalf("task is %s although every order is settled", got)
	}
}

func (w *world) View(handle string) View { return NewView(w.s, w.actor(handle), w.now) }

func TestLatePaymentEscalatesAndBlocksPublishing(t *testing.T) {
	w := newWorld(t)
	o := w.owed()
	w.advance(35 * day)
	if !w.order(o).Escalated {
		t.Fatal("30 days late and not before support")
	}
	if r := w.try("lumen", &CreateTask{ID: w.id(TaskLetter), Fields: w.fixedPrice(), Publish: true}); r == nil || r.Rule != RuleEscalated {
		t.Fatalf("published although a payment is unsettled: %v", r)
	}
	w.do("lumen", &RecordPayment{ID: w.id(PaymentLetter), Order: o, Method: PayPal, Amount: Money{12000, "USD"}, Reference: "late"})
	w.do("lumen", &CreateTask{ID: w.id(TaskLetter), Fields: w.fixedPrice(), Publish: true})
}

func TestChangedPayPalAddressIsHeld(t *testing.T) {
	w := newWorld(t)
	o := w.owed()
	w.do("mia", &SetPayPal{Handle: "mia", PayPal: w.keep("new@example.com")})
	seen := func() string { return PayoutAddress(w.s, ViewerOf(w.s, w.actor("lumen")), w.order(o)) }
	w.advance(day - time.Second)
	if got := seen(); got != "mia@example.com" {
		t.Fatalf("a changed address counts before the hold ends: %q", got)
	}
	w.advance(time.Second)
	if got := seen(); got != "new@example.com" {
		t.Fatalf("after the hold the address is %q", got)
	}
}

// A late sample moves the deadline day for day, and the deadline is never earlier than 7 days after receipt.
func TestLateSampleMovesTheDeadline(t *testing.T) {
	w := newWorld(t)
	o := w.approved(w.fixedPrice())
	due := w.clock(w.order(o), ClockShip).Due
	w.advance(due.Sub(w.now) + 3*day)
	w.ship(o)
	if got, want := w.order(o).Timers.SubmitBy, w.order(o).Terms.SubmitBy.Add(3*day); got != want {
		t.Fatalf("deadline is %v, want %v", got, want)
	}
	w.advance(29 * day)
	w.do("mia", &ConfirmReceipt{Order: o})
	w2 := newWorld(t)
	f := w2.fixedPrice()
	f.SubmitBy = w2.now.Add(12 * day)
	o2 := w2.approved(f)
	w2.ship(o2)
	w2.advance(11 * day)
	w2.do("mia", &ConfirmReceipt{Order: o2})
	if got, want := w2.order(o2).Timers.SubmitBy, w2.now.Add(7*day); got != want {
		t.Fatalf("deadline after a late receipt is %v, want %v", got, want)
	}
}

// A stopped order has no clocks, and each goes on with the time it had left.
func TestStoppedClocksGoOnWithTheTimeTheyHadLeft(t *testing.T) {
	w := newWorld(t)
	id := w.reviewed()
	due := w.clock(w.order(id), ClockContentReview).Due
	w.advance(2 * day)
	w.happen(&ClocksStopped{Order: w.order(id).Key})
	if left := Clocks(w.s, w.order(id)); len(left) != 0 {
		t.Fatalf("a stopped order has clocks: %v", left)
	}
	w.advance(20 * day)
	w.happen(&ClocksContinued{Order: w.order(id).Key})
	if got, want := w.clock(w.order(id), ClockContentReview).Due, due.Add(20*day); got != want {
		t.Fatalf("due %v, want %v", got, want)
	}
}

func (w *world) happen(e Event) {
	if !Apply(w.s, Meta{At: w.now}, e) {
		w.t.Fatalf("%s did not apply", e.Wire())
	}
}

// Moving the clock 60 days at once gives exactly what 60 single days give.
func TestSixtyDaysAtOnceAreSixtySingleDays(t *testing.T) {
	build := func() *world {
		w := newWorld(t)
		w.reviewed()
		w.owed()
		w.paid()
		w.approved(w.fixedPrice())
		w.ship(w.approved(w.fixedPrice()))
		w.apply(w.publish(w.noSample()), "mia")
		o := w.approved(w.noSample())
		w.do("mia", &AskExtension{Order: o, Days: 3})
		return w
	}
	once, daily := build(), build()
	once.advance(60 * day)
	for range 60 {
		daily.advance(day)
	}
	if !reflect.DeepEqual(once.s.rows, daily.s.rows) {
		t.Fatal("the two worlds differ")
	}
}

// Clocks that struck while a hub was away wait 24 hours more.
func TestClocksWaitForAHubThatWasAway(t *testing.T) {
	w := newWorld(t)
	o := w.reviewed()
	due := w.clock(w.order(o), ClockContentReview).Due
	since := w.now
	w.now = due.Add(3 * day)
	if r := w.by(Actor{System: true}, &ReturnHub{Since: since}); r != nil {
		t.Fatal(r)
	}
	c := w.clock(w.order(o), ClockContentReview)
	if c.Due != w.now.Add(day) || !c.Waits {
		t.Fatalf("the clock is due %v, want a day from now", c.Due)
	}
	w.advance(day)
	if got := w.order(o).State; got != Confirmed {
		t.Fatalf("after the wait the order is %s", got)
	}
}

// An order that waits for its sample is one thing to do, however many clocks run on it.
func TestOneThingToDoCountsOnce(t *testing.T) {
	w := newWorld(t)
	o := w.approved(w.fixedPrice())
	lumen := AccountByHandle(w.s, "lumen").Key
	if got := w.View("lumen").Count(TurnsOf(lumen)); got != 1 {
		t.Errorf("%d turns, want 1", got)
	}
	w.advance(w.clock(w.order(o), ClockShip).Due.Sub(w.now))
	if got := w.View("lumen").Count(TurnsOf(lumen)); got != 1 {
		t.Errorf("late, and %d turns, want 1", got)
	}
}

// The seller's edit of a task overtakes an offer made to one order, and says so.
func TestEditOvertakesAnOpenOffer(t *testing.T) {
	w := newWorld(t)
	o := w.approved(w.noSample())
	w.do("lumen", &MakeOffer{Order: o, Fee: &Money{15000, "USD"}})
	f := w.noSample()
	f.Brief = append(f.Brief, "Name the price")
	w.do("lumen", &EditTask{ID: TaskOf(w.s, w.order(o).Task).ID, Fields: f})
	var names []string
	for _, e := range w.last.Events {
		names = append(names, e.Wire())
	}
	if want := []string{"task.edited", "offer.answered", "offer.made", "task.swept"}; !slices.Equal(names, want) {
		t.Fatalf("events %v, want %v", names, want)
	}
	if got := w.order(o).Offer; !got.Open() || len(got.Terms.Brief) != 3 {
		t.Errorf("the open offer is %+v", got)
	}
	w.do("mia", &AnswerProposal{Order: o, Accept: true})
	if got := w.order(o); len(got.Terms.Brief) != 3 || got.Version != 2 {
		t.Errorf("accepted, and the terms are %+v of version %d", got.Terms, got.Version)
	}
}
