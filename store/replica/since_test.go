package replica_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// wound is a clock that a test winds.
type wound struct{ at atomic.Int64 }

func (w *wound) Now() time.Time       { return time.UnixMilli(w.at.Load()) }
func (w *wound) wind(d time.Duration) { w.at.Add(d.Milliseconds()) }

// Since when there is no connection is when the hub was heard last, whatever is tried or made meanwhile, and whether the
// program is begun anew or not.
func TestSinceIsWhenTheHubWasHeard(t *testing.T) {
	h := memHub(t)
	newWorld(t, h).found(true)
	clock := &wound{}
	clock.at.Store(int64(start()))
	l := joinWith(t, h, "lumen", 3, replica.Options{Relaxed: true, Clock: clock})
	l.sync()
	heard := clock.Now()
	for _, what := range []string{"the same program", "another"} {
		clock.wind(3 * time.Hour)
		pace := l.pace()
		ctx, cancel := context.WithCancel(context.Background())
		tries := 0
		pace.Wait = func(context.Context, time.Duration, <-chan struct{}) {
			if got := l.State(); !got.Since.Equal(heard) || got.Line != replica.Offline {
				t.Errorf("%s, try %d: %s since %v, want %v", what, tries, got.Line, got.Since, heard)
			}
			clock.wind(time.Minute)
			l.do(task(l))
			if tries++; tries == 3 {
				cancel()
			}
		}
		err := l.Run(ctx, func(context.Context) (remote.Remote, error) { return nil, errors.New("no network") }, pace)
		if !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		cancel()
		l.restart()
	}
}
