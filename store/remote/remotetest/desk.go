package remotetest

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// desk is the World as one connection reaches it.
type desk struct {
	world   *World
	id      remote.Identity
	account model.Key // after Greet
	device  journal.Device
	once    sync.Once
	closed  chan struct{}
}

// Close implements remote.Remote.
func (d *desk) Close() error {
	d.once.Do(func() { close(d.closed) })
	d.world.mu.Lock()
	defer d.world.mu.Unlock()
	delete(d.world.desks, d)
	return nil
}

// allowed says whose the connection is now. The world is locked.
func (d *desk) allowed(ctx context.Context, as string) (model.Key, error) {
	select {
	case <-d.closed:
		return 0, remote.ErrClosed
	default:
	}
	if err := ctx.Err(); err != nil {
		return 0, err
	}
	account := d.world.keys[d.id.Fingerprint]
	if d.id.Owner {
		account = d.world.handles[as]
		if as == "" {
			account = d.account
		}
	}
	if account == 0 || !d.id.Owner && as != "" && d.world.handles[as] != account {
		return 0, remote.ErrStranger
	}
	return account, nil
}

// greeted is allowed for what needs a device.
func (d *desk) greeted(ctx context.Context) error {
	if d.account == 0 {
		return remote.ErrRefused
	}
	account, err := d.allowed(ctx, "")
	if err == nil && account != d.account {
		err = remote.ErrStranger
	}
	return err
}

// Greet implements remote.Remote.
func (d *desk) Greet(ctx context.Context, h remote.Hello) (remote.Welcome, error) {
	w := d.world
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := remote.CheckVersion(h); err != nil {
		return remote.Welcome{}, err
	}
	account, err := d.allowed(ctx, h.As)
	if err != nil {
		return remote.Welcome{}, err
	}
	dev := w.devices[h.Device]
	switch {
	case dev == nil:
		dev = &device{account: account}
		w.devices[h.Device] = dev
	case dev.account != account:
		return remote.Welcome{}, remote.ErrDevice
	}
	d.account, d.device = account, h.Device
	return remote.Welcome{
		Version: remote.Version, Epoch: w.epoch, Account: account, Handle: w.handle(account), Now: w.now(),
		Next: uint64(len(dev.decided)) + 1, Head: w.seq,
	}, nil
}

func (w *World) handle(account model.Key) string {
	for handle, key := range w.handles {
		if key == account {
			return handle
		}
	}
	return ""
}

func (w *World) now() model.Moment { return model.Moment(1_700_000_000_000 + int64(w.seq)) }

// Send implements remote.Remote.
func (d *desk) Send(ctx context.Context, parcels []remote.Parcel) (answers []remote.Answer, err error) {
	w := d.world
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := d.greeted(ctx); err != nil {
		return nil, err
	}
	for _, p := range parcels {
		a, err := w.decide(d, p)
		if err != nil {
			return answers, err
		}
		answers = append(answers, a)
	}
	return answers, nil
}

// decide decides a parcel, or finds what was decided before.
func (w *World) decide(d *desk, p remote.Parcel) (remote.Answer, error) {
	dev := w.devices[d.device]
	next := uint64(len(dev.decided)) + 1
	switch {
	case len(p.Body) > remote.MaxCommandBytes:
		return remote.Answer{}, remote.ErrTooLarge
	case p.Counter > next || p.Counter == 0:
		return remote.Answer{}, &remote.GapError{Expected: next}
	case p.Counter < next:
		before := dev.decided[p.Counter-1]
		if before.wire != p.Wire || before.body != string(p.Body) {
			return remote.Answer{}, &remote.ForkedError{Counter: p.Counter}
		}
		before.answer.Repeated = true
		return before.answer, nil
	}
	w.seq++
	a := remote.Answer{Counter: p.Counter, Seq: w.seq, At: w.now(), Refusal: w.do(d.account, string(p.Body))}
	if a.Refusal == nil {
		for _, o := range p.Secrets {
			w.secrets[d.account] = append(w.secrets[d.account], secret{o, len(w.log) - 1})
		}
		w.wake()
	}
	dev.decided = append(dev.decided, decided{p.Wire, string(p.Body), a})
	return a, nil
}

// do carries out "set KEY TEXT", "own KEY TEXT" or "hide KEY"; everything else is refused.
func (w *World) do(account model.Key, line string) *model.Refusal {
	verb, rest, _ := strings.Cut(line, " ")
	key, text, _ := strings.Cut(rest, " ")
	n, err := strconv.ParseUint(key, 10, 32)
	switch {
	case err == nil && verb == "set":
		w.set(model.Key(n), text, 0)
		return nil
	case err == nil && verb == "own":
		w.set(model.Key(n), text, account)
		return nil
	case err == nil && verb == "hide" && w.hide(model.Key(n)):
		return nil
	}
	return &model.Refusal{Answer: model.ByRule, Rule: "toy.refused", Field: "line", Args: []model.Arg{{Name: "verb", Text: verb}}}
}

// Watch implements remote.Remote.
func (d *desk) Watch(ctx context.Context, after remote.Cursor) error {
	w := d.world
	for {
		w.mu.Lock()
		err := d.greeted(ctx)
		var at place
		if err == nil {
			at, err = w.find(d.account, after)
		}
		changed, news := w.changed, at.at < len(w.log) || at.loaded >= 0
		w.mu.Unlock()
		if err != nil || news {
			return err
		}
		select {
		case <-changed:
		case <-d.closed:
			return remote.ErrClosed
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
