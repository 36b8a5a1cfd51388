package replica

import (
	"context"
	"errors"
	"time"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/remote"
)

// Dial connects to the hub.
type Dial func(ctx context.Context) (remote.Remote, error)

// Pace says how a replica waits; the zero value is right.
type Pace struct {
	First, Most time.Duration                                                    // the first and the longest wait after a failure; 0: 1 s and 1 min
	Chance      func() float64                                                   // of the jitter, in [0, 1); nil: without
	Wait        func(ctx context.Context, d time.Duration, wake <-chan struct{}) // nil: by the machine's clock
	Program     string                                                           // name and version, for the hub's operator
	As          string                                                           // the account, where the way to the hub serves several
	Stay        bool                                                             // another marketplace at the hub's place is ErrOther: nothing is thrown away
}

const (
	firstWait = time.Second
	mostWait  = time.Minute
)

// Run keeps the replica up to date until ctx ends: it sends what waits, takes what changed, and waits until something
// does. While nothing happens it does nothing. It never gives up; State says what it is at. A full disk it waits for, as
// for a hub. Its error is that of the file, after which nothing more can be kept, or that of ctx.
func (r *Replica) Run(ctx context.Context, dial Dial, p Pace) error {
	p = p.whole()
	for wait := p.First; ; {
		begun := false
		err := r.session(ctx, dial, p, func() { begun = true })
		if begun {
			r.parted(err)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var broken *fileError
		if errors.As(err, &broken) && !OutOfRoom(err) {
			r.line(Broken, err, time.Time{})
			return err
		}
		if wait = min(wait*2, p.Most); begun {
			wait = p.First
		}
		pause := wait/2 + time.Duration(p.Chance()*float64(wait/2))
		r.line(lineOf(err), err, r.clock.Now().Add(pause))
		if p.Wait(ctx, pause, r.wake); ctx.Err() != nil {
			return ctx.Err()
		}
	}
}

// metAnew is how long after it was last written down the end of a connection is, too.
const metAnew = time.Minute

// parted notes when a connection ended that had brought nothing for a while.
func (r *Replica) parted(err error) {
	var broken *fileError
	now, met := model.At(r.clock.Now()), model.Moment(0)
	r.gate.look(func() { met = r.meta.Met })
	if !errors.As(err, &broken) && now.Sub(met) > metAnew {
		_ = r.update(func(*bbolt.Tx) error { r.meta.Met = now; return nil }) // else it is said to be a little longer ago
	}
}

func (p Pace) whole() Pace {
	if p.First <= 0 {
		p.First = firstWait
	}
	if p.Most <= 0 {
		p.Most = mostWait
	}
	if p.Chance == nil {
		p.Chance = func() float64 { return 1 }
	}
	if p.Wait == nil {
		p.Wait = func(ctx context.Context, d time.Duration, wake <-chan struct{}) {
			t := time.NewTimer(d)
			defer t.Stop()
			select {
			case <-t.C:
			case <-wake:
			case <-ctx.Done():
			}
		}
	}
	return p
}

// fileError is an error of the replica's own file.
type fileError struct{ err error }

func (e *fileError) Error() string { return "the replica cannot be kept: " + e.err.Error() }
func (e *fileError) Unwrap() error { return e.err }

func own(err error) error {
	if err == nil {
		return nil
	}
	return &fileError{err}
}

func lineOf(err error) Line {
	var newer *remote.NewerError
	switch {
	case OutOfRoom(err):
		return Full
	case errors.As(err, &newer):
		return Outdated
	case errors.Is(err, remote.ErrStranger), errors.Is(err, remote.ErrDevice), errors.Is(err, ErrForeign):
		return Stranger
	}
	return Offline
}

// session is one connection, from dialing to its end.
func (r *Replica) session(ctx context.Context, dial Dial, p Pace, begun func()) error {
	r.line(Connecting, nil, time.Time{})
	hub, err := dial(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = hub.Close() }() // what matters of it has been answered
	if err := r.greet(ctx, hub, p); err != nil {
		return err
	}
	begun()
	r.line(Connected, nil, time.Time{})
	return r.attend(ctx, hub, p)
}

// attend serves a connection until it breaks. The watch runs beside, and a command that is made meanwhile wakes it.
func (r *Replica) attend(ctx context.Context, hub remote.Remote, p Pace) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	watching, woken, fresh := false, make(chan error, 1), false
	for {
		select {
		case <-r.wake: // the round sends what was made until now
		default:
		}
		err := r.round(ctx, hub, p)
		if err != nil && !errors.Is(err, remote.ErrPending) {
			return err
		}
		if !fresh {
			fresh = err == nil
			r.state.set(func(s *State) { s.Fresh, s.tried = fresh, true })
		}
		if !watching {
			watching = true
			cursor := r.cursor()
			go func() { woken <- hub.Watch(ctx, cursor) }()
		}
		select {
		case err := <-woken:
			watching = false
			if err != nil {
				return err
			}
		case <-r.wake:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (r *Replica) cursor() (c remote.Cursor) {
	r.gate.look(func() { c = r.meta.Cursor })
	return c
}

// round sends everything and takes everything.
func (r *Replica) round(ctx context.Context, hub remote.Remote, p Pace) error {
	err := r.push(ctx, hub)
	var forked *remote.ForkedError
	if errors.As(err, &forked) {
		if err = own(r.rename(AlarmForked, false, func(*Item) bool { return false })); err == nil {
			err = r.greet(ctx, hub, p)
		}
		if err == nil {
			err = r.push(ctx, hub)
		}
	}
	if err != nil && !errors.Is(err, remote.ErrPending) {
		return err
	}
	pulled := r.pull(ctx, hub)
	if errors.Is(pulled, remote.ErrReset) {
		if pulled = own(r.startAnew(errors.Is(pulled, remote.ErrForgot))); pulled == nil {
			pulled = r.pull(ctx, hub)
		}
	}
	return errors.Join(err, pulled)
}

// Sync does one round over a connection: what Run does again and again. For a script, and for tests.
func (r *Replica) Sync(ctx context.Context, hub remote.Remote, p Pace) error {
	p = p.whole()
	if err := r.greet(ctx, hub, p); err != nil {
		return err
	}
	return r.round(ctx, hub, p)
}
