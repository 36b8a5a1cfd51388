package hub_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/journaltest"
	"aeconnect/store/journal/mem"
)

// over runs a hub over a journal in memory, or over one of the test's own.
func over(t testing.TB, j journal.Journal, o hub.Options) *hub.Hub {
	t.Helper()
	h, err := hub.New(j, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

func inMemory(t testing.TB) *hub.Hub { return over(t, mem.New(journal.NewEpoch()), hub.Options{}) }

// log returns all entries.
func log(t testing.TB, h *hub.Hub) (all []hub.Entry) {
	t.Helper()
	err := h.Log(context.Background(), 1, func(e hub.Entry) error { all = append(all, e); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRefusalIsAnEntry(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	before := w.hub.Head().Seq
	o := w.try("mia", &model.CreateTask{ID: w.id(model.TaskLetter)})
	if o.Refusal == nil || len(o.Events) > 0 || o.Seq != before+1 {
		t.Fatalf("%+v", o)
	}
	last := log(t, w.hub)[before]
	if last.Refusal == nil || last.Refusal.Rule != o.Refusal.Rule || last.Name != "task.create" || last.Command == nil {
		t.Errorf("the entry is %+v", last)
	}
}

// TestUnkeptInput refuses text that could not be read again, and far too much of it, without keeping it.
func TestUnkeptInput(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	for _, text := range []string{"bad \xff\xfe text", strings.Repeat("x", 100_000)} {
		o := w.try("lumen", &model.CreateTask{ID: w.id(model.TaskLetter), Fields: model.TaskFields{Type: model.FixedPrice, Title: "T", Description: text}})
		if o.Refusal == nil {
			t.Fatalf("%d bytes were accepted", len(text))
		}
		all := log(t, w.hub)
		if last := all[len(all)-1]; last.Seq != o.Seq || last.Command != nil || last.Refusal == nil {
			t.Errorf("the entry is %+v", last)
		}
	}
}

func TestDeviceNumbers(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	task := w.publish("lumen")
	ctx, device := context.Background(), journal.Device(bytes8(7))
	apply := func(counter uint64, id model.ID) hub.Submission {
		return hub.Submission{Actor: w.actor("mia"), Device: device, Counter: counter, Command: &model.ApplyToTask{ID: id, Task: task}}
	}
	id := w.id(model.OrderLetter)
	var gap *hub.GapError
	if _, err := w.hub.Submit(ctx, apply(2, id)); !errors.As(err, &gap) || gap.Expected != 1 {
		t.Errorf("a gap: %v", err)
	}
	if _, err := w.hub.Submit(ctx, apply(0, id)); !errors.As(err, &gap) {
		t.Errorf("number 0: %v", err)
	}
	first, err := w.hub.Submit(ctx, apply(1, id))
	if err != nil || first.Refusal != nil || first.Repeated {
		t.Fatalf("%+v %v", first, err)
	}
	again, err := w.hub.Submit(ctx, apply(1, id))
	if err != nil || !again.Repeated || again.Seq != first.Seq || len(again.Events) != len(first.Events) || again.At != first.At {
		t.Errorf("repeated: %+v %v, was %+v", again, err, first)
	}
	refused, err := w.hub.Submit(ctx, apply(2, w.id(model.OrderLetter)))
	if err != nil || refused.Refusal == nil {
		t.Fatalf("%+v %v", refused, err)
	}
	var forked *hub.ForkedError
	if _, err := w.hub.Submit(ctx, apply(1, w.id(model.OrderLetter))); !errors.As(err, &forked) || forked.Counter != 1 || forked.Device != device {
		t.Errorf("another command under a used number: %v", err)
	}
	other := apply(1, id)
	other.Actor = w.actor("lumen")
	if _, err := w.hub.Submit(ctx, other); !errors.As(err, &forked) {
		t.Errorf("the same command of another account: %v", err)
	}
	if _, err := w.hub.Submit(ctx, apply(4, id)); !errors.As(err, &gap) || gap.Expected != 3 {
		t.Errorf("a refusal uses its number up: %v", err)
	}
}

// TestCrowd lets 64 people send commands at once, each with a device, each command twice, and checks that every one was
// decided once and that journal and state agree.
func TestCrowd(t *testing.T) {
	dir := t.TempDir()
	w, tasks := market(t, openHub(t, dir, hub.Options{}), 40)
	const each = 12
	before := w.hub.Head().Seq
	var wg sync.WaitGroup
	for i := range writers {
		wg.Go(func() {
			for n := range each {
				s := hub.Submission{
					Actor: w.actor(fmt.Sprintf("creator%d", i)), Device: journal.Device(bytes8(uint64(i) + 1)), Counter: uint64(n) + 1,
					Command: &model.ApplyToTask{ID: w.id(model.OrderLetter), Task: tasks[(i+n)%len(tasks)]},
				}
				first, err := w.hub.Submit(context.Background(), s)
				if err != nil || first.Refusal != nil {
					t.Errorf("%+v %v", first, err)
					return
				}
				second, err := w.hub.Submit(context.Background(), s)
				if err != nil || !second.Repeated || second.Seq != first.Seq {
					t.Errorf("again: %+v %v", second, err)
				}
			}
		})
	}
	wg.Wait()
	if got := w.hub.Head().Seq - before; got != writers*each {
		t.Errorf("%d entries, want %d", got, writers*each)
	}
	if err := w.hub.Close(); err != nil {
		t.Fatal(err)
	}
	if r := examine(t, filepath.Join(dir, hub.FileName)); !r.Clean() {
		t.Errorf("%+v", r.Findings)
	}
}

// TestStopped makes an append fail and checks that everything is refused until the marketplace is opened again.
func TestStopped(t *testing.T) {
	for name, when := range map[string]journaltest.When{"before": journaltest.Before, "after": journaltest.After} {
		kept := mem.New(journal.NewEpoch())
		faulty := &journaltest.Faulty{Journal: kept}
		w := newWorld(t, over(t, faulty, hub.Options{})).found(true)
		seq := kept.Head().Seq
		faulty.Fail(when)
		s := hub.Submission{Actor: w.actor("lumen"), Command: &model.ChangeRate{Rate: 700}, Device: bytes8(1), Counter: 1}
		if _, err := w.hub.Submit(t.Context(), s); !errors.Is(err, hub.ErrStopped) || !errors.Is(err, journal.ErrUnknown) {
			t.Errorf("%s: the failed submission: %v", name, err)
		}
		if _, err := w.hub.Submit(t.Context(), s); !errors.Is(err, hub.ErrStopped) {
			t.Errorf("%s: the next submission: %v", name, err)
		}
		if err := w.hub.View(func(model.Reader) error { return nil }); !errors.Is(err, hub.ErrStopped) {
			t.Errorf("%s: a view: %v", name, err)
		}
		if err := w.hub.Bulk(t.Context(), func(*hub.Bulk) error { return nil }); !errors.Is(err, hub.ErrStopped) {
			t.Errorf("%s: a bulk: %v", name, err)
		}
		if w.hub.Stopped() == nil {
			t.Errorf("%s: the hub does not say that it stopped", name)
		}
		select {
		case <-w.hub.Halted():
		default:
			t.Errorf("%s: nobody is told that the hub stopped", name)
		}
		// Opened again, the same number tells what became of the command.
		again := over(t, kept, hub.Options{})
		o, err := again.Submit(t.Context(), s)
		if err != nil || o.Repeated != (when == journaltest.After) || o.Seq != seq+1 {
			t.Errorf("%s: opened again: %+v %v", name, o, err)
		}
	}
}

func TestClose(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	actor := w.actor("lumen")
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			for {
				_, err := w.hub.Submit(t.Context(), hub.Submission{Actor: actor, Command: &model.ChangeRate{Rate: 700}})
				if err != nil {
					if !errors.Is(err, hub.ErrClosed) {
						t.Error(err)
					}
					return
				}
			}
		})
	}
	for range 2 {
		if err := w.hub.Close(); err != nil {
			t.Error(err)
		}
	}
	wg.Wait()
	if err := w.hub.View(func(model.Reader) error { return nil }); !errors.Is(err, hub.ErrClosed) {
		t.Errorf("view: %v", err)
	}
}

// TestSecrets keeps what an event commits to, and nothing else.
func TestSecrets(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	wanted, junk, refused := secret("Mia M., Neue Str. 2, 10115 Berlin"), secret("nobody asked"), secret("someone else's")
	w.with("mia", &model.SetAddress{Handle: "mia", Address: wanted.Commit()}, wanted, junk)
	if o := w.try("mia", &model.SetAddress{Handle: "lumen", Address: refused.Commit()}, refused); o.Refusal == nil {
		t.Fatal("one may set another's address")
	}
	err := w.hub.View(func(r model.Reader) error {
		if got, p := r.Secret(wanted.Commit()); p != model.Known || got != wanted {
			t.Errorf("the address: %+v %v", got, p)
		}
		for _, o := range []model.Opened{junk, refused} {
			if _, p := r.Secret(o.Commit()); p != model.Absent {
				t.Errorf("%q was kept", o.Value)
			}
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestTryKeepsNothing(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	before := w.hub.Head()
	o, err := w.hub.Try(hub.Submission{Actor: w.actor("lumen"), Command: &model.ChangeRate{Rate: 700}})
	if err != nil || o.Refusal != nil || len(o.Events) == 0 {
		t.Errorf("%+v %v", o, err)
	}
	if w.hub.Head() != before {
		t.Error("a plan was kept")
	}
}

// What somebody without an account is refused is answered and written nowhere.
func TestRefusalsOfStrangersAreNotKept(t *testing.T) {
	w := newWorld(t, over(t, mem.New(journal.NewEpoch()), hub.Options{})).found(true)
	before := w.hub.Head()
	for range 3 {
		o, err := w.hub.Submit(t.Context(), hub.Submission{Actor: model.Actor{Proven: "SHA256:x"}, Command: &model.ChangeRate{Rate: 700}})
		if err != nil || o.Refusal == nil || o.Seq != 0 {
			t.Errorf("%+v, %v", o, err)
		}
	}
	if head := w.hub.Head(); head != before {
		t.Errorf("%d entries were written", head.Seq-before.Seq)
	}
	o, err := w.hub.Submit(t.Context(), hub.Submission{Actor: w.actor("mia"), Command: &model.ChangeRate{Rate: 700}})
	if err != nil || o.Refusal == nil || o.Seq != before.Seq+1 {
		t.Errorf("of an account: %+v, %v", o, err)
	}
}
