package replica

import (
	"errors"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// meta is what a replica knows of itself.
type meta struct {
	URL     string         `cbor:"1,keyasint"`
	Device  journal.Device `cbor:"2,keyasint"`
	Account model.Key      `cbor:"3,keyasint,omitempty"` // 0 before the first greeting
	Handle  string         `cbor:"4,keyasint,omitempty"`
	Epoch   journal.Epoch  `cbor:"5,keyasint"`
	Counter uint64         `cbor:"6,keyasint,omitempty"` // the last that a command of the device was given
	Item    uint64         `cbor:"7,keyasint,omitempty"` // the last key of an item

	Live    uint64        `cbor:"8,keyasint"`            // the generation that is shown
	Cursor  remote.Cursor `cbor:"9,keyasint,omitempty"`  // of it; none before the first load is whole
	Shadow  remote.Cursor `cbor:"10,keyasint,omitempty"` // of the generation after it, while that is being filled
	Head    uint64        `cbor:"11,keyasint,omitempty"` // the hub's last entry that the view has
	Ahead   int64         `cbor:"12,keyasint,omitempty"` // milliseconds that the hub's clock is ahead of this one
	Alarms  []Alarm       `cbor:"13,keyasint,omitempty"`
	Newer   bool          `cbor:"14,keyasint,omitempty"` // something of a newer version was left out
	Role    model.Role    `cbor:"15,keyasint,omitempty"`
	Moved   uint64        `cbor:"16,keyasint,omitempty"` // how often the device got a new name
	Greeted model.Moment  `cbor:"17,keyasint,omitempty"` // when the hub was spoken to last

	Identity []string `cbor:"18,keyasint,omitempty"` // key files that are offered first

	Met model.Moment `cbor:"24,keyasint,omitempty"` // when the hub was heard last, by this machine's clock
}

const metaKey = "replica"

// update changes the file and what is known of it together, while nobody looks. fn may change r.meta; when anything fails
// it is as before.
func (r *Replica) update(fn func(tx *bbolt.Tx) error) (err error) {
	var looks []model.Ref
	all := false
	r.gate.change(func() {
		r.looks, r.looksAll = nil, false
		if err = r.mend(); err != nil {
			return
		}
		before, items, pending, tips := r.meta, r.items, r.pending, r.tips
		err = r.change(func(tx *bbolt.Tx) error {
			if err := fn(tx); err != nil {
				return err
			}
			return r.keepMeta(tx)
		})
		if err != nil {
			r.meta, r.items, r.pending, r.tips = before, items, pending, tips
		}
		looks, all = r.looks, r.looksAll
	})
	if err == nil && (all || len(looks) > 0) {
		r.stirring.tell(looks, all)
	}
	return err
}

// change changes the file, whole or not at all.
func (r *Replica) change(fn func(tx *bbolt.Tx) error) error {
	if r.disk == nil {
		return r.commit(fn)
	}
	if err := r.disk.Begin(); err != nil {
		return err
	}
	defer r.disk.End()
	return r.commit(fn)
}

func (r *Replica) keepMeta(tx *bbolt.Tx) error {
	raw, err := r.codec.Encode(r.meta)
	if err != nil {
		return err
	}
	return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaKey), raw)
}

// load reads what is kept beside the view.
func (r *Replica) load() error {
	return r.db.Load().View(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte(bucketMeta))
		if b == nil {
			return ErrNone
		}
		if err := r.codec.Decode(b.Get([]byte(metaKey)), &r.meta); err != nil {
			return err
		}
		return tx.Bucket([]byte(bucketOutbox)).ForEach(func(_, raw []byte) error {
			it := &Item{}
			r.items = append(r.items, it)
			return r.codec.Decode(raw, it)
		})
	})
}

// retry reads what was left out because it was of a newer version than the program then.
func (r *Replica) retry() error {
	if !r.meta.Newer {
		return nil
	}
	return r.update(func(tx *bbolt.Tx) error {
		f := newFilling(r.codec, view(tx, r.meta.Live))
		var aside []remote.Put
		_ = f.room(roomNewer).ForEach(func(key, raw []byte) error {
			aside = append(aside, remote.Put{Ref: refAt(key), Row: append([]byte(nil), raw...)})
			return nil
		})
		for _, put := range aside {
			if err := f.room(roomNewer).Delete(refKey(put.Ref)); err != nil {
				return err
			}
		}
		err := f.page(remote.Page{Put: aside})
		r.meta.Newer = f.newer
		return errors.Join(err, f.flush())
	})
}
