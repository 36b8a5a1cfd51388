package replica

import (
	"bytes"
	"encoding/binary"
	"errors"
	"reflect"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// filling writes pages into one generation of the view, within one transaction.
type filling struct {
	codec   journal.Codec
	view    *bbolt.Bucket
	reader  *reader // of that generation, as far as it is written
	changes map[string]change
	touched []model.Ref
	newer   bool // something of a newer version was left out
}

// change is what becomes of a list's entry.
type change struct {
	add  bool
	list model.List
}

func newFilling(codec journal.Codec, view *bbolt.Bucket) *filling {
	f := &filling{codec: codec, view: view, changes: map[string]change{}}
	f.reader = &reader{codec: codec, cache: newCache(), with: func(fn func(*bbolt.Bucket) error) error { return fn(view) }}
	return f
}

func (f *filling) room(name string) *bbolt.Bucket { return f.view.Bucket([]byte(name)) }

// page takes a page. Policies come first: the clocks of whatever comes later are computed from them.
func (f *filling) page(p remote.Page) error {
	for _, c := range p.Conceal {
		if err := f.room(roomSecret).Delete(c[:]); err != nil {
			return err
		}
	}
	for _, ref := range p.Forget {
		if err := f.forget(ref); err != nil {
			return err
		}
	}
	open := map[model.Commitment]model.Opened{}
	for _, o := range p.Secrets {
		open[o.Commit()] = o
	}
	puts := slices.Clone(p.Put)
	slices.SortStableFunc(puts, func(a, b remote.Put) int { return rank(a.Ref.Kind) - rank(b.Ref.Kind) })
	for _, put := range puts {
		if err := f.put(put.Ref, put.Row, open); err != nil {
			return err
		}
	}
	for i := range p.Happened {
		if err := f.happened(&p.Happened[i]); err != nil {
			return err
		}
	}
	return nil
}

func rank(k model.Kind) int {
	if k == model.KindPolicy {
		return 0
	}
	return 1
}

func (f *filling) old(ref model.Ref) (row model.Row, err error) {
	defer caught(&err)
	row, _ = f.reader.Get(ref)
	return row, nil
}

func (f *filling) forget(ref model.Ref) error {
	old, err := f.old(ref)
	if err != nil {
		return err
	}
	f.touch(ref)
	key := refKey(ref)
	err = errors.Join(f.unlist(old), f.holds(ref, old, nil, nil), f.room(roomRow).Delete(key), f.room(roomNewer).Delete(key))
	return err
}

func (f *filling) touch(ref model.Ref) {
	f.touched = append(f.touched, ref)
	f.reader.cache.drop(ref)
}

// put keeps a row in place of what was there. One of a newer version is set aside until the program is.
func (f *filling) put(ref model.Ref, raw []byte, open map[model.Commitment]model.Opened) error {
	row, err := decodeRow(f.codec, ref, raw)
	if errors.Is(err, journal.ErrNewer) {
		f.newer = true
		return f.room(roomNewer).Put(refKey(ref), raw)
	}
	if err != nil {
		return err
	}
	old, err := f.old(ref)
	if err != nil {
		return err
	}
	f.touch(ref)
	if err := f.unlist(old); err != nil {
		return err
	}
	if err := f.room(roomRow).Put(refKey(ref), raw); err != nil {
		return err
	}
	return errors.Join(f.list(row), f.holds(ref, old, row, open))
}

func (f *filling) unlist(row model.Row) error { return f.entries(row, false) }
func (f *filling) list(row model.Row) error   { return f.entries(row, true) }

// entries notes the list entries of a row; flush writes them in order, which costs far less.
func (f *filling) entries(row model.Row, add bool) (err error) {
	if row == nil {
		return nil
	}
	defer caught(&err)
	for _, e := range model.EntriesOf(f.reader, row) {
		key := string(entryKey(e))
		if before, known := f.changes[key]; known && before.add != add {
			delete(f.changes, key)
			continue
		}
		f.changes[key] = change{add, e.List}
	}
	return nil
}

// flush writes the lists and counts of all that was put and forgotten.
func (f *filling) flush() error {
	keys := make([]string, 0, len(f.changes))
	for key := range f.changes {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	list, counts := f.room(roomList), map[string]int64{}
	for _, key := range keys {
		c, k := f.changes[key], []byte(key)
		var err error
		step := int64(1)
		if c.add {
			err = list.Put(k, nil)
		} else {
			step, err = -1, list.Delete(k)
		}
		if err != nil {
			return err
		}
		if c.list.Counted() {
			counts[key[:groupBytes(k)]] += step
		}
	}
	room := f.room(roomCount)
	for key, by := range counts {
		n := int64(readNumber(room.Get([]byte(key)))) + by
		var err error
		if n > 0 {
			err = room.Put([]byte(key), number(uint64(n)))
		} else {
			err = room.Delete([]byte(key))
		}
		if err != nil {
			return err
		}
	}
	f.changes = map[string]change{}
	return nil
}

// holds keeps private values for the rows that they stand in, and forgets each with the last of them.
func (f *filling) holds(ref model.Ref, old, row model.Row, open map[model.Commitment]model.Opened) error {
	was, is := commitments(old), commitments(row)
	secrets, holds := f.room(roomSecret), f.room(roomHold)
	for _, c := range is {
		o, told := open[c]
		if !told && secrets.Get(c[:]) == nil {
			continue // it may not be opened here
		}
		if told {
			raw, err := f.codec.Encode(o)
			if err == nil {
				err = secrets.Put(c[:], raw)
			}
			if err != nil {
				return err
			}
		}
		if err := holds.Put(appendRef(slices.Clone(c[:]), ref), nil); err != nil {
			return err
		}
	}
	for _, c := range was {
		if slices.Contains(is, c) {
			continue
		}
		if err := holds.Delete(appendRef(slices.Clone(c[:]), ref)); err != nil {
			return err
		}
		if key, _ := holds.Cursor().Seek(c[:]); !bytes.HasPrefix(key, c[:]) {
			if err := secrets.Delete(c[:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// commitments returns every commitment in a row of a kind that may hold any.
func commitments(row model.Row) (all []model.Commitment) {
	switch row.(type) {
	case *model.Account, *model.Order, *model.Batch, *model.Access:
		collect(reflect.ValueOf(row), &all)
	}
	return all
}

func collect(v reflect.Value, all *[]model.Commitment) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			collect(v.Elem(), all)
		}
	case reflect.Array:
		if c, ok := v.Interface().(model.Commitment); ok && !c.IsZero() {
			*all = append(*all, c)
		}
	case reflect.Slice:
		for i := range v.Len() {
			collect(v.Index(i), all)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				collect(v.Field(i), all)
			}
		}
	}
}

// past is a kept happening.
type past struct {
	At    model.Moment `cbor:"1,keyasint"`
	Actor model.Actor  `cbor:"2,keyasint"`
	Wire  string       `cbor:"3,keyasint"`
	Body  []byte       `cbor:"4,keyasint"`
}

func logKey(seq uint64, index uint32) []byte {
	return binary.BigEndian.AppendUint32(number(seq), index)
}

func (f *filling) happened(h *remote.Happening) error {
	raw, err := f.codec.Encode(past{h.At, h.Actor, h.Wire, h.Body})
	if err != nil {
		return err
	}
	key := logKey(h.Seq, h.Index)
	if err := f.room(roomLog).Put(key, raw); err != nil {
		return err
	}
	for _, ref := range h.About {
		if err := f.room(roomPast).Put(append(refKey(ref), key...), nil); err != nil {
			return err
		}
	}
	return nil
}
