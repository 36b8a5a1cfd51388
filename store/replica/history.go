package replica

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
)

// History returns up to limit events about a row (0: all), the newest last, as far as the account was told: all of what
// is its own, and of what everybody sees what happened since it joined.
func (r *Replica) History(actor model.Actor, ref model.Ref, limit int) (all []model.Happening, err error) {
	defer caught(&err)
	r.gate.look(func() {
		who := model.ViewerOf(r.base, actor)
		row, presence := r.base.Get(ref)
		if presence != model.Known || !model.CanSee(r.base, who, row) {
			return
		}
		r.base.read(func(b *bbolt.Bucket) error {
			prefix := refKey(ref)
			c := b.Bucket([]byte(roomPast)).Cursor()
			key, _ := c.Seek(after(prefix))
			if key == nil {
				key, _ = c.Last()
			} else {
				key, _ = c.Prev()
			}
			for ; bytes.HasPrefix(key, prefix) && (limit <= 0 || len(all) < limit); key, _ = c.Prev() {
				h, ok := r.happening(key[refBytes:], b.Bucket([]byte(roomLog)).Get(key[refBytes:]))
				if ok {
					all = append(all, h)
				}
			}
			return nil
		})
		all = slices.DeleteFunc(all, func(h model.Happening) bool { return !model.Hears(r.base, who, h.Event) })
	})
	slices.Reverse(all)
	return all, err
}

// happening decodes what is kept in the log; false for an event of a newer version.
func (r *Replica) happening(key, raw []byte) (h model.Happening, ok bool) {
	var p past
	if len(key) != 12 || r.codec.Decode(raw, &p) != nil {
		return h, false
	}
	event := r.kinds.Event(p.Wire)
	if event == nil || r.codec.Decode(p.Body, event) != nil {
		return h, false
	}
	return model.Happening{Seq: binary.BigEndian.Uint64(key), Meta: model.Meta{At: p.At, Actor: p.Actor}, Event: event}, true
}

// log calls fn with what was heard from an entry on, until it returns false.
func (r *Replica) log(from uint64, fn func(model.Happening) bool) (err error) {
	defer caught(&err)
	key, more := number(from), true
	for more {
		var chunk []model.Happening
		r.gate.look(func() {
			r.base.read(func(b *bbolt.Bucket) error {
				c := b.Bucket([]byte(roomLog)).Cursor()
				k, raw := c.Seek(key)
				for ; k != nil && len(chunk) < 256; k, raw = c.Next() {
					if h, ok := r.happening(k, raw); ok {
						chunk = append(chunk, h)
					}
				}
				key, more = bytes.Clone(k), k != nil
				return nil
			})
		})
		for _, h := range chunk {
			if !fn(h) {
				return nil
			}
		}
	}
	return nil
}

// Head returns the number of the hub's last entry that the view knows.
func (r *Replica) Head() (head uint64) {
	r.gate.look(func() { head = r.meta.Head })
	return head
}

// Events calls fn with every event from the entry numbered from on that the account was told of. With follow it goes on
// until the context ends, which is no error.
func (r *Replica) Events(ctx context.Context, _ model.Actor, from uint64, follow bool, fn func(model.Happening) error) error {
	for {
		changed := r.state.changed()
		head := r.Head()
		var failed error
		err := r.log(from, func(h model.Happening) bool {
			if h.Seq > head {
				return false
			}
			failed = fn(h)
			return failed == nil
		})
		if err != nil || failed != nil || !follow {
			if err == nil {
				err = failed
			}
			return err
		}
		from = max(from, head+1)
		select {
		case <-changed:
		case <-ctx.Done():
			return nil
		}
	}
}
