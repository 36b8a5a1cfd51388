package mem

import (
	"bytes"
	"iter"
	"slices"

	"aeconnect/store/journal"
)

// table is one room: rows in the order of their keys.
type table struct{ rows []row }

type row struct{ key, value []byte }

// find is the place of the key, or where it would stand.
func (t *table) find(key []byte) (int, bool) {
	if t == nil {
		return 0, false
	}
	return slices.BinarySearchFunc(t.rows, key, func(r row, key []byte) int { return bytes.Compare(r.key, key) })
}

// tx reads and changes the rooms in place and remembers how to take the changes back.
type tx struct {
	journal *Journal
	undos   []func()
}

// Head implements journal.Reader.
func (t *tx) Head() journal.Head { return t.journal.head }

// Record implements journal.Reader.
func (t *tx) Record(seq uint64) (journal.Record, error) {
	if seq == 0 || seq > uint64(len(t.journal.records)) {
		return journal.Record{}, journal.ErrNoEntry
	}
	return journal.DecodeAt(seq, t.journal.records[seq-1])
}

// Get implements journal.Reader.
func (t *tx) Get(room journal.Room, key []byte) []byte {
	table := t.journal.rooms[room]
	if i, ok := table.find(key); ok {
		return table.rows[i].value
	}
	return nil
}

// Ascend implements journal.Reader.
func (t *tx) Ascend(room journal.Room, from []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		table := t.journal.rooms[room]
		i, _ := table.find(from)
		for ; table != nil && i < len(table.rows); i++ {
			if !yield(table.rows[i].key, table.rows[i].value) {
				return
			}
		}
	}
}

// Descend implements journal.Reader.
func (t *tx) Descend(room journal.Room, before []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(k, v []byte) bool) {
		table := t.journal.rooms[room]
		if table == nil {
			return
		}
		i := len(table.rows)
		if before != nil {
			i, _ = table.find(before)
		}
		for i--; i >= 0; i-- {
			if !yield(table.rows[i].key, table.rows[i].value) {
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
	value = append([]byte{}, value...) // a table outlives the append; an empty value is not nil
	at := t.journal.rooms[room]
	if at == nil {
		at = &table{}
		t.journal.rooms[room] = at
	}
	i, there := at.find(key)
	if there {
		old := at.rows[i].value
		t.undos = append(t.undos, func() { at.rows[i].value = old })
		at.rows[i].value = value
		return nil
	}
	at.rows = slices.Insert(at.rows, i, row{bytes.Clone(key), value})
	t.undos = append(t.undos, func() { at.rows = slices.Delete(at.rows, i, i+1) })
	return nil
}

// Delete implements journal.Tx.
func (t *tx) Delete(room journal.Room, key []byte) error {
	if err := journal.CheckKey(key); err != nil {
		return err
	}
	at := t.journal.rooms[room]
	if i, there := at.find(key); there {
		old := at.rows[i]
		t.undos = append(t.undos, func() { at.rows = slices.Insert(at.rows, i, old) })
		at.rows = slices.Delete(at.rows, i, i+1)
	}
	return nil
}

// undo takes back all changes, the last first.
func (t *tx) undo() {
	for _, undo := range slices.Backward(t.undos) {
		undo()
	}
}
