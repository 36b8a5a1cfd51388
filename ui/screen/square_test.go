package screen_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// deskOf returns what screens of a handle share.
func deskOf(w *screentest.World, handle string) screen.Desk {
	return screen.Desk{Session: w.Session(handle), Drafts: screen.NewDrafts(nil, nil)}
}

// stageOf shows one screen of a handle.
func stageOf(w *screentest.World, handle string, size screentest.Size, open func(screen.Desk) kit.Screen) *screentest.Stage {
	w.T.Helper()
	d := deskOf(w, handle)
	return screentest.NewStage(w, handle, size, screentest.Entry("screen", "Screen", func() kit.Screen { return open(d) }))
}

func TestSquareGolden(t *testing.T) {
	w := screentest.NewCast(t)
	for _, size := range screentest.Sizes() {
		s := stageOf(w.World, "mia.makes", size, screen.NewSquare)
		screentest.Golden(t, "square_"+size.String(), s.Frame())
		s.Press("/")
		s.Type("earb")
		screentest.Golden(t, "square_find_"+size.String(), s.Frame())
		s.Press("enter")
		s.Press("enter")
		screentest.Golden(t, "task_"+size.String(), s.Frame())
	}
}

func TestTaskPageGolden(t *testing.T) {
	w := screentest.NewCast(t)
	task := w.Task(w.Tasks["kids"])
	for _, size := range screentest.Sizes() {
		s := stageOf(w.World, "lumen", size, func(d screen.Desk) kit.Screen { return screen.NewTask(d, task.Key) })
		screentest.Golden(t, "task_seller_"+size.String(), s.Frame())
		s.Press("tab")
		screentest.Golden(t, "task_waiting_"+size.String(), s.Frame())
		s.Press("tab")
		screentest.Golden(t, "task_orders_"+size.String(), s.Frame())
	}
	_ = model.Key(0)
}
