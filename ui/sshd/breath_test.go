package sshd

import (
	"runtime/debug"
	"testing"
	"testing/synctest"
	"time"
)

// A hub takes memory while people work, gives it back when all rest, and then nothing runs.
func TestBreath(t *testing.T) {
	percent := func() int {
		p := debug.SetGCPercent(100)
		debug.SetGCPercent(p)
		return p
	}
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	synctest.Test(t, func(t *testing.T) {
		var b breath
		for range 3 {
			b.take()
			if percent() != busyPercent {
				t.Errorf("at work %d %%", percent())
			}
			time.Sleep(restAfter - time.Second)
			b.take()
			time.Sleep(restAfter - time.Second)
			if percent() != busyPercent {
				t.Errorf("still at work %d %%", percent())
			}
			time.Sleep(2 * time.Second)
			synctest.Wait()
			if percent() != 50 || b.busy.Load() {
				t.Errorf("at rest %d %%", percent())
			}
		}
		debug.SetGCPercent(400)
		b.take()
		if percent() != 400 {
			t.Errorf("who wants more has %d %%", percent())
		}
		time.Sleep(restAfter + time.Second)
	})
}
