package replica

import (
	"bytes"
	"fmt"
	"iter"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// provisional is where the keys of rows begin that a command of the outbox would make. The hub gives them others, so
// they must stay apart from all that it may ever tell.
const provisional model.Key = 1 << 48

// reader reads one generation of the confirmed view as a model.Reader. What is not there is hidden: this account was not
// told of it, which is no reason to say that it does not exist. What cannot be read is thrown as a damage and caught
// where the reading began.
type reader struct {
	codec journal.Codec
	cache *cache
	alias func(model.Ref) (model.Ref, bool)     // finds a row that had another key once; nil: none had
	with  func(func(*bbolt.Bucket) error) error // with the bucket of the generation
}

var _ model.Reader = (*reader)(nil)

type damage struct{ err error }

// caught is deferred where reading begins.
func caught(err *error) {
	switch p := recover().(type) {
	case nil:
	case damage:
		*err = p.err
	default:
		panic(p)
	}
}

func (r *reader) read(fn func(*bbolt.Bucket) error) {
	if err := r.with(fn); err != nil {
		panic(damage{err})
	}
}

// Get implements model.Reader.
func (r *reader) Get(ref model.Ref) (row model.Row, presence model.Presence) {
	if row, ok := r.cache.get(ref); ok {
		return row, model.Known
	}
	r.read(func(b *bbolt.Bucket) (err error) {
		if raw := b.Bucket([]byte(roomRow)).Get(refKey(ref)); raw != nil {
			row, err = decodeRow(r.codec, ref, raw)
		}
		return err
	})
	if row == nil && ref.Key < provisional {
		return nil, model.Hidden
	}
	if row == nil {
		if is, ok := r.aliasOf(ref); ok {
			return r.Get(is)
		}
		return nil, model.Absent
	}
	r.cache.add(ref, row)
	return row, model.Known
}

func (r *reader) aliasOf(ref model.Ref) (model.Ref, bool) {
	if r.alias == nil {
		return ref, false
	}
	is, ok := r.alias(ref)
	return is, ok && is.Key < provisional
}

func decodeRow(codec journal.Codec, ref model.Ref, raw []byte) (model.Row, error) {
	row := model.NewRow(ref.Kind)
	if row == nil {
		return nil, fmt.Errorf("a row of kind %d: %w", ref.Kind, journal.ErrNewer)
	}
	if err := codec.Decode(raw, row); err != nil {
		return nil, fmt.Errorf("row %d of kind %d: %w", ref.Key, ref.Kind, err)
	}
	if row.Ref() != ref {
		return nil, fmt.Errorf("row %d of kind %d stands in the place of row %d", row.Ref().Key, row.Ref().Kind, ref.Key)
	}
	if policy, ok := row.(*model.Policy); ok {
		policy.Prepare()
	}
	return row, nil
}

// Next implements model.Reader: a key that no row of the hub has.
func (r *reader) Next(model.Kind) model.Key { return provisional }

// Secret implements model.Reader.
func (r *reader) Secret(c model.Commitment) (o model.Opened, presence model.Presence) {
	r.read(func(b *bbolt.Bucket) error {
		raw := b.Bucket([]byte(roomSecret)).Get(c[:])
		if raw == nil {
			return nil
		}
		presence = model.Known
		return r.codec.Decode(raw, &o)
	})
	return o, presence
}

// Count implements model.Reader.
func (r *reader) Count(list model.List, group string) (n int) {
	r.read(func(b *bbolt.Bucket) error {
		n = int(readNumber(b.Bucket([]byte(roomCount)).Get(groupKey(list, group))))
		return nil
	})
	return n
}

// Scan implements model.Reader. It reads in chunks, small ones first because most scans want one entry.
func (r *reader) Scan(list model.List, group string, from model.Place, reverse bool) iter.Seq[model.Place] {
	return func(yield func(model.Place) bool) {
		w := window{prefix: groupKey(list, group), reverse: reverse}
		if w.next = w.prefix; reverse {
			w.next = after(w.prefix)
		}
		if (from != model.Place{}) {
			if w.next = entryKey(model.Entry{List: list, Group: group, Place: from}); reverse {
				w.next = append(w.next, 0) // the place itself belongs to the scan
			}
		}
		for size := 4; w.next != nil; size = min(size*4, 256) {
			var places []model.Place
			r.read(func(b *bbolt.Bucket) (err error) {
				places, err = w.chunk(b.Bucket([]byte(roomList)).Cursor(), size)
				return err
			})
			for _, p := range places {
				if !yield(p) {
					return
				}
			}
		}
	}
}

// window is what a scan has still to read of one group: from next on, or with reverse what lies before next.
type window struct {
	prefix, next []byte
	reverse      bool
}

func (w *window) chunk(c *bbolt.Cursor, size int) (places []model.Place, err error) {
	step := c.Next
	if w.reverse {
		step = c.Prev
	}
	next := w.next
	w.next = nil
	for key, block := blockBefore(c, next); key != nil; key, block = step() {
		keys, err := unpack(key, block)
		if err != nil {
			return nil, err
		}
		if w.reverse {
			slices.Reverse(keys)
		}
		for _, key := range keys {
			switch before := bytes.Compare(key, next) < 0; {
			case before != w.reverse:
				continue
			case !bytes.HasPrefix(key, w.prefix):
				return places, nil
			case len(places) == size:
				if w.next = key; w.reverse {
					w.next = append(w.next, 0)
				}
				return places, nil
			}
			p, err := placeAt(key[len(w.prefix):])
			if err != nil {
				return nil, err
			}
			places = append(places, p)
		}
	}
	return places, nil
}
