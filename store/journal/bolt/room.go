package bolt

import (
	"fmt"
	"iter"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal"
)

// tx gives the rooms of one bbolt transaction. It remembers the buckets, which bbolt would look up each time.
type tx struct {
	bolt      *bbolt.Tx
	head      journal.Head
	log       *bbolt.Bucket
	ascending []journal.Room
	buckets   map[journal.Room]*bbolt.Bucket
}

// Head implements journal.Reader.
func (t *tx) Head() journal.Head { return t.head }

// Record implements journal.Reader.
func (t *tx) Record(seq uint64) (journal.Record, error) {
	if seq == 0 || seq > t.head.Seq {
		return journal.Record{}, journal.ErrNoEntry
	}
	return journal.DecodeAt(seq, t.raw(seq))
}

func (t *tx) raw(seq uint64) []byte {
	defer damaged("the log")
	if t.log == nil {
		t.log = t.bolt.Bucket(logBucket())
	}
	return t.log.Get(seqKey(seq))
}

// bucket returns the room's bucket, nil if nothing was ever put there.
func (t *tx) bucket(room journal.Room) *bbolt.Bucket {
	b, known := t.buckets[room]
	if !known {
		b = t.bolt.Bucket([]byte("r/" + room))
		t.remember(room, b)
	}
	return b
}

func (t *tx) remember(room journal.Room, b *bbolt.Bucket) {
	if t.buckets == nil {
		t.buckets = map[journal.Room]*bbolt.Bucket{}
	}
	if b != nil && slices.Contains(t.ascending, room) {
		b.FillPercent = 0.95
	}
	t.buckets[room] = b
}

// Get implements journal.Reader.
func (t *tx) Get(room journal.Room, key []byte) []byte {
	defer damaged(string(room))
	if b := t.bucket(room); b != nil {
		return b.Get(key)
	}
	return nil
}

// Ascend implements journal.Reader.
func (t *tx) Ascend(room journal.Room, from []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		c := t.cursor(room)
		if c == nil {
			return
		}
		for k, v := c.seek(from); k != nil && yield(k, v); k, v = c.next() {
		}
	}
}

// Descend implements journal.Reader.
func (t *tx) Descend(room journal.Room, before []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		c := t.cursor(room)
		if c == nil {
			return
		}
		for k, v := c.last(before); k != nil && yield(k, v); k, v = c.prev() {
		}
	}
}

// Put implements journal.Tx.
func (t *tx) Put(room journal.Room, key, value []byte) error {
	defer damaged(string(room))
	if err := journal.CheckKey(key); err != nil {
		return err
	}
	b := t.bucket(room)
	if b == nil {
		var err error
		if b, err = t.bolt.CreateBucketIfNotExists([]byte("r/" + room)); err != nil {
			return err
		}
		t.remember(room, b)
	}
	if value == nil {
		value = []byte{} // bbolt would give nil back until the commit
	}
	return b.Put(key, value)
}

// Delete implements journal.Tx.
func (t *tx) Delete(room journal.Room, key []byte) error {
	defer damaged(string(room))
	if err := journal.CheckKey(key); err != nil {
		return err
	}
	if b := t.bucket(room); b != nil {
		return b.Delete(key)
	}
	return nil
}

func (t *tx) cursor(room journal.Room) *cursor {
	defer damaged(string(room))
	b := t.bucket(room)
	if b == nil {
		return nil
	}
	return &cursor{b.Cursor(), string(room)}
}

// cursor is bbolt's with each step watched.
type cursor struct {
	bolt *bbolt.Cursor
	room string
}

func (c *cursor) next() (k, v []byte) { defer damaged(c.room); return c.bolt.Next() }
func (c *cursor) prev() (k, v []byte) { defer damaged(c.room); return c.bolt.Prev() }

func (c *cursor) seek(from []byte) (k, v []byte) {
	defer damaged(c.room)
	if from == nil {
		return c.bolt.First()
	}
	return c.bolt.Seek(from)
}

func (c *cursor) last(before []byte) (k, v []byte) {
	defer damaged(c.room)
	if before == nil {
		return c.bolt.Last()
	}
	if k, _ := c.bolt.Seek(before); k == nil {
		return c.bolt.Last()
	}
	return c.bolt.Prev()
}

// fault is a panic of bbolt on pages that make no sense, on its way to whoever began the transaction. It has a type
// of its own so that a panic of the caller's own code is never taken for damage.
type fault struct{ err error }

// damaged is deferred around each call into bbolt.
func damaged(where string) {
	if p := recover(); p != nil {
		panic(fault{journal.Damaged(0, "%s: %s", where, fmt.Sprint(p))})
	}
}

// catch is deferred where a transaction began.
func catch(err *error) {
	switch p := recover().(type) {
	case nil:
	case fault:
		*err = p.err
	default:
		panic(p)
	}
}
