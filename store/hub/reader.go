package hub

import (
	"bytes"
	"errors"
	"fmt"
	"iter"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// reader reads the rooms as a model.Reader. The model's methods return no errors, so what cannot be read is thrown as
// an unreadable and caught where the reading began.
//
// A reader either belongs to one view, or it opens a view for each read: the decider reads so, because nobody else
// changes the state while it decides, and a view held for a whole group would keep old pages alive.
type reader struct {
	codec journal.Codec
	cache *cache
	at    uint64 // Seq of the state that is read
	with  func(func(journal.Reader) error) error
}

var _ model.Reader = (*reader)(nil)

// unreadable is thrown by a reader.
type unreadable struct{ err error }

// caught is deferred where reading begins: it turns an unreadable into an error.
func caught(err *error) {
	switch p := recover().(type) {
	case nil:
	case unreadable:
		*err = p.err
	default:
		panic(p)
	}
}

func (r *reader) read(fn func(journal.Reader) error) {
	if err := r.with(fn); err != nil {
		panic(unreadable{err})
	}
}

// Get implements model.Reader.
func (r *reader) Get(ref model.Ref) (row model.Row, presence model.Presence) {
	if row, ok := r.cache.get(ref, r.at); ok {
		return row, model.Known
	}
	r.read(func(v journal.Reader) (err error) {
		if raw := v.Get(roomRow, rowKey(ref)); raw != nil {
			row, err = decodeRow(r.codec, ref, raw)
		}
		return err
	})
	if row == nil {
		return nil, model.Absent
	}
	r.cache.add(ref, row, r.at)
	return row, model.Known
}

// decodeRow reads a row and checks that it is the one that belongs at ref.
func decodeRow(codec journal.Codec, ref model.Ref, raw []byte) (model.Row, error) {
	row := model.NewRow(ref.Kind)
	if row == nil {
		return nil, fmt.Errorf("a row of kind %d: %w", ref.Kind, journal.ErrNewer)
	}
	if err := codec.Decode(raw, row); errors.Is(err, journal.ErrNewer) {
		return nil, fmt.Errorf("row %d of kind %d: %w", ref.Key, ref.Kind, err)
	} else if err != nil {
		return nil, &journal.DamageError{What: fmt.Sprintf("row %d of kind %d cannot be read", ref.Key, ref.Kind), Err: err}
	}
	if row.Ref() != ref {
		return nil, journal.Damaged(0, "row %d of kind %d stands in the place of row %d", row.Ref().Key, row.Ref().Kind, ref.Key)
	}
	if policy, ok := row.(*model.Policy); ok {
		policy.Prepare()
	}
	return row, nil
}

// Next implements model.Reader. Rows are never removed, so the greatest key says it.
func (r *reader) Next(kind model.Kind) model.Key {
	next := model.Key(1)
	r.read(func(v journal.Reader) error {
		for key := range v.Descend(roomRow, rowKey(model.Ref{Kind: kind + 1})) {
			if len(key) == refBytes && key[0] == byte(kind) {
				next = refAt(key).Key + 1
			}
			break
		}
		return nil
	})
	return next
}

// Count implements model.Reader.
func (r *reader) Count(list model.List, group string) (n int) {
	r.read(func(v journal.Reader) error {
		count, ok := readNumber(v.Get(roomCount, groupKey(list, group)))
		if n = int(count); !ok {
			return journal.Damaged(0, "the count of list %d, group %x", list, group)
		}
		return nil
	})
	return n
}

// Secret implements model.Reader.
func (r *reader) Secret(c model.Commitment) (o model.Opened, presence model.Presence) {
	r.read(func(v journal.Reader) error {
		raw := v.Get(roomSecret, c[:])
		if raw == nil {
			return nil
		}
		presence = model.Known
		if err := r.codec.Decode(raw, &o); err != nil || o.Commit() != c {
			return journal.Damaged(0, "the private value of commitment %x", c[:4])
		}
		return nil
	})
	return o, presence
}

// Scan implements model.Reader. It reads in chunks, small ones first because most scans want one entry.
func (r *reader) Scan(list model.List, group string, from model.Place, reverse bool) iter.Seq[model.Place] {
	return func(yield func(model.Place) bool) {
		prefix := groupKey(list, group)
		w := window{prefix: prefix, end: journal.Next(prefix), reverse: reverse, next: prefix}
		if reverse {
			w.next = w.end
		}
		if (from != model.Place{}) {
			w.start(entryKey(model.Entry{List: list, Group: group, Place: from}))
		}
		for size := 4; w.next != nil; size = min(size*4, 256) {
			places := make([]model.Place, 0, size)
			r.read(func(v journal.Reader) (err error) { places, err = w.chunk(v, places); return err })
			for _, p := range places {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// window is what a scan has still to read of one group.
type window struct {
	prefix, end []byte // the group's keys: from prefix, before end
	next        []byte // where to go on: from here, or with reverse before here; nil at the end
	reverse     bool
}

func (w *window) start(at []byte) {
	if w.reverse {
		at = append(at, 0) // the place itself belongs to the scan
	}
	w.next = at
}

// chunk fills places up to its capacity and moves on.
func (w *window) chunk(v journal.Reader, places []model.Place) ([]model.Place, error) {
	rows := v.Ascend(roomList, w.next)
	if w.reverse {
		rows = v.Descend(roomList, w.next)
	}
	w.next = nil
	for key := range rows {
		if !bytes.HasPrefix(key, w.prefix) {
			return places, nil
		}
		if len(places) == cap(places) {
			w.next = bytes.Clone(key)
			if w.reverse {
				w.next = append(w.next, 0)
			}
			return places, nil
		}
		p, err := placeAt(key, w.prefix)
		if err != nil {
			return places, journal.Damaged(0, "an entry of list %d: %v", w.prefix[len(w.prefix)-1], err)
		}
		places = append(places, p)
	}
	return places, nil
}
