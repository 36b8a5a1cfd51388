package hub_test

import (
	"slices"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal/mem"

	"aeconnect/store/journal"
)

func TestTrail(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	task := w.publish("lumen")
	id := w.apply(task, "mia")
	other := w.apply(w.publish("lumen"), "mia")
	w.do("lumen", &model.ApproveApplications{Orders: []model.Picked{{ID: id}}})
	w.try("mia", &model.CancelApplication{Order: id}) // refused: it is nobody's history
	ref := w.order(id).Ref()
	steps, err := w.hub.Trail(ref, 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	links := map[journal.Hash]bool{}
	for _, s := range slices.Backward(steps) {
		for _, e := range s.About {
			names = append(names, e.Wire())
		}
		links[s.Link] = true
	}
	if len(names) < 2 || names[0] != "order.applied" || !slices.Contains(names, "application.approved") {
		t.Errorf("the history is %q", names)
	}
	if len(links) != len(steps) || links[journal.Hash{}] {
		t.Errorf("%d steps have %d links", len(steps), len(links))
	}
	if theirs, _ := w.hub.Trail(w.order(other).Ref(), 0, 0); len(theirs) != 1 || links[theirs[0].Link] {
		t.Errorf("the other order's history: %+v", theirs)
	}
	if last, _ := w.hub.Trail(ref, 0, 1); len(last) != 1 || last[0].Seq != steps[0].Seq {
		t.Errorf("the last step is %+v", last)
	}
	if earlier, _ := w.hub.Trail(ref, steps[0].Seq, 0); len(earlier) != len(steps)-1 || earlier[0].Seq != steps[1].Seq {
		t.Errorf("before the last step there are %d", len(earlier))
	}
	if none, err := w.hub.Trail(model.Ref{Kind: model.KindOrder, Key: 999}, 0, 0); err != nil || len(none) != 0 {
		t.Errorf("a row that never was: %v %v", none, err)
	}
}

// TestLongTrail reads a history that is longer than one transaction may touch.
func TestLongTrail(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	err := w.hub.Bulk(t.Context(), func(b *hub.Bulk) error {
		w.send = b.Do
		for i := range 1200 {
			w.do("lumen", &model.ChangeRate{Rate: model.Rate(600 + i%2)})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	ref := model.Ref{Kind: model.KindAccount, Key: w.actor("lumen").Account}
	steps, err := w.hub.Trail(ref, 0, 0)
	if err != nil || len(steps) < 1202 || !slices.IsSortedFunc(steps, func(a, b hub.Step) int { return int(int64(b.Seq - a.Seq)) }) {
		t.Errorf("%d steps (%v)", len(steps), err)
	}
}

func TestNews(t *testing.T) {
	h := over(t, mem.New(journal.NewEpoch()), hub.Options{})
	w := newWorld(t, h).found(true)
	slow, gone := h.Subscribe(), h.Subscribe()
	gone.Close()
	if news := slow.Take(); len(news.Rows) > 0 || news.All {
		t.Errorf("news of what was before: %+v", news)
	}
	task := w.publish("lumen")
	w.apply(task, "mia")
	<-slow.Ready()
	news := slow.Take()
	for _, want := range []model.Ref{{Kind: model.KindTask, Key: 1}, {Kind: model.KindOrder, Key: 1}} {
		if n := len(slices.DeleteFunc(slices.Clone(news.Rows), func(r model.Ref) bool { return r != want })); n != 1 {
			t.Errorf("%v is told %d times", want, n)
		}
	}
	if news.Head != h.Head() || news.All {
		t.Errorf("news: %+v", news)
	}
	select {
	case <-slow.Ready():
		t.Error("there is nothing new")
	case <-gone.Ready():
		t.Error("a closed subscription is told")
	case <-time.After(time.Millisecond):
	}
	err := h.Bulk(t.Context(), func(b *hub.Bulk) error {
		w.send = b.Do
		for range 4200 {
			w.publishAt("lumen", start())
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if news := slow.Take(); !news.All || len(news.Rows) > 0 {
		t.Errorf("after very many changes: all %v, %d rows", news.All, len(news.Rows))
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	for range slow.Ready() { // closed with the hub
	}
	for range h.Subscribe().Ready() {
	}
}
