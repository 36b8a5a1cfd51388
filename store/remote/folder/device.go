package folder

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// Options are what a device needs beside the folder.
type Options struct {
	// Dir is a directory of the device's own, for its key, its state and its copies.
	Dir string
	// Trust is asked whether a hub's key, seen for the first time, is the right one; nil says no.
	Trust func(ctx context.Context, fingerprint string) (bool, error)

	Poll     time.Duration    // between looks into the folder, the longest; 0: 2 s
	Patience time.Duration    // for an answer, before a call is pending; 0: 10 s, below 0: none at all
	Now      func() time.Time // nil: time.Now
}

// soon is the first pause between two looks into a folder where somebody may just be about to write; each is twice as long as
// the one before, up to the usual.
const soon = 50 * time.Millisecond

func (o Options) usual() Options {
	if o.Poll <= 0 {
		o.Poll = 2 * time.Second
	}
	if o.Patience == 0 {
		o.Patience = 10 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// pending is a question without an answer.
type pending struct {
	Key   key       `cbor:"1,keyasint"`
	Kind  wire.Kind `cbor:"2,keyasint"`
	First uint64    `cbor:"3,keyasint,omitempty"` // of a Send: the first counter, and how many
	Count uint64    `cbor:"4,keyasint,omitempty"`
	At    place     `cbor:"5,keyasint"` // the letter that asks it
}

// state is what a device keeps.
type state struct {
	Hub     [32]byte        `cbor:"1,keyasint"`
	HubBox  [32]byte        `cbor:"2,keyasint"`
	Out     written         `cbor:"3,keyasint"`
	In      taken           `cbor:"4,keyasint"`
	Pending []pending       `cbor:"5,keyasint,omitempty"`
	Device  journal.Device  `cbor:"6,keyasint"` // that the welcome was for
	Welcome *remote.Welcome `cbor:"7,keyasint,omitempty"`
	Hello   []byte          `cbor:"13,keyasint,omitempty"` // the text with which it greeted last; 8 was one without a name
	Later   bool            `cbor:"9,keyasint,omitempty"`  // an answer that is younger than the welcome was taken
	Passed  bool            `cbor:"10,keyasint,omitempty"` // one that is younger than the answer to the pending greeting was
	Named   place           `cbor:"11,keyasint"`           // the first letter that greets by the name it has now
	As      journal.Device  `cbor:"12,keyasint"`           // that name: with which it greeted last
}

// Device is a remote.Remote over a folder.
type Device struct {
	*wire.Exchange
	root    string
	options Options
	codec   journal.Codec
	keys    *keys
	closing context.Context
	close   context.CancelFunc

	mu       sync.Mutex
	state    state
	counts   Counts
	out      *outbox
	in       *inbox
	asked    shelf // questions that are pending
	answered shelf // answers that nobody has taken yet
	sending  pending
	greeting journal.Device
	oldest   uint64 // counter from which on answers are still wanted
	greeted  bool
	told     place // the gap that the hub was told of
}

// PathOf returns the folder that a URL of this package names.
func PathOf(raw string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "folder" || u.Host != "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || !filepath.IsAbs(u.Path) {
		return "", fmt.Errorf("%q is no folder: folder:///path", raw)
	}
	return filepath.Clean(u.Path), nil
}

// PublicKey returns the key of the device whose directory it is, as a line of authorized_keys, and makes it if there is
// none. At the hub it must be a key of the person's account.
func PublicKey(dir string) (string, error) {
	k, err := openKeys(dir)
	if err != nil {
		return "", err
	}
	return authorized(k.public()), nil
}

// Open joins the folder of a URL. Errors that need a person are ErrNoHub, HubKeyError and UntrustedError; a folder that is not
// there just now is fs.ErrNotExist, here and of every call.
func Open(ctx context.Context, raw string, o Options) (*Device, error) {
	path, err := PathOf(raw)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(there(path), os.MkdirAll(o.Dir, 0o700)); err != nil {
		return nil, err
	}
	d := &Device{root: filepath.Join(path, postDir), options: o.usual(), codec: journal.NewCodec()}
	if d.keys, err = openKeys(o.Dir); err != nil {
		return nil, err
	}
	if _, err := recall(d.codec, d.stateFile(), &d.state); err != nil {
		return nil, err
	}
	if err := d.meet(ctx); err != nil {
		return nil, err
	}
	d.asked, d.answered = shelf{filepath.Join(o.Dir, "questions"), 2 * maxPending}, shelf{filepath.Join(o.Dir, "answers"), 4 * maxAhead}
	d.closing, d.close = context.WithCancel(context.Background())
	d.Exchange = wire.NewExchange(d.carry)
	return d, d.enter()
}

func (d *Device) stateFile() string { return filepath.Join(d.options.Dir, "post.state") }

// enter opens the mailboxes and leaves the device's card.
func (d *Device) enter() error {
	name := boxName(d.keys.public())
	l := &look{&d.counts, map[string]os.FileInfo{}}
	d.in = &inbox{taken: &d.state.In, dir: filepath.Join(d.root, fromHub, name), keys: d.keys, writer: d.state.Hub, look: l}
	d.out = &outbox{
		written: &d.state.Out, dir: filepath.Join(d.root, toHub, name), copies: filepath.Join(d.options.Dir, "sent"), keys: d.keys,
		reader: d.state.Hub, sealing: d.state.HubBox, look: l, now: d.options.Now, put: map[place]os.FileInfo{},
	}
	tidy(d.out.dir)
	if d.out.Last.Born != 0 && d.out.overtaken() {
		if err := d.out.reborn(); err != nil {
			return err
		}
	}
	_ = d.leaveCard() // each look into the folder tries again
	return d.keep()
}

func (d *Device) leaveCard() error {
	card := filepath.Join(d.out.dir, deviceCard)
	if same(card, d.keys.card()) {
		return nil
	}
	if err := made(d.out.dir, 2, 0o755); err != nil {
		return err
	}
	return write(card, d.keys.card())
}

func (d *Device) keep() error { return keep(d.codec, d.stateFile(), &d.state) }

// Counts are what was met in the folder so far.
func (d *Device) Counts() Counts {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.counts
}

// Close implements remote.Remote. Questions stay in the folder.
func (d *Device) Close() error { d.close(); return nil }

// known finds a question of the kind, or -1.
func (d *Device) known(k key) int {
	return slices.IndexFunc(d.state.Pending, func(p pending) bool { return p.Key == k })
}

// keyOf names a question by its text.
func keyOf(text []byte) key { return sha256.Sum256(text) }
