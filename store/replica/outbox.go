package replica

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// OutboxMost bounds the commands that wait: the overlay is folded anew with each change.
const OutboxMost = 10_000

// Errors of the outbox.
var (
	ErrFull    = fmt.Errorf("%d commands wait to be sent; connect before more are made", OutboxMost)
	ErrOffline = errors.New("a payment is recorded only with the hub's word, and there is no connection to it")
	ErrAsking  = errors.New("the hub has been asked and has not answered; it is asked again, unchanged")
	ErrNoItem  = errors.New("no such command in the outbox")
	ErrSent    = errors.New("the command may have reached the hub already")
)

// Item is a command of the outbox, or a refused one.
type Item struct {
	Key     uint64         `cbor:"1,keyasint"` // of the item, for ever
	Counter uint64         `cbor:"2,keyasint"` // of the device
	Wire    string         `cbor:"3,keyasint"`
	Body    []byte         `cbor:"4,keyasint"`
	Secrets []model.Opened `cbor:"5,keyasint,omitempty"`
	At      model.Moment   `cbor:"6,keyasint"`           // when it was made
	First   bool           `cbor:"7,keyasint,omitempty"` // to be confirmed first: it is asking, and in no overlay
	Sent    bool           `cbor:"8,keyasint,omitempty"` // it may have reached the hub
	Seq     uint64         `cbor:"9,keyasint,omitempty"` // carried out as this entry; a page has still to bring what it led to

	// Of a refused one.
	Refusal *model.Refusal `cbor:"10,keyasint,omitempty"`
	Refused model.Moment   `cbor:"11,keyasint,omitempty"`

	Origin *Origin `cbor:"12,keyasint,omitempty"`
	Errand []byte  `cbor:"13,keyasint,omitempty"` // the command line that made it, and which of its commands it is

	Of journal.Device `cbor:"15,keyasint,omitempty"` // whose Counter it is, if the device has got another name since

	Rests []Rest `cbor:"16,keyasint,omitempty"` // earlier ones without which it is not right, in order

	command model.Command // decoded
	unsure  bool          // it could not be decided here
}

// Standing is where an item stands, in a word.
type Standing string

// The standings.
const (
	Queued   Standing = "queued"
	Asking   Standing = "asking"
	Accepted Standing = "accepted" // the view has still to learn what it led to
	Refused  Standing = "refused"
)

// Standing tells where the item stands.
func (it Item) Standing() Standing {
	switch {
	case it.Refusal != nil:
		return Refused
	case it.Seq != 0:
		return Accepted
	case it.First:
		return Asking
	}
	return Queued
}

// Command returns the command of an item, nil for one of another version.
func (r *Replica) Command(it Item) model.Command {
	c := r.kinds.Command(it.Wire)
	if c == nil || r.codec.Decode(it.Body, c) != nil {
		return nil
	}
	return c
}

// confirmedFirst tells whether a command starts or records a payment, or moves the clock of all.
func confirmedFirst(c model.Command) bool {
	switch c.(type) {
	case *model.RecordPayment, *model.ConfirmContent, *model.AcknowledgePayment, *model.AdvanceTime, *model.ImportSales, *model.Withdraw:
		return true
	}
	return false
}

// keep puts a command into the outbox, in the file, before anybody is told. Within a change.
func (r *Replica) keep(ctx context.Context, tx *bbolt.Tx, c model.Command, secrets []model.Opened, first bool) (*Item, error) {
	if len(r.items) >= OutboxMost {
		return nil, ErrFull
	}
	body, err := r.codec.Encode(c)
	if err != nil {
		return nil, err
	}
	rests := r.tips.under(c)
	if _, err := wire.Fitting([]remote.Parcel{{Wire: c.Wire(), Body: body, Secrets: secrets, Rests: make([]uint64, len(rests))}}); err != nil {
		return nil, err // whatever could never be sent would be in the way of all that is made after it
	}
	r.meta.Item++
	r.meta.Counter++
	it := &Item{
		Key: r.meta.Item, Counter: r.meta.Counter, Wire: c.Wire(), Body: body, Secrets: secrets, At: r.now(), First: first, command: c,
		Origin: originOf(ctx), Errand: errandOf(ctx), Rests: rests,
	}
	r.noted(ctx, it)
	return it, errors.Join(r.write(tx, bucketOutbox, it), r.remember(tx, it))
}

func (r *Replica) write(tx *bbolt.Tx, bucket string, it *Item) error {
	raw, err := r.codec.Encode(it)
	if err != nil {
		return err
	}
	return tx.Bucket([]byte(bucket)).Put(number(it.Key), raw)
}

// Outbox returns what waits, in order.
func (r *Replica) Outbox() (all []Item) {
	r.gate.look(func() {
		for _, it := range r.items {
			all = append(all, *it)
		}
	})
	return all
}

// Refusals returns what was refused and neither sent again nor dropped, the oldest first.
func (r *Replica) Refusals() (all []Item, err error) {
	err = r.db.Load().View(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucketRefused)).ForEach(func(_, raw []byte) error {
			var it Item
			err := r.codec.Decode(raw, &it)
			all = append(all, it)
			return err
		})
	})
	return all, err
}

// Drop throws a refused command away, or one that was never sent; that is never done by itself. A command that may have
// reached the hub is ErrSent. Those that rest on it are refused with it (Followers), and whatever else comes after moves
// up.
func (r *Replica) Drop(key uint64) error {
	err := r.update(func(tx *bbolt.Tx) error { return r.drop(tx, key) })
	r.ring()
	return err
}

func (r *Replica) drop(tx *bbolt.Tx, key uint64) error {
	refused := tx.Bucket([]byte(bucketRefused))
	if refused.Get(number(key)) != nil {
		return refused.Delete(number(key))
	}
	at := slices.IndexFunc(r.items, func(it *Item) bool { return it.Key == key })
	if at < 0 {
		return ErrNoItem
	}
	if r.items[at].Sent {
		return ErrSent
	}
	gone := map[uint64]uint64{key: 0}
	for _, follower := range r.followers(key) {
		gone[follower] = key
	}
	return r.leave(tx, gone)
}

// Again sends a refused command again, as c, and forgets the refused one in the same step.
func (r *Replica) Again(ctx context.Context, key uint64, c model.Command, private ...model.Opened) (model.Decision, error) {
	return r.do(ctx, c, private, key)
}
