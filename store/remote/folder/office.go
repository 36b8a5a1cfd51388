package folder

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/remote/wire"
)

// Bounds of an office, so that nobody who can write into the folder keeps it from others.
const (
	maxDrawers = 4096 // devices
	maxLetters = 64   // of one device, before the next one's turn
	maxWaiting = 1024 // letters that a device does not fetch; beyond, its mailbox is begun anew
)

// Office is the hub's side of a folder: it reads what devices ask and leaves the answers.
type Office struct {
	root      string
	dir       string
	authority remote.Authority
	poll      time.Duration
	now       func() time.Time
	keys      *keys
	codec     journal.Codec
	replier   wire.Replier
	watches   sync.WaitGroup
	log       *slog.Logger
	seen      atomic.Pointer[Counts] // as they were after the last look

	mu      sync.Mutex
	drawers map[string]*drawer
	turn    int // of the names that may be mailboxes: where the next look begins
	counts  Counts
	look    look
	busy    bool // a letter came since it was last looked
}

// OfficeOptions are what an office needs.
type OfficeOptions struct {
	Dir  string           // a directory of the hub's own, for its key, its states and its copies
	Poll time.Duration    // between looks into the folder while nothing comes; 0: 2 s
	Now  func() time.Time // nil: time.Now
	Log  *slog.Logger     // what an operator should know of; nil: nobody
}

// OpenOffice opens the office of a hub at the folder of a URL and leaves the hub's card there.
func OpenOffice(raw string, a remote.Authority, o OfficeOptions) (*Office, error) {
	path, err := PathOf(raw)
	if err != nil {
		return nil, err
	}
	if err := there(path); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(o.Dir, 0o700); err != nil {
		return nil, err
	}
	usual := Options{Poll: o.Poll, Now: o.Now}.usual()
	f := &Office{
		root: filepath.Join(path, postDir), dir: o.Dir, authority: a, poll: usual.Poll, now: usual.Now, codec: journal.NewCodec(),
		replier: wire.NewReplier(), drawers: map[string]*drawer{}, log: o.Log,
	}
	f.seen.Store(&Counts{})
	f.look = look{&f.counts, map[string]os.FileInfo{}}
	if f.keys, err = openKeys(o.Dir); err != nil {
		return nil, err
	}
	return f, f.leaveCard()
}

func (f *Office) leaveCard() error {
	if err := made(filepath.Join(f.root, toHub), 1, 0o777); err != nil {
		return err
	}
	name := filepath.Join(f.root, hubCard)
	if same(name, f.keys.card()) {
		return nil
	}
	if info, err := os.Lstat(name); err == nil && info.IsDir() {
		_ = os.RemoveAll(name) // in this place nobody else has a reason to make one
	}
	return write(name, f.keys.card())
}

// Fingerprint is the hub's key as devices show it to a person when they join.
func (f *Office) Fingerprint() string { return fingerprint(f.keys.public()) }

// Counts are what was met in the folder so far.
// It waits for nothing that is under way.
func (f *Office) Counts() Counts { return *f.seen.Load() }

// publish lets the counts be seen.
func (f *Office) publish() {
	now := f.counts
	if before := f.seen.Swap(&now); f.log != nil && now.Crowd > 0 && before.Crowd == 0 {
		f.log.Warn("the folder holds names that are no mailboxes", "folder", filepath.Dir(f.root), "names", now.Crowd)
	}
}

// Run looks into the folder until ctx ends. A folder that is not there just now is looked at again later.
func (f *Office) Run(ctx context.Context) error {
	defer f.watches.Wait()
	defer f.leave()
	for pause := f.poll; ; {
		_ = f.Sweep(ctx)
		if pause = min(2*pause, f.poll); f.came() {
			pause = min(soon, f.poll)
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// came tells whether letters have come since it was last asked: then more are likely to.
func (f *Office) came() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	came := f.busy
	f.busy = false
	return came
}

// leave closes what the devices have open at the hub.
func (f *Office) leave() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, b := range f.drawers {
		b.leave()
	}
}

// Sweep reads and answers what is there. What is wrong with one device's mailbox keeps no other from its answers; the
// errors of all come back together. Watches go on until ctx ends.
func (f *Office) Sweep(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	defer f.publish()
	if err := f.leaveCard(); err != nil {
		return err
	}
	if err := f.find(); err != nil {
		return err
	}
	var all []error
	for _, name := range slices.Sorted(maps.Keys(f.drawers)) {
		if ctx.Err() != nil {
			break
		}
		if err := f.drawers[name].sweep(ctx); err != nil {
			all = append(all, fmt.Errorf("mailbox %s: %w", name, err))
		}
	}
	return errors.Join(all...)
}
