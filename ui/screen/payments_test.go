package screen_test

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func paymentsStage(w *screentest.World, handle string, size screentest.Size, d screen.Desk) *screentest.Stage {
	w.T.Helper()
	role := w.Account(handle).Role
	return deskStage(w, handle, size, d, func(d screen.Desk) kit.Screen { return screen.NewPayments(d, role) })
}

func TestPaymentsGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		c := screentest.NewCast(t)
		s := paymentsStage(c.World, "lumen", size, desk(c.World, "lumen"))
		screentest.Golden(t, "desk_payments_"+size.String(), s.Frame())
		s.Press("right")
		screentest.Golden(t, "desk_payments_late_"+size.String(), s.Frame())
		s.Press("right", "right", "right")
		screentest.Golden(t, "desk_payments_suspense_"+size.String(), s.Frame())
		s.Press("right")
		screentest.Golden(t, "desk_payments_statement_"+size.String(), s.Frame())
		s.Press("left", "left", "left", "left", "left", "space", "down", "space", "r")
		screentest.Golden(t, "desk_record_"+size.String(), s.Frame())
		s.Press("tab", "tab")
		s.Type("MASS-77")
		s.Press("ctrl+s")
		screentest.Golden(t, "desk_recordplan_"+size.String(), s.Frame())
	}
}

// owing returns orders of lumen's that owe a fee, one for each creator.
func owing(w *screentest.World, creators ...string) []model.ID {
	f := w.FixedPrice()
	f.Samples, f.Keep = 0, false
	task := w.Publish("lumen", f)
	var ids []model.ID
	for _, creator := range creators {
		id := w.Apply(task, creator, "")
		w.Approve(id)
		w.Submit(id)
		w.Confirm(id)
		ids = append(ids, id)
	}
	return ids
}

// A payment is planned, asked about with Cancel as the answer under the cursor, and recorded.
func TestRecordOnePayment(t *testing.T) {
	w := screentest.New(t)
	id := owing(w, "mia.makes")[0]
	s := paymentsStage(w, "lumen", wide(), desk(w, "lumen"))
	s.Expect("120.00 USD owed")
	s.Press("r")
	s.Expect("mia.makes@example.com", "This program moves no money")
	s.Press("ctrl+l", "tab", "tab")
	s.Type("PP-1")
	s.Press("ctrl+s")
	s.Expect("1 will be done", "120.00 USD, PayPal PP-1")
	s.Press("enter", "enter")
	if o := w.Order(id); o.State != model.Confirmed {
		t.Fatal("Cancel recorded a payment")
	}
	s.Press("enter", "right", "enter")
	if o := w.Order(id); o.State != model.Paid || o.Pay.Reference != "PP-1" {
		t.Fatalf("the order is %s\n%s", o.State, s.Frame())
	}
	s.Expect("1 payment recorded.", "nothing is owed", "Recorded 1")
	if len(s.Copied) != 1 || s.Copied[0] != "mia.makes@example.com" {
		t.Errorf("copied %q", s.Copied)
	}
}

// Another amount, another method and a used reference are said before anything happens; the payment is kept in
// suspense and its row says so.
func TestOddPaymentsAreSaidBefore(t *testing.T) {
	w := screentest.New(t)
	ids := owing(w, "mia.makes", "nils_reviews")
	w.Must("lumen", &model.RecordPayment{ID: w.Mint(model.PaymentLetter), Order: ids[0], Method: model.PayPal, Amount: w.Order(ids[0]).Owed, Reference: "PP-1"})
	s := paymentsStage(w, "lumen", wide(), desk(w, "lumen"))
	s.Press("r", "tab", "ctrl+u")
	s.Type("100 USD")
	s.Expect("Another amount goes to suspense")
	s.Press("ctrl+u")
	s.Type("120 USD")
	s.Refuse("Another amount goes to suspense: it is kept")
	s.Press("shift+tab", "right", "space")
	s.Expect("payment.method")
	s.Press("left", "space", "tab", "tab")
	s.Type("PP-1")
	s.Press("ctrl+s")
	s.Expect("in suspense, ")
	s.Press("enter", "right", "enter")
	s.Expect("1 of 1 went through", "in suspense, ")
	if o := w.Order(ids[1]); o.State != model.Confirmed {
		t.Errorf("the order is %s", o.State)
	}
	s.Press("esc", "esc", "right", "enter")
	s.Expect("Suspense 1")
}

// Several payments are recorded in one go under one number; for many the count has to be typed.
func TestMassPayment(t *testing.T) {
	w := screentest.New(t)
	var ids []model.ID
	for range 5 {
		ids = append(ids, owing(w, "mia.makes", "nils_reviews")...)
	}
	s := paymentsStage(w, "lumen", wide(), desk(w, "lumen"))
	s.Press("*", "r")
	s.Expect("Record 10 payments", "1,200.00 USD")
	s.Press("ctrl+s")
	s.Expect("Type the common number, or one for each.")
	s.Type("MP-9")
	s.Press("ctrl+s")
	s.Expect("10 will be done", "PayPal MP-9-1")
	s.Press("enter", "enter")
	if o := w.Order(ids[0]); o.State != model.Confirmed {
		t.Fatal("recorded without the count")
	}
	s.Type("10")
	s.Press("enter")
	s.Expect("10 payments recorded.")
	for i, id := range ids {
		if o := w.Order(id); o.State != model.Paid {
			t.Errorf("order %d is %s", i, o.State)
		}
	}
}

// A payment is recorded by a command of its own: several chosen ones are as many lines.
func TestCommandLinesOfChosenPayments(t *testing.T) {
	w := screentest.New(t)
	ids := owing(w, "mia.makes", "nils_reviews")
	s := paymentsStage(w, "lumen", wide(), desk(w, "lumen"))
	s.Press("*", "Y")
	if len(s.Copied) != 1 || strings.Count(s.Copied[0], "\n") != 1 {
		t.Fatalf("copied %q", s.Copied)
	}
	for _, id := range ids {
		if line := "aeconnect payment record " + string(id) + " --as lumen"; !strings.Contains(s.Copied[0], line) {
			t.Errorf("copied %q without %q", s.Copied, line)
		}
	}
}

// A refusal stands beside its row and stops no other.
func TestOneRefusalStopsNoOther(t *testing.T) {
	w := screentest.New(t)
	ids := owing(w, "mia.makes", "nils_reviews", "xiaotong")
	s := paymentsStage(w, "lumen", wide(), desk(w, "lumen"))
	s.Press("*", "r", "tab", "tab")
	s.Type("MP-9")
	s.Press("tab", "tab")
	s.Type("MP-9-1")
	s.Press("ctrl+s")
	s.Expect("in suspense, ")
	s.Press("enter", "right", "enter")
	s.Expect("3 of 3 went through")
	for i, want := range []model.OrderState{model.Paid, model.Confirmed, model.Paid} {
		if o := w.Order(ids[i]); o.State != want {
			t.Errorf("order %d is %s, want %s", i, o.State, want)
		}
	}
}

// A creator sees what is owed to them and by when, is told what to do about late payments, and says that money came.
func TestCreatorsPayments(t *testing.T) {
	c := screentest.NewCast(t)
	s := paymentsStage(c.World, "technochai", wide(), desk(c.World, "technochai"))
	s.Expect("250.00 USD owed to you")
	s.Press("right")
	s.Expect("goes to support", "may open a dispute")
	s.Refuse("mia.makes", "record payment")
	s = paymentsStage(c.World, "pilar.cocina", wide(), desk(c.World, "pilar.cocina"))
	s.Press("right", "right", "a")
	s.Expect("Acknowledge payment", "120.00 USD, PayPal")
	s.Press("enter", "right", "enter")
	s.Expect("1 payment acknowledged.", "Acknowledged 1")
	if o := c.Order(c.Orders["paid"]); o.State != model.Completed {
		t.Errorf("the order is %s", o.State)
	}
}

// Support sees every payment in suspense, a seller only their own, and the order is behind enter.
func TestSuspenseIsSeenByWhomItConcerns(t *testing.T) {
	c := screentest.NewCast(t)
	s := paymentsStage(c.World, "sam", wide(), desk(c.World, "sam"))
	s.Expect("W-77120")
	s = paymentsStage(c.World, "casa.brava", wide(), desk(c.World, "casa.brava"))
	s.Expect("Suspense 0")
	s = paymentsStage(c.World, "lumen", wide(), desk(c.World, "lumen"))
	s.Press("left", "left")
	s.Expect("W-77120")
	s.Press("enter")
	s.Expect("Timeline")
}

// The statement says what was owed after each line, follows what happens, and its lines lead to their orders.
func TestStatementRunsWithTheLedger(t *testing.T) {
	w := screentest.New(t)
	ids := owing(w, "mia.makes", "nils_reviews")
	s := paymentsStage(w, "lumen", wide(), desk(w, "lumen"))
	s.Press("left")
	s.Expect("Content confirmed 120.00 USD 240.00 USD", "Content confirmed 120.00 USD 120.00 USD")
	w.Pay(ids[0])
	s.Send(screen.Minute{})
	s.Expect("Paid by PayPal −120.00 USD 120.00 USD")
	s.Press("home", "enter")
	s.Expect(string(ids[0]))
}

// Given the form is open, when the payment is recorded elsewhere, then the plan says that nothing is owed any more.
func TestPaymentRecordedElsewhere(t *testing.T) {
	w := screentest.New(t)
	id := owing(w, "mia.makes")[0]
	s := paymentsStage(w, "lumen", wide(), desk(w, "lumen"))
	s.Press("r", "tab", "tab")
	s.Type("PP-8")
	w.Pay(id)
	s.Send(screen.Minute{})
	s.Expect("Something changed meanwhile", "PP-8")
	s.Press("ctrl+s")
	s.Expect("in suspense, ")
}

// What is late stands above what is only owed, and is counted in both.
func TestLateStandsFirst(t *testing.T) {
	c := screentest.NewCast(t)
	s := paymentsStage(c.World, "lumen", wide(), desk(c.World, "lumen"))
	s.Expect("Owed 3", "Late 2")
	late, owed := strings.Index(s.Frame(), "late for"), strings.Index(s.Frame(), "owed since")
	if late < 0 || owed < late {
		t.Errorf("late at %d, owed at %d\n%s", late, owed, s.Frame())
	}
}

// Ten thousand lines pasted into each field leave the form of payments whole.
func TestLongPasteIntoThePaymentForm(t *testing.T) {
	w := screentest.New(t)
	owing(w, "mia.makes", "xiaotong")
	s := paymentsStage(w, "lumen", screentest.Size{Width: 60, Height: 20}, desk(w, "lumen"))
	s.Press("*", "r")
	for range 5 {
		s.Paste(strings.Repeat("Оплата 静音\n", 10_000))
		s.Press("tab")
	}
	s.Press("ctrl+s")
	for _, line := range strings.Split(s.Frame(), "\n") {
		if kit.Width(line) > 60 {
			t.Fatalf("%d cells: %q", kit.Width(line), line)
		}
	}
}
