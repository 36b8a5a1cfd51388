// Package mem keeps a journal in memory: for tests, simulations, and worlds that nobody wants to keep. It follows the
// contract of journal.Journal to the letter, apart from lasting longer than its process.
package mem

import (
	"bytes"
	"context"
	"sync"

	"aeconnect/store/journal"
)

// Journal is a journal in memory. Make it with New.
type Journal struct {
	mu      sync.RWMutex
	head    journal.Head
	records [][]byte // records[i] is the record of Seq i+1
	rooms   map[journal.Room]*table
	closed  bool
}

var _ journal.Journal = (*Journal)(nil)

// New makes an empty journal with the given epoch.
func New(epoch journal.Epoch) *Journal {
	return &Journal{head: journal.Genesis(epoch), rooms: map[journal.Room]*table{}}
}

// Head implements journal.Journal.
func (j *Journal) Head() journal.Head {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.head
}

// Append implements journal.Journal. Nothing here can fail after the checks but `with`.
func (j *Journal) Append(ctx context.Context, expect journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	records, head, err := journal.Seal(expect, group)
	if err != nil {
		return j.Head(), err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case j.closed:
		return j.head, journal.ErrClosed
	case ctx.Err() != nil:
		return j.head, ctx.Err()
	case expect != j.head:
		return j.head, journal.ErrConflict
	}
	err = j.change(records, head, with)
	return j.head, err
}

// change adds the records, runs `with` and takes everything back if that fails or panics.
func (j *Journal) change(records [][]byte, head journal.Head, with func(journal.Tx) error) (err error) {
	before, n := j.head, len(j.records)
	j.records, j.head = append(j.records, records...), head
	if with == nil {
		return nil
	}
	t := &tx{journal: j}
	done := false
	defer func() {
		if !done || err != nil {
			j.records, j.head = j.records[:n:n], before
			t.undo()
		}
	}()
	err = with(t)
	done = true
	return err
}

// Read implements journal.Journal.
func (j *Journal) Read(ctx context.Context, from uint64, fn func(journal.Record) error) error {
	from = max(from, 1)
	walk, records, err := j.from(from)
	if err != nil {
		return err
	}
	for _, raw := range records {
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

// from returns the records from a Seq on, as they are now, with a walk that stands before them.
func (j *Journal) from(from uint64) (*journal.Walk, [][]byte, error) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	if j.closed {
		return nil, nil, journal.ErrClosed
	}
	if from > uint64(len(j.records)) {
		return journal.NewWalk(j.head), nil, nil
	}
	at := journal.Genesis(j.head.Epoch)
	if from > 1 {
		before, err := journal.DecodeRecord(j.records[from-2])
		if err != nil {
			return nil, nil, err
		}
		at.Seq, at.Hash = before.Seq, before.Hash
	}
	return journal.NewWalk(at), j.records[from-1:], nil
}

// View implements journal.Journal.
func (j *Journal) View(fn func(journal.Reader) error) error {
	j.mu.RLock()
	defer j.mu.RUnlock()
	if j.closed {
		return journal.ErrClosed
	}
	return fn(&tx{journal: j})
}

// Close implements journal.Journal.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.closed = true
	return nil
}
