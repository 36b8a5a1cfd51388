package replica

import (
	"bytes"
	"encoding/binary"
	"errors"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// filling writes pages into one generation of the view, within one transaction.
type filling struct {
	codec   journal.Codec
	view    *bbolt.Bucket
	rows    *bbolt.Bucket // a room of it
	reader  *reader       // of that generation, as far as it is written
	changes []change      // of lists, in the order in which they came up
	sorted  []change      // more of them, in order
	keys    keys          // memory for theirs
	early   []early       // what is known of the puts to come, in order; nil: nothing
	end     []byte        // the last row that is there; nil: not looked for yet
	touched []model.Ref
	newer   bool // something of a newer version was left out

	concealed bool // a private text went
}

// change adds an entry to a list, or takes it away.
type change struct {
	key  []byte
	by   int8 // 1 or -1
	list model.List
}

func newFilling(codec journal.Codec, view *bbolt.Bucket) *filling {
	f := &filling{codec: codec, view: view}
	f.rows = f.room(roomRow)
	f.rows.FillPercent = 0.9
	f.reader = &reader{codec: codec, cache: newCache(), with: func(fn func(*bbolt.Bucket) error) error { return fn(view) }}
	return f
}

func (f *filling) room(name string) *bbolt.Bucket { return f.view.Bucket([]byte(name)) }

// page takes a page. Policies come first: the clocks of whatever comes later are computed from them.
func (f *filling) page(p remote.Page) error {
	for _, c := range p.Conceal {
		f.concealed = true
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
	if err := f.puts(p.Put, open); err != nil {
		return err
	}
	for i := range p.Happened {
		if err := f.happened(&p.Happened[i]); err != nil {
			return err
		}
	}
	return nil
}

// puts keeps rows: policies first.
func (f *filling) puts(all []remote.Put, open map[model.Commitment]model.Opened) error {
	known := make([]early, len(all))
	if f.early != nil {
		known, f.early = f.early[:len(all)], f.early[len(all):]
	}
	for _, policies := range []bool{true, false} {
		for i, put := range all {
			if policies != (put.Ref.Kind == model.KindPolicy) {
				continue
			}
			if err := f.put(put, known[i], open); err != nil {
				return err
			}
		}
	}
	return nil
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
	err = errors.Join(f.unlist(old), f.holds(ref, old, nil, nil), f.rows.Delete(key), f.room(roomNewer).Delete(key))
	return err
}

func (f *filling) touch(ref model.Ref) {
	f.touched = append(f.touched, ref)
	f.reader.cache.drop(ref)
}

// put keeps a row in place of what was there. One of a newer version is set aside until the program is.
func (f *filling) put(put remote.Put, e early, open map[model.Commitment]model.Opened) (err error) {
	row, key := e.row, refKey(put.Ref)
	if row == nil && !e.listed {
		row, err = decodeRow(f.codec, put.Ref, put.Row)
	}
	if errors.Is(err, journal.ErrNewer) {
		f.newer = true
		return f.room(roomNewer).Put(key, put.Row)
	}
	if err != nil {
		return err
	}
	var old model.Row
	if !f.beyond(key) {
		if old, err = f.old(put.Ref); err != nil {
			return err
		}
	}
	f.touch(put.Ref)
	if err := f.unlist(old); err != nil {
		return err
	}
	if err := f.rows.Put(key, put.Row); err != nil {
		return err
	}
	if !e.listed {
		err = f.list(row)
	}
	return errors.Join(err, f.holds(put.Ref, old, row, open))
}

// beyond tells that a row stands behind all that are there, as most do during a first load, and is there soon itself.
func (f *filling) beyond(key []byte) bool {
	if f.end == nil {
		last, _ := f.rows.Cursor().Last()
		f.end = append(make([]byte, 0, refBytes), last...)
	}
	if bytes.Compare(key, f.end) <= 0 {
		return false
	}
	f.end = append(f.end[:0], key...)
	return true
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
