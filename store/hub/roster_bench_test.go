package hub_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
)

const (
	rosterCreators = 500
	rosterTasks    = 10 // each with an order of every creator
	rosterPlan     = 300
)

// represented is a marketplace on disk with an agency of 500 creators and 5,000 orders, a third of them approved, a fifth of these late.
func represented(b *testing.B) *world {
	b.Helper()
	w := newWorld(b, openHub(b, b.TempDir(), hub.Options{})).found(true)
	w.do("", &model.AddAccount{Handle: "northlight", Role: model.Agency})
	names := make([]string, rosterCreators)
	bulk := func(fn func()) {
		err := w.hub.Bulk(context.Background(), func(bulk *hub.Bulk) error {
			w.send = bulk.Do
			fn()
			return nil
		})
		if w.send = through(w.hub); err != nil {
			b.Fatal(err)
		}
	}
	bulk(func() {
		for i := range names {
			names[i] = fmt.Sprintf("maker%d", i)
			w.do("", &model.AddAccount{Handle: names[i], Role: model.Creator, Kind: model.External})
		}
		w.do("", &model.AddToRoster{Agency: "northlight", Creators: names, Share: 2000})
	})
	w.actor("northlight")
	for i := range rosterTasks {
		c := w.forMany(w.publish("lumen"), names)
		w.do("northlight", c)
		if i%3 == 0 {
			approve := &model.ApproveApplications{}
			for _, row := range c.Rows {
				approve.Orders = append(approve.Orders, model.Picked{ID: row.ID})
			}
			w.do("lumen", approve)
		}
	}
	w.advance(9 * day)
	return w
}

func (w *world) forMany(task model.ID, names []string) *model.ApplyForMany {
	c := &model.ApplyForMany{Task: task, Batch: w.id(model.BatchLetter)}
	for _, name := range names {
		c.Rows = append(c.Rows, model.ForCreator{ID: w.id(model.OrderLetter), Creator: name})
	}
	return c
}

// BenchmarkRoster reads the board of 500 creators with 5,000 orders, a screen of its rows, and plans and applies 300 applications.
func BenchmarkRoster(b *testing.B) {
	w := represented(b)
	me := w.actor("northlight")
	fresh := w.publish("lumen")
	names := make([]string, rosterPlan)
	for i := range names {
		names[i] = fmt.Sprintf("maker%d", i)
	}
	var spent [5]time.Duration
	rows, late := 0, 0
	view := func(i int, fn func(v model.View)) {
		now, err := w.hub.Now()
		if err != nil {
			b.Fatal(err)
		}
		began := time.Now()
		err = w.hub.View(func(r model.Reader) error { fn(model.NewView(r, me, now)); return nil })
		spent[i] += time.Since(began)
		if err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		view(0, func(v model.View) {
			board := v.Board(v.DayEnd())
			rows, late = len(board), 0
			for _, r := range board {
				n, _ := r.Sum()
				late += n
			}
		})
		view(1, func(v model.View) {
			n := 0
			for _, row := range v.Rows(model.RosterOf(me.Account), model.Place{}, false) {
				if n++; n > 30 {
					break
				}
				v.MarksUnder(row.(*model.Contract), v.DayEnd())
			}
		})
		c := w.forMany(fresh, names)
		view(2, func(v model.View) {
			for _, r := range model.PlanBatch(v.Reader, me, v.Now, c) {
				if r.Refusal != nil {
					b.Fatal(r.Refusal)
				}
			}
		})
		began := time.Now()
		w.do("northlight", c)
		spent[3] += time.Since(began)
		began = time.Now()
		w.do("northlight", &model.UndoBatch{Batch: c.Batch})
		spent[4] += time.Since(began)
	}
	if rows != rosterCreators || late == 0 {
		b.Fatalf("%d creators, %d late", rows, late)
	}
	for i, name := range []string{"ms/board500", "ms/rows30", "ms/plan300", "ms/apply300", "ms/undo300"} {
		b.ReportMetric(float64(spent[i].Microseconds())/1000/float64(b.N), name)
	}
}
