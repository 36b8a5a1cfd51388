package hub

import (
	"bytes"
	"context"
	"encoding/binary"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// Step is one entry in the history of a row: what it says about that row, and the row's own chain up to here.
type Step struct {
	Entry
	About []model.Event // the entry's events about the row
	Link  journal.Hash
}

// Trail returns what happened to a row, the latest first: at most limit steps (0: all) of entries before the given Seq
// (0: from the end). No read transaction outlives a chunk of steps.
func (h *Hub) Trail(ref model.Ref, before uint64, limit int) (steps []Step, err error) {
	for limit <= 0 || len(steps) < limit {
		size := journal.MaxReadRows / 4
		if limit > 0 {
			size = min(size, limit-len(steps))
		}
		chunk, err := h.trailChunk(ref, before, size)
		if err != nil {
			return nil, err
		}
		steps = append(steps, chunk...)
		if len(chunk) < size || chunk[len(chunk)-1].Seq == 1 {
			break
		}
		before = chunk[len(chunk)-1].Seq
	}
	return steps, nil
}

func (h *Hub) trailChunk(ref model.Ref, before uint64, size int) (steps []Step, err error) {
	prefix := rowKey(ref)
	from := journal.Next(prefix)
	if before > 0 {
		from = trailKey(ref, before)
	}
	err = h.view(func(r *reader) error {
		return r.with(func(v journal.Reader) error {
			for key, value := range v.Descend(roomTrail, from) {
				if len(steps) == size || !bytes.HasPrefix(key, prefix) {
					break
				}
				step, err := h.step(v, ref, binary.BigEndian.Uint64(key[len(prefix):]), value)
				if err != nil {
					return err
				}
				steps = append(steps, step)
			}
			return nil
		})
	})
	return steps, err
}

func (h *Hub) step(v journal.Reader, ref model.Ref, seq uint64, link []byte) (Step, error) {
	record, err := v.Record(seq)
	if err != nil {
		return Step{}, err
	}
	e, err := decodeEntry(h.codec, h.registry, record.Entry)
	if err != nil {
		return Step{}, err
	}
	e.raw = nil // it belongs to the view
	s := Step{Entry: e}
	copy(s.Link[:], link)
	_, events := e.about()
	for _, i := range events[ref] {
		s.About = append(s.About, e.Events[i])
	}
	return s, nil
}

// Log calls fn with each entry from Seq `from` up to the head at the time of the call, after checking checksum and
// chain. fn runs outside any transaction and may be slow.
func (h *Hub) Log(ctx context.Context, from uint64, fn func(Entry) error) error {
	if err := h.Stopped(); err != nil {
		return err
	}
	return h.journal.Read(ctx, from, func(r journal.Record) error {
		e, err := decodeEntry(h.codec, h.registry, r.Entry)
		if err != nil {
			return err
		}
		return fn(e)
	})
}

// HeadAt is the head as it was after entry Seq, which must be one of the journal's: what was made of the state then can
// tell whether it belongs to this journal.
func (h *Hub) HeadAt(seq uint64) (head journal.Head, err error) {
	err = h.view(func(r *reader) error {
		return r.with(func(v journal.Reader) error {
			record, err := v.Record(seq)
			head = journal.Head{Epoch: v.Head().Epoch, Seq: seq, Hash: record.Hash}
			return err
		})
	})
	return head, err
}
