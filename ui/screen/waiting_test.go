package screen_test

import (
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// waitingDesk is the desk of a replica with some commands about an order.
func waitingDesk(c *screentest.Cast, items ...post.Item) screen.Desk {
	d := desk(c.World, "lumen")
	p := screentest.NewPost(c.World, c.Orders["applied"])
	p.All = items
	d.Post = p
	due := map[uint64]model.Moment{}
	for _, it := range items {
		_ = p.Confirmed(d.Actor, func(v model.View) {
			if clock, ok := post.Clock(v, it); ok {
				due[it.Key] = clock.Due
			}
		})
	}
	waits := post.Teller{Words: assets.NewWords("en")}.WaitsOf(items, due)
	d.Waits = func() post.Waits { return waits }
	return d
}

// aWait is a command about an order.
func aWait(key uint64, s post.Standing, order model.ID) post.Item {
	it := post.Item{Key: key, Wire: "application.approve", Standing: s, Command: &model.ApproveApplications{Orders: []model.Picked{{ID: order}}}}
	if s == post.Refused {
		it.Refusal = &model.Refusal{Rule: model.RuleMoved, Field: "order", Args: []model.Arg{{Name: "id", Text: string(order)}}}
	}
	return it
}

// What waits is marked wherever its order stands, says what it waits for, and what may strike before.
func TestWhatWaitsIsMarked(t *testing.T) {
	for standing, says := range map[post.Standing][]string{
		post.Queued:  {"↑", "queued. It goes out when the hub is reached"},
		post.Asking:  {"○", "the hub is asked, and has not answered yet. It is not done"},
		post.Refused: {"✗", "refused by the hub", "It is in the Outbox"},
	} {
		c := screentest.NewCast(t)
		order := c.Orders["applied"]
		d := waitingDesk(c, aWait(3, standing, order))
		for _, size := range screentest.Sizes() {
			s := deskStage(c.World, "lumen", size, d, func(d screen.Desk) kit.Screen { return screen.NewOrder(d, c.Order(order).Key) })
			screentest.Golden(t, "waiting_"+string(standing)+"_"+size.String(), s.Frame())
			s.Expect(says...)
		}
		s := deskStage(c.World, "lumen", wide(), d, func(d screen.Desk) kit.Screen { return screen.NewOrder(d, c.Order(order).Key) })
		s.Expect(assets.NewWords("en").Say("outbox.standing_" + string(standing)))
		list := deskStage(c.World, "lumen", wide(), d, screen.NewToReview)
		list.Press("enter")
		list.Expect(says[0])
		today := deskStage(c.World, "lumen", wide(), waitingDesk(c, aWait(3, standing, c.Orders["in_review"])), screen.NewToday)
		today.Expect(says[0])
	}
}

// Where nothing waits nothing is marked.
func TestNothingIsMarkedWithoutAHub(t *testing.T) {
	c := screentest.NewCast(t)
	s := deskStage(c.World, "lumen", wide(), waitingDesk(c), func(d screen.Desk) kit.Screen { return screen.NewOrder(d, c.Order(c.Orders["applied"]).Key) })
	s.Refuse("queued", "↑")
}
