package replica

import (
	"context"
	"io"
	"maps"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// greet introduces the device. A hub that has forgotten, another one, and a device that somebody has copied are found out
// here, and settled.
func (r *Replica) greet(ctx context.Context, hub remote.Remote, p Pace) error {
	for range 3 {
		var hello remote.Hello
		r.gate.look(func() {
			hello = remote.Hello{Version: remote.Version, Device: r.meta.Device, As: p.As, Program: p.Program, Epoch: r.meta.Epoch}
		})
		w, err := hub.Greet(ctx, hello)
		if err != nil {
			return err
		}
		if p.Stay && hello.Epoch != (journal.Epoch{}) && w.Epoch != hello.Epoch {
			return ErrOther
		}
		forgotten, err := r.confirm(ctx, hub, hello, w)
		if err != nil {
			return err
		}
		again, err := r.welcome(w, forgotten)
		if err != nil || !again {
			return err
		}
	}
	return remote.ErrRefused
}

// welcome takes what the hub says of itself, and what it has forgotten. It asks for another greeting after the device got
// a new name.
func (r *Replica) welcome(w remote.Welcome, forgotten map[uint64]bool) (again bool, err error) {
	var kind AlarmKind
	shorter := false
	r.gate.look(func() {
		if r.meta.Handle != "" && r.meta.Handle != w.Handle {
			err = ErrForeign
			return
		}
		first := r.meta.Counter + 1 // the lowest that must not have been decided
		sure := true                // everything before it was answered
		for _, it := range r.items {
			if it.Seq == 0 {
				first, sure = it.Counter, false
				break
			}
		}
		known := r.meta.Account != 0
		switch {
		case known && (w.Epoch != r.meta.Epoch || w.Account != r.meta.Account):
			kind = AlarmForeign
		case slices.Contains(slices.Collect(maps.Values(forgotten)), true):
			kind = AlarmRestored
		case w.Next == 0: // nothing is known of where the hub stands
		case w.Next < first:
			kind = AlarmRestored
		case known && w.Head < r.meta.Head: // what it still knows of this device has its numbers: nothing gets others
			shorter = true
		case sure && w.Next > first:
			kind = AlarmForked
		}
	})
	if err != nil {
		return false, err
	}
	if kind != "" {
		if kind == AlarmForeign {
			err = r.adopt(w)
		}
		if err == nil {
			err = r.rename(kind, true, func(it *Item) bool { return kind == AlarmForeign || forgotten[it.Key] })
		}
		return true, own(err)
	}
	if shorter {
		if err := own(r.startAnew(true)); err != nil {
			return false, err
		}
	}
	return false, own(r.adopt(w))
}

func (r *Replica) adopt(w remote.Welcome) error {
	return r.update(func(*bbolt.Tx) error {
		r.meta.Epoch, r.meta.Account, r.meta.Handle = w.Epoch, w.Account, w.Handle
		r.meta.Ahead = int64(w.Now - model.At(r.clock.Now()))
		r.meta.Greeted, r.meta.Met = w.Now, model.At(r.clock.Now())
		return nil
	})
}

// rename gives the device a new name and its commands new counters. Those which the hub has never decided go on
// unchanged, and so do those which it had carried out and has forgotten; with anew the view is loaded anew.
func (r *Replica) rename(kind AlarmKind, anew bool, forgotten func(*Item) bool) error {
	return r.update(func(tx *bbolt.Tx) error {
		var d journal.Device
		if _, err := io.ReadFull(r.rand, d[:]); err != nil {
			return err
		}
		before := r.meta.Device
		r.meta.Device, r.meta.Counter, r.meta.Moved = d, 0, r.meta.Moved+1
		items, fallen := make([]*Item, 0, len(r.items)), map[uint64]bool{}
		for _, it := range r.items {
			moved := *it
			switch {
			case moved.Seq == 0 || forgotten(it):
				rests, on := it.renamed(items, fallen, kind != AlarmForked)
				if on != 0 {
					fallen[it.Key] = true
					if err := r.fall(tx, it, on); err != nil {
						return err
					}
					continue
				}
				moved.Rests = rests
				r.meta.Counter++
				moved.Seq, moved.Of, moved.Counter, moved.Sent = 0, journal.Device{}, r.meta.Counter, false
			case moved.Of == journal.Device{}:
				moved.Of = before
			}
			if err := r.write(tx, bucketOutbox, &moved); err != nil {
				return err
			}
			items = append(items, &moved)
		}
		r.items = items
		r.unfold()
		r.alarm(kind, len(items)+len(fallen))
		if anew && kind != AlarmForked {
			return r.reset(tx)
		}
		return nil
	})
}

// reset begins the view anew. What is shown stays until the new one is whole; the outbox is not touched.
func (r *Replica) reset(tx *bbolt.Tx) error {
	r.meta.Cursor, r.meta.Shadow, r.meta.Head = nil, nil, 0
	return makeView(tx, r.meta.Live+1)
}

// startAnew gives the view up because its cursor is of no use. Where the hub has forgotten what it told, and the greeting
// did not show it - another copy of this device has used the numbers again since - the person hears of it here.
func (r *Replica) startAnew(forgot bool) error {
	return r.update(func(tx *bbolt.Tx) error {
		if forgot && len(r.meta.Cursor) > 0 {
			r.alarm(AlarmRestored, len(r.items))
		}
		return r.reset(tx)
	})
}

// alarm is something that a person has to know of. Within a change.
func (r *Replica) alarm(kind AlarmKind, count int) {
	r.meta.Alarms = append(slices.Clone(r.meta.Alarms), Alarm{Kind: kind, At: r.now(), Count: count})
	r.meta.Alarms = r.meta.Alarms[max(0, len(r.meta.Alarms)-alarmsMost):]
}

// Quiet forgets the alarms, once they were read.
func (r *Replica) Quiet() error {
	err := r.update(func(*bbolt.Tx) error { r.meta.Alarms = nil; return nil })
	r.state.set(func(*State) {})
	return err
}
