package hub_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/hub/hubtest"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
)

// write is one change of a room.
type write struct {
	room       journal.Room
	key, value []byte // a nil value is a deletion
}

// recorder is a journal that notes what each append writes.
type recorder struct {
	journal.Journal
	groups [][]write
}

func (r *recorder) Append(ctx context.Context, expect journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	records, _, _ := journal.Seal(expect, group)
	var writes []write
	for i, raw := range records {
		writes = append(writes, write{"log", fmt.Appendf(nil, "%016x", group[i].Seq), raw})
	}
	head, err := r.Journal.Append(ctx, expect, group, func(tx journal.Tx) error { return with(&recordedTx{tx, &writes}) })
	r.groups = append(r.groups, writes)
	return head, err
}

type recordedTx struct {
	journal.Tx
	writes *[]write
}

func (t *recordedTx) Put(room journal.Room, key, value []byte) error {
	if value == nil {
		value = []byte{}
	}
	*t.writes = append(*t.writes, write{room, append([]byte(nil), key...), append([]byte{}, value...)})
	return t.Tx.Put(room, key, value)
}

func (t *recordedTx) Delete(room journal.Room, key []byte) error {
	*t.writes = append(*t.writes, write{room, append([]byte(nil), key...), nil})
	return t.Tx.Delete(room, key)
}

const writers = 64

// market founds a marketplace with as many creators as there are writers, and tasks to apply to.
func market(b testing.TB, h *hub.Hub, tasks int) (*world, []model.ID) {
	w := newWorld(b, h)
	var ids []model.ID
	err := h.Bulk(context.Background(), func(bulk *hub.Bulk) error {
		w.send = bulk.Do
		w.do("", &model.OpenMarket{Virtual: true, Start: start(), Zone: "UTC", Values: hubtest.Policy()})
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	w.send = through(h)
	for i := range writers {
		w.people(fmt.Sprintf("seller%d", i), fmt.Sprintf("creator%d", i))
	}
	for i := range writers {
		w.actor(fmt.Sprintf("seller%d", i))
		w.actor(fmt.Sprintf("creator%d", i))
	}
	err = h.Bulk(context.Background(), func(bulk *hub.Bulk) error {
		w.send = bulk.Do
		for i := range tasks {
			ids = append(ids, w.publishAt(fmt.Sprintf("seller%d", i%writers), start()))
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	w.send = through(h)
	return w, ids
}

// application is the n-th command of the benchmarks: each writer applies to one task after the other.
func (w *world) application(n int, tasks []model.ID) hub.Submission {
	writer, task := n%writers, (n/writers+n%writers*37)%len(tasks)
	return hub.Submission{
		Actor:   w.actor(fmt.Sprintf("creator%d", writer)),
		Command: &model.ApplyToTask{ID: w.id(model.OrderLetter), Task: tasks[task], Note: "I compare earbuds every month."},
	}
}

// crowd runs n operations from 64 goroutines.
func crowd(b *testing.B, op func(n int) error) {
	var next atomic.Int64
	var wg sync.WaitGroup
	b.ResetTimer()
	for range writers {
		wg.Go(func() {
			for n := int(next.Add(1)) - 1; n < b.N; n = int(next.Add(1)) - 1 {
				if err := op(n); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commands/s")
}

const benchTasks = 3000

// BenchmarkDurable compares durable commands of 64 people with bbolt's Batch that does the same writes of the same
// commands, without deciding anything.
func BenchmarkDurable(b *testing.B) {
	b.Run("hub64", func(b *testing.B) {
		w, tasks := market(b, openHub(b, b.TempDir(), hub.Options{}), benchTasks)
		crowd(b, func(n int) error {
			o, err := w.hub.Submit(context.Background(), w.application(n, tasks))
			if err == nil && o.Refusal != nil {
				err = o.Refusal
			}
			return err
		})
	})
	b.Run("batch64", func(b *testing.B) {
		before, groups := recorded(b, b.N)
		db := batchStore(b, before)
		crowd(b, func(n int) error {
			return db.Batch(func(tx *bbolt.Tx) error { return replayWrites(tx, groups[n]) })
		})
	})
	b.Run("hub1", func(b *testing.B) {
		w, tasks := market(b, openHub(b, b.TempDir(), hub.Options{}), benchTasks)
		b.ResetTimer()
		for n := range b.N {
			if o, err := w.hub.Submit(context.Background(), w.application(n, tasks)); err != nil || o.Refusal != nil {
				b.Fatal(err, o.Refusal)
			}
		}
	})
}

// recorded runs n commands one by one in memory and returns what each wrote, and what was there before.
func recorded(b *testing.B, n int) (before, commands [][]write) {
	r := &recorder{Journal: mem.New(journal.NewEpoch())}
	h, err := hub.New(r, hub.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer h.Close()
	w, tasks := market(b, h, benchTasks)
	before, r.groups = r.groups, nil
	for i := range n {
		if o, err := h.Submit(context.Background(), w.application(i, tasks)); err != nil || o.Refusal != nil {
			b.Fatal(err, o.Refusal)
		}
	}
	return before, r.groups
}

func batchStore(b *testing.B, before [][]write) *bbolt.DB {
	db, err := bbolt.Open(filepath.Join(b.TempDir(), "batch.db"), 0o600, &bbolt.Options{FreelistType: bbolt.FreelistMapType, InitialMmapSize: 4 << 30})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, group := range before {
			if err := replayWrites(tx, group); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return db
}

func replayWrites(tx *bbolt.Tx, writes []write) error {
	for _, w := range writes {
		bucket, err := tx.CreateBucketIfNotExists([]byte(w.room))
		if err != nil {
			return err
		}
		if w.value == nil {
			err = bucket.Delete(w.key)
		} else {
			err = bucket.Put(w.key, w.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkMemory is what deciding and keeping cost without a disk.
func BenchmarkMemory(b *testing.B) {
	h, err := hub.New(mem.New(journal.NewEpoch()), hub.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer h.Close()
	w, tasks := market(b, h, benchTasks)
	crowd(b, func(n int) error {
		o, err := w.hub.Submit(context.Background(), w.application(n, tasks))
		if err == nil && o.Refusal != nil {
			err = o.Refusal
		}
		return err
	})
}

// BenchmarkOpen is what every command of a local marketplace pays: open, look, close.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	w, _ := market(b, openHub(b, dir, hub.Options{}), benchTasks)
	if err := w.hub.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		h, err := hub.Open(dir, hub.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if err := errors.Join(h.View(func(r model.Reader) error { model.MarketOf(r); return nil }), h.Close()); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReplay makes the state anew from 100,000 entries, as doctor does, and compares.
func BenchmarkReplay(b *testing.B) {
	dir := b.TempDir()
	w, tasks := market(b, openHub(b, dir, hub.Options{}), benchTasks)
	err := w.hub.Bulk(context.Background(), func(bulk *hub.Bulk) error {
		for n := range 96_000 {
			if o, err := bulk.Do(w.application(n, tasks)); err != nil || o.Refusal != nil {
				return errors.Join(err, o.Refusal)
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	entries := w.hub.Head().Seq
	if err := w.hub.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r, err := hub.Examine(context.Background(), filepath.Join(dir, hub.FileName), nil)
		if err != nil || !r.Clean() {
			b.Fatal(r, err)
		}
		b.ReportMetric(float64(r.Rows), "rows")
	}
	b.ReportMetric(float64(entries)*float64(b.N)/b.Elapsed().Seconds(), "entries/s")
}
