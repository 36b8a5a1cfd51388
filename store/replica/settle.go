package replica

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
)

// Put is Do that also returns the item which was kept; its Key is 0 where nothing was.
func (r *Replica) Put(ctx context.Context, actor model.Actor, c model.Command, private ...model.Opened) (Item, model.Decision, error) {
	if _, me := r.Who(); actor.Account != 0 && me.Account != 0 && actor.Account != me.Account {
		return Item{}, model.Decision{}, ErrForeign
	}
	var kept Item
	ctx = context.WithValue(ctx, keptKey{}, &kept)
	d, err := r.do(ctx, c, private, 0)
	return kept, d, err
}

// Retry sends a refused command again unchanged; see [Replica.Again]. One that was refused because of what it rests on is
// refused by that again: its revisions are of rows that never came to be, and by number they cannot be told from those of
// what somebody else did. It is changed first.
func (r *Replica) Retry(ctx context.Context, key uint64) (Item, model.Decision, error) {
	it, there, err := r.Item(key)
	if err != nil || !there || it.Refusal == nil {
		return Item{}, model.Decision{}, errors.Join(err, ErrNoItem)
	}
	if it.Refusal.Rule == model.RuleHubRests {
		return Item{}, model.Decision{Refusal: it.Refusal}, nil
	}
	c := r.Command(it)
	if c == nil {
		return Item{}, model.Decision{}, ErrNoItem
	}
	var kept Item
	ctx = context.WithValue(ctx, keptKey{}, &kept)
	if it.Origin != nil {
		ctx = WithOrigin(ctx, *it.Origin)
	}
	d, err := r.Again(ctx, key, c, it.Secrets...)
	return kept, d, err
}

// FirstConfirmed tells whether a command starts or records a payment, or moves the clock of all: it is asked for, and
// shown only when the hub has said yes.
func FirstConfirmed(c model.Command) bool { return confirmedFirst(c) }

type keptKey struct{}

// noted tells whoever called Put which item was kept.
func (r *Replica) noted(ctx context.Context, it *Item) {
	if kept, ok := ctx.Value(keptKey{}).(*Item); ok {
		*kept = *it
		r.watched[it.Key] = 0
	}
}

// Settled waits until the hub has answered an item and its page has come, or ctx ends. It returns the item as it stands
// then, and whether it still waits: for its answer, or refused for the person. One that was carried out, or dropped, is
// no longer there.
func (r *Replica) Settled(ctx context.Context, key uint64) (it Item, there bool, err error) {
	for {
		changed := r.state.changed()
		if it, there, err = r.Item(key); err != nil || !there || it.Refusal != nil {
			if !there {
				it = r.carriedOut(key)
			}
			return it, there, err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return it, true, nil
		}
	}
}

// carriedOut is what is known of an item that Put kept and the hub has carried out; its Seq is 0 where nothing is.
func (r *Replica) carriedOut(key uint64) Item {
	it := Item{Key: key}
	r.gate.change(func() {
		it.Seq = r.watched[key]
		delete(r.watched, key)
	})
	return it
}

// Unjoin takes away the closed replica of a directory that has never reached its hub; any other stays.
func Unjoin(dir string) error {
	r, err := Open(dir, Options{})
	if err != nil {
		return err
	}
	never := r.Heard() == 0 && len(r.Outbox()) == 0
	if err := r.Close(); err != nil || !never {
		return err
	}
	return os.Remove(filepath.Join(dir, FileName))
}

// Led returns what an item led to at the hub, as far as the account was told.
func (r *Replica) Led(it Item) (all []model.Event, err error) {
	if it.Seq == 0 {
		return nil, nil
	}
	err = r.log(it.Seq, func(h model.Happening) bool {
		if h.Seq == it.Seq {
			all = append(all, h.Event)
		}
		return h.Seq == it.Seq
	})
	return all, err
}

// Item returns an item of the outbox, or a refused one.
func (r *Replica) Item(key uint64) (it Item, there bool, err error) {
	r.gate.look(func() {
		if at := slices.IndexFunc(r.items, func(it *Item) bool { return it.Key == key }); at >= 0 {
			it, there = *r.items[at], true
		}
	})
	if there {
		return it, true, nil
	}
	err = r.db.Load().View(func(tx *bbolt.Tx) error {
		raw := tx.Bucket([]byte(bucketRefused)).Get(number(key))
		if there = raw != nil; !there {
			return nil
		}
		return r.codec.Decode(raw, &it)
	})
	return it, there, err
}

// URL is where the hub lies.
func (r *Replica) URL() (url string) {
	r.gate.look(func() { url = r.meta.URL })
	return url
}

// Identity are the key files that the person named when joining, before those that are usual.
func (r *Replica) Identity() (files []string) {
	r.gate.look(func() { files = r.meta.Identity })
	return files
}

// Identify keeps the key files that are offered to the hub first.
func (r *Replica) Identify(files []string) error {
	return r.update(func(*bbolt.Tx) error { r.meta.Identity = slices.Clone(files); return nil })
}

// Heard is when the hub was spoken to last, by its clock; 0 for never.
func (r *Replica) Heard() (at model.Moment) {
	r.gate.look(func() { at = r.meta.Greeted })
	return at
}
