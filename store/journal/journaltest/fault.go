package journaltest

import (
	"context"
	"fmt"
	"sync/atomic"

	"aeconnect/store/journal"
)

// When is the moment at which a Faulty journal fails.
type When int32

// The moments.
const (
	Never  When = iota
	Before      // the append does nothing, its outcome is reported as unknown
	After       // the append succeeds, its outcome is reported as unknown
)

// Faulty is a journal whose next append fails as told and which is broken from then on, as the contract of
// journal.Journal demands after an unknown outcome.
type Faulty struct {
	journal.Journal
	when   atomic.Int32
	broken atomic.Bool
}

// Fail sets when the next append fails.
func (f *Faulty) Fail(when When) { f.when.Store(int32(when)) }

// Append implements journal.Journal.
func (f *Faulty) Append(ctx context.Context, expect journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	if f.broken.Load() {
		return f.Head(), journal.ErrBroken
	}
	when := When(f.when.Load())
	if when == Never {
		return f.Journal.Append(ctx, expect, group, with)
	}
	f.broken.Store(true)
	if when == After {
		if _, err := f.Journal.Append(ctx, expect, group, with); err != nil {
			return f.Head(), err
		}
	}
	return expect, fmt.Errorf("%w: injected", journal.ErrUnknown)
}

// View implements journal.Journal.
func (f *Faulty) View(fn func(journal.Reader) error) error {
	if f.broken.Load() {
		return journal.ErrBroken
	}
	return f.Journal.View(fn)
}
