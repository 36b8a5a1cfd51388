package replica

import (
	"bytes"

	"go.etcd.io/bbolt"

	"aeconnect/model"
)

// roomSingle is where earlier versions kept lists: each entry a row of its own.
const roomSingle = "list"

// renew brings the file of an earlier version to today's form. A first load that had begun begins again.
func (r *Replica) renew() error {
	live := false
	err := r.db.Load().View(func(tx *bbolt.Tx) error {
		live = view(tx, r.meta.Live).Bucket([]byte(roomSingle)) == nil
		return nil
	})
	if err != nil || live {
		return err
	}
	return r.update(func(tx *bbolt.Tx) error {
		r.meta.Shadow = nil
		v := view(tx, r.meta.Live)
		lists, err := v.CreateBucket([]byte(roomList))
		if err != nil {
			return err
		}
		var all []change
		_ = v.Bucket([]byte(roomSingle)).ForEach(func(key, _ []byte) error {
			all = append(all, change{bytes.Clone(key), 1, model.List(key[0])})
			return nil
		})
		if err := rewrite(lists, all); err != nil {
			return err
		}
		return v.DeleteBucket([]byte(roomSingle))
	})
}
