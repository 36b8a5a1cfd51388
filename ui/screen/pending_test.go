package screen_test

import (
	"testing"

	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

func pendingStage(w *screentest.World, size screentest.Size, d screen.Desk) *screentest.Stage {
	w.T.Helper()
	return deskStage(w, "lumen", size, d, screen.NewPending)
}

func TestPendingGoldens(t *testing.T) {
	for _, size := range screentest.Sizes() {
		c := screentest.NewCast(t)
		s := pendingStage(c.World, size, desk(c.World, "lumen"))
		screentest.Golden(t, "desk_pending_"+size.String(), s.Frame())
		s.Press("space", "down", "space", "down", "space", "p")
		screentest.Golden(t, "desk_send_"+size.String(), s.Frame())
		s.Type("DHL")
		s.Press("tab")
		s.Type("JD014600008")
		s.Press("tab")
		s.Type("JD014600009")
		s.Press("ctrl+s")
		screentest.Golden(t, "desk_sendplan_"+size.String(), s.Frame())
	}
}
