package simulation

import (
	"sync/atomic"
	"time"
)

// clock is a clock that people set.
type clock struct{ now atomic.Int64 } // Unix milliseconds

// Now implements hub.Clock and replica.Clock.
func (c *clock) Now() time.Time { return time.UnixMilli(c.now.Load()).UTC() }

func (c *clock) move(by time.Duration) { c.now.Add(by.Milliseconds()) }

// skewed is a clock that is wrong by as much as it likes.
type skewed struct {
	of *clock
	by atomic.Int64 // milliseconds
}

// Now implements replica.Clock.
func (c *skewed) Now() time.Time {
	return c.of.Now().Add(time.Duration(c.by.Load()) * time.Millisecond)
}
