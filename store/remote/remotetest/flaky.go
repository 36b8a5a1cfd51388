package remotetest

import (
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"aeconnect/store/remote"
)

// Flaky is a remote on whose way things go wrong call by call: LostAnswer, Duplicate, Delay and Cut (which here means that
// the call does not arrive). It is for remotes without a stream of bytes; those with one have a Stream.
type Flaky struct {
	remote.Remote
	Strikes *Strikes // that it counts in; nil: none
	mu      sync.Mutex
	fault   Fault
	chance  *rand.Rand
}

// Disturb says what goes wrong from now on.
func (f *Flaky) Disturb(fault Fault, seed uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault, f.chance = fault, rand.New(rand.NewPCG(seed, 2))
}

// strikes tells what goes wrong with this call.
func (f *Flaky) strikes() Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fault == Calm || f.chance.IntN(3) != 0 {
		return Calm
	}
	return f.fault
}

// call makes one call, or what becomes of it.
func (f *Flaky) call(do func() error) error {
	fault := f.strikes()
	if f.Strikes != nil {
		f.Strikes.Strike(fault)
	}
	switch fault {
	case LostAnswer:
		_ = do()
		_ = f.Close()
		return remote.ErrClosed
	case Cut:
		_ = f.Close()
		return remote.ErrClosed
	case Duplicate:
		_ = do()
	case Delay:
		time.Sleep(time.Millisecond)
	}
	return do()
}

// Greet implements remote.Remote.
func (f *Flaky) Greet(ctx context.Context, h remote.Hello) (w remote.Welcome, err error) {
	err = f.call(func() (err error) { w, err = f.Remote.Greet(ctx, h); return err })
	return w, err
}

// Send implements remote.Remote.
func (f *Flaky) Send(ctx context.Context, parcels []remote.Parcel) (answers []remote.Answer, err error) {
	lost := false
	err = f.call(func() (err error) {
		answers, err = f.Remote.Send(ctx, parcels)
		lost = err == nil // unless what follows is an error, the answers arrive
		return err
	})
	if err != nil && lost {
		answers = nil
	}
	return answers, err
}

// Pull implements remote.Remote.
func (f *Flaky) Pull(ctx context.Context, after remote.Cursor, limitBytes int) (p remote.Page, err error) {
	if err = f.call(func() (err error) { p, err = f.Remote.Pull(ctx, after, limitBytes); return err }); err != nil {
		p = remote.Page{}
	}
	return p, err
}
