package bolt

import (
	"bytes"
	"context"
	"encoding/binary"

	"aeconnect/store/journal"
)

// chunkBytes bounds what one read transaction copies, beside journal.MaxReadRows.
const chunkBytes = 1 << 20

// Read implements journal.Journal: it copies a chunk of records in a short transaction, gives that back, and only then
// calls fn.
func (j *Journal) Read(ctx context.Context, from uint64, fn func(journal.Record) error) error {
	head, err := j.ready(ctx)
	if err != nil {
		return err
	}
	from = max(from, 1)
	if from > head.Seq {
		return nil
	}
	walk, err := j.before(head, from)
	if err != nil {
		return err
	}
	for from <= head.Seq {
		chunk, err := j.chunk(from, head.Seq)
		if err != nil {
			return err
		}
		for _, raw := range chunk {
			if _, err := j.ready(ctx); err != nil {
				return err
			}
			record, err := walk.Next(raw)
			if err != nil {
				return err
			}
			if err := fn(record); err != nil {
				return err
			}
		}
		from += uint64(len(chunk))
	}
	return nil
}

// before stands a walk before the record of Seq `from`.
func (j *Journal) before(head journal.Head, from uint64) (*journal.Walk, error) {
	at := journal.Genesis(head.Epoch)
	if from == 1 {
		return journal.NewWalk(at), nil
	}
	err := j.View(func(r journal.Reader) error {
		record, err := r.Record(from - 1)
		at.Seq, at.Hash = record.Seq, record.Hash
		return err
	})
	return journal.NewWalk(at), err
}

// chunk copies records from..to, or the first of them. It returns at least one; a record that is missing is nil.
func (j *Journal) chunk(from, to uint64) (chunk [][]byte, err error) {
	t := &tx{}
	err = j.snapshot(t, func(journal.Tx) error {
		size, next := 0, from
		for key, raw := range t.ascend(logSpace, seqKey(from)) {
			if len(key) != 8 || binary.BigEndian.Uint64(key) != next {
				break
			}
			chunk = append(chunk, bytes.Clone(raw))
			size += len(raw)
			if next++; next > to || size >= chunkBytes || len(chunk) >= journal.MaxReadRows {
				return nil
			}
		}
		chunk = append(chunk, nil)
		return nil
	})
	return chunk, err
}
