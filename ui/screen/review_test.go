package screen_test

import (
	"slices"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// applied is a task that many people applied for, and the orders, in the order of application.
func applied(t testing.TB, wanted int, people ...string) (*screentest.World, model.ID, []model.ID) {
	t.Helper()
	w := screentest.New(t)
	f := w.FixedPrice()
	f.Title, f.Wanted, f.ApplyBy = "Wireless earbuds launch", wanted, w.Now().Add(4*screentest.Day)
	f.SubmitBy = w.Now().Add(40 * screentest.Day)
	id := w.Publish("lumen", f)
	var orders []model.ID
	for _, who := range people {
		orders = append(orders, w.Apply(id, who, "I compare earbuds every month; yours would close a series of five."))
	}
	return w, id, orders
}

func everybody() []string { return []string{"mia.makes", "nils_reviews", "hana", "pilar.cocina"} }

func applicants(w *screentest.World, task model.ID) func(screen.Desk) kit.Screen {
	key := w.Task(task).Key
	return func(d screen.Desk) kit.Screen { return screen.NewApplicants(d, key) }
}

func TestReviewGolden(t *testing.T) {
	for _, size := range screentest.Sizes() {
		w, id, _ := applied(t, 3, everybody()...)
		screentest.Golden(t, "review_tasks_"+size.String(), stageOf(w, "lumen", size, screen.NewToReview).Frame())
		s := stageOf(w, "lumen", size, applicants(w, id))
		screentest.Golden(t, "review_people_"+size.String(), s.Frame())
		s.Press("/")
		s.Type("foo:en followers>10k")
		screentest.Golden(t, "review_fault_"+size.String(), s.Frame())
		s.Press("ctrl+u")
		s.Type("-lang:es followers>10k")
		s.Press("enter", "space", "down", "space")
		screentest.Golden(t, "review_chosen_"+size.String(), s.Frame())
		s.Press("esc", "*", "*", "a")
		screentest.Golden(t, "plan_refused_"+size.String(), s.Frame())
		s.Press("l")
		screentest.Golden(t, "plan_done_"+size.String(), s.Frame())
		s.Press("u")
		screentest.Golden(t, "plan_undo_"+size.String(), s.Frame())
	}
}

// What follows from one approval is told from now on, not from the beginning of time.
func TestReviewOneApproved(t *testing.T) {
	w, id, _ := applied(t, 3, "mia.makes") // the list is empty afterwards
	s := stageOf(w, "lumen", screentest.Size{Width: 146, Height: 36}, applicants(w, id))
	s.Press("a")
	s.Expect("Application approved.", "(in 7 d)")
}

// A seller filters, chooses, looks at the plan, applies it, and takes it back.
func TestReviewInOneBatch(t *testing.T) {
	w, id, orders := applied(t, 0, everybody()...)
	s := stageOf(w, "lumen", broad(), screen.NewToReview)
	s.Expect("Wireless earbuds launch", "4 applications wait")
	s.Press("enter")
	s.Expect("4 applications", "nils_reviews", string(id))
	s.Press("*")
	s.Expect("4 chosen", "approve 4", "reject 4")
	s.Press("a")
	s.Expect("Approve 4 applications", "4 pieces", "480.00 USD")
	s.Refuse("REFUSED")
	s.Press("a", "a") // held a moment too long: a plan is applied by enter alone
	s.Expect("Approve 4 applications", "enter apply")
	s.Press("enter")
	s.Expect("4 applications approved", "u takes it back", "Nobody waits for your decision here")
	for _, o := range orders {
		if got := w.Order(o).State; got != model.AwaitingSample {
			t.Fatalf("%s is %s", o, got)
		}
	}
	s.Press("u")
	s.Expect("Take back 4 approvals")
	s.Press("enter")
	s.Expect("4 approvals taken back", "nils_reviews")
	for _, o := range orders {
		if got := w.Order(o).State; got != model.Applied {
			t.Fatalf("%s is %s", o, got)
		}
	}
	s.Press("u")
	s.Expect("Nothing of yours can be taken back")
}

// The command line that Y copies from the plan of an undo names the batch, which is all that the command takes.
func TestCommandLineOfUndo(t *testing.T) {
	w, id, orders := applied(t, 0, everybody()...)
	batch := model.MintID(model.BatchLetter, 7)
	var picked []model.Picked
	for _, o := range orders {
		picked = append(picked, model.Picked{ID: o})
	}
	w.Must("lumen", &model.RejectApplications{Orders: picked, Reason: model.RejectFit, Batch: batch})
	s := stageOf(w, "lumen", broad(), applicants(w, id))
	s.Press("u", "Y")
	if want := []string{"aeconnect undo " + string(batch) + " --as lumen"}; !slices.Equal(s.Copied, want) {
		t.Errorf("copied %q, want %q", s.Copied, want)
	}
}

// One row is approved at once, without a question, and taken back; a rejection asks for its reason.
func TestReviewOfOne(t *testing.T) {
	w, id, orders := applied(t, 0, everybody()...)
	s := stageOf(w, "lumen", broad(), applicants(w, id))
	s.Press("a")
	s.Expect("u takes it back")
	if got := w.Order(orders[0]).State; got != model.AwaitingSample {
		t.Fatalf("the first is %s", got)
	}
	s.Press("u", "enter")
	if got := w.Order(orders[0]).State; got != model.Applied {
		t.Fatalf("the first is %s again", got)
	}
	s.Press("x", "space", "ctrl+s")
	s.Expect("u takes it back")
	if got := w.Order(orders[1]).State; got != model.Rejected { // the cursor went on to it and stayed
		t.Fatalf("the second is %s", got)
	}
}

// How many are chosen is seen at any width and in any order: what is cut says less.
func TestReviewSaysHowManyAreChosen(t *testing.T) {
	w, id, _ := applied(t, 0, everybody()...)
	s := stageOf(w, "lumen", screentest.Size{Width: 60, Height: 20}, applicants(w, id))
	s.Press("s", "*")
	s.Expect("4 chosen")
}

// What is rejected in a batch has one reason; what is wrong with it stands at its field, and nothing is lost.
func TestReviewRejectsInOneBatch(t *testing.T) {
	w, id, orders := applied(t, 0, everybody()...)
	s := stageOf(w, "lumen", broad(), applicants(w, id))
	s.Press("space", "down", "space", "x")
	s.Expect("Reject 2 applications", "Reason")
	s.Press("right", "right", "right", "right", "space", "ctrl+s") // "other" needs a note
	s.Expect("Reject 2 applications", "Note", "✗")
	if got := w.Order(orders[0]).State; got != model.Applied {
		t.Fatalf("the first is %s without a reason", got)
	}
	s.Type("You are too far away.")
	s.Press("ctrl+s")
	s.Expect("Reject 2 applications", "rejected", "enter apply")
	s.Press("enter")
	s.Expect("2 applications rejected")
	if a, b, c := w.Order(orders[0]).State, w.Order(orders[1]).State, w.Order(orders[2]).State; a != model.Rejected || b != model.Rejected || c != model.Applied {
		t.Errorf("they are %s, %s, %s", a, b, c)
	}
}

// Two batches about the same rows: what one did meanwhile the other's plan says, and does the rest.
func TestPlanIsMadeAnew(t *testing.T) {
	w, id, orders := applied(t, 0, everybody()...)
	s := stageOf(w, "lumen", broad(), applicants(w, id))
	s.Press("*", "a")
	s.Expect("Approve 4 applications")
	w.Must("lumen", &model.ApproveApplications{Orders: []model.Picked{{ID: orders[1]}}}) // from another terminal, and no news of it yet
	w.Touched()
	s.Press("enter")
	s.Expect("Something changed meanwhile", "1 refused", "apply the 3 that can")
	if got := w.Order(orders[0]).State; got != model.Applied {
		t.Fatalf("a plan that was no longer so was applied: %s", got)
	}

	s.Act("hana", &model.CancelApplication{Order: orders[2]}) // news come: the plan is honest at once
	s.Expect("2 refused", "apply the 2 that can")
	s.Press("l")
	s.Expect("2 applications approved")
	if a, c := w.Order(orders[0]).State, w.Order(orders[2]).State; a != model.AwaitingSample || c != model.Cancelled {
		t.Errorf("they are %s and %s", a, c)
	}
}

// The plan says the command line that does the same.
func TestPlanCopiesItsLine(t *testing.T) {
	w, id, orders := applied(t, 0, everybody()...)
	k := walk(applicants(w, id)(deskOf(w, "lumen")), 146, 36)
	k.press("*")
	k.press("Y")
	want := "aeconnect order approve " + string(orders[0]) + " " + string(orders[1])
	if len(k.copied) == 0 || !strings.HasPrefix(k.copied[0], want) || !strings.HasSuffix(k.copied[0], "--as lumen") {
		t.Errorf("copied %q", k.copied)
	}
}
