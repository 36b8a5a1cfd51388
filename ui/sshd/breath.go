package sshd

import (
	"runtime/debug"
	"sync/atomic"
	"time"
)

// breath takes memory while people work, and gives it back when they rest. Little of what sessions hold is garbage, so
// at rest a hub collects early and is small; but each key makes some tens of kilobytes of it, and to mark everybody's
// screens ten times a second costs more than the keys. With 200 people typing, an answer took 1.2 ms instead of 46
// (p50, two cores shared with their clients) when garbage was collected at three times what lives instead of one and a
// half. The timer runs only after something was done.
type breath struct {
	busy   atomic.Bool
	last   atomic.Int64 // when something was done last, Unix nanoseconds
	before int          // percent at rest; written before busy is
}

const (
	busyPercent = 200             // of what lives may be garbage while people work
	restAfter   = 5 * time.Second // nobody has done anything for so long: everybody rests
)

// take tells that somebody has done something.
func (b *breath) take() {
	b.last.Store(time.Now().UnixNano())
	if b.busy.CompareAndSwap(false, true) {
		if b.before = debug.SetGCPercent(busyPercent); b.before < 0 || b.before > busyPercent {
			debug.SetGCPercent(b.before) // whoever runs this wants more than we would take
		}
		time.AfterFunc(restAfter, b.look)
	}
}

// look gives the memory back, unless something was done meanwhile.
func (b *breath) look() {
	if quiet := time.Since(time.Unix(0, b.last.Load())); quiet < restAfter {
		time.AfterFunc(restAfter-quiet, b.look)
		return
	}
	debug.SetGCPercent(b.before)
	b.busy.Store(false)
	debug.FreeOSMemory()
}
