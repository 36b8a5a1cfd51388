package bolt

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal"
)

// Options of a file; the zero value is right for a hub.
type Options struct {
	ReadOnly   bool           // for looking at files that nobody writes
	MaxBytes   int            // the file refuses to grow beyond; 0 means no limit
	MmapBytes  int            // address space taken at once, which spares waiting for readers later; 0 means 4 GiB
	LayerBytes int            // how much may wait in memory for a checkpoint; 0 means 32 MiB
	Ascending  []journal.Room // rooms whose keys mostly grow: their pages are filled instead of left half empty
}

const defaultLayerBytes = 32 << 20

// Journal is a journal in a bbolt file with a tail. Make it with Open.
type Journal struct {
	db      *bbolt.DB
	options Options

	appending sync.Mutex // held for a whole append, and by whatever must not meet one
	tails     [2]*tail   // the first is the active one
	relaxed   bool
	inUse     bool   // the file says that its tails hold entries
	worn      bool   // a tail holds old bytes behind its end
	redo      []byte // the last frame's room, for the next

	mu     sync.RWMutex // guards what follows; held while a view takes its snapshot
	head   journal.Head
	active *layer        // over frozen, over the file
	frozen *layer        // what a checkpoint is writing; nil when none is
	idle   chan struct{} // closed when no checkpoint is running
	stop   error         // why nothing works any more: ErrClosed, or ErrBroken with its cause
}

var (
	_ journal.Journal = (*Journal)(nil)
	_ journal.Bulk    = (*Journal)(nil)
	_ journal.Relief  = (*Journal)(nil)
)

// lockWait is how long a file may be held by another process before Open gives up. Whoever needs a better answer
// than "timeout" takes a lock of its own first.
const lockWait = 100 * time.Millisecond

// Open opens the journal at path, or makes a new one with a random epoch if there is none. A new file appears whole
// or not at all. What a crash left in the tails is brought into the file. It fails with a DamageError if the file is no
// journal, if its last record is not the one that it says it has, or if the tails do not go on from there; the records
// before are checked when they are read.
func Open(path string, o Options) (*Journal, error) {
	if o.LayerBytes == 0 {
		o.LayerBytes = defaultLayerBytes
	}
	if err := ensure(path, o); err != nil {
		return nil, err
	}
	db, err := openFile(path, o)
	if err != nil {
		return nil, err
	}
	j := &Journal{db: db, options: o, active: newLayer(), idle: make(chan struct{})}
	close(j.idle)
	if err := j.recover(path); err != nil {
		return nil, errors.Join(err, j.closeFiles())
	}
	return j, nil
}

// Head implements journal.Journal.
func (j *Journal) Head() journal.Head {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.head
}

// Append implements journal.Journal. A frame that could not be written or synced is of unknown outcome and breaks the
// journal. So does a checkpoint that fails: all is in the tail, but nothing more may be put behind it.
func (j *Journal) Append(ctx context.Context, expect journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	records, head, err := journal.Seal(expect, group)
	if err != nil {
		return j.Head(), err
	}
	if j.options.ReadOnly {
		return j.Head(), errReadOnly
	}
	j.appending.Lock()
	defer j.appending.Unlock()
	now, err := j.ready(ctx)
	if err != nil {
		return now, err
	}
	if now != expect {
		return now, journal.ErrConflict
	}
	top, frame, err := j.change(expect.Seq+1, records, head, with)
	if err != nil {
		return now, err
	}
	if err := j.engage(); err != nil {
		return now, err
	}
	if err := j.tails[0].append(frame, !j.relaxed); err != nil {
		return now, j.broken(fmt.Errorf("%w: %w", journal.ErrUnknown, err))
	}
	j.publish(top, head)
	j.rotate()
	return head, nil
}

var errReadOnly = fmt.Errorf("the journal is open for reading only: %w", errors.ErrUnsupported)

// change runs `with` over a fork of the active layer and returns the fork with the frame that redoes it.
func (j *Journal) change(seq uint64, records [][]byte, head journal.Head, with func(journal.Tx) error) (top *layer, frame []byte, err error) {
	t := &tx{head: head, top: j.active.fork(), redo: beginFrame(j.redo, seq, records)}
	for i, raw := range records {
		t.top.put(logSpace, seqKey(seq+uint64(i)), raw)
	}
	t.layers = []*layer{t.top}
	if with != nil {
		err = j.snapshot(t, with)
	}
	t.top.head = head
	j.redo = endFrame(t.redo)
	return t.top, j.redo, err
}

// snapshot completes a transaction with the state below it and calls fn.
func (j *Journal) snapshot(t *tx, fn func(journal.Tx) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer catch(&err)
	b, err := j.begin(t)
	if err != nil {
		return err
	}
	defer rollback(b)
	return fn(t)
}

// begin takes layers and file as they are at one moment. The lock is what makes it one moment: between the two a
// checkpoint must not move anything from above to below.
func (j *Journal) begin(t *tx) (b *bbolt.Tx, err error) {
	defer damaged("the file")
	j.mu.RLock()
	defer j.mu.RUnlock()
	if t.top == nil {
		t.layers, t.head = []*layer{j.active}, j.head
	}
	if j.frozen != nil {
		t.layers = append(t.layers, j.frozen)
	}
	if j.stop != nil {
		return nil, j.stop
	}
	t.bolt, err = j.db.Begin(false)
	return t.bolt, err
}

// publish makes an append visible.
func (j *Journal) publish(top *layer, head journal.Head) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.active, j.head = top, head
}

// ready returns the head if the journal can be used.
func (j *Journal) ready(ctx context.Context) (journal.Head, error) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	if j.stop != nil {
		return j.head, j.stop
	}
	return j.head, ctx.Err()
}

// broken lets all that comes later fail with ErrBroken and returns the cause.
func (j *Journal) broken(cause error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stop == nil {
		j.stop = fmt.Errorf("%w (%w)", journal.ErrBroken, cause)
	}
	return cause
}

// View implements journal.Journal.
func (j *Journal) View(fn func(journal.Reader) error) error {
	return j.snapshot(&tx{}, func(t journal.Tx) error { return fn(t) })
}

// Relax implements journal.Bulk.
func (j *Journal) Relax(on bool) {
	j.appending.Lock()
	defer j.appending.Unlock()
	j.relaxed = on
}

// Sync implements journal.Bulk. A sync that fails breaks the journal.
func (j *Journal) Sync() error {
	if j.options.ReadOnly {
		return errReadOnly
	}
	j.appending.Lock()
	defer j.appending.Unlock()
	if _, err := j.ready(context.Background()); err != nil {
		return err
	}
	for _, t := range j.tails {
		if err := t.sync(); err != nil {
			return j.broken(fmt.Errorf("%w: %w", journal.ErrUnknown, err))
		}
	}
	return nil
}
