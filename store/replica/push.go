package replica

import (
	"context"
	"errors"

	"go.etcd.io/bbolt"

	"aeconnect/store/remote"
)

// pushMost is how many commands are sent in one call, and pushBytes how large they may be together.
const (
	pushMost  = 512
	pushBytes = 512 << 10
)

// push sends what waits, in order, until nothing is left that was not answered. What is known of each answer is in the
// file before the next are sent.
func (r *Replica) push(ctx context.Context, hub remote.Remote) error {
	for {
		parcels, err := r.parcels()
		if err != nil || len(parcels) == 0 {
			return err
		}
		all, err := hub.Send(ctx, parcels)
		if len(all) > len(parcels) {
			return remote.ErrFailed
		}
		for i := range all {
			if all[i].Counter != parcels[i].Counter {
				return remote.ErrFailed
			}
		}
		if len(all) > 0 {
			if kept := r.answered(all); kept != nil {
				return own(kept)
			}
			r.state.set(func(*State) {})
		}
		var gap *remote.GapError
		if errors.As(err, &gap) && len(all) == 0 {
			return err // the greeting settles it
		}
		if err != nil {
			return err
		}
	}
}

// parcels returns the next to be sent. It is written down first that they may have reached the hub.
func (r *Replica) parcels() (all []remote.Parcel, err error) {
	var next []*Item
	fresh := false
	r.gate.look(func() {
		bytes := 0
		for _, it := range r.items {
			if it.Seq != 0 {
				continue
			}
			size := len(it.Body) + 256 + 9*len(it.Rests)
			for _, s := range it.Secrets {
				size += len(s.Value) + 64
			}
			if len(next) == pushMost || len(next) > 0 && bytes+size > pushBytes {
				break
			}
			bytes += size
			next = append(next, it)
			all = append(all, it.parcel(r.sending(it)))
			fresh = fresh || !it.Sent
		}
	})
	if !fresh {
		return all, nil
	}
	dropped := false
	err = r.update(func(tx *bbolt.Tx) error {
		items := append([]*Item(nil), r.items...)
		at := 0
		for i, it := range items {
			if at == len(next) || it.Key != next[at].Key || it.Counter != next[at].Counter {
				continue
			}
			at++
			if it.Sent {
				continue
			}
			sent := *it
			sent.Sent, sent.Rests = true, r.sending(it)
			items[i] = &sent
			if err := r.write(tx, bucketOutbox, &sent); err != nil {
				return err
			}
		}
		dropped = at != len(next)
		r.items = items
		return nil
	})
	if err == nil && dropped { // somebody changed the outbox in between
		return r.parcels()
	}
	return all, own(err)
}
