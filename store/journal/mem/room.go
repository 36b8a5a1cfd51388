package mem

import (
	"iter"

	"aeconnect/store/journal"
	"aeconnect/store/journal/tree"
)

// state is the journal at one moment. A published state is not changed any more.
type state struct {
	head    journal.Head
	records [][]byte // records[i] is the record of Seq i+1
	rooms   map[journal.Room]*tree.Map
}

// fork shares the records: there is one appender at a time, and what it adds stands behind what others look at.
func (s state) fork() state {
	f := state{s.head, s.records, make(map[journal.Room]*tree.Map, len(s.rooms)+1)}
	for room, rows := range s.rooms {
		forked := rows.Fork()
		f.rooms[room] = &forked
	}
	return f
}

// tx reads a state; for an append it changes a fork.
type tx struct{ state state }

var _ journal.Tx = (*tx)(nil)

// Head implements journal.Reader.
func (t *tx) Head() journal.Head { return t.state.head }

// Record implements journal.Reader.
func (t *tx) Record(seq uint64) (journal.Record, error) {
	if seq == 0 || seq > uint64(len(t.state.records)) {
		return journal.Record{}, journal.ErrNoEntry
	}
	return journal.DecodeAt(seq, t.state.records[seq-1])
}

// Get implements journal.Reader.
func (t *tx) Get(room journal.Room, key []byte) []byte {
	if rows := t.state.rooms[room]; rows != nil {
		value, _ := rows.Get(key)
		return value
	}
	return nil
}

// Ascend implements journal.Reader.
func (t *tx) Ascend(room journal.Room, from []byte) iter.Seq2[[]byte, []byte] {
	return t.scan(room, func(c *tree.Cursor) { c.Seek(from) }, (*tree.Cursor).Next)
}

// Descend implements journal.Reader.
func (t *tx) Descend(room journal.Room, before []byte) iter.Seq2[[]byte, []byte] {
	return t.scan(room, func(c *tree.Cursor) { c.SeekBefore(before) }, (*tree.Cursor).Prev)
}

func (t *tx) scan(room journal.Room, place, step func(*tree.Cursor)) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		rows := t.state.rooms[room]
		if rows == nil {
			return
		}
		c := rows.Cursor()
		for place(&c); ; step(&c) {
			if k, v := c.Row(); k == nil || !yield(k, v) {
				return
			}
		}
	}
}

// Put implements journal.Tx.
func (t *tx) Put(room journal.Room, key, value []byte) error {
	if err := journal.CheckKey(key); err != nil {
		return err
	}
	rows := t.state.rooms[room]
	if rows == nil {
		rows = new(tree.Map)
		t.state.rooms[room] = rows
	}
	if value == nil {
		value = []byte{}
	}
	rows.Put(key, value)
	return nil
}

// Delete implements journal.Tx.
func (t *tx) Delete(room journal.Room, key []byte) error {
	if err := journal.CheckKey(key); err != nil {
		return err
	}
	if rows := t.state.rooms[room]; rows != nil {
		rows.Delete(key)
	}
	return nil
}
