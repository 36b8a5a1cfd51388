package process

import (
	"context"
	"errors"
	"sync"
	"time"

	"aeconnect/model"
	"aeconnect/ui/cli"
	"aeconnect/ui/post"
)

const (
	// reach is how long a command that needs the hub's word waits for a connection.
	reach = 5 * time.Second
	// glance is how long a command that only looks waits for what is new.
	glance = 500 * time.Millisecond
	// word is how long it then waits for the hub's word.
	word = 10 * time.Second
	// settling is how long a command waits for the hub after it was queued.
	settling = 2 * time.Second
	// rounds is how long one that was told to synchronise waits for another process's connection.
	rounds = time.Minute
	// mending is how long a replica waits whose file could not be written.
	mending = time.Minute
)

// mail is the post of a replica that this process holds. It begins to speak to the hub when there is a reason to: screens
// from the beginning, commands when they change something.
type mail struct {
	Replica
	as      string  // the account that was named, where the way to the hub serves several
	phrases phrases // that were typed

	mu     sync.Mutex
	ended  context.CancelFunc // of the loop; nil while there is none
	closed bool
	loop   sync.WaitGroup
	woken  chan struct{} // has the loop begin again; nil before there is one
	at     *round        // that goes on, before there is a loop; nil: none
}

var _ post.Post = (*mail)(nil)

// attend keeps the replica up to date from now on.
func (m *mail) attend() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.ended != nil || m.closed {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	m.ended, m.woken = cancel, make(chan struct{}, 1)
	before := m.at
	m.loop.Go(func() {
		before.over(ctx)
		m.run(ctx, m.woken)
	})
}

// run keeps the replica up to date until ctx ends. Where its file cannot be written it begins again after a while, or when
// somebody wants it to: the disk may have been looked after.
func (m *mail) run(ctx context.Context, woken <-chan struct{}) {
	for ctx.Err() == nil {
		_ = m.Replica.Run(ctx, m.asking()) // what it is at, its state says
		again := time.NewTimer(mending)
		select {
		case <-again.C:
		case <-woken:
		case <-ctx.Done():
		}
		again.Stop()
	}
}

// Nudge implements post.Post.
func (m *mail) Nudge() {
	m.mu.Lock()
	woken := m.woken
	m.mu.Unlock()
	m.Replica.Nudge()
	select {
	case woken <- struct{}{}: // nobody listens while the loop runs: it then comes once for nothing
	default:
	}
}

// Unlock implements post.Post.
func (m *mail) Unlock(file string, phrase []byte) {
	m.phrases.keep(file, phrase)
	m.Nudge()
}

// asking is what is asked of a person while nobody waits for an answer: nothing.
func (m *mail) asking() cli.Asking {
	handle, _ := m.Who()
	if handle == "" {
		handle = m.as
	}
	return cli.Asking{As: handle, Passphrase: m.phrases.again}
}

// close ends the loop, and a round that goes on.
func (m *mail) close() {
	m.mu.Lock()
	m.closed = true
	if m.ended != nil {
		m.ended()
	}
	at := m.at
	m.mu.Unlock()
	at.leave()
	m.loop.Wait()
}

// until waits for the state to be as wanted; it returns false when ctx ends.
func (m *mail) until(ctx context.Context, wanted func(post.State) bool) bool {
	for {
		changed := m.Changed()
		if wanted(m.State()) {
			return true
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
}

// connected waits for a connection for a while.
func (m *mail) connected(ctx context.Context) bool {
	m.attend()
	ctx, cancel := context.WithTimeout(ctx, reach)
	defer cancel()
	settled := m.until(ctx, func(s post.State) bool { return s.Line != post.Connecting && !s.Since.IsZero() })
	return settled && m.State().Line == post.Connected
}

// Fresh has what is new at the hub taken before something is read or decided. It returns whether the copy is in step with
// the hub; at once where that is so already, or where an answer takes its time, and soon in any case.
func (m *mail) Fresh(ctx context.Context) bool {
	s := m.State()
	return s.Fresh || !s.Slow && m.fresh(ctx, glance)
}

// fresh waits for a round with the hub for a while.
func (m *mail) fresh(ctx context.Context, most time.Duration) bool {
	m.attend()
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	m.until(ctx, func(s post.State) bool {
		return s.Fresh || s.Slow || !s.Since.IsZero() && s.Line != post.Connecting && s.Line != post.Connected
	})
	return m.State().Fresh
}

// Put implements post.Post.
func (m *mail) Put(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (post.Item, model.Decision, error) {
	if m.FirstConfirmed(c) {
		if !m.connected(ctx) {
			return post.Item{}, model.Decision{}, post.ErrOffline
		}
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, word)
		defer cancel()
	}
	it, d, err := m.Replica.Put(ctx, actor, c, private...)
	m.attend()
	if err == nil && d.Refusal != nil && it.Key == 0 && !m.State().Fresh && m.fresh(ctx, reach) { // refused by an old copy
		it, d, err = m.Replica.Put(ctx, actor, c, private...)
	}
	if err != nil && ctx.Err() != nil && it.Key == 0 {
		err = post.ErrOffline // it stood behind others, and was never kept
	}
	return it, d, err
}

// Do implements screen.Market: a command of the screens.
func (m *mail) Do(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (model.Decision, error) {
	_, d, err := m.Put(ctx, actor, c, private...)
	return d, err
}

// Again implements post.Post.
func (m *mail) Again(ctx context.Context, key uint64) (post.Item, model.Decision, error) {
	it, there, err := m.Item(key)
	if err == nil && there && it.Command != nil && m.FirstConfirmed(it.Command) && !m.connected(ctx) {
		err = post.ErrOffline
	}
	if err != nil {
		return post.Item{}, model.Decision{}, err
	}
	it, d, err := m.Replica.Again(ctx, key)
	m.attend()
	return it, d, err
}

// Settled implements post.Post. Where there is no connection nobody waits for one for long.
func (m *mail) Settled(ctx context.Context, key uint64) (post.Item, bool, error) {
	ctx, cancel := context.WithTimeout(ctx, settling)
	defer cancel()
	go func() {
		m.until(ctx, func(s post.State) bool {
			return !s.Since.IsZero() && s.Line != post.Connected && s.Line != post.Connecting
		})
		cancel()
	}()
	return m.Replica.Settled(ctx, key)
}

// Sync implements post.Post.
func (m *mail) Sync(ctx context.Context, passphrase func(context.Context, string) ([]byte, error), told func(post.State)) error {
	a := m.asking()
	a.Passphrase = passphrase
	return m.sync(ctx, a, told)
}

// sync connects once, asking a person what has to be asked; where the loop runs already it is left to that.
func (m *mail) sync(ctx context.Context, a cli.Asking, told func(post.State)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var telling sync.WaitGroup
	defer telling.Wait()
	if told != nil {
		telling.Go(func() { m.tell(ctx, told) })
	}
	defer cancel()
	if done, err := m.round(ctx, a); done {
		return err
	}
	m.Nudge()
	ctx, end := context.WithTimeout(ctx, rounds)
	defer end()
	done := func(s post.State) bool { return s.Line == post.Connected && s.Loaded && s.Queued == 0 }
	broken := func(s post.State) bool { return s.Line != post.Connected && s.Line != post.Connecting }
	m.until(ctx, func(s post.State) bool { return done(s) || broken(s) })
	s := m.State()
	switch {
	case broken(s) && s.Way.Why != "":
		q := s.Way
		q.Err = errors.New(s.Why)
		return &q
	case broken(s):
		return errors.New(s.Why)
	}
	return nil
}

// tell tells of each change until ctx ends.
func (m *mail) tell(ctx context.Context, told func(post.State)) {
	for ctx.Err() == nil {
		changed := m.Changed()
		told(m.State())
		select {
		case <-changed:
		case <-ctx.Done():
		}
	}
}

// Watch implements post.Post.
func (m *mail) Watch(ctx context.Context, told func(post.State)) error {
	m.attend()
	m.Nudge()
	m.tell(ctx, told)
	return nil
}
