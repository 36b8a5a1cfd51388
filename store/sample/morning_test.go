package sample

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
)

// shared is a market in which somebody else acts between two batches.
type shared struct {
	*Memory
	batches int
	between func(batches int)
}

func (s *shared) Batch(ctx context.Context, fn func(Desk) error) error {
	err := s.Memory.Batch(ctx, fn)
	s.batches++
	s.between(s.batches)
	return err
}

func (s *shared) published() int {
	return model.NewView(s.State(), model.Actor{System: true}, s.Now()).Count(model.AllTasks(0))
}

// everybody applies for a task, one after the other.
func (s *shared) everybody(act func(string, model.Command), t *model.Task) {
	v := model.NewView(s.State(), model.Actor{System: true}, s.Now())
	for _, row := range v.Rows(model.People(model.Creator), model.Place{}, false) {
		if a := row.(*model.Account); model.CanApply(s.State(), s.Now(), t, a) == nil {
			act(a.Handle, &model.ApplyToTask{ID: mint(1, model.OrderLetter, 1<<39|uint64(t.Key)<<20|uint64(a.Key)), Task: t.ID})
		}
	}
}

// An interrupted morning goes on where it ended, with other tasks and other IDs.
func TestMorningGoesOn(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	s := &shared{Memory: NewMemory()}
	s.between = func(n int) {
		if n == 2 {
			stop()
		}
	}
	var told []int
	o := Options{Seed: 5, Tasks: 900, Past: -1, Progress: func(done, total int) {
		told = append(told, done)
		if total != 900 {
			t.Errorf("%d of %d", done, total)
		}
	}}
	if err := Make(ctx, s, o); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if n := s.published(); n >= 900 || !Told(s.State()) || Finished(s.State()) {
		t.Fatalf("%d tasks when it was interrupted", n)
	}
	if err := Morning(context.Background(), s, o); err != nil {
		t.Fatal(err)
	}
	if n := s.published(); n != 900 || s.Now() != Today() || !Finished(s.State()) {
		t.Errorf("%d tasks at %s", n, s.Now())
	}
	for i := range told[1:] {
		if told[i+1] < told[i] {
			t.Errorf("progress went back: %v", told)
		}
	}
}

// People may do what they like while the morning is made.
func TestMorningAmongPeople(t *testing.T) {
	s := &shared{Memory: NewMemory()}
	act := func(handle string, c model.Command) {
		t.Helper()
		actor := model.Actor{Operator: true}
		if handle != "" {
			a := model.AccountByHandle(s.State(), handle)
			actor = model.Actor{Account: a.Key, Operator: a.Role == model.Operator}
		}
		if d, err := s.Do(actor, c); err != nil || d.Refusal != nil {
			t.Fatalf("%s: %v %v", c.Wire(), err, d.Refusal)
		}
	}
	s.between = func(n int) {
		v := model.NewView(s.State(), model.Actor{System: true}, s.Now())
		switch n {
		case 1:
			act(lumen, &model.ConfirmContent{Order: LaunchOrder})
		case 2: // everybody applies where the morning would; a task of the morning is closed; a seller may post no more
			latest := 0
			for _, row := range v.Rows(model.AllTasks(model.Published), model.Place{}, true) {
				if latest++; latest > 4 {
					break
				}
				s.everybody(act, row.(*model.Task))
			}
			for _, row := range v.Rows(model.AllTasks(model.Published), model.Place{}, true) {
				task := row.(*model.Task)
				if task.Waiting > 0 && task.Seller != model.AccountByHandle(s.State(), lumen).Key {
					act(v.Handle(task.Seller), &model.CloseTask{ID: task.ID})
					break
				}
			}
			act("ops", &model.SetLevel{Handle: "quillow", Level: model.Standard})
		case 3:
			act("", &model.AdvanceTime{To: Today().Add(50 * 24 * time.Hour)})
		}
	}
	if err := Make(context.Background(), s, Options{Seed: 6, Tasks: 1200, Past: -1}); err != nil {
		t.Fatal(err)
	}
	if s.Now() < Today().Add(50*24*time.Hour) || s.published() != 1200 || s.batches < 4 {
		t.Errorf("%s, %d tasks, %d batches", s.Now(), s.published(), s.batches)
	}
}

// stubborn refuses one command.
type stubborn struct {
	*Memory
	wire string
}

func (s stubborn) Batch(_ context.Context, fn func(Desk) error) error { return fn(s) }

func (s stubborn) Do(actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	if c.Wire() == s.wire {
		return model.Decision{Refusal: &model.Refusal{Answer: model.ByRule, Rule: "test.no"}}, nil
	}
	return s.Memory.Do(actor, c, private...)
}

// A refusal is never passed over.
func TestRefusalEndsTheMaking(t *testing.T) {
	for _, wire := range []string{"market.open", "account.set_paypal", "order.apply", "payment.acknowledge", "time.advance"} {
		err := Story(context.Background(), stubborn{NewMemory(), wire}, Options{Seed: 1})
		var refusal *model.Refusal
		if !errors.As(err, &refusal) || !strings.Contains(err.Error(), wire) {
			t.Errorf("%s: %v", wire, err)
		}
	}
	m := NewMemory()
	if err := Morning(context.Background(), m, Options{}); err == nil {
		t.Error("a morning began without a story")
	}
	if err := Make(context.Background(), m, Options{Seed: 1, Tasks: 1, Past: -1}); err != nil {
		t.Fatal(err)
	}
	if err := Story(context.Background(), m, Options{Seed: 1}); err == nil {
		t.Error("a story was told in a market that is not empty")
	}
}

func TestIDsAreNeverDrawnTwice(t *testing.T) {
	seen := map[model.ID]bool{}
	for n := range uint64(300_000) {
		id := mint(9, model.OrderLetter, n*31)
		if seen[id] || !id.Valid(model.OrderLetter) {
			t.Fatalf("%s for %d", id, n)
		}
		seen[id] = true
	}
}
