package replica_test

import (
	"context"
	"flag"
	"fmt"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// grown is a hub on disk with so many tasks on the square.
func grown(b *testing.B, tasks int) *world {
	h, err := hub.Open(b.TempDir(), hub.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { h.Close() })
	w := newWorld(b, h).found(true)
	w.people("bazaar", "nils")
	for made := 0; made < tasks; {
		err := h.Bulk(context.Background(), func(bulk *hub.Bulk) error {
			w.send = bulk.Do
			for n := min(10_000, tasks-made); n > 0; n-- {
				w.publishAt("bazaar", start())
				made++
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	w.send = through(h)
	return w
}

var orderTasks = flag.Int("order-tasks", 0, "a third number of tasks at the hub of BenchmarkChangedOrder, such as 1000000")

// BenchmarkChangedOrder is one changed order on its way to a connected replica: from the command at the hub until the
// replica shows it. It must not matter how many tasks the hub has.
func BenchmarkChangedOrder(b *testing.B) {
	sizes := []int{1_000, 100_000}
	if *orderTasks > 0 {
		sizes = append(sizes, *orderTasks)
	}
	for _, tasks := range sizes {
		b.Run(fmt.Sprint(tasks), func(b *testing.B) {
			w := grown(b, tasks)
			l := join(b, w.hub, "lumen", 5)
			task := w.publish("lumen")
			order := w.apply(task, "mia")
			ctx, cancel := context.WithCancel(context.Background())
			ended := make(chan error, 1)
			go func() {
				ended <- l.Run(ctx, func(context.Context) (remote.Remote, error) { return l.remote(), nil }, l.pace())
			}()
			for l.Head() < w.hub.Head().Seq {
				time.Sleep(10 * time.Millisecond)
			}
			shows := func(seq uint64) {
				for {
					changed := l.Changed()
					if l.Head() >= seq {
						return
					}
					<-changed
				}
			}
			for b.Loop() {
				o := w.do("mia", &model.CancelApplication{Order: order})
				shows(o.Seq)
				b.StopTimer()
				order = w.apply(task, "mia")
				shows(w.hub.Head().Seq)
				b.StartTimer()
			}
			b.StopTimer()
			cancel()
			<-ended
		})
	}
}

// BenchmarkPush sends 10,000 commands that were made without a network, and shows what they led to.
func BenchmarkPush(b *testing.B) {
	w := grown(b, 10)
	for i := range b.N {
		b.StopTimer()
		l := join(b, w.hub, "lumen", uint64(i))
		l.sync()
		for range replica.OutboxMost {
			l.do(&model.CreateTask{ID: l.Mint(model.TaskLetter), Publish: true, Fields: fields(start())})
		}
		b.StartTimer()
		l.sync()
		if n := len(l.Outbox()); n > 0 {
			b.Fatal(n)
		}
		b.StopTimer()
		l.Replica.Close()
	}
}

// BenchmarkPushResting sends 10,000 edits that were made without a network, each over another.
func BenchmarkPushResting(b *testing.B) {
	w := grown(b, 10)
	var tasks []model.ID
	for range 50 {
		tasks = append(tasks, w.publish("lumen"))
	}
	for i := range b.N {
		b.StopTimer()
		l := join(b, w.hub, "lumen", uint64(i))
		l.sync()
		revs := map[model.ID]uint32{}
		_ = l.View(l.actor, func(v model.View) {
			for _, id := range tasks {
				revs[id] = model.TaskByID(v.Reader, id).Rev
			}
		})
		for n := range replica.OutboxMost {
			id := tasks[n%len(tasks)]
			e := &model.EditTask{ID: id, Rev: revs[id], Fields: fields(start())}
			e.Fields.Title = fmt.Sprint("edit ", n)
			if d := l.do(e); d.Refusal != nil {
				b.Fatal(d.Refusal)
			}
			revs[id]++
		}
		b.StartTimer()
		l.sync()
		if all, _ := l.Refusals(); len(all) > 0 || len(l.Outbox()) > 0 {
			b.Fatal(len(all), len(l.Outbox()))
		}
		b.StopTimer()
		l.Replica.Close()
	}
}
