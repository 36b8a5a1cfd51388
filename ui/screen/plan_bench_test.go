package screen_test

import (
	"fmt"
	"testing"

	"aeconnect/model"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// BenchmarkPlan is the plan of a batch of 1,000 applications, from the key to the drawn page.
func BenchmarkPlan(b *testing.B) {
	w := screentest.New(b)
	f := w.FixedPrice()
	f.Wanted = 0
	id := w.Publish("lumen", f)
	for i := range 1000 {
		handle := fmt.Sprintf("c%04d", i)
		add := *screentest.People()[1]
		add.Handle, add.Role, add.Level, add.Kind = handle, model.Creator, "", model.External
		w.Must("ops", &add)
		w.Apply(id, handle, "")
	}
	k := walk(screen.NewApplicants(deskOf(w, "lumen"), w.Task(id).Key), 146, 36)
	k.press("*")
	b.ReportAllocs()
	for b.Loop() {
		k.pushed = nil
		k.press("a")
		_ = walk(k.pushed[0], 146, 36).screen.View()
	}
}
