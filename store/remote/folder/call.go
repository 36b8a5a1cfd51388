package folder

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// Bounds of what is under way.
const (
	maxPending = 64 // questions of a device without an answer
	maxChunks  = 32 // frames of one Send that are put into the folder at once
	maxAhead   = 64 // pages that answer one Pull
)

// carry brings a question to the hub and waits for its answer, for a while. The same question is asked once; whoever
// asks it again takes the answer.
func (d *Device) carry(ctx context.Context, kind wire.Kind, question []byte) ([]byte, error) {
	return d.wait(ctx, kind, question, d.options.Patience)
}

func (d *Device) wait(ctx context.Context, kind wire.Kind, question []byte, patience time.Duration) ([]byte, error) {
	question = d.under(question)
	k, begun := keyOf(question), time.Now()
	for pause := soon; ; pause *= 2 {
		if d.closing.Err() != nil {
			return nil, remote.ErrClosed
		}
		answer, err := d.try(kind, k, question)
		if answer != nil || err != nil {
			return answer, err
		}
		if kind != wire.Watch && (patience < 0 || time.Since(begun) >= patience) {
			return nil, remote.ErrPending
		}
		select {
		case <-time.After(min(pause, d.options.Poll)):
		case <-d.closing.Done():
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		pause = min(pause, d.options.Poll)
	}
}

// under is the text of a question, under the name that the device has now.
func (d *Device) under(question []byte) []byte {
	d.mu.Lock()
	defer d.mu.Unlock()
	return named{d.greeting, question}.text()
}

// try looks whether the answer is there, and asks if nobody has. No answer is nil.
func (d *Device) try(kind wire.Kind, k key, question []byte) ([]byte, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := there(filepath.Dir(d.root)); err != nil {
		return nil, err
	}
	if err := d.sweep(); err != nil {
		return nil, err
	}
	if kind == wire.Greet && d.greeting != d.state.As {
		d.answered.drop(k) // the hub was greeted by another name since
	}
	answer, err := d.answered.get(k)
	if err != nil {
		return nil, err
	}
	if answer != nil {
		return answer, d.settle(k)
	}
	if d.known(k) >= 0 {
		return nil, nil
	}
	return nil, d.ask(kind, k, question)
}

// settle forgets a question whose answer has been taken.
func (d *Device) settle(k key) error {
	at := d.known(k)
	d.overtake(at)
	if at >= 0 {
		d.state.Pending = slices.Delete(d.state.Pending, at, at+1)
	}
	if err := d.keep(); err != nil {
		return err
	}
	d.answered.drop(k)
	d.asked.drop(k)
	return nil
}

// overtake notes that what is known of the hub by greetings is older than what it answers to the pending question at a
// place, or ahead of a question (-1).
func (d *Device) overtake(at int) {
	asks := func(p pending) bool { return p.Kind == wire.Greet }
	if at >= 0 && asks(d.state.Pending[at]) {
		return // Greet says which welcome is the last
	}
	d.state.Later = true
	if g := slices.IndexFunc(d.state.Pending, asks); g >= 0 && (at < 0 || d.state.Pending[g].At.before(d.state.Pending[at].At)) {
		d.state.Passed = true
	}
}

// ask puts a new question into the folder. It takes the place of older ones that nobody will ask again.
func (d *Device) ask(kind wire.Kind, k key, question []byte) error {
	p := pending{Key: k, Kind: kind}
	if kind == wire.Send {
		p.First, p.Count = d.sending.First, d.sending.Count
	}
	switch kind {
	case wire.Pull:
		d.forgetAhead()
	case wire.Greet:
		if d.greeting != d.state.As {
			d.rename()
		}
		d.state.Hello, d.state.Passed = question, false
	}
	d.state.Pending = slices.DeleteFunc(d.state.Pending, func(old pending) bool {
		gone := old.Kind == kind && (kind != wire.Send || old.First < d.oldest)
		if gone {
			d.asked.drop(old.Key)
		}
		return gone
	})
	if len(d.state.Pending) >= maxPending {
		return remote.ErrBusy
	}
	if err := d.asked.put(k, question); err != nil {
		return err
	}
	if err := d.out.post(question, d.in.receipt()); err != nil {
		return err
	}
	p.At = d.out.Last
	if kind == wire.Greet && d.state.Named == (place{}) {
		d.state.Named = p.At
	}
	d.state.Pending = append(d.state.Pending, p)
	if err := d.keep(); err != nil {
		return err
	}
	_ = d.out.mend() // a folder that is away gets its letters when it is back
	return nil
}

// rename forgets what was sent under another name of the device: numbers mean something else now.
func (d *Device) rename() {
	d.state.Pending = slices.DeleteFunc(d.state.Pending, func(p pending) bool {
		if p.Kind == wire.Send {
			d.asked.drop(p.Key)
			d.answered.drop(p.Key)
		}
		return p.Kind == wire.Send
	})
	d.state.As, d.state.Named = d.greeting, place{}
}

// outdated tells that an answer, in a letter that was written when the hub had read so much, is to a question under another
// name of the device.
func (d *Device) outdated(k key, read place) bool {
	at := d.known(k)
	return read.before(d.state.Named) && (at < 0 || !d.state.Pending[at].At.before(d.state.Named))
}

// forgetAhead drops answers that were sent ahead and are not wanted: the cursor is elsewhere.
func (d *Device) forgetAhead() {
	kept := map[key][]byte{}
	for _, p := range d.state.Pending {
		if text, err := d.answered.get(p.Key); err == nil && text != nil {
			kept[p.Key] = text
		}
	}
	d.answered.clear()
	for k, text := range kept {
		_ = d.answered.put(k, text) // lost, it is asked for again
	}
}

// Greet implements remote.Remote. While the answer is on its way the last welcome stands in for it. A welcome that is
// older than other answers which were taken says nothing of where the hub stands: that has moved since, and whoever took
// it for news would think that the hub had forgotten something.
func (d *Device) Greet(ctx context.Context, h remote.Hello) (remote.Welcome, error) {
	d.mu.Lock()
	d.greeting = h.Device
	d.mu.Unlock()
	w, err := d.Exchange.Greet(ctx, h)
	d.mu.Lock()
	defer d.mu.Unlock()
	if errors.Is(err, remote.ErrPending) && d.state.Welcome != nil && d.state.Device == h.Device && h.Version == remote.Version {
		d.greeted = true
		return d.current(*d.state.Welcome), nil
	}
	if err != nil && !errors.Is(err, remote.ErrStranger) && !errors.Is(err, remote.ErrDevice) {
		return w, err
	}
	d.greeted = err == nil
	if d.state.Welcome = nil; err == nil {
		kept := w
		d.state.Later = d.state.Passed
		d.state.Welcome, d.state.Device = &kept, h.Device
	}
	return d.current(w), errors.Join(err, d.keep())
}

// current is a welcome without what is no longer true of it, or may not be when what is under way has arrived.
func (d *Device) current(w remote.Welcome) remote.Welcome {
	if d.state.Later || d.underWay() {
		w.Next, w.Head = 0, 0
	}
	return w
}

// Pull implements remote.Remote.
func (d *Device) Pull(ctx context.Context, after remote.Cursor, limitBytes int) (remote.Page, error) {
	if err := d.ready(); err != nil {
		return remote.Page{}, err
	}
	return d.Exchange.Pull(ctx, after, limitBytes)
}

// Watch implements remote.Remote.
func (d *Device) Watch(ctx context.Context, after remote.Cursor) error {
	if err := d.ready(); err != nil {
		return err
	}
	return d.Exchange.Watch(ctx, after)
}

func (d *Device) ready() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case d.closing.Err() != nil:
		return remote.ErrClosed
	case !d.greeted:
		return fmt.Errorf("nobody was greeted: %w", remote.ErrRefused)
	}
	return nil
}
