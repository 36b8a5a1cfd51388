package bolt

import (
	"bytes"
	"context"
	"encoding/binary"

	"go.etcd.io/bbolt"

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
	chunk, err := j.chunk(from-1, from-1)
	if err != nil {
		return nil, err
	}
	record, err := journal.DecodeAt(from-1, chunk[0])
	if err != nil {
		return nil, err
	}
	at.Seq, at.Hash = from-1, record.Hash
	return journal.NewWalk(at), nil
}

// chunk copies records from..to, or the first of them. It returns at least one; a record that is missing is nil.
func (j *Journal) chunk(from, to uint64) (chunk [][]byte, err error) {
	err = j.view(func(b *bbolt.Tx) error {
		defer damaged("the log")
		size, next := 0, from
		c := b.Bucket(logBucket()).Cursor()
		for key, raw := c.Seek(seqKey(from)); next <= to && size < chunkBytes && len(chunk) < journal.MaxReadRows; key, raw = c.Next() {
			if len(key) != 8 || binary.BigEndian.Uint64(key) != next {
				chunk = append(chunk, nil)
				return nil
			}
			chunk = append(chunk, bytes.Clone(raw))
			size += len(raw)
			next++
		}
		return nil
	})
	return chunk, err
}
