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
	reader  *reader             // of that generation, as far as it is written
	changes []change            // of lists, in the order in which they came up
	keys    []byte              // memory for their keys
	ready   map[*byte]model.Row // rows that were read before; nil: none
	touched []model.Ref
	newer   bool // something of a newer version was left out
}

// change adds an entry to a list, or takes it away.
type change struct {
	key  []byte
	by   int8 // 1 or -1
	list model.List
}

func newFilling(codec journal.Codec, view *bbolt.Bucket) *filling {
	f := &filling{codec: codec, view: view}
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
	row, err := f.decode(ref, raw)
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

func (f *filling) decode(ref model.Ref, raw []byte) (model.Row, error) {
	if len(raw) > 0 && f.ready[&raw[0]] != nil {
		return f.ready[&raw[0]], nil
	}
	return decodeRow(f.codec, ref, raw)
}

func (f *filling) unlist(row model.Row) error { return f.entries(row, false) }
func (f *filling) list(row model.Row) error   { return f.entries(row, true) }

// entries notes the list entries of a row; flush writes them in order, which costs far less.
func (f *filling) entries(row model.Row, add bool) (err error) {
	if row == nil {
		return nil
	}
	defer caught(&err)
	by := int8(-1)
	if add {
		by = 1
	}
	for _, e := range model.EntriesOf(f.reader, row) {
		f.changes = append(f.changes, change{f.key(e), by, e.List})
	}
	return nil
}

// key makes an entry's key within a larger piece of memory: a first load makes millions.
func (f *filling) key(e model.Entry) []byte {
	if cap(f.keys)-len(f.keys) < 1<<10 {
		f.keys = make([]byte, 0, 256<<10)
	}
	at := len(f.keys)
	f.keys = appendEntry(f.keys, e)
	return f.keys[at:len(f.keys):len(f.keys)]
}

// flush writes the lists and counts of all that was put and forgotten, in order, which costs far less.
func (f *filling) flush() error {
	slices.SortFunc(f.changes, func(a, b change) int { return bytes.Compare(a.key, b.key) })
	list, counts := f.room(roomList), map[string]int64{}
	list.FillPercent = 0.8
	for i := 0; i < len(f.changes); {
		c, net := f.changes[i], int8(0)
		for ; i < len(f.changes) && bytes.Equal(f.changes[i].key, c.key); i++ {
			net += f.changes[i].by
		}
		var err error
		switch {
		case net > 0:
			err = list.Put(c.key, nil)
		case net < 0:
			err = list.Delete(c.key)
		}
		if err != nil {
			return err
		}
		if net != 0 && c.list.Counted() {
			counts[string(c.key[:groupBytes(c.key)])] += int64(net)
		}
	}
	f.changes, f.keys = nil, nil
	return f.count(counts)
}

func (f *filling) count(counts map[string]int64) error {
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
