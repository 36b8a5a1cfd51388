package hub_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
)

// busy gives a virtual marketplace clocks that strike in many ways over the next months.
func busy(w *world) {
	for i := range 12 {
		task := w.publish("lumen")
		order := w.apply(task, "mia")
		if i%3 == 0 {
			continue // never reviewed
		}
		w.do("lumen", &model.ApproveApplications{Orders: []model.Picked{{ID: order}}})
		if i%3 == 1 {
			continue // no sample is ever sent
		}
		w.advance(7 * time.Hour)
	}
}

// told is what has happened, apart from the moving of the clock itself.
func told(t *testing.T, h *hub.Hub) (lines []string) {
	for _, e := range log(t, h) {
		if e.Name != "time.advance" {
			var names []string
			for _, event := range e.Events {
				names = append(names, fmt.Sprintf("%s%v", event.Wire(), event.About()))
			}
			lines = append(lines, fmt.Sprint(e.At, e.Name, e.Actor, names))
		}
	}
	return lines
}

// TestDaysAtOnce moves the virtual clock 60 days at once and by single days: the same must happen at the same moments.
func TestDaysAtOnce(t *testing.T) {
	var stories [2][]string
	for i, step := range []time.Duration{60 * day, day} {
		w := newWorld(t, inMemory(t)).found(true)
		busy(w)
		for range 60 * day / step {
			w.advance(step)
		}
		stories[i] = told(t, w.hub)
		if err := w.hub.View(func(r model.Reader) error {
			if _, due, ok := model.NextDue(r); ok && due <= model.MarketOf(r).Now {
				t.Errorf("a clock is still due at %v, it is %v", due, model.MarketOf(r).Now)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	if !slices.Equal(stories[0], stories[1]) {
		t.Errorf("at once %d lines, by days %d", len(stories[0]), len(stories[1]))
	}
	if len(stories[0]) < 60 {
		t.Errorf("only %d lines: nothing struck", len(stories[0]))
	}
}

// TestAdvanceAmongPeople moves the clock over many more clocks than one group fires, while people send commands; theirs
// are decided in between, and time never runs backwards.
func TestAdvanceAmongPeople(t *testing.T) {
	j := &counting{Journal: mem.New(journal.NewEpoch())}
	w, tasks := market(t, over(t, j, hub.Options{}), 700)
	for n := range 1400 {
		if o, err := w.hub.Submit(t.Context(), w.application(n, tasks)); err != nil || o.Refusal != nil {
			t.Fatal(o.Refusal, err)
		}
	}
	before := w.hub.Head().Seq
	var wg sync.WaitGroup
	moved := make(chan struct{})
	wg.Go(func() { w.advance(90 * day); close(moved) })
	for i := range 4 {
		wg.Go(func() {
			for {
				select {
				case <-moved:
					return
				default:
					w.do(fmt.Sprintf("seller%d", i), &model.ChangeRate{Rate: 700})
				}
			}
		})
	}
	wg.Wait()
	var last model.Moment
	between, fired := 0, 0
	for _, e := range log(t, w.hub)[before:] {
		if e.At < last {
			t.Fatalf("entry %d is of %v, the one before of %v", e.Seq, e.At, last)
		}
		switch last = e.At; e.Name {
		case "clock.fire":
			fired++
		case "portals.rate":
			between++
		}
	}
	if fired < 1000 || between == 0 {
		t.Errorf("%d clocks fired, %d commands in between", fired, between)
	}
	if j.most > 256 || j.most < 200 {
		t.Errorf("%d clocks were fired in one group", j.most)
	}
}

// counting counts how many clocks one group fires at most.
type counting struct {
	journal.Journal
	most int
}

func (c *counting) Append(ctx context.Context, expect journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	fired := 0
	for _, e := range group {
		if e.Actor.Flags.Has(journal.System) {
			fired++
		}
	}
	c.most = max(c.most, fired)
	return c.Journal.Append(ctx, expect, group, with)
}

// TestBacklog comes back, after a short absence, to more due clocks than one group fires, while somebody sends commands:
// those are decided in between, at the time that it is, and the clocks left over do not turn time back.
func TestBacklog(t *testing.T) {
	opened := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	j := mem.New(journal.NewEpoch())
	h, err := hub.New(j, hub.Options{Clock: standing{opened}})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, h).found(false)
	for range 900 {
		w.publishAt("lumen", model.At(opened))
	}
	back := opened.Add(10*day + time.Minute)
	again := newWorld(t, over(t, keeps{j}, hub.Options{Clock: standing{back}, Away: model.At(back.Add(-30 * time.Minute))}))
	for range 20 {
		again.do("lumen", &model.ChangeRate{Rate: 700})
	}
	for fired := 0; fired < 900; time.Sleep(time.Millisecond) {
		fired = 0
		var last model.Moment
		for _, e := range log(t, again.hub) {
			if e.At < last {
				t.Fatalf("entry %d is of %v, the one before of %v", e.Seq, e.At, last)
			}
			if last = e.At; e.Name == "clock.fire" {
				fired++
			}
		}
	}
}

func TestAdvanceRefused(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	busy(w)
	now, err := w.hub.Now()
	if err != nil {
		t.Fatal(err)
	}
	if o := w.try("", &model.AdvanceTime{To: now - 1}); o.Refusal == nil {
		t.Error("the clock was moved back")
	}
	real := newWorld(t, inMemory(t)).found(false)
	real.publish("lumen")
	if o := real.try("", &model.AdvanceTime{To: start().Add(1000 * day)}); o.Refusal == nil || len(log(t, real.hub)) != int(o.Seq) {
		t.Error("the clock of a real marketplace was moved")
	}
	for _, e := range log(t, real.hub) {
		if e.Name == "clock.fire" {
			t.Error("a refused move fired a clock")
		}
	}
}

// TestRealClock lets a hub sleep until a clock is due. Time within the bubble jumps when everybody sleeps.
func TestRealClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, inMemory(t)).found(false)
		task := w.publish("lumen")
		news := w.hub.Subscribe()
		defer news.Close()
		synctest.Wait()
		news.Take()
		time.Sleep(10*day + time.Minute)
		synctest.Wait()
		if err := w.hub.View(func(r model.Reader) error {
			if got := model.TaskByID(r, task).State; got == model.Published {
				t.Errorf("the task is %v ten days later", got)
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
		entries := log(t, w.hub)
		last := entries[len(entries)-1]
		if last.Name != "clock.fire" || !last.Actor.System || last.At.Time().After(time.Now()) {
			t.Errorf("the last entry is %+v", last)
		}
		if got := news.Take(); len(got.Rows) == 0 || got.Head != w.hub.Head() {
			t.Errorf("news: %+v", got)
		}
	})
}

// standing is a clock that a test sets.
type standing struct{ now time.Time }

func (s standing) Now() time.Time { return s.now }

// TestComeBack opens a real marketplace after a time in which clocks struck.
func TestComeBack(t *testing.T) {
	opened := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		after     time.Duration
		away      time.Duration // before it comes back
		published bool          // is the task still on the square then
		postponed bool
	}{
		"nothing struck":     {5 * day, 5 * day, true, false},
		"struck, long away":  {10*day + time.Hour, 3 * day, true, true},
		"struck, short away": {10*day + time.Minute, 30 * time.Minute, false, false},
		"struck before":      {12 * day, day, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			j := mem.New(journal.NewEpoch())
			h, err := hub.New(j, hub.Options{Clock: standing{opened}})
			if err != nil {
				t.Fatal(err)
			}
			w := newWorld(t, h).found(false)
			task := w.publishAt("lumen", model.At(opened))
			back := opened.Add(c.after)
			again := over(t, keeps{j}, hub.Options{Clock: standing{back}, Away: model.At(back.Add(-c.away))})
			for range 50 { // the hub fires after it has opened
				if again.Head().Seq > h.Head().Seq {
					break
				}
				time.Sleep(time.Millisecond)
			}
			err = again.View(func(r model.Reader) error {
				if got := model.TaskByID(r, task).State == model.Published; got != c.published {
					t.Errorf("published: %v", got)
				}
				_, due, _ := model.NextDue(r)
				if c.postponed && due != model.At(back.Add(day)) {
					t.Errorf("the clock waits until %v", due)
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}

// hand is a clock that a test sets while a hub looks at it.
type hand struct{ now atomic.Int64 }

func (c *hand) Now() time.Time       { return time.Unix(0, c.now.Load()) }
func (c *hand) turn(at time.Time)    { c.now.Store(at.UnixNano()) }
func (c *hand) moment() model.Moment { return model.At(c.Now()) }

// TestClockJumps sets the clock of a running hub forward, as a computer does that slept, and back.
func TestClockJumps(t *testing.T) {
	opened := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	c := &hand{}
	c.turn(opened)
	h := over(t, mem.New(journal.NewEpoch()), hub.Options{Clock: c})
	w := newWorld(t, h).found(false)
	task := w.publishAt("lumen", c.moment())
	c.turn(opened.Add(12 * day))
	before := h.Head().Seq
	h.Nudge()
	for h.Head().Seq == before {
		time.Sleep(time.Millisecond)
	}
	look := func(what string, due time.Time) {
		err := h.View(func(r model.Reader) error {
			_, next, _ := model.NextDue(r)
			if got := model.TaskByID(r, task).State; got != model.Published || next != model.At(due) {
				t.Errorf("%s: the task is %v, its clock waits until %v", what, got, next)
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	look("forward", c.Now().Add(day))
	c.turn(opened)
	w.do("lumen", &model.ChangeRate{Rate: 700})
	if now, err := h.Now(); err != nil || now != model.At(opened.Add(12*day)) {
		t.Errorf("set back, the hub says it is %v, %v", now, err)
	}
	look("back", opened.Add(13*day))
}

// TestManyWait comes back to more struck clocks than one command postpones.
func TestManyWait(t *testing.T) {
	opened := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	j := mem.New(journal.NewEpoch())
	h, err := hub.New(j, hub.Options{Clock: standing{opened}})
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, h).found(false)
	for range 700 {
		w.publishAt("lumen", model.At(opened))
	}
	back := opened.Add(11 * day)
	again := over(t, keeps{j}, hub.Options{Clock: standing{back}, Away: model.At(opened)})
	err = again.View(func(r model.Reader) error {
		n := 0
		for p := range r.Scan(model.ListDue, "", model.Place{}, false) {
			if c, ok := model.ClockAt(r, p); ok && c.Waits && c.Due == model.At(back.Add(day)) {
				n++
			}
		}
		if n != 700 {
			t.Errorf("%d clocks wait, want 700", n)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// keeps is a journal that stays open when a hub is closed.
type keeps struct{ journal.Journal }

func (keeps) Close() error { return nil }

func TestBulk(t *testing.T) {
	w := newWorld(t, inMemory(t)).found(true)
	enough := errors.New("enough")
	var task model.ID
	err := w.hub.Bulk(context.Background(), func(b *hub.Bulk) error {
		w.send = b.Do
		for range 700 {
			task = w.publishAt("lumen", start())
		}
		if model.TaskByID(b.State(), task) == nil {
			t.Error("a bulk does not see what it did")
		}
		w.do("", &model.AdvanceTime{To: start().Add(11 * day)})
		if o := w.try("mia", &model.CreateTask{}); o.Refusal == nil {
			t.Error("a bulk accepts everything")
		}
		return enough
	})
	if err != enough {
		t.Errorf("bulk: %v", err)
	}
	err = w.hub.View(func(r model.Reader) error {
		if got := model.TaskByID(r, task); got == nil || got.State == model.Published {
			t.Errorf("after the bulk the task is %+v", got)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
