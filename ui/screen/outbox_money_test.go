package screen_test

import (
	"context"
	"errors"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// away is a marketplace whose commands end with an error.
type away struct {
	*screentest.World
	err error
}

// Do implements screen.Market.
func (a away) Do(context.Context, model.Actor, model.Command, ...model.Opened) (model.Decision, error) {
	return model.Decision{}, a.err
}

// A payment that the hub cannot be asked for is not queued, one that it has not answered is being asked: neither is ever
// shown as done, nor as something that may have happened.
func TestPaymentsWithoutTheHubAreNotDone(t *testing.T) {
	for says, err := range map[string]error{
		"there is no connection. Nothing was queued": post.ErrOffline,
		"has not answered yet. It is asked again":    post.ErrPending,
		"No answer came: lightning.":                 errors.New("lightning"),
	} {
		w := screentest.New(t)
		id := owing(w, "mia.makes")[0]
		d := desk(w, "lumen")
		d.Market = away{w, err}
		s := paymentsStage(w, "lumen", wide(), d)
		s.Press("r", "tab", "tab")
		s.Type("PP-1")
		s.Press("ctrl+s", "enter", "right", "enter")
		s.Expect(says)
		s.Refuse("payment recorded", "went through", "nothing is owed")
		if o := w.Order(id); o.State != model.Confirmed {
			t.Errorf("%v: the order is %s", err, o.State)
		}
	}
}

// Confirming content starts a payment: without the hub it is not done either.
func TestContentIsNotConfirmedWithoutTheHub(t *testing.T) {
	c := screentest.NewCast(t)
	d := desk(c.World, "lumen")
	d.Market = away{c.World, post.ErrOffline}
	key := c.Order(c.Orders["in_review_v2"]).Key
	s := deskStage(c.World, "lumen", wide(), d, func(d screen.Desk) kit.Screen { return screen.NewReview(d, key) })
	s.Press("a", "right", "enter")
	s.Expect("there is no connection. Nothing was queued")
	if o := c.Order(c.Orders["in_review_v2"]); o.State != model.InReview {
		t.Errorf("the order is %s", o.State)
	}
}

// A payment that is being asked is marked as that wherever its order stands, and stays owed.
func TestAPaymentBeingAskedIsOwed(t *testing.T) {
	w := screentest.New(t)
	id := owing(w, "mia.makes")[0]
	d := desk(w, "lumen")
	waits := post.Waits{id: {{Key: 5, What: "Record a payment", Standing: post.Asking}}}
	d.Waits = func() post.Waits { return waits }
	s := paymentsStage(w, "lumen", wide(), d)
	s.Expect("120.00 USD owed", "○")
	s.Refuse("Recorded 1")
	s.Press("enter")
	s.Expect("the hub is asked, and has not answered yet. It is not done")
}
