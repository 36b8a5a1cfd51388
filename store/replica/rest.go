package replica

import (
	"cmp"
	"errors"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// Rest is an earlier command of the outbox on which an item rests: both are about the same thing, and the item carries a
// revision that the earlier one is part of. It is known by the item's key; by its counter only as that was sent.
type Rest struct {
	Key     uint64 `cbor:"1,keyasint"`
	Counter uint64 `cbor:"2,keyasint,omitempty"` // of Item's device, once the resting one may have been sent, or this one was refused
	Lost    bool   `cbor:"3,keyasint,omitempty"` // it was refused, or will be because of what it rests on itself
}

// doomed tells that an item rests on what was refused: the hub will refuse it, and nothing of it is shown.
func (it *Item) doomed() bool {
	return slices.ContainsFunc(it.Rests, func(on Rest) bool { return on.Lost })
}

// lost returns the key of what an item rests on that was refused, 0 for none.
func (it *Item) lost() uint64 {
	for _, on := range it.Rests {
		if on.Lost {
			return on.Key
		}
	}
	return 0
}

// tips are, by the name of each thing that the outbox is about, the items on which a command with a revision of it rests:
// the last one that carries such a revision itself, which rests on those before it, and all after that. They are made
// with the overlay.
type tips map[string][]uint64

// add notes an item behind all others. put are the names of the rows that it changed here.
func (t tips) add(it *Item, put []string) {
	if it.command == nil || it.doomed() {
		return
	}
	revised := map[string]bool{}
	for _, name := range model.Revised(it.command) {
		t[name], revised[name] = []uint64{it.Key}, true
	}
	for _, name := range append(model.Named(it.command), put...) {
		if keys := t[name]; !revised[name] && (len(keys) == 0 || keys[len(keys)-1] != it.Key) {
			t[name] = append(keys[:len(keys):len(keys)], it.Key)
		}
	}
}

// under returns what a command rests on, in order.
func (t tips) under(c model.Command) (all []Rest) {
	var keys []uint64
	for _, name := range model.Revised(c) {
		keys = append(keys, t[name]...)
	}
	slices.Sort(keys)
	for _, key := range slices.Compact(keys) {
		all = append(all, Rest{Key: key})
	}
	return all
}

// names are those of rows that were put and have revisions.
func names(r model.Reader, put []model.Ref) (all []string) {
	for _, ref := range put {
		switch ref.Kind {
		case model.KindTask, model.KindOrder, model.KindActivity, model.KindContract:
			if row, _ := r.Get(ref); row != nil {
				if name := model.NameOf(r, row); name != "" {
					all = append(all, name)
				}
			}
		}
	}
	return all
}

// waiting returns an item of the outbox, nil where it has left it. Keys grow along the outbox.
func waiting(items []*Item, key uint64) *Item {
	at, there := slices.BinarySearchFunc(items, key, func(it *Item, key uint64) int { return cmp.Compare(it.Key, key) })
	if !there {
		return nil
	}
	return items[at]
}

// sending returns what an item rests on with the counters that are sent. What was carried out has none: nothing can
// happen to it any more. Within a look.
func (r *Replica) sending(it *Item) []Rest {
	if len(it.Rests) == 0 {
		return nil
	}
	all := slices.Clone(it.Rests)
	for i, on := range all {
		if on.Counter != 0 {
			continue
		}
		if under := waiting(r.items, on.Key); under != nil && under.Seq == 0 {
			all[i].Counter = under.Counter
		}
	}
	return all
}

// parcel is an item as it is sent; rests are what sending returned.
func (it *Item) parcel(rests []Rest) remote.Parcel {
	p := remote.Parcel{Counter: it.Counter, Wire: it.Wire, Body: it.Body, Secrets: it.Secrets}
	for _, on := range rests {
		if on.Counter != 0 && on.Counter < it.Counter {
			p.Rests = append(p.Rests, on.Counter)
		}
	}
	slices.Sort(p.Rests)
	p.Rests = slices.Compact(p.Rests)
	return p
}

// losing returns the item as it is once some that it may rest on were refused, by key with their counters; nil where it
// rests on none of them.
func (it *Item) losing(refused map[uint64]uint64) *Item {
	if it.Seq != 0 || len(refused) == 0 || !slices.ContainsFunc(it.Rests, func(on Rest) bool { _, gone := refused[on.Key]; return gone && !on.Lost }) {
		return nil
	}
	now := *it
	now.Rests = slices.Clone(it.Rests)
	for i, on := range now.Rests {
		if counter, gone := refused[on.Key]; gone {
			now.Rests[i].Lost, now.Rests[i].Counter = true, cmp.Or(on.Counter, counter)
		}
	}
	return &now
}

// Followers returns the keys of items that wait and rest on one that waits or was refused, or on one that does so: they
// are refused with it. Those are in the outbox's order.
func (r *Replica) Followers(key uint64) (all []uint64) {
	r.gate.look(func() { all = r.followers(key) })
	return all
}

func (r *Replica) followers(key uint64) (all []uint64) {
	gone := map[uint64]bool{key: true}
	for _, it := range r.items {
		if it.Seq == 0 && slices.ContainsFunc(it.Rests, func(on Rest) bool { return gone[on.Key] }) {
			gone[it.Key] = true
			all = append(all, it.Key)
		}
	}
	return all
}

// fall puts an item among the refused without asking the hub, because of what it rests on. It has left r.items, or is
// about to. Within a change.
func (r *Replica) fall(tx *bbolt.Tx, it *Item, on uint64) error {
	now := *it
	now.Refusal, now.Refused, now.Seq, now.Of = remote.RefuseResting(on), r.now(), 0, journal.Device{}
	return errors.Join(r.remember(tx, &now), r.write(tx, bucketRefused, &now), tx.Bucket([]byte(bucketOutbox)).Delete(number(it.Key)))
}

// renamed returns what an item rests on once the device has got another name, under which nothing was sent; on is what it
// has lost, 0 for nothing. items are all before it that go on. forgot says that the hub may have forgotten what has left
// the outbox.
func (it *Item) renamed(items []*Item, fallen map[uint64]bool, forgot bool) (rests []Rest, on uint64) {
	for _, rest := range it.Rests {
		under := waiting(items, rest.Key)
		switch {
		case rest.Lost, fallen[rest.Key], under == nil && forgot:
			return nil, rest.Key
		case under != nil:
			rests = append(rests, Rest{Key: rest.Key})
		}
	}
	return rests, 0
}

// said is a refusal as the person is told it: items go by their numbers here, not by the device's.
func (it *Item) said(why *model.Refusal) *model.Refusal {
	if on := it.lost(); why.Rule == model.RuleHubRests && on != 0 {
		return remote.RefuseResting(on)
	}
	return why
}

// named is the counter of an item under the name that the device has, 0 under an earlier one.
func (it *Item) named() uint64 {
	if it.Of != (journal.Device{}) {
		return 0
	}
	return it.Counter
}

// leave takes items that were never sent out of the outbox: each falls because of the one that it rests on, or is thrown
// away where that is 0. What stands behind them moves up, for counters have no gaps. Within a change.
func (r *Replica) leave(tx *bbolt.Tx, gone map[uint64]uint64) error {
	left, up := make([]*Item, 0, len(r.items)), uint64(0)
	for _, it := range r.items {
		on, leaves := gone[it.Key]
		var err error
		switch {
		case leaves && on == 0:
			up++
			err = tx.Bucket([]byte(bucketOutbox)).Delete(number(it.Key))
		case leaves:
			up++
			err = r.fall(tx, it, on)
		case it.Seq == 0 && up > 0:
			moved := *it
			moved.Counter -= up
			left = append(left, &moved)
			err = r.write(tx, bucketOutbox, &moved)
		default:
			left = append(left, it)
		}
		if err != nil {
			return err
		}
	}
	r.meta.Counter -= up
	r.items = left
	r.unfold()
	return nil
}

// strand has items fall that rest on what was refused under an earlier name of the device: the hub does not know it as
// this one's, so that it could not refuse them. Within a change.
func (r *Replica) strand(tx *bbolt.Tx) error {
	gone := map[uint64]uint64{}
	for _, it := range r.items {
		if it.Seq == 0 && !it.Sent && slices.ContainsFunc(it.Rests, func(on Rest) bool { return on.Lost && on.Counter == 0 }) {
			gone[it.Key] = it.lost()
		}
	}
	if len(gone) == 0 {
		return nil
	}
	return r.leave(tx, gone)
}
