// Package mem keeps a journal in memory: for tests, simulations, and worlds that nobody wants to keep. It follows the
// contract of journal.Journal to the letter, apart from lasting longer than its process.
package mem

import (
	"bytes"
	"context"
	"slices"
	"sync"

	"aeconnect/store/journal"
	"aeconnect/store/journal/tree"
)

// Journal is a journal in memory. Make it with New.
type Journal struct {
	appending sync.Mutex // held for a whole append
	mu        sync.Mutex // guards what follows
	state     state
	closed    bool
}

var _ journal.Journal = (*Journal)(nil)

// New makes an empty journal with the given epoch.
func New(epoch journal.Epoch) *Journal {
	return &Journal{state: state{head: journal.Genesis(epoch), rooms: map[journal.Room]*tree.Map{}}}
}

// now returns the state as the last append left it.
func (j *Journal) now() (state, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return j.state, journal.ErrClosed
	}
	return j.state, nil
}

// Head implements journal.Journal.
func (j *Journal) Head() journal.Head {
	s, _ := j.now()
	return s.head
}

// Append implements journal.Journal. Nothing here can fail after the checks but `with`; then the fork is forgotten.
func (j *Journal) Append(ctx context.Context, expect journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	records, head, err := journal.Seal(expect, group)
	if err != nil {
		return j.Head(), err
	}
	j.appending.Lock()
	defer j.appending.Unlock()
	before, err := j.now()
	switch {
	case err != nil:
		return before.head, err
	case ctx.Err() != nil:
		return before.head, ctx.Err()
	case expect != before.head:
		return before.head, journal.ErrConflict
	}
	after := before.fork()
	after.records, after.head = append(after.records, records...), head
	if with != nil {
		if err := with(&tx{after}); err != nil {
			return before.head, err
		}
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.state = after
	return head, nil
}

// Read implements journal.Journal.
func (j *Journal) Read(ctx context.Context, from uint64, fn func(journal.Record) error) error {
	from = max(from, 1)
	s, err := j.now()
	if err != nil || from > s.head.Seq {
		return err
	}
	at := journal.Genesis(s.head.Epoch)
	if from > 1 {
		before, err := journal.DecodeRecord(s.records[from-2])
		if err != nil {
			return err
		}
		at.Seq, at.Hash = before.Seq, before.Hash
	}
	walk := journal.NewWalk(at)
	for _, raw := range s.records[from-1:] {
		if err := ctx.Err(); err != nil {
			return err
		}
		record, err := walk.Next(bytes.Clone(raw))
		if err != nil {
			return err
		}
		if err := fn(record); err != nil {
			return err
		}
	}
	return nil
}

// View implements journal.Journal. It holds nothing up.
func (j *Journal) View(fn func(journal.Reader) error) error {
	s, err := j.now()
	if err != nil {
		return err
	}
	return fn(&tx{s})
}

// Close implements journal.Journal.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.closed = true
	return nil
}

// Fork returns a journal that holds what this one holds now and goes its own way from there, as a backup does.
func (j *Journal) Fork() *Journal {
	s, _ := j.now()
	f := s.fork()
	f.records = slices.Clip(f.records) // what either of them adds is its own
	return &Journal{state: f}
}
