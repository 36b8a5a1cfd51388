package simulation

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"

	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
)

// disk is what lasts of a hub when its process ends.
type disk interface {
	// open gives the journal to a new process.
	open() (journal.Journal, error)
	// cut makes an append in the middle of which the power fails; what it leaves is the disk's affair.
	cut(append func() error, chance *rand.Rand) error
	// end takes the journal from a process that is over, without a chance for it to tidy up.
	end() error
	// settle writes out what a process would write at some time.
	settle() error
	// save makes a backup, and restore puts it in the place of what there is.
	save() error
	restore() error
}

// memory is a disk that a hub's journal in memory makes up.
type memory struct{ kept, backup *mem.Journal }

// lasting is the journal without its end, which no process brings about.
type lasting struct{ *mem.Journal }

// Close implements journal.Journal.
func (lasting) Close() error { return nil }

func (m *memory) open() (journal.Journal, error) { return lasting{m.kept}, nil }
func (m *memory) end() error                     { return nil }
func (m *memory) settle() error                  { return nil }
func (m *memory) save() error                    { m.backup = m.kept.Fork(); return nil }
func (m *memory) restore() error                 { m.kept = m.backup.Fork(); return nil }

func (m *memory) cut(append func() error, chance *rand.Rand) error {
	before := m.kept.Fork()
	err := append()
	if chance.IntN(2) == 0 {
		m.kept = before
	}
	return err
}

// process is the journal as one process of the hub has it: its end leaves the disk as it is.
type process struct {
	journal.Journal
	disk   disk
	chance *rand.Rand
	mu     sync.Mutex
	dead   bool
	left   int // appends until the power fails; below 0: it does not
	failed bool
}

// Append implements journal.Journal. What is written after the death is written nowhere.
func (p *process) Append(ctx context.Context, at journal.Head, group []journal.Entry, with func(journal.Tx) error) (head journal.Head, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.dead:
		return at, journal.ErrUnknown
	case p.failed:
		return at, journal.ErrBroken
	case p.left == 0:
		p.failed = true
		err := p.disk.cut(func() error { _, err := p.Journal.Append(ctx, at, group, with); return err }, p.chance)
		return at, errors.Join(journal.ErrUnknown, err)
	}
	if p.left > 0 {
		p.left--
	}
	return p.Journal.Append(ctx, at, group, with)
}

func (p *process) die() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dead = true
}

// doom lets the power fail after some appends more.
func (p *process) doom(appends int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = appends
}

// broken tells that the power has failed.
func (p *process) broken() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.failed
}

// Fork is a copy of a journal in memory, nil of another.
func (p *process) Fork() *mem.Journal {
	if m, ok := p.Journal.(lasting); ok {
		return m.Journal.Fork()
	}
	return nil
}
