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
