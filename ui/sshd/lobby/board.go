package lobby

import (
	"context"
	"sync"
	"time"

	"aeconnect/model"
	"aeconnect/ui"

	tea "charm.land/bubbletea/v2"
)

// refreshSeconds is how often, at most, screens are told of what everybody sees.
const refreshSeconds model.Number = "counts.refresh.seconds"

// board tells sessions what changed. It looks at each commit once, however many sessions there are: whose rows were
// touched hears of it at once, nobody else does. What everybody sees is told at a calm pace, all of it together. Minutes
// pass for all sessions by one timer. When nothing changes it waits, and so does everybody.
type board struct {
	market  Market
	changes func(context.Context) func() ([]model.Ref, bool, bool)
	pause   func() time.Duration // between two times that everybody is told
	now     func() time.Time
	after   func(time.Duration, func()) (stop func() bool)

	mu      sync.Mutex
	seats   map[*seat]struct{}
	by      map[model.Audience]map[*seat]struct{}
	cease   func()      // stops listening; nil: nobody is here
	public  []model.Ref // that everybody is still to be told of
	all     bool        // it may be anything
	waiting bool        // they will be, when the pause is over
	told    time.Time   // when everybody was told last
	hush    func() bool // stops the minutes
}

func newBoard(m Market, changes func(context.Context) func() ([]model.Ref, bool, bool), pause func() time.Duration) *board {
	return &board{
		market: m, changes: changes, pause: pause, now: time.Now,
		after: func(d time.Duration, do func()) func() bool { return time.AfterFunc(d, do).Stop },
		seats: map[*seat]struct{}{}, by: map[model.Audience]map[*seat]struct{}{},
	}
}

// seatRoom is how many rows a session is told of one by one; when it takes longer to look, all may have changed.
const seatRoom = 256

// seat is where one session hears what changed.
type seat struct {
	board     *board
	audiences []model.Audience
	wake      chan tea.Msg // has room for all that is ever in it: one word of this seat's, one of the host's

	mu     sync.Mutex
	news   ui.News
	called bool // there is something to take, and the session knows
}

// sit gives a session a seat until its context ends.
func (b *board) sit(ctx context.Context, actor model.Actor) *seat {
	s := &seat{board: b, wake: make(chan tea.Msg, 4)}
	_ = b.market.View(actor, func(v model.View) { s.audiences = v.Who.Audiences() })
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seats[s] = struct{}{}
	for _, a := range s.audiences {
		if b.by[a] == nil {
			b.by[a] = map[*seat]struct{}{}
		}
		b.by[a][s] = struct{}{}
	}
	if b.cease == nil {
		b.listen()
	}
	context.AfterFunc(ctx, func() { b.rise(s) })
	return s
}

// rise takes a seat away; with the last one the board rests.
func (b *board) rise(s *seat) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.seats, s)
	for _, a := range s.audiences {
		if delete(b.by[a], s); len(b.by[a]) == 0 {
			delete(b.by, a)
		}
	}
	if len(b.seats) == 0 && b.cease != nil {
		b.cease()
		b.hush()
		b.cease = nil
	}
}

// listen begins to look at commits, and to count minutes.
func (b *board) listen() {
	ctx, cancel := context.WithCancel(context.Background())
	b.cease = cancel
	next := b.changes(ctx)
	go func() {
		for refs, all, ok := next(); ok; refs, all, ok = next() {
			b.tell(refs, all)
		}
	}()
	b.minute()
}

// minute passes at the next full one, for everybody.
func (b *board) minute() {
	now := b.now()
	b.hush = b.after(now.Truncate(time.Minute).Add(time.Minute).Sub(now), func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.cease == nil {
			return
		}
		for s := range b.seats {
			s.add(ui.News{Minute: true})
		}
		b.minute()
	})
}

// tell passes on what a commit touched.
func (b *board) tell(refs []model.Ref, all bool) {
	private := map[*seat][]model.Ref{}
	_ = b.market.View(model.Actor{Operator: true}, func(v model.View) {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.all = b.all || all
		for _, ref := range refs {
			row, _ := v.Reader.Get(ref)
			b.sort(ref, row, private)
		}
	})
	for s, rows := range private {
		s.add(ui.News{Refs: rows})
	}
	b.calmly()
}

// sort finds who is concerned by a row that was touched. A row that nobody sees now may have been seen before: everybody
// hears of it.
func (b *board) sort(ref model.Ref, row model.Row, private map[*seat][]model.Ref) {
	if row == nil {
		b.public = append(b.public, ref)
		return
	}
	audiences := model.AudiencesOf(row)
	switch row := row.(type) {
	case *model.Task: // on the square it is everybody's, but its seller does not wait
		audiences = append(audiences, model.Audience{Kind: model.OneAccount, Account: row.Seller})
		if row.State == model.Dropped {
			audiences = append(audiences, model.Audience{Kind: model.Everyone})
		}
	case *model.Account:
		audiences = append(audiences, model.Audience{Kind: model.OneAccount, Account: row.Key})
	}
	told := map[*seat]bool{}
	for _, a := range audiences {
		if a.Kind == model.Everyone {
			b.public = append(b.public, ref)
			continue
		}
		for s := range b.by[a] {
			if !told[s] {
				told[s] = true
				private[s] = append(private[s], ref)
			}
		}
	}
}

// calmly tells everybody what everybody sees, unless that was done a moment ago: then when the pause is over.
func (b *board) calmly() {
	pause := b.pause()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.waiting || !b.all && len(b.public) == 0 {
		return
	}
	if left := pause - b.now().Sub(b.told); left > 0 {
		b.waiting = true
		b.after(left, func() {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.waiting = false
			b.announce()
		})
		return
	}
	b.announce()
}

// announce tells everybody.
func (b *board) announce() {
	news := ui.News{Public: b.public, All: b.all || len(b.public) > seatRoom}
	b.public, b.all, b.told = nil, false, b.now()
	for s := range b.seats {
		s.add(news)
	}
}

// add gives a session news, and calls it once.
func (s *seat) add(n ui.News) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.news.Minute = s.news.Minute || n.Minute
	s.news.Refs, s.news.Public = append(s.news.Refs, n.Refs...), append(s.news.Public, n.Public...)
	if s.news.All = s.news.All || n.All || len(s.news.Refs)+len(s.news.Public) > seatRoom; s.news.All {
		s.news.Refs, s.news.Public = nil, nil
	}
	if s.called {
		return
	}
	select {
	case s.wake <- ui.NewsCame{}:
		s.called = true
	default:
	}
}

// take returns what came since it was called last.
func (s *seat) take() ui.News {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := s.news
	s.news, s.called = ui.News{}, false
	return n
}
