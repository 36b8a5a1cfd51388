package replica

import (
	"context"
	"errors"
	"io"
	"time"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
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
}

const (
	firstWait = time.Second
	mostWait  = time.Minute
)

// Run keeps the replica up to date until ctx ends: it sends what waits, takes what changed, and waits until something
// does. While nothing happens it does nothing. It never gives up; State says what it is at. Its error is that of the file,
// after which nothing more can be kept, or that of ctx.
func (r *Replica) Run(ctx context.Context, dial Dial, p Pace) error {
	p = p.whole()
	for wait := p.First; ; {
		begun := false
		err := r.session(ctx, dial, p, func() { begun = true })
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var broken *fileError
		if errors.As(err, &broken) {
			return err
		}
		if wait = min(wait*2, p.Most); begun {
			wait = p.First
		}
		pause := wait/2 + time.Duration(p.Chance()*float64(wait/2))
		r.line(lineOf(err), err, r.clock.Now().Add(pause))
		p.Wait(ctx, pause, r.wake)
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
	case errors.As(err, &newer):
		return Outdated
	case errors.Is(err, remote.ErrStranger), errors.Is(err, remote.ErrDevice):
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
	defer hub.Close()
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
	watching, woken := false, make(chan error, 1)
	for {
		if err := r.round(ctx, hub, p); err != nil && !errors.Is(err, remote.ErrPending) {
			return err
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
		if err = own(r.rename(AlarmForked, false)); err == nil {
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
		if pulled = own(r.forgetCursor()); pulled == nil {
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

// greet introduces the device. A hub that has forgotten, another one, and a device that somebody has copied are found out
// here, and settled.
func (r *Replica) greet(ctx context.Context, hub remote.Remote, p Pace) error {
	for range 3 {
		var hello remote.Hello
		r.gate.look(func() {
			hello = remote.Hello{Version: remote.Version, Device: r.meta.Device, As: p.As, Program: p.Program, Epoch: r.meta.Epoch}
		})
		w, err := hub.Greet(ctx, hello)
		if err != nil {
			return err
		}
		again, err := r.welcome(w)
		if err != nil || !again {
			return err
		}
	}
	return remote.ErrRefused
}

// welcome takes what the hub says of itself. It asks for another greeting after the device got a new name.
func (r *Replica) welcome(w remote.Welcome) (again bool, err error) {
	var kind AlarmKind
	r.gate.look(func() {
		first := r.meta.Counter + 1 // the lowest that must not have been decided
		sure := true                // everything before it was answered
		for _, it := range r.items {
			if it.Seq == 0 {
				first, sure = it.Counter, false
				break
			}
		}
		known := r.meta.Account != 0
		switch {
		case known && (w.Epoch != r.meta.Epoch || w.Account != r.meta.Account):
			kind = AlarmForeign
		case w.Next < first || known && w.Head < r.meta.Head:
			kind = AlarmRestored
		case sure && w.Next > first:
			kind = AlarmForked
		}
	})
	if kind != "" {
		if kind == AlarmForeign {
			err = r.adopt(w)
		}
		if err == nil {
			err = r.rename(kind, true)
		}
		return true, own(err)
	}
	return false, own(r.adopt(w))
}

func (r *Replica) adopt(w remote.Welcome) error {
	return r.update(func(*bbolt.Tx) error {
		r.meta.Epoch, r.meta.Account, r.meta.Handle = w.Epoch, w.Account, w.Handle
		r.meta.Ahead = int64(w.Now - model.At(r.clock.Now()))
		r.meta.Greeted = w.Now
		return nil
	})
}

// rename gives the device a new name and its commands new counters. Those which the hub has never decided go on
// unchanged; with forgotten, those too which it had answered and forgot, and the view is loaded anew.
func (r *Replica) rename(kind AlarmKind, anew bool) error {
	return r.update(func(tx *bbolt.Tx) error {
		var d journal.Device
		if _, err := io.ReadFull(r.rand, d[:]); err != nil {
			return err
		}
		r.meta.Device, r.meta.Counter, r.meta.Moved = d, 0, r.meta.Moved+1
		items := make([]*Item, 0, len(r.items))
		for _, it := range r.items {
			moved := *it
			if anew && kind != AlarmForked {
				moved.Seq = 0
			}
			if moved.Seq == 0 {
				r.meta.Counter++
				moved.Counter, moved.Sent = r.meta.Counter, false
			}
			if err := r.write(tx, bucketOutbox, &moved); err != nil {
				return err
			}
			items = append(items, &moved)
		}
		r.items, r.pending = items, nil
		alarm := Alarm{Kind: kind, At: r.now(), Count: len(items)}
		r.meta.Alarms = append(append([]Alarm(nil), r.meta.Alarms...), alarm)
		r.meta.Alarms = r.meta.Alarms[max(0, len(r.meta.Alarms)-alarmsMost):]
		if anew && kind != AlarmForked {
			return r.reset(tx)
		}
		return nil
	})
}

// reset begins the view anew. What is shown stays until the new one is whole; the outbox is not touched.
func (r *Replica) reset(tx *bbolt.Tx) error {
	r.meta.Cursor, r.meta.Shadow, r.meta.Head = nil, nil, 0
	return makeView(tx, r.meta.Live+1)
}

func (r *Replica) forgetCursor() error { return r.update(r.reset) }

// Quiet forgets the alarms, once they were read.
func (r *Replica) Quiet() error {
	err := r.update(func(*bbolt.Tx) error { r.meta.Alarms = nil; return nil })
	r.state.set(func(*State) {})
	return err
}
