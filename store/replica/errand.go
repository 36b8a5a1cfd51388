package replica

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"sync"

	"go.etcd.io/bbolt"

	"aeconnect/model"
)

// ErrandKey names one command line: random bytes that nobody else can know.
type ErrandKey [16]byte

// Errand is what a replica remembers for one command line that may have to be carried out twice, because the process died
// that carried it out first. All chance in it comes from its key, and its commands are numbered: one that was kept the
// first time is not kept again.
type Errand struct {
	replica *Replica
	key     ErrandKey

	mu     sync.Mutex
	minted uint64
	asked  uint64 // commands
}

// Errand returns the replica's memory for an errand.
func (r *Replica) Errand(key ErrandKey) *Errand { return &Errand{replica: r, key: key} }

// chance returns the nth random value of a purpose.
func (e *Errand) chance(purpose string) (sum [sha256.Size]byte) {
	e.mu.Lock()
	e.minted++
	n := e.minted
	e.mu.Unlock()
	h := hmac.New(sha256.New, e.key[:])
	h.Write(binary.BigEndian.AppendUint64([]byte(purpose), n))
	h.Sum(sum[:0])
	return sum
}

// Mint makes a new ID of a letter, the same ones in the same order each time.
func (e *Errand) Mint(letter byte) model.ID {
	sum := e.chance("mint")
	return model.MintID(letter, binary.LittleEndian.Uint64(sum[:8]))
}

// Seal salts a private text.
func (e *Errand) Seal(text string) model.Opened {
	o := model.Opened{Value: text}
	sum := e.chance("salt")
	copy(o.Salt[:], sum[:])
	return o
}

// Next has the command that is made with the context be the next one of the errand.
func (e *Errand) Next(ctx context.Context) context.Context {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.asked++
	return context.WithValue(ctx, errandKey{}, append(e.key[:len(e.key):len(e.key)], number(e.asked)...))
}

type errandKey struct{}

// errandOf is the name of a command of an errand, nil of any other.
func errandOf(ctx context.Context) []byte {
	name, _ := ctx.Value(errandKey{}).([]byte)
	return name
}

// kept is what became of a command of an errand.
type kept struct {
	Item    uint64         `cbor:"1,keyasint"`
	Seq     uint64         `cbor:"2,keyasint,omitempty"` // it was carried out as this entry
	Refusal *model.Refusal `cbor:"3,keyasint,omitempty"`
}

// errandsMost is for how many commands it is remembered which errand has made them: far more than command lines are under
// way at once.
const errandsMost = 1024

// remember notes what became of a command of an errand. Within a change.
func (r *Replica) remember(tx *bbolt.Tx, it *Item) error {
	if it.Errand == nil {
		return nil
	}
	b, err := tx.CreateBucketIfNotExists([]byte(bucketErrand))
	if err != nil {
		return err
	}
	raw, err := r.codec.Encode(kept{it.Key, it.Seq, it.Refusal})
	if err == nil {
		err = b.Put(it.Errand, raw)
	}
	if err != nil || it.Seq != 0 || it.Refusal != nil || it.Key%(errandsMost/4) != 0 {
		return err
	}
	var old [][]byte
	_ = b.ForEach(func(name, raw []byte) error {
		var k kept
		if r.codec.Decode(raw, &k) != nil || k.Item+errandsMost < it.Key {
			old = append(old, bytes.Clone(name))
		}
		return nil
	})
	for _, name := range old {
		if err := b.Delete(name); err != nil {
			return err
		}
	}
	return nil
}

// recall returns what became of a command of an errand; there is false where it was never kept.
func (r *Replica) recall(name []byte) (k kept, there bool, err error) {
	if name == nil {
		return k, false, nil
	}
	err = r.db.Load().View(func(tx *bbolt.Tx) error {
		b := tx.Bucket([]byte(bucketErrand))
		if b == nil || b.Get(name) == nil {
			return nil
		}
		there = true
		return r.codec.Decode(b.Get(name), &k)
	})
	return k, there, err
}

// repeated answers a command that was kept before, by another process. Its item is the one that was kept then.
func (r *Replica) repeated(ctx context.Context, k kept) (d model.Decision, err error) {
	it, there, err := r.Item(k.Item)
	if err != nil {
		return d, err
	}
	if there && it.Refusal == nil {
		r.gate.change(func() { r.noted(ctx, &it) })
		if it.First {
			return r.repeatedFirst(ctx, it)
		}
		return r.decidedThen(it), nil
	}
	d.Refusal = k.Refusal
	if d.Refusal == nil && k.Seq != 0 {
		d.Events, err = r.Led(Item{Seq: k.Seq})
	}
	return d, err
}

// decidedThen is what was decided here when an item that waits was kept.
func (r *Replica) decidedThen(it Item) (d model.Decision) {
	r.gate.look(func() {
		o := model.NewOverlay(r.base)
		for _, before := range r.items {
			if before.Key == it.Key {
				break
			}
			again := *before
			r.fold(o, &again)
		}
		if c := r.Command(it); c != nil {
			d, _ = r.decide(o, it.Key, it.At, c, it.Secrets)
		}
	})
	return d
}

// repeatedFirst waits for the hub's word on a command that waits for it.
func (r *Replica) repeatedFirst(ctx context.Context, it Item) (d model.Decision, err error) {
	now, there, err := r.Settled(ctx, it.Key)
	switch {
	case err != nil:
		return d, err
	case there && now.Refusal == nil:
		return d, ErrAsking
	case there:
		return model.Decision{Refusal: now.Refusal}, nil
	}
	d.Events, err = r.Led(now)
	return d, err
}

// last returns what became of the last command that the errand has kept and not asked for this time.
func (e *Errand) last() (k kept, there bool, err error) {
	e.mu.Lock()
	n := e.asked
	e.mu.Unlock()
	for {
		n++
		next, more, err := e.replica.recall(append(e.key[:len(e.key):len(e.key)], number(n)...))
		if err != nil || !more {
			return k, there, err
		}
		k, there = next, true
	}
}

// Begun tells whether anything was kept for the errand.
func (e *Errand) Begun() bool {
	_, there, err := e.replica.recall(append(e.key[:len(e.key):len(e.key)], number(1)...))
	return err == nil && there
}

// Before tells what became of what was kept for the errand and not asked for this time: then the command line no longer
// finds it to do. nil: there is no such thing. waits says that the hub has not answered yet.
func (e *Errand) Before() (d *model.Decision, waits bool, err error) {
	k, there, err := e.last()
	if err != nil || !there {
		return nil, false, err
	}
	it, waiting, err := e.replica.Item(k.Item)
	return &model.Decision{Refusal: k.Refusal}, waiting && it.Refusal == nil && it.Seq == 0, err
}
