package screen_test

import (
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

var _ = model.PayPal
