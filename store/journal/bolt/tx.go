package bolt

import (
	"iter"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal"
)

// tx is one snapshot - layers over the file - and for an append the fork that takes its changes.
type tx struct {
	bolt    *bbolt.Tx
	head    journal.Head
	layers  []*layer // the newest first
	top     *layer   // the first of them, if it may be changed
	redo    []byte   // the frame that redoes the changes
	buckets map[string]*bbolt.Bucket
}

var _ journal.Tx = (*tx)(nil)

// Head implements journal.Reader.
func (t *tx) Head() journal.Head { return t.head }

// Record implements journal.Reader.
func (t *tx) Record(seq uint64) (journal.Record, error) {
	if seq == 0 || seq > t.head.Seq {
		return journal.Record{}, journal.ErrNoEntry
	}
	return journal.DecodeAt(seq, t.get(logSpace, seqKey(seq)))
}

// Get implements journal.Reader.
func (t *tx) Get(room journal.Room, key []byte) []byte { return t.get(roomSpace(room), key) }

func (t *tx) get(space string, key []byte) []byte {
	for _, l := range t.layers {
		if value, known := l.get(space, key); known {
			return value
		}
	}
	defer damaged(space)
	if b := t.bucket(space); b != nil {
		return b.Get(key)
	}
	return nil
}

// bucket returns the file's bucket of a space, nil if it has none. bbolt would look it up each time.
func (t *tx) bucket(space string) *bbolt.Bucket {
	b, known := t.buckets[space]
	if !known {
		if t.buckets == nil {
			t.buckets = map[string]*bbolt.Bucket{}
		}
		b = t.bolt.Bucket([]byte(space))
		t.buckets[space] = b
	}
	return b
}

// Ascend implements journal.Reader.
func (t *tx) Ascend(room journal.Room, from []byte) iter.Seq2[[]byte, []byte] {
	return t.ascend(roomSpace(room), from)
}

func (t *tx) ascend(space string, from []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		sources := t.sources(space)
		for _, s := range sources {
			s.seek(from)
		}
		merge(sources, false, yield)
	}
}

// Descend implements journal.Reader.
func (t *tx) Descend(room journal.Room, before []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		sources := t.sources(roomSpace(room))
		for _, s := range sources {
			s.seekBefore(before)
		}
		merge(sources, true, yield)
	}
}

// Put implements journal.Tx.
func (t *tx) Put(room journal.Room, key, value []byte) error {
	if err := journal.CheckKey(key); err != nil {
		return err
	}
	if value == nil {
		value = []byte{} // nil stands for a deletion
	}
	t.change(roomSpace(room), key, value)
	return nil
}

// Delete implements journal.Tx.
func (t *tx) Delete(room journal.Room, key []byte) error {
	if err := journal.CheckKey(key); err != nil {
		return err
	}
	t.change(roomSpace(room), key, nil)
	return nil
}

func (t *tx) change(space string, key, value []byte) {
	t.top.put(space, key, value)
	t.redo = appendChange(t.redo, space, key, value)
}
