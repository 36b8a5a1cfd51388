package screen_test

import (
	"testing"

	"aeconnect/model"
	"aeconnect/ui/kit"
	"aeconnect/ui/screen"
	"aeconnect/ui/screen/screentest"
)

// renamed is a marketplace in which one row is found under the key, too, that it had while it waited for the hub.
type renamed struct {
	*screentest.World
	was, is model.Ref
}

// View implements screen.Market.
func (r renamed) View(actor model.Actor, read func(model.View)) error {
	return r.World.View(actor, func(v model.View) {
		v.Reader = both{v.Reader, r.was, r.is}
		read(v)
	})
}

type both struct {
	model.Reader
	was, is model.Ref
}

// Get implements model.Reader.
func (b both) Get(ref model.Ref) (model.Row, model.Presence) {
	if ref == b.was {
		ref = b.is
	}
	return b.Reader.Get(ref)
}

// Given a page that was opened on a task or an order while that waited, when the hub has given it another key, then the
// page shows the same one, its lists are those of the hub's key, and it hears of changes under that key.
func TestPageOfWhatWaited(t *testing.T) {
	w := screentest.New(t)
	task := w.Publish("lumen", w.FixedPrice())
	w.Apply(task, "mia.makes", "I compare earbuds every month.")
	queued := func(kind model.Kind, is model.Key) renamed {
		return renamed{w, model.Ref{Kind: kind, Key: 1<<48 + 1<<16}, model.Ref{Kind: kind, Key: is}}
	}
	stage := func(m renamed, handle string, page func(screen.Desk, model.Key) kit.Screen) *screentest.Stage {
		d := screen.Desk{Session: w.Session(handle)}
		d.Market = m
		return screentest.NewStage(w, handle, screentest.Size{Width: 146, Height: 36}, screentest.Entry("page", "Page", func() kit.Screen { return page(d, m.was.Key) }))
	}
	s := stage(queued(model.KindTask, w.Task(task).Key), "lumen", screen.NewTask)
	s.Expect(string(task))
	s.Press("right")
	s.Expect("mia.makes")
	w.Must("lumen", &model.CloseTask{ID: task})
	s.Send(screen.Changed{Refs: []model.Ref{{Kind: model.KindTask, Key: w.Task(task).Key}}})
	s.Press("left")
	s.Expect("ended")

	order := w.Apply(w.Publish("lumen", w.FixedPrice()), "mia.makes", "I compare earbuds every month.")
	s = stage(queued(model.KindOrder, w.Order(order).Key), "mia.makes", screen.NewOrder)
	s.Expect(string(order))
	w.Must("mia.makes", &model.CancelApplication{Order: order})
	s.Send(screen.Changed{Refs: []model.Ref{{Kind: model.KindOrder, Key: w.Order(order).Key}}})
	s.Expect("Cancelled since")
}
