package hub

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

var _ remote.Authority = (*Hub)(nil)

// Receive implements remote.Authority: the hub as one connection of one account reaches it.
func (h *Hub) Receive(id remote.Identity) remote.Remote {
	return &desk{hub: h, id: id, closed: make(chan struct{})}
}

// desk is where one connection is served. Who it acts for is asked anew with every call.
type desk struct {
	hub    *Hub
	id     remote.Identity
	closed chan struct{}
	once   sync.Once

	mu      sync.Mutex
	device  journal.Device
	as      string
	account model.Key // greeted
}

// Close implements remote.Remote.
func (d *desk) Close() error {
	d.once.Do(func() { close(d.closed) })
	return nil
}

// actor says who acts, as the hub knows it now.
func (d *desk) actor(r model.Reader, as string) (a model.Actor, reads bool, err error) {
	if !d.id.Owner {
		actor, key, known := model.ActorOf(r, d.id.Fingerprint)
		if !known {
			return a, false, remote.ErrStranger
		}
		if as != "" && model.AccountOf(r, actor.Account).Handle != as {
			return a, false, remote.ErrStranger
		}
		return actor, key.Kind == model.KeyObserver, nil
	}
	account := model.AccountByHandle(r, as)
	if account == nil {
		return a, false, remote.ErrStranger
	}
	return model.Actor{Account: account.Key, Operator: account.Role == model.Operator}, false, nil
}

// greeted is the actor of a connection that has said which device it is.
func (d *desk) greeted() (a model.Actor, device journal.Device, err error) {
	select {
	case <-d.closed:
		return a, device, remote.ErrClosed
	default:
	}
	d.mu.Lock()
	as, account, device := d.as, d.account, d.device
	d.mu.Unlock()
	if account == 0 {
		return a, device, remote.ErrRefused
	}
	err = d.hub.view(func(r *reader) (err error) {
		if a, _, err = d.actor(r, as); err == nil && a.Account != account {
			err = remote.ErrStranger
		}
		return err
	})
	return a, device, err
}

// Greet implements remote.Remote.
func (d *desk) Greet(_ context.Context, hello remote.Hello) (w remote.Welcome, err error) {
	if err := remote.CheckVersion(hello); err != nil {
		return w, err
	}
	if hello.Device == (journal.Device{}) {
		return w, remote.ErrRefused
	}
	h := d.hub
	err = h.view(func(r *reader) error {
		return r.with(func(v journal.Reader) error {
			actor, reads, err := d.actor(r, hello.As)
			if err != nil {
				return err
			}
			owner, last, err := deviceOf(v, hello.Device)
			if err != nil {
				return err
			}
			if hello.Device == h.device || last > 0 && owner != actor.Account {
				return remote.ErrDevice
			}
			w = remote.Welcome{
				Version: remote.Version, Epoch: v.Head().Epoch, Account: actor.Account, Handle: model.AccountOf(r, actor.Account).Handle,
				Now: h.nowOver(r), Next: last + 1, Head: v.Head().Seq, Model: feedVersion, Reads: reads,
			}
			return nil
		})
	})
	if err != nil {
		return remote.Welcome{}, err
	}
	d.mu.Lock()
	d.device, d.as, d.account = hello.Device, hello.As, w.Account
	d.mu.Unlock()
	return w, nil
}

// deviceOf returns the account that used a device first, and the last number that it used; 0 for a new one.
func deviceOf(v journal.Reader, device journal.Device) (account model.Key, last uint64, err error) {
	for key := range v.Descend(roomDevice, journal.Next(device[:])) {
		if bytes.HasPrefix(key, device[:]) {
			last, _ = readNumber(key[len(device):])
		}
		break
	}
	if last == 0 {
		return 0, 0, nil
	}
	seq, _ := readNumber(v.Get(roomDevice, deviceKey(device, 1)))
	record, err := v.Record(seq)
	return model.Key(record.Actor.Account), last, err
}

// Send implements remote.Remote. All parcels are handed over before the first answer is awaited, so that they are made
// durable together.
func (d *desk) Send(ctx context.Context, parcels []remote.Parcel) (answers []remote.Answer, err error) {
	actor, device, err := d.greeted()
	if err != nil {
		return nil, err
	}
	var waiting []*request
	together := &call{}
	for _, p := range parcels {
		var r *request
		if r, err = d.request(actor, device, p); err != nil {
			break
		}
		r.call = together
		if err = d.hub.hand(ctx, r); err != nil {
			break
		}
		waiting = append(waiting, r)
	}
	for _, r := range waiting {
		o, failed := d.hub.await(ctx, r)
		if failed != nil {
			return answers, abroad(failed)
		}
		answers = append(answers, remote.Answer{Counter: r.Counter, Seq: o.Seq, At: o.At, Refusal: o.Refusal, Repeated: o.Repeated})
	}
	return answers, err
}

// request makes a request of a parcel. One that this hub cannot read is refused when its turn comes: its number is used
// like any other, so that whatever stands behind it is decided.
func (d *desk) request(actor model.Actor, device journal.Device, p remote.Parcel) (*request, error) {
	if p.Counter == 0 || !p.Sound() {
		return nil, remote.ErrRefused
	}
	s := Submission{Actor: actor, Device: device, Counter: p.Counter, Secrets: p.Secrets, Rests: p.Rests}
	c := d.hub.registry.Command(p.Wire)
	if r := d.hub.unread(c, p); r != nil {
		return &request{Submission: s, body: bodyUnread(p), unread: r, answer: make(chan answer, 1)}, nil
	}
	s.Command = c
	b, err := input(d.hub.codec, d.hub.registry, c)
	return &request{Submission: s, body: b, answer: make(chan answer, 1)}, err
}

// abroad says an error of the hub in the words that travel.
func abroad(err error) error {
	var gap *GapError
	var forked *ForkedError
	switch {
	case errors.As(err, &gap):
		return &remote.GapError{Expected: gap.Expected}
	case errors.As(err, &forked):
		return &remote.ForkedError{Counter: forked.Counter}
	case errors.Is(err, journal.ErrTooLarge):
		return remote.ErrTooLarge
	}
	return err
}

// Pull implements remote.Remote.
func (d *desk) Pull(ctx context.Context, after remote.Cursor, limitBytes int) (remote.Page, error) {
	actor, _, err := d.greeted()
	if err = errors.Join(err, ctx.Err()); err != nil {
		return remote.Page{}, err
	}
	return d.hub.Pull(actor, after, limitBytes)
}

// Watch implements remote.Remote.
func (d *desk) Watch(ctx context.Context, after remote.Cursor) error {
	actor, _, err := d.greeted()
	if err != nil {
		return err
	}
	within, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case <-d.closed:
			cancel(remote.ErrClosed)
		case <-within.Done():
		}
	}()
	err = d.hub.Watch(within, actor, after)
	if cause := context.Cause(within); err != nil && errors.Is(cause, remote.ErrClosed) {
		return cause
	}
	return err
}
