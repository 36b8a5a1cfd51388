package sshd

import (
	"runtime/debug"
	"sync/atomic"
	"time"
)

// breath takes memory while many people type, and gives it back when they rest. Little of what sessions hold is garbage,
// so a hub collects early and is small; but each key makes some tens of kilobytes of it, and to mark everybody's screens
// ten times a second costs more than the keys. With 200 people typing five keys a second, an answer took 1 ms instead of
// 46 (p50, two cores shared with their clients) when garbage was collected at twice what lives instead of one and a half.
// The timer runs only after something was done.
type breath struct {
	second atomic.Int64 // when the second began that is counted, Unix nanoseconds
	reads  atomic.Int64 // in it
	busy   atomic.Bool
	last   atomic.Int64 // when something was done last, Unix nanoseconds
	before int          // percent at rest; written before the timer that reads it is set
}

const (
	busyReads   = 300             // of sessions in a second: some sixty people type
	busyPercent = 100             // of what lives may be garbage then
	restAfter   = 5 * time.Second // nobody has done anything for so long: everybody rests
)

// take tells that somebody has done something.
func (b *breath) take() {
	now := time.Now().UnixNano()
	b.last.Store(now)
	if b.busy.Load() {
		return
	}
	if began := b.second.Load(); now-began > int64(time.Second) && b.second.CompareAndSwap(began, now) {
		b.reads.Store(0)
	}
	if b.reads.Add(1) < busyReads || !b.busy.CompareAndSwap(false, true) {
		return
	}
	if b.before = debug.SetGCPercent(busyPercent); b.before < 0 || b.before > busyPercent {
		debug.SetGCPercent(b.before) // whoever runs this wants more than we would take
	}
	time.AfterFunc(restAfter, b.look)
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
