package ui

import (
	"context"
	"os"
	"testing"

	"aeconnect/model"
	"aeconnect/store/sample"
	"aeconnect/ui/screen/screentest"
)

// An agency's day in the sample marketplace, where it has three hundred creators: applying for 120, asking for codes,
// handing them out, reading the splits. The walk counts its keys: each step is a minute's work.
func TestAgencyDay(t *testing.T) {
	text, err := os.ReadFile("testdata/sample/agency-day.walk")
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range []screentest.Size{{Width: 80, Height: 24}, {Width: 146, Height: 36}} {
		t.Run(size.String(), func(t *testing.T) {
			m := sample.NewMemory()
			if err := sample.Make(context.Background(), m, sample.Options{Seed: 1, Tasks: 1, Past: -1}); err != nil {
				t.Fatal(err)
			}
			state, ok := m.State().(*model.Overlay)
			if !ok {
				t.Fatal("the sample is not in memory")
			}
			o := options(screentest.Over(t, state, m.Now()), "northlight")
			o.Places = places{}
			s := &story{d: drive(t, o.Market.(*screentest.World), o, size), t: t}
			s.owner = s.d
			s.walk(string(text))
		})
	}
}
