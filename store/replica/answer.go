package replica

import (
	"errors"
	"sync"

	"go.etcd.io/bbolt"

	"aeconnect/store/remote"
)

// answered keeps what became of items, all in one step: what was carried out waits for its page, what was refused stands
// among the refused.
func (r *Replica) answered(all []remote.Answer) error {
	by := map[uint64]remote.Answer{}
	for _, a := range all {
		by[a.Counter] = a
	}
	return r.answeredAs(func(it *Item) (remote.Answer, bool) {
		a, known := by[it.Counter]
		return a, known && it.Seq == 0
	})
}

// answeredAs is answered for the items of which there is an answer.
func (r *Replica) answeredAs(of func(*Item) (remote.Answer, bool)) error {
	told := map[uint64]remote.Answer{} // by the item's key: its number changes with the device's name
	err := r.update(func(tx *bbolt.Tx) error {
		left, refused := make([]*Item, 0, len(r.items)), map[uint64]uint64{}
		for _, it := range r.items {
			a, known := of(it)
			if now := it.losing(refused); now != nil {
				refused[it.Key], it = it.named(), now
				if err := r.write(tx, bucketOutbox, it); err != nil {
					return err
				}
			}
			if !known {
				left = append(left, it)
				continue
			}
			told[it.Key] = a
			now := *it
			if a.Refusal == nil {
				now.Seq = a.Seq
				r.sure[it.Key] = true
				left = append(left, &now)
				if err := errors.Join(r.write(tx, bucketOutbox, &now), r.remember(tx, &now)); err != nil {
					return err
				}
				continue
			}
			now.Refusal, now.Refused = now.said(a.Refusal), a.At
			refused[it.Key] = it.named()
			r.unfold()
			if err := errors.Join(r.remember(tx, &now), r.write(tx, bucketRefused, &now), tx.Bucket([]byte(bucketOutbox)).Delete(number(it.Key))); err != nil {
				return err
			}
		}
		r.items = left
		return r.strand(tx)
	})
	if err == nil {
		r.answers.tell(told)
	}
	return err
}

// settle takes out of the outbox what a page up to the head has brought. Within a change.
func (r *Replica) settle(tx *bbolt.Tx, head uint64) error {
	left := make([]*Item, 0, len(r.items))
	for _, it := range r.items {
		if it.Seq == 0 || it.Seq > head || !r.sure[it.Key] {
			left = append(left, it)
			continue
		}
		if _, watched := r.watched[it.Key]; watched {
			r.watched[it.Key] = it.Seq
		}
		if err := tx.Bucket([]byte(bucketOutbox)).Delete(number(it.Key)); err != nil {
			return err
		}
	}
	r.items = left
	r.unfold()
	return nil
}

// answers tells those who wait what became of an item, whatever number it has been sent under.
type answers struct {
	mu      sync.Mutex
	waiting map[uint64]chan remote.Answer // by the item's key
}

func (a *answers) wait(key uint64) chan remote.Answer {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.waiting == nil {
		a.waiting = map[uint64]chan remote.Answer{}
	}
	c := make(chan remote.Answer, 1)
	a.waiting[key] = c
	return c
}

func (a *answers) forget(key uint64) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.waiting, key)
}

func (a *answers) tell(all map[uint64]remote.Answer) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for key, one := range all {
		if c := a.waiting[key]; c != nil {
			c <- one
			delete(a.waiting, key)
		}
	}
}
