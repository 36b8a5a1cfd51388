package screen_test

import (
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// Y on a filtered list copies the command line that finds the same rows; what no command can read is not copied.
func TestFilteredListIsCopiedAsACommand(t *testing.T) {
	w := screentest.NewCast(t)
	orders := func(d screen.Desk) kit.Screen { return screen.NewMyOrders(d, model.Seller) }
	payments := func(d screen.Desk) kit.Screen { return screen.NewPayments(d, model.Seller) }
	for _, c := range []struct {
		open        func(screen.Desk) kit.Screen
		typed, want string
	}{
		{orders, "state:applied", "aeconnect order ls --state applied --where state:applied --as lumen"},
		{screen.NewMyTasks, "fee>10", "aeconnect task ls --where 'fee>10' --as lumen"},
		{screen.NewToReview, "waiting<90", "aeconnect task ls --where 'waiting>0 waiting<90' --as lumen"},
		{screen.NewPending, "-mcn:yes", "aeconnect ship ls --state awaiting_sample --where -mcn:yes --as lumen"},
		{payments, "fee>1", "aeconnect payment ls --state late,owed --where 'fee>1' --as lumen"},
		{screen.NewMyTasks, "fee>", "aeconnect task show "},
	} {
		s := stageOf(w.World, "lumen", screentest.Sizes()[1], c.open)
		s.Press("/")
		s.Type(c.typed)
		s.Press("enter", "Y")
		if len(s.Copied) != 1 || !strings.HasPrefix(s.Copied[0], c.want) {
			t.Errorf("%q copied %q, want %q\n%s", c.typed, s.Copied, c.want, s.Frame())
		}
	}
}

// A view of Payments is opened with its tab and its filter; what stands behind other tabs stays reachable.
func TestPaymentsHaveViews(t *testing.T) {
	w := screentest.NewCast(t).World
	d := desk(w, "lumen")
	d.Drafts = screen.NewDrafts(nil, nil)
	open := func() kit.Screen { return screen.NewPayments(d, model.Seller) }
	s := screentest.NewStage(w, "lumen", broad(), screentest.Entry("p", "Payments", open))
	s.Press("right", "/")
	s.Type("fee>10")
	s.Press("enter", "v", "enter")
	s.Type("Big and late")
	s.Press("enter")
	s.Expect("Saved as")
	views := screen.Views(d)
	if len(views) != 1 || views[0].Entry() != "payments" {
		t.Fatalf("saved %+v", views)
	}
	s.Press("esc", "left")
	s.Refuse("2 of 2")
	k := walk(screen.OpenView(d, views[0]), 146, 36)
	if !k.sees("fee>10") || !k.sees("2 of 2") {
		t.Errorf("the view is\n%s", k.seen())
	}
	for range 4 {
		k.press("right")
	}
	if !k.sees("AFTER") && !k.sees("FROM") {
		t.Errorf("the statement is\n%s", k.seen())
	}
}
