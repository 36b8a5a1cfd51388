package screen_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func TestListGolden(t *testing.T) {
	w := screentest.NewCast(t)
	for _, size := range screentest.Sizes() {
		s := stageOf(w.World, "lumen", size, screen.NewMyTasks)
		screentest.Golden(t, "list_tasks_"+size.String(), s.Frame())
		s = stageOf(w.World, "lumen", size, func(d screen.Desk) kit.Screen { return screen.NewMyOrders(d, model.Seller) })
		s.Press("right")
		screentest.Golden(t, "list_orders_seller_"+size.String(), s.Frame())
		s = stageOf(w.World, "mia.makes", size, func(d screen.Desk) kit.Screen { return screen.NewMyOrders(d, model.Creator) })
		s.Press("right")
		screentest.Golden(t, "list_orders_creator_"+size.String(), s.Frame())
	}
}

// What can be done on an order's page its maker can do in the list too: here, take an application back.
func TestMakersActInTheirList(t *testing.T) {
	c := screentest.NewCast(t)
	id := c.Orders["applied"]
	s := stageOf(c.World, "nils_reviews", screentest.Size{Width: 146, Height: 36}, func(d screen.Desk) kit.Screen { return screen.NewMyOrders(d, model.Creator) })
	s.Press("/")
	s.Type(string(id))
	s.Press("enter")
	s.Expect("C cancel application")
	s.Press("C", "left", "enter")
	if o := c.Order(id); o.State != model.Cancelled {
		t.Fatalf("the application is %s\n%s", o.State, s.Frame())
	}
	s.Expect("Application cancelled")
}
