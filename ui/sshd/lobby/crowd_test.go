package lobby

import (
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"aeconnect/model"
	journal "aeconnect/store/hub"
)

// crowdSize is how many people are here at once in TestCrowd.
const crowdSize = 200

// secret is what stands on one person's screens and on nobody else's.
func secret(n int) string { return fmt.Sprintf("canary%03d", n) }

var anySecret = regexp.MustCompile(`canary\d{3}`)

// settleCrowd makes a seller with a draft and a key of each of the crowd.
func settleCrowd(h *hub) {
	h.t.Helper()
	h.do(&model.SetPolicy{Name: addressMax, Value: crowdSize + 10})
	err := h.market.Hub().Bulk(h.t.Context(), func(b *journal.Bulk) (wrong error) {
		do := func(as model.Actor, c model.Command) {
			o, err := b.Do(journal.Submission{Actor: as, Command: c})
			if err == nil && o.Refusal != nil {
				err = o.Refusal
			}
			wrong = errors.Join(wrong, err)
		}
		for n := range crowdSize {
			handle := fmt.Sprintf("person%03d", n)
			do(model.Actor{Operator: true}, &model.AddAccount{Handle: handle, Role: model.Seller, Level: model.Levels()[0], Name: "Person"})
			do(model.Actor{Operator: true}, &model.AddKey{Handle: handle, Kind: model.KeyFull, Text: personText(n)})
			who := model.Actor{Account: model.AccountByHandle(b.State(), handle).Key}
			do(who, &model.CreateTask{ID: model.MintID(model.TaskLetter, uint64(n+1)*0x9E3779B97F4A7C15), Fields: model.TaskFields{Type: model.FixedPrice, Title: secret(n)}})
		}
		return wrong
	})
	if err != nil {
		h.t.Fatal(err)
	}
}

// TestCrowd lets 200 people in at once. Each types, some change the size of their terminals, each sees its own rows
// and nothing of anybody else's; when they have left, nothing of them is left.
func TestCrowd(t *testing.T) {
	h := newHub(t)
	settleCrowd(h)
	before := runtime.NumGoroutine()
	people := make([]*person, crowdSize)
	var all sync.WaitGroup
	limit := make(chan struct{}, 16) // handshakes at once; all stay
	for n := range people {
		all.Go(func() {
			limit <- struct{}{}
			defer func() { <-limit }()
			p, err := join(h.addr, n, 80, 24, true)
			if err != nil {
				t.Error(err)
				return
			}
			people[n] = p
			<-p.first
		})
	}
	all.Wait()
	if t.Failed() {
		t.FailNow()
	}
	if n := sitting(h); n != crowdSize {
		t.Errorf("%d sit at the board", n)
	}
	for _, p := range people {
		all.Go(func() { crowdWorks(t, p) })
	}
	all.Wait()
	for _, p := range people {
		p.leave()
		if other := strings.ReplaceAll(p.seen.String(), secret(p.number), ""); anySecret.MatchString(other) {
			t.Errorf("%d sees %s", p.number, anySecret.FindString(other))
		}
	}
	gone(t, "goroutines", func() int { return runtime.NumGoroutine() }, before)
	gone(t, "seats", func() int { return sitting(h) }, 0)
}

// sitting returns how many sessions have a seat.
func sitting(h *hub) int {
	b := h.house.board
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.seats)
}

// myTasks is the digit of a seller's own tasks in the menu.
const myTasks = "8"

// crowdWorks is what one person does: looks through the own tasks, filters them, and half of them change the size.
func crowdWorks(t *testing.T, p *person) {
	if p.number%2 == 1 {
		if err := p.session.WindowChange(36, 146); err != nil {
			t.Error(err)
		}
	}
	for _, key := range []string{"g", "2", "\x1b[B", "1", "\x1b[B", "\x1b[A", myTasks} {
		if err := p.press(key); err != nil {
			t.Error(err)
			return
		}
	}
	for range 2000 {
		if p.saw(secret(p.number)) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d never sees the own task: %q", p.number, p.seen.String())
}

// gone waits until what was there has gone.
func gone(t *testing.T, what string, count func() int, want int) {
	t.Helper()
	for range 1000 {
		if count() <= want {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d %s are left of %d", count(), what, want)
}
