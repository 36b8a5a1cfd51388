package simulation

import (
	"context"
	"sync/atomic"
	"time"

	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
)

// disk is what lasts of a hub when its process ends.
type disk struct{ kept *mem.Journal }

// process is the journal as one process of the hub has it open: its end leaves the disk as it is.
type process struct {
	*mem.Journal
	dead atomic.Bool
}

// Append implements journal.Journal. What is written after the death is written nowhere.
func (p *process) Append(ctx context.Context, at journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	if p.dead.Load() {
		return at, journal.ErrUnknown
	}
	return p.Journal.Append(ctx, at, group, with)
}

// Close implements journal.Journal.
func (p *process) Close() error { return nil }

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
