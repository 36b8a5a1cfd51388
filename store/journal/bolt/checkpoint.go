package bolt

import (
	"context"
	"errors"
	"io"
	"runtime/debug"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal"
	"aeconnect/store/journal/tree"
)

// rotate begins a checkpoint when the active layer is full. While one is still running the active layer may grow to
// twice its size; beyond, appends wait for it. It is called with appending held.
func (j *Journal) rotate() {
	if j.active.bytes < j.options.LayerBytes {
		return
	}
	select {
	case <-j.idle:
	default:
		if j.active.bytes < 2*j.options.LayerBytes {
			return
		}
		<-j.idle
	}
	j.freeze()
	go func() { _ = j.checkpoint(tailsOld) }() // what fails breaks the journal, and the next append says so
}

// freeze puts a new layer and the other tail in the place of the active ones.
func (j *Journal) freeze() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.frozen, j.active = j.active, newLayer()
	j.active.head = j.frozen.head
	j.tails[0], j.tails[1] = j.tails[1], j.tails[0]
	j.idle = make(chan struct{})
}

// checkpoint writes the frozen layer into the file, and what the tails are from then on. When that is durable the
// layer is not needed any more, and its tail can be written over.
func (j *Journal) checkpoint(use tailUse) error {
	err := j.write(j.frozen, use)
	if err != nil {
		_ = j.broken(err)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if err == nil {
		j.frozen = nil
		j.tails[1].rewind()
		j.worn = true
	}
	close(j.idle)
	return err
}

// drain brings everything into the file, which then is whole without its tails. It is called with appending held.
func (j *Journal) drain() error {
	<-j.idle
	if _, err := j.ready(context.Background()); err != nil {
		return err
	}
	if j.active.bytes == 0 && !j.inUse {
		return nil
	}
	j.freeze()
	err := j.checkpoint(tailsIdle)
	if err == nil {
		j.inUse = false
	}
	return err
}

// engage notes in the file that its tails hold entries from now on.
func (j *Journal) engage() error {
	if j.inUse {
		return nil
	}
	use := tailsNew
	if j.worn {
		use = tailsOld
	}
	if err := j.write(&layer{head: j.active.head}, use); err != nil {
		return j.broken(err)
	}
	j.inUse = true
	return nil
}

// pieceRows is how many rows of rooms a checkpoint changes in one transaction. bbolt holds each page that a transaction
// touches in memory until it is committed, and in a large file every row may be on a page of its own.
const pieceRows = 4096

// write commits a layer to the file, and what the tails are. Many rows take several transactions. The log and the head
// come with the last one: until then the tails count, which lay the same rows over the file again if a crash comes
// between.
func (j *Journal) write(l *layer, use tailUse) error {
	if l.rows() > pieceRows {
		if err := j.writeRooms(l); err != nil {
			return err
		}
		l = l.log()
	}
	return j.commit(func(b *bbolt.Tx) error {
		for name, rows := range l.spaces {
			c := rows.Cursor()
			c.Seek(nil)
			if err := j.put(b, name, &c, rows.Len()); err != nil {
				return err
			}
		}
		return errors.Join(putHead(b, l.head), putUse(b, use))
	})
}

// writeRooms commits what a layer has beside the log, piece by piece.
func (j *Journal) writeRooms(l *layer) error {
	for _, t := range j.tails { // the file must not know anything that a failing power supply takes out of the tails
		if err := t.sync(); err != nil {
			return err
		}
	}
	for name, rows := range l.spaces {
		if name == logSpace {
			continue
		}
		c := rows.Cursor()
		c.Seek(nil)
		for left := rows.Len(); left > 0; left -= pieceRows {
			if err := j.commit(func(b *bbolt.Tx) error { return j.put(b, name, &c, min(left, pieceRows)) }); err != nil {
				return err
			}
			j.Relieve() // of the pages that the piece was read from
		}
	}
	return nil
}

// put puts the next rows of a space into the file.
func (j *Journal) put(b *bbolt.Tx, space string, c *tree.Cursor, rows int) error {
	bucket, err := b.CreateBucketIfNotExists([]byte(space))
	if err != nil {
		return err
	}
	bucket.FillPercent = j.fill(space)
	for range rows {
		key, value := c.Row()
		if err := putOrDelete(bucket, key, value); err != nil {
			return err
		}
		c.Next()
	}
	return nil
}

// commit makes one transaction durable.
func (j *Journal) commit(fn func(*bbolt.Tx) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer catch(&err)
	defer damaged("the file")
	b, err := j.db.Begin(true)
	if err != nil {
		return err
	}
	defer rollback(b) // after a commit it does nothing
	if err := fn(b); err != nil {
		return err
	}
	return b.Commit()
}

func putOrDelete(b *bbolt.Bucket, key, value []byte) error {
	if value == nil {
		return b.Delete(key)
	}
	return b.Put(key, value)
}

// fill is how full pages are made when they are split: the log only grows at its end.
func (j *Journal) fill(space string) float64 {
	if space == logSpace {
		return 1
	}
	for _, room := range j.options.Ascending {
		if space == roomSpace(room) {
			return 0.95
		}
	}
	return bbolt.DefaultFillPercent
}

// rollback gives the transaction up. It may fail on one that a panic left half done; nothing was written.
func rollback(b *bbolt.Tx) {
	defer func() { _ = recover() }()
	_ = b.Rollback()
}

// Backup writes the whole journal as the last append left it to w, as one file, while others go on appending, and
// returns how many bytes it wrote. Until it is done the file does not use old pages again and grows instead.
func (j *Journal) Backup(w io.Writer) (n int64, err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer catch(&err)
	defer damaged("the file")
	b, err := j.settled()
	if err != nil {
		return 0, err
	}
	defer rollback(b)
	return b.WriteTo(w)
}

// settled returns a transaction that sees everything in the file.
func (j *Journal) settled() (*bbolt.Tx, error) {
	j.appending.Lock()
	defer j.appending.Unlock()
	if err := j.drain(); err != nil {
		return nil, err
	}
	return j.db.Begin(false)
}

// Close implements journal.Journal. It waits for views and appends that are running, and brings everything into the
// file if it still can; if not, the tails keep it.
func (j *Journal) Close() error {
	j.appending.Lock()
	defer j.appending.Unlock()
	<-j.idle
	j.mu.RLock()
	stopped := j.stop
	j.mu.RUnlock()
	if errors.Is(stopped, journal.ErrClosed) {
		return nil
	}
	var err error
	if stopped == nil && !j.options.ReadOnly {
		err = j.drain()
	}
	j.mu.Lock()
	j.stop = journal.ErrClosed
	j.mu.Unlock()
	if err == nil && stopped == nil && !j.options.ReadOnly {
		err = j.emptyTails()
	}
	return errors.Join(err, j.closeFiles())
}

func (j *Journal) emptyTails() error {
	j.worn = false
	return errors.Join(j.tails[0].truncate(), j.tails[1].truncate())
}

func (j *Journal) closeFiles() error {
	err := j.db.Close()
	for _, t := range j.tails {
		if t != nil {
			err = errors.Join(err, t.file.Close())
		}
	}
	return err
}
