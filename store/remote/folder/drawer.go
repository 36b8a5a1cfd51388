package folder

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// drawerState is what an office keeps of a device.
type drawerState struct {
	Device  [32]byte `cbor:"1,keyasint"`
	Sealing [32]byte `cbor:"2,keyasint"`
	Out     written  `cbor:"3,keyasint"`
	In      taken    `cbor:"4,keyasint"`
	// 5 and 6 were questions without names
	Watching []byte     `cbor:"7,keyasint,omitempty"` // the text of the Watch that is not answered yet
	Hellos   []greeting `cbor:"8,keyasint,omitempty"` // under which names the device greeted, the last one last
}

// drawer is an office's side of one device.
type drawer struct {
	*Office
	name  string
	state drawerState
	in    *inbox
	out   *outbox
	hub   remote.Remote  // nil until something is asked
	as    journal.Device // the name under which the hub was reached
	told  place          // the gap that the device was told of
	stop  context.CancelFunc
	watch int // counts the watches; a later one takes the place of an earlier
}

// openDrawer opens the maildrawers of a device whose directory is in the folder. One without a card of that name is nobody's.
func (f *Office) openDrawer(name string) (*drawer, error) {
	b := &drawer{Office: f, name: name}
	found, err := recall(f.codec, b.stateFile(), &b.state)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(f.root, toHub, name)
	if !found {
		card, err := read(filepath.Join(dir, deviceCard), cardBytes)
		if err != nil {
			return nil, err
		}
		if b.state.Device, b.state.Sealing, err = readCard(card); err != nil {
			return nil, err
		}
	}
	if boxName(b.state.Device) != name {
		return nil, errForeign
	}
	b.in = &inbox{taken: &b.state.In, dir: dir, keys: f.keys, writer: b.state.Device, look: &f.look}
	b.out = &outbox{
		written: &b.state.Out, dir: filepath.Join(f.root, fromHub, name), copies: filepath.Join(f.dir, "sent", name), keys: f.keys,
		reader: b.state.Device, sealing: b.state.Sealing, look: &f.look, now: f.now, put: map[place]os.FileInfo{},
	}
	tidy(b.out.dir)
	return b, nil
}

func (b *drawer) stateFile() string { return filepath.Join(b.dir, b.name+boxSuffix) }
func (b *drawer) keep() error       { return keep(b.codec, b.stateFile(), &b.state) }

func (b *drawer) leave() {
	if b.stop != nil {
		b.stop()
	}
	if b.hub != nil {
		_ = b.hub.Close()
	}
	b.hub, b.stop = nil, nil
}

// sweep answers what the device has asked.
func (b *drawer) sweep(ctx context.Context) error {
	for range maxLetters {
		l, err := b.in.next()
		if err != nil {
			return err
		}
		if l == nil {
			break
		}
		if err := b.receive(ctx, l); err != nil {
			b.leave() // the hub has closed what it had open, or is not there: later, with another
			return err
		}
	}
	if err := b.tell(); err != nil {
		return err
	}
	if b.stop == nil && b.state.Watching != nil {
		if err := b.resume(ctx); err != nil {
			return err
		}
	}
	return b.out.mend()
}

// tell lets the device know that a letter is missing, that it has written where another was read, or that this mailbox was
// begun anew.
func (b *drawer) tell() error {
	// Was this side restored from a backup, the device has letters that it knows nothing of, and reads no others under their
	// numbers. Any letter behind the gap may say so, each that comes later more likely.
	if ack := b.in.peek(); b.out.foreign(ack) {
		if err := b.out.heard(ack); err != nil {
			return err
		}
	}
	gap := b.in.gap != (place{}) && b.in.gap != b.told
	stray := b.in.stray() && !b.out.says(b.state.In.Last)
	if !gap && !stray && !b.out.fresh {
		return nil
	}
	b.told, b.out.fresh = b.in.gap, false
	if err := b.out.post(nil, b.state.In.receipt()); err != nil {
		return err
	}
	return b.keep()
}

// resume begins to wait for what the device watches.
func (b *drawer) resume(ctx context.Context) error {
	n, _ := readNamed(b.state.Watching)
	q, refusal, err := b.replier.Read(n.question)
	if err != nil {
		b.state.Watching = nil
		return errors.Join(b.reply(n, refusal), b.keep())
	}
	if err := b.reach(ctx, n.as, false); err != nil {
		b.leave()
		return err
	}
	ctx, b.stop = context.WithCancel(ctx)
	b.watch++
	b.watches.Add(1)
	go b.await(ctx, b.hub, q, n, b.watch)
	return nil
}

// await answers a Watch when there is something to tell.
func (b *drawer) await(ctx context.Context, hub remote.Remote, q wire.Asked, n named, watch int) {
	defer b.watches.Done()
	answer, _, err := b.replier.Answer(ctx, hub, q)
	b.mu.Lock()
	defer b.mu.Unlock()
	if ctx.Err() != nil || watch != b.watch {
		return
	}
	b.stop()
	b.stop = nil
	if err != nil {
		b.leave() // the next sweep resumes it over another connection
		return
	}
	before := b.state
	b.state.Watching = nil
	if err := errors.Join(b.reply(n, answer), b.keep()); err != nil {
		b.state = before
		return
	}
	_ = b.out.mend()
}
