package journal

import (
	"errors"
	"fmt"
)

// Seal checks a group against the head it is to follow and makes its records. Every driver appends exactly these
// bytes. Errors are those of Append: ErrSequence, ErrTooLarge, ErrNewer.
func Seal(expect Head, group []Entry) (records [][]byte, head Head, err error) {
	if len(group) == 0 {
		return nil, expect, fmt.Errorf("an empty group: %w", ErrSequence)
	}
	if len(group) > MaxGroupEntries {
		return nil, expect, fmt.Errorf("a group of %d entries: %w (at most %d)", len(group), ErrTooLarge, MaxGroupEntries)
	}
	size := 0
	for _, e := range group {
		size += overheadBytes + len(e.Body)
	}
	if size > MaxGroupBytes {
		return nil, expect, fmt.Errorf("a group of %d bytes: %w (at most %d)", size, ErrTooLarge, MaxGroupBytes)
	}
	head, buf := expect, make([]byte, 0, size) // never grows: records alias it
	for _, e := range group {
		if e.Seq != head.Seq+1 {
			return nil, expect, fmt.Errorf("entry %d after %d: %w", e.Seq, head.Seq, ErrSequence)
		}
		start := len(buf)
		if buf, head.Hash, err = AppendRecord(buf, e, head.Hash); err != nil {
			return nil, expect, err
		}
		head.Seq = e.Seq
		records = append(records, buf[start:len(buf):len(buf)])
	}
	return records, head, nil
}

// Walk checks records one after the other: form, checksum, place and chain. It begins after a head that is trusted.
type Walk struct{ at Head }

// NewWalk begins after the given head; Genesis(epoch) begins with the first record.
func NewWalk(after Head) *Walk { return &Walk{at: after} }

// Head is the last record that was good.
func (w *Walk) Head() Head { return w.at }

// Next checks the record that is to follow and steps over it. A nil record is a missing one. The walk stays where it
// was if the record fails, which is a DamageError that names the place, or ErrNewer.
func (w *Walk) Next(raw []byte) (Record, error) {
	seq := w.at.Seq + 1
	r, err := DecodeAt(seq, raw)
	if err != nil {
		return Record{}, err
	}
	if chain(w.at.Hash, raw[:len(raw)-trailerBytes]) != r.Hash {
		return Record{}, Damaged(seq, "it does not follow from entry %d", w.at.Seq)
	}
	w.at.Seq, w.at.Hash = r.Seq, r.Hash
	return r, nil
}

// DecodeAt reads the record that stands at the place of seq, nil for one that is missing. Errors name the place.
func DecodeAt(seq uint64, raw []byte) (Record, error) {
	if raw == nil {
		return Record{}, Damaged(seq, "it is missing")
	}
	r, err := DecodeRecord(raw)
	var damage *DamageError
	switch {
	case errors.As(err, &damage):
		return Record{}, Damaged(seq, "%s", damage.What)
	case err != nil:
		return Record{}, fmt.Errorf("entry %d: %w", seq, err)
	case r.Seq != seq:
		return Record{}, Damaged(seq, "entry %d stands in its place", r.Seq)
	}
	return r, nil
}

// Skip steps over a record that is lost and goes on after it, trusting the given hash: how doctor goes past a hole.
func (w *Walk) Skip(seq uint64, hash Hash) { w.at.Seq, w.at.Hash = seq, hash }
