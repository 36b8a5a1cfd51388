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
		crowd := func() {
			for range busyReads {
				b.take()
			}
		}
		for range 20 { // few people who type do not count
			for range busyReads / 20 {
				b.take()
			}
			time.Sleep(time.Second + time.Millisecond)
		}
		if percent() != 50 {
			t.Errorf("with few people %d %%", percent())
		}
		for range 3 {
			crowd()
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
		crowd()
		if percent() != 400 {
			t.Errorf("who wants more has %d %%", percent())
		}
		time.Sleep(restAfter + time.Second)
	})
}
