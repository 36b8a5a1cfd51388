package replica

import (
	"bytes"
	"reflect"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
)

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
			f.concealed = true
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
	case *model.Account, *model.Order, *model.Batch, *model.Access, *model.Request:
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

// Secrets returns every private value that is kept for what is shown.
func (r *Replica) Secrets() (all []model.Opened, err error) {
	r.gate.look(func() {
		err = r.base.with(func(b *bbolt.Bucket) error {
			return b.Bucket([]byte(roomSecret)).ForEach(func(_, raw []byte) error {
				var o model.Opened
				err := r.codec.Decode(raw, &o)
				all = append(all, o)
				return err
			})
		})
	})
	return all, err
}
