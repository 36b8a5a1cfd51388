package bolt

import (
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"runtime/debug"
	"sync"
	"time"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal"
)

// Options of a file; the zero value is right for a hub.
type Options struct {
	ReadOnly  bool           // for looking at a file that nobody writes
	MaxBytes  int            // the file refuses to grow beyond; 0 means no limit
	MmapBytes int            // address space taken at once, which spares waiting for readers later; 0 means 4 GiB
	Ascending []journal.Room // rooms whose keys mostly grow: their pages are filled instead of left half empty
}

// Journal is a journal in a bbolt file. Make it with Open.
type Journal struct {
	db        *bbolt.DB
	ascending []journal.Room
	appending sync.Mutex   // held for a whole append
	mu        sync.RWMutex // guards what follows
	head      journal.Head
	stopped   error // why nothing works any more: ErrClosed, or ErrBroken with its cause
}

var (
	_ journal.Journal = (*Journal)(nil)
	_ journal.Bulk    = (*Journal)(nil)
)

// lockWait is how long a file may be held by another process before Open gives up. Whoever needs a better answer
// than "timeout" takes a lock of its own first.
const lockWait = 100 * time.Millisecond

// Open opens the journal at path, or makes a new one with a random epoch if there is none. A new file appears whole
// or not at all. It fails with a DamageError if the file is no journal, or if its last record is not the one that it
// says it has; the records before are checked when they are read.
func Open(path string, o Options) (*Journal, error) {
	if err := ensure(path, o); err != nil {
		return nil, err
	}
	db, err := openFile(path, o)
	if err != nil {
		return nil, err
	}
	j := &Journal{db: db, ascending: o.Ascending}
	if err := j.view(j.readHead); err != nil {
		db.Close()
		return nil, err
	}
	return j, nil
}

// readHead reads the head and checks that the last record is that head.
func (j *Journal) readHead(b *bbolt.Tx) error {
	head, err := readMeta(b)
	if err != nil {
		return err
	}
	j.head = head
	key, raw := b.Bucket(logBucket()).Cursor().Last()
	switch {
	case key == nil && head == journal.Genesis(head.Epoch):
		return nil
	case key == nil:
		return journal.Damaged(head.Seq, "the log is empty")
	case len(key) != 8 || binary.BigEndian.Uint64(key) != head.Seq:
		return journal.Damaged(head.Seq, "the log ends at %x", key)
	}
	record, err := journal.DecodeAt(head.Seq, raw)
	if err != nil {
		return err
	}
	if record.Hash != head.Hash {
		return journal.Damaged(head.Seq, "the last record is not the head")
	}
	return nil
}

// Head implements journal.Journal.
func (j *Journal) Head() journal.Head {
	j.mu.RLock()
	defer j.mu.RUnlock()
	return j.head
}

// Append implements journal.Journal. A commit that fails is of unknown outcome - the meta page may have reached the
// disk or not - and bbolt's own memory is no longer to be trusted either, so it stops the journal.
func (j *Journal) Append(ctx context.Context, expect journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	records, head, err := journal.Seal(expect, group)
	if err != nil {
		return j.Head(), err
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
	if err := j.write(expect, records, head, with); err != nil {
		return now, err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.head = head
	return head, nil
}

// ready returns the head if the journal can be used.
func (j *Journal) ready(ctx context.Context) (journal.Head, error) {
	j.mu.RLock()
	defer j.mu.RUnlock()
	if j.stopped != nil {
		return j.head, j.stopped
	}
	return j.head, ctx.Err()
}

// write does the transaction of an append.
func (j *Journal) write(expect journal.Head, records [][]byte, head journal.Head, with func(journal.Tx) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer catch(&err)
	b, err := j.begin(true)
	if err != nil {
		return err
	}
	defer rollback(b) // after a commit it does nothing
	if err := putRecords(b, expect.Seq+1, records, head); err != nil {
		return err
	}
	if with != nil {
		if err := with(&tx{bolt: b, head: head, ascending: j.ascending}); err != nil {
			return err
		}
	}
	if err := commit(b); err != nil {
		return j.stop(fmt.Errorf("%w: %w", journal.ErrUnknown, err))
	}
	return nil
}

func (j *Journal) begin(writable bool) (b *bbolt.Tx, err error) {
	defer damaged("the file")
	return j.db.Begin(writable)
}

// commit turns a panic of bbolt into an error: pages that make no sense may only be noticed now.
func commit(b *bbolt.Tx) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = journal.Damaged(0, "commit: %v", p)
		}
	}()
	return b.Commit()
}

// rollback gives the transaction up. It may fail on a transaction that a panic left half done; nothing was written.
func rollback(b *bbolt.Tx) {
	defer func() { _ = recover() }()
	_ = b.Rollback()
}

// stop lets all that comes later fail with ErrBroken and returns the cause.
func (j *Journal) stop(cause error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.stopped = fmt.Errorf("%w (%w)", journal.ErrBroken, cause)
	return cause
}

// View implements journal.Journal.
func (j *Journal) View(fn func(journal.Reader) error) error {
	if _, err := j.ready(context.Background()); err != nil {
		return err
	}
	return j.view(func(b *bbolt.Tx) error {
		head, err := readMeta(b)
		if err != nil {
			return err
		}
		return fn(&tx{bolt: b, head: head})
	})
}

func (j *Journal) view(fn func(*bbolt.Tx) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer catch(&err)
	b, err := j.begin(false)
	if err != nil {
		return err
	}
	defer rollback(b)
	return fn(b)
}

// Backup writes the whole file as the last append left it to w, while others go on appending, and returns how many
// bytes it wrote. Until it is done the file does not use old pages again and grows instead.
func (j *Journal) Backup(w io.Writer) (n int64, err error) {
	if _, err := j.ready(context.Background()); err != nil {
		return 0, err
	}
	err = j.view(func(b *bbolt.Tx) (err error) { n, err = b.WriteTo(w); return err })
	return n, err
}

// Relax implements journal.Bulk.
func (j *Journal) Relax(on bool) {
	j.appending.Lock()
	defer j.appending.Unlock()
	j.db.NoSync = on
}

// Sync implements journal.Bulk. A sync that fails stops the journal, as a failed commit does.
func (j *Journal) Sync() error {
	j.appending.Lock()
	defer j.appending.Unlock()
	if _, err := j.ready(context.Background()); err != nil {
		return err
	}
	if err := j.db.Sync(); err != nil {
		return j.stop(fmt.Errorf("%w: %w", journal.ErrUnknown, err))
	}
	return nil
}

// Close implements journal.Journal. It waits for views and appends that are running.
func (j *Journal) Close() error {
	j.appending.Lock()
	defer j.appending.Unlock()
	j.mu.Lock()
	closed := j.stopped == journal.ErrClosed
	j.stopped = journal.ErrClosed
	j.mu.Unlock()
	if closed {
		return nil
	}
	return j.db.Close()
}
