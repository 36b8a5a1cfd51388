package hub_test

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"sync"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
	"aeconnect/store/journal/mem"
)

// folded is a state in maps, made from the entries alone.
func folded(t *testing.T, h *hub.Hub) *model.Overlay {
	state := model.NewMemory()
	for _, e := range log(t, h) {
		for _, event := range e.Events {
			if !model.Apply(state, e.Meta(), event) {
				t.Fatalf("entry %d, %s: no row", e.Seq, event.Wire())
			}
		}
	}
	return state
}

// TestReaderAgrees compares everything that a hub's reader can be asked with the same state kept in maps, over both
// journals, with a cache that is much too small.
func TestReaderAgrees(t *testing.T) {
	file, err := bolt.Open(t.TempDir()+"/j.db", bolt.Options{LayerBytes: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	for name, j := range map[string]journal.Journal{"mem": mem.New(journal.NewEpoch()), "bolt": file} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, over(t, j, hub.Options{CacheRows: 4})).found(true)
			w.people("nord", "ben")
			busy(w)
			w.advance(20 * day)
			busy(w)
			want := folded(t, w.hub)
			if err := w.hub.View(func(r model.Reader) error { agree(t, r, want); return nil }); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func agree(t *testing.T, got model.Reader, want *model.Overlay) {
	changes := want.Changes()
	groups := map[model.Entry]bool{}
	for _, e := range changes.Added {
		groups[model.Entry{List: e.List, Group: e.Group}] = true
	}
	for _, row := range changes.Rows {
		have, presence := got.Get(row.Ref())
		if presence != model.Known || !reflect.DeepEqual(have, row) {
			t.Errorf("row %v is %+v, want %+v", row.Ref(), have, row)
		}
	}
	for kind := model.KindMarket; kind <= model.KindBatch; kind++ {
		if got.Next(kind) != want.Next(kind) {
			t.Errorf("the next of kind %d is %d, want %d", kind, got.Next(kind), want.Next(kind))
		}
		if row, p := got.Get(model.Ref{Kind: kind, Key: 1 << 40}); row != nil || p != model.Absent {
			t.Errorf("a row that never was: %v", row)
		}
	}
	if len(groups) < 40 || len(changes.Rows) < 40 {
		t.Fatalf("only %d groups, %d rows", len(groups), len(changes.Rows))
	}
	for g := range groups {
		agreeGroup(t, got, want, g.List, g.Group)
	}
	agreeGroup(t, got, want, model.ListHandle, "no such group")
}

func agreeGroup(t *testing.T, got model.Reader, want *model.Overlay, list model.List, group string) {
	places := slices.Collect(want.Scan(list, group, model.Place{}, false))
	if list.Counted() && got.Count(list, group) != len(places) {
		t.Errorf("list %d %x: %d counted, want %d", list, group, got.Count(list, group), len(places))
	}
	starts := []model.Place{{}, {Sort: "\x00"}, {Sort: "zzz"}}
	for i := 0; i < len(places); i += 1 + len(places)/5 {
		starts = append(starts, places[i], model.Place{Sort: places[i].Sort})
	}
	for _, from := range starts {
		for _, reverse := range []bool{false, true} {
			a, b := slices.Collect(got.Scan(list, group, from, reverse)), slices.Collect(want.Scan(list, group, from, reverse))
			if !slices.Equal(a, b) {
				t.Errorf("list %d %x from %v reverse %v: %d places, want %d", list, group, from, reverse, len(a), len(b))
			}
		}
	}
	for range some(got.Scan(list, group, model.Place{}, false), 1) { // a scan may be left
	}
}

func some[T any](all iter.Seq[T], n int) iter.Seq[T] {
	return func(yield func(T) bool) {
		for v := range all {
			if n--; n < 0 || !yield(v) {
				return
			}
		}
	}
}

// TestViewsDuringChanges reads while others write and checks that each view is one state: the counts that a task keeps
// agree with the orders that its list holds.
func TestViewsDuringChanges(t *testing.T) {
	w, tasks := market(t, openHub(t, t.TempDir(), hub.Options{CacheRows: 50}), 8)
	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Go(func() {
		defer close(done)
		for n := range 400 {
			if o, err := w.hub.Submit(t.Context(), w.application(n, tasks)); err != nil || o.Refusal != nil {
				t.Error(o.Refusal, err)
			}
		}
	})
	for range 3 {
		wg.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if err := w.hub.View(func(r model.Reader) error { return consistent(r, tasks) }); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func consistent(r model.Reader, tasks []model.ID) error {
	total := 0
	for _, id := range tasks {
		task := model.TaskByID(r, id)
		total += task.Waiting
		waiting, q := 0, model.OrdersOfTask(task.Key, model.Applied)
		for p := range r.Scan(q.List, q.Group, model.Place{}, false) {
			if row, _ := r.Get(p.Ref); row.(*model.Order).State == model.Applied {
				waiting++
			}
		}
		if waiting != task.Waiting || waiting != r.Count(q.List, q.Group) {
			return fmt.Errorf("task %s counts %d waiting, its list holds %d", id, task.Waiting, waiting)
		}
	}
	if next := int(r.Next(model.KindOrder)); next != total+1 {
		return fmt.Errorf("%d orders wait, the next one is %d", total, next)
	}
	return nil
}
