package lobby

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"aeconnect/model"
	"aeconnect/ui"

	gossh "golang.org/x/crypto/ssh"
)

// boardClock is a clock that a test moves.
type boardClock struct {
	now    time.Time
	timers []*boardTimer
}

type boardTimer struct {
	at time.Time
	do func()
}

func (c *boardClock) after(d time.Duration, do func()) func() bool {
	t := &boardTimer{c.now.Add(d), do}
	c.timers = append(c.timers, t)
	return func() bool {
		n := len(c.timers)
		c.timers = slices.DeleteFunc(c.timers, func(other *boardTimer) bool { return other == t })
		return len(c.timers) < n
	}
}

// pass lets time pass; timers go off in order.
func (c *boardClock) pass(d time.Duration) {
	for end := c.now.Add(d); ; {
		next := -1
		for i, t := range c.timers {
			if !t.at.After(end) && (next < 0 || t.at.Before(c.timers[next].at)) {
				next = i
			}
		}
		if next < 0 {
			c.now = end
			return
		}
		t := c.timers[next]
		c.timers = slices.Delete(c.timers, next, next+1)
		c.now = t.at
		t.do()
	}
}

// boardRig is a board on a marketplace with two sellers and a creator at seats.
type boardRig struct {
	*hub
	clock *boardClock
	board *board
	leave map[string]context.CancelFunc
	seats map[string]*seat
}

func newBoardRig(t *testing.T) *boardRig {
	h := newHub(t)
	h.do(&model.AddAccount{Handle: "nova", Role: model.Seller, Level: model.Levels()[0], Name: "Nova"})
	h.do(&model.AddAccount{Handle: "olga", Role: model.Support, Name: "Olga"})
	r := &boardRig{hub: h, clock: &boardClock{now: time.Date(2026, 8, 3, 9, 0, 30, 0, time.UTC)}, leave: map[string]context.CancelFunc{}, seats: map[string]*seat{}}
	silent := func(ctx context.Context) func() ([]model.Ref, bool, bool) {
		return func() ([]model.Ref, bool, bool) { <-ctx.Done(); return nil, false, false }
	}
	r.board = newBoard(shared{h.market}, silent, func() time.Duration { return 2 * time.Second })
	r.board.now, r.board.after = func() time.Time { return r.clock.now }, r.clock.after
	for _, handle := range []string{"lumen", "nova", "mia", "olga"} {
		ctx, cancel := context.WithCancel(t.Context())
		r.leave[handle] = cancel
		r.seats[handle] = r.board.sit(ctx, r.actor(handle))
	}
	return r
}

func (r *boardRig) actor(handle string) (actor model.Actor) {
	_ = r.market.View(model.Actor{Operator: true}, func(v model.View) { actor.Account = model.AccountByHandle(v.Reader, handle).Key })
	return actor
}

// create makes a task of a seller and tells the board.
func (r *boardRig) create(handle string, publish bool) model.Ref {
	r.t.Helper()
	id := r.market.Mint(model.TaskLetter)
	at := r.market.Now()
	d, err := r.market.Do(r.t.Context(), r.actor(handle), &model.CreateTask{ID: id, Publish: publish, Fields: model.TaskFields{
		Type: model.FixedPrice, Title: "Earbuds", Links: []string{"https://www.aliexpress.com/item/1005006123456789.html"}, Content: []model.ContentType{"video"},
		Languages: []string{"en"}, Description: "30 h battery", Brief: []string{"Show the case"}, Fee: &model.Money{Minor: 12000, Currency: "USD"},
		ApplyBy: at.Add(240 * time.Hour), SubmitBy: at.Add(1440 * time.Hour),
	}})
	if err != nil || d.Refusal != nil {
		r.t.Fatal(err, d.Refusal)
	}
	var ref model.Ref
	_ = r.market.View(model.Actor{Operator: true}, func(v model.View) { ref = model.TaskByID(v.Reader, id).Ref() })
	r.board.tell([]model.Ref{ref}, false)
	return ref
}

// called tells whether a session was called, and what it takes then.
func (r *boardRig) called(handle string) (ui.News, bool) {
	select {
	case <-r.seats[handle].wake:
		return r.seats[handle].take(), true
	default:
		return ui.News{}, false
	}
}

// expect takes what everybody was told and compares who was called with who should have been.
func (r *boardRig) expect(when string, who ...string) map[string]ui.News {
	r.t.Helper()
	news := map[string]ui.News{}
	for _, handle := range []string{"lumen", "nova", "mia", "olga"} {
		n, called := r.called(handle)
		if called != slices.Contains(who, handle) {
			r.t.Errorf("%s: %s called: %v, %+v", when, handle, called, n)
		}
		news[handle] = n
	}
	return news
}

func TestBoardTellsOnlyWhomItConcerns(t *testing.T) {
	r := newBoardRig(t)
	draft := r.create("lumen", false)
	if news := r.expect("a draft", "lumen"); !slices.Equal(news["lumen"].Refs, []model.Ref{draft}) {
		t.Errorf("%+v", news["lumen"])
	}
	r.clock.pass(10 * time.Second)
	r.expect("ten seconds later")
	r.board.tell([]model.Ref{{Kind: model.KindMark, Key: r.actor("mia").Account}}, false)
	r.expect("what is gone, or never was, may have been anybody's", "lumen", "nova", "mia", "olga")
}

// TestBoardTellsWhoLetsPeopleIn: support and the operator hear at once that somebody asks to be let in, and what was
// decided; nobody else does, and there is no pause.
func TestBoardTellsWhoLetsPeopleIn(t *testing.T) {
	r := newBoardRig(t)
	r.do(&model.AddAccount{Handle: "ops", Role: model.Operator, Name: "Ops"})
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	chief := r.actor("ops")
	chief.Operator = true
	r.seats["ops"] = r.board.sit(ctx, chief)
	for _, handle := range []string{"zoe", "yan"} {
		ref := model.Ref{Kind: model.KindAccess, Key: r.apply(handle)}
		r.board.tell([]model.Ref{ref}, false)
		if news := r.expect(handle, "olga"); !slices.Equal(news["olga"].Refs, []model.Ref{ref}) {
			t.Errorf("%s: support is told of %+v", handle, news["olga"])
		}
		if n, called := r.called("ops"); !called || !slices.Equal(n.Refs, []model.Ref{ref}) {
			t.Errorf("%s: the operator is told: %v, of %+v", handle, called, n)
		}
	}
}

// apply asks for access as a stranger with a new key.
func (r *boardRig) apply(handle string) model.Key {
	r.t.Helper()
	public, _, _ := ed25519.GenerateKey(rand.Reader)
	key, err := gossh.NewPublicKey(public)
	if err != nil {
		r.t.Fatal(err)
	}
	id, form := r.market.Mint(model.AccessLetter), r.market.Seal(model.AccessForm{Handle: handle, Name: "New", Country: "DE", Languages: []string{"en"}}.Text())
	who := model.Actor{Proven: gossh.FingerprintSHA256(key)}
	d, err := r.market.Do(r.t.Context(), who, &model.ApplyForAccess{ID: id, Role: model.Agency, Text: string(gossh.MarshalAuthorizedKey(key)), Form: form.Commit()}, form)
	if err != nil || d.Refusal != nil {
		r.t.Fatal(err, d.Refusal)
	}
	var asked model.Key
	_ = r.market.View(model.Actor{Operator: true}, func(v model.View) {
		if a, r := v.FindAccess(string(id)); r == nil {
			asked = a.Key
		}
	})
	return asked
}

// TestBoardIsCalm: what everybody sees comes at once after a quiet time, and then no more often than the pause says,
// all of it together; its seller does not wait.
func TestBoardIsCalm(t *testing.T) {
	r := newBoardRig(t)
	r.create("lumen", true)
	r.expect("the first task", "lumen", "nova", "mia", "olga")
	second := r.create("lumen", true)
	r.expect("the second", "lumen")
	third := r.create("nova", true)
	r.expect("the third", "nova")
	r.clock.pass(2*time.Second - time.Millisecond)
	r.expect("before the pause is over")
	r.clock.pass(time.Millisecond)
	news := r.expect("after the pause", "lumen", "nova", "mia", "olga")
	if got := news["mia"].Public; !slices.Equal(got, []model.Ref{second, third}) {
		t.Errorf("%v", got)
	}
	r.clock.pass(20 * time.Second)
	r.expect("when nothing moves")
}

// TestBoardRests: in an hour in which nothing changes there are sixty minutes, by one timer, and nothing else; when
// everybody has left there is not even that.
func TestBoardRests(t *testing.T) {
	r := newBoardRig(t)
	minutes := 0
	for range 3600 {
		r.clock.pass(time.Second)
		if len(r.clock.timers) > 1 {
			t.Fatalf("%d timers", len(r.clock.timers))
		}
		if n, called := r.called("mia"); called {
			if minutes++; !n.Minute || n.All || len(n.Refs)+len(n.Public) > 0 || r.clock.now.Second() != 0 {
				t.Fatalf("at %v: %+v", r.clock.now, n)
			}
		}
	}
	if minutes != 60 {
		t.Errorf("%d minutes in an hour", minutes)
	}
	for _, s := range r.seats {
		r.board.rise(s)
	}
	if len(r.clock.timers) > 0 || r.board.cease != nil || len(r.board.by) > 0 {
		t.Errorf("%d timers, %d audiences when everybody has left", len(r.clock.timers), len(r.board.by))
	}
}

// TestBoardNeverWaits: a session that takes nothing makes nobody wait, and is told in the end that all may have changed.
func TestBoardNeverWaits(t *testing.T) {
	r := newBoardRig(t)
	ref := r.create("lumen", false)
	for range 10 * seatRoom {
		r.board.tell([]model.Ref{ref}, false)
	}
	if n, called := r.called("lumen"); !called || !n.All || len(n.Refs) > 0 {
		t.Errorf("called %v: %+v", called, n)
	}
	if _, called := r.called("lumen"); called {
		t.Error("called twice")
	}
}
