package hub_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
)

const batchRows = 1000

// reviewing is a marketplace on disk with a task for which a thousand creators applied.
func reviewing(t testing.TB, dir string, rows int) (*world, []model.Picked) {
	t.Helper()
	w := newWorld(t, openHub(t, dir, hub.Options{})).found(true)
	task := w.publish("lumen")
	var all []model.Picked
	err := w.hub.Bulk(context.Background(), func(bulk *hub.Bulk) error {
		w.send = bulk.Do
		for i := range rows {
			w.do("", &model.AddAccount{Handle: fmt.Sprintf("maker%d", i), Role: model.Creator, Kind: model.External})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.send = through(w.hub)
	for i := range rows {
		w.actor(fmt.Sprintf("maker%d", i))
	}
	err = w.hub.Bulk(context.Background(), func(bulk *hub.Bulk) error {
		w.send = bulk.Do
		for i := range rows {
			all = append(all, model.Picked{ID: w.apply(task, fmt.Sprintf("maker%d", i)), Rev: 1})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	w.send = through(w.hub)
	return w, all
}

// now returns the orders at their present revisions.
func (w *world) now(rows []model.Picked) []model.Picked {
	w.t.Helper()
	var all []model.Picked
	err := w.hub.View(func(r model.Reader) error {
		for _, row := range rows {
			all = append(all, model.Picked{ID: row.ID, Rev: model.OrderByID(r, row.ID).Rev})
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

func (w *world) parcel(rows []model.Picked, id model.ID) (*model.SendSamples, model.Opened) {
	from := secret("Lumen Audio, 1 Main St, Shenzhen, CN")
	return &model.SendSamples{Orders: rows, Batch: id, Info: model.ShipmentInfo{
		Carrier: "DHL", Tracking: "00340434161094042557", Pieces: 1, Sender: from.Commit(),
	}}, from
}

// A thousand rows fit into one entry, whatever the batch does, and what was kept is what the journal says.
func TestBatchOfAThousand(t *testing.T) {
	dir := t.TempDir()
	w, rows := reviewing(t, dir, batchRows)
	note := strings.Repeat("Thank you. ", 8)
	for _, c := range []model.Command{
		&model.ApproveApplications{Orders: rows, Batch: w.id(model.BatchLetter)},
		&model.UndoBatch{},
		&model.RejectApplications{Reason: model.RejectRequirements, Note: note, Again: true, Batch: w.id(model.BatchLetter)},
		&model.UndoBatch{},
		&model.ApproveApplications{Batch: w.id(model.BatchLetter)},
	} {
		switch c := c.(type) {
		case *model.RejectApplications:
			c.Orders = w.now(rows)
		case *model.ApproveApplications:
			c.Orders = w.now(rows)
		}
		w.do("lumen", c)
	}
	send, from := w.parcel(w.now(rows), w.id(model.BatchLetter))
	w.with("lumen", send, from)
	half := &model.UndoBatch{Batch: send.Batch}
	for _, row := range rows[:batchRows/2] {
		half.Orders = append(half.Orders, row.ID)
	}
	w.do("lumen", half)
	w.advance(11 * time.Minute)
	for i, row := range []model.Picked{rows[0], rows[batchRows-1]} {
		if got := w.order(row.ID).State; got != []model.OrderState{model.AwaitingSample, model.OnTheWay}[i] {
			t.Errorf("%s is %s", row.ID, got)
		}
	}
	if err := w.hub.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := hub.Doctor(context.Background(), dir, nil); err != nil || !r.Clean() {
		t.Errorf("the state is not what the journal says: %+v (%v)", r, err)
	}
}

// Texts that are too long for so many rows are refused by a rule, and what is not refused fits.
func TestBatchOfLongTexts(t *testing.T) {
	w, rows := reviewing(t, t.TempDir(), batchRows)
	long := func(rows []model.Picked) model.Command {
		return &model.RejectApplications{Orders: rows, Reason: model.RejectRequirements, Note: strings.Repeat("好", 1000), Again: true, Batch: w.id(model.BatchLetter)}
	}
	o := w.try("lumen", long(rows))
	if o.Refusal == nil || o.Refusal.Rule != model.RuleBatchSize {
		t.Fatalf("3 MB were answered with %v", o.Refusal)
	}
	w.do("lumen", long(rows[:o.Refusal.Args[1].Value]))
	w.do("lumen", &model.UndoBatch{})
	w.do("lumen", &model.ApproveApplications{Orders: w.now(rows), Batch: w.id(model.BatchLetter)})
	send, from := w.parcel(w.now(rows), "")
	send.Info.Carrier, send.Info.Tracking = strings.Repeat("好", 80), strings.Repeat("8", 80)
	if o = w.try("lumen", send, from); o.Refusal == nil || o.Refusal.Rule != model.RuleBatchSize {
		t.Fatalf("a long parcel was answered with %v", o.Refusal)
	}
	send.Orders = send.Orders[:o.Refusal.Args[1].Value]
	w.with("lumen", send, from)
}

// BenchmarkBatch plans, applies, plans to take back and takes back a batch of a thousand applications, on disk.
func BenchmarkBatch(b *testing.B) {
	w, rows := reviewing(b, b.TempDir(), batchRows)
	me := w.actor("lumen")
	var spent [4]time.Duration
	measure := func(i int, do func()) {
		began := time.Now()
		do()
		spent[i] += time.Since(began)
	}
	look := func(fn func(r model.Reader, now model.Moment)) {
		now, err := w.hub.Now()
		if err == nil {
			err = w.hub.View(func(r model.Reader) error { fn(r, now); return nil })
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		c := &model.ApproveApplications{Orders: w.now(rows), Batch: w.id(model.BatchLetter)}
		undo := &model.UndoBatch{Batch: c.Batch}
		measure(0, func() {
			look(func(r model.Reader, now model.Moment) { refused(b, model.PlanBatch(r, me, now, c), nil) })
		})
		measure(1, func() { w.do("lumen", c) })
		measure(2, func() {
			look(func(r model.Reader, now model.Moment) {
				plan, refusal := model.PlanUndo(r, me, now, undo)
				refused(b, plan, refusal)
			})
		})
		measure(3, func() { w.do("lumen", undo) })
	}
	for i, name := range []string{"ms/plan", "ms/apply", "ms/undo-plan", "ms/undo"} {
		b.ReportMetric(float64(spent[i].Microseconds())/1000/float64(b.N), name)
	}
}

// refused fails where a row of a plan is.
func refused(b *testing.B, plan []model.RowResult, whole *model.Refusal) {
	if whole != nil || len(plan) != batchRows {
		b.Fatalf("%d rows, %v", len(plan), whole)
	}
	for _, row := range plan {
		if row.Refusal != nil {
			b.Fatalf("%s: %v", row.ID, row.Refusal)
		}
	}
}
