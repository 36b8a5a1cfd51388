package hub

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// Clock tells the time. Only the hub of a real marketplace asks it; a virtual one carries its time in its state.
type Clock interface{ Now() time.Time }

// SystemClock is the machine's clock.
type SystemClock struct{}

// Now implements Clock.
func (SystemClock) Now() time.Time { return time.Now() }

// Options of a hub; the zero value is right for a real marketplace.
type Options struct {
	Clock     Clock        // nil: SystemClock
	Command   string       // what the holder of the directory is doing, for the sentence that another process gets
	CacheRows int          // decoded rows kept in memory; 0: 8,192
	Log       *slog.Logger // what an operator should know of; nil: nothing is logged
	// LayerBytes is how much may wait in memory before it is written into the file; 0: what the journal thinks best.
	LayerBytes int
	// Away is the last moment at which a hub of this marketplace was known to be there; unset: that of the last entry.
	// Open finds it out by itself.
	Away model.Moment
	// Held is called by Open as soon as the directory is this process's own, before any file is read: others can be told
	// then where to ask instead. It must not wait. nil: nobody wants to know.
	Held func()
}

const defaultCacheRows = 8192

// Hub is the authority of one marketplace. Make it with Open, or with New over any journal.
type Hub struct {
	journal  journal.Journal
	codec    journal.Codec
	registry model.Registry
	clock    Clock
	log      *slog.Logger
	cache    *cache
	watch    *watch
	ears     ears           // who waits for something to pull
	device   journal.Device // for commands of this process
	lock     *Lock          // nil for a hub without a directory

	requests chan *request
	nudge    chan struct{} // buffered: look at the clock again
	closing  chan struct{}
	done     chan struct{} // the decider has gone
	closed   sync.Once

	mu      sync.Mutex
	stopped error         // why nothing works any more; nil while it does
	halted  chan struct{} // closed then
	stalled atomic.Int64  // clocks of stuck, for those who ask from elsewhere

	// What follows belongs to the decider.
	reader  *reader
	head    journal.Head
	now     model.Moment // of the last entry
	keys    arena
	advance *request   // a virtual clock that is on its way
	later   []*request // what waits for that
	overdue bool       // more clocks are due than one group fires
	stuck   map[model.FireClock]bool
	crowd   int           // commands of the last group: about as many will come again
	sleep   time.Duration // until the next clock is due
	looked  model.Moment  // when the decider began its last turn
}

// Open opens the marketplace in a directory, or makes an empty one there; its first command will be model.OpenMarket.
// It does not wait: a directory that another process holds is a HeldError. When it returns, clocks that struck while no
// hub was there have been told to wait, or have begun to fire. A state that an older version kept is made anew first; what
// a newer one kept is refused with journal.ErrNewer and left as it is, so that two versions do not make it anew in turns.
func Open(dir string, o Options) (*Hub, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	lock, err := Acquire(dir, o.Command)
	if err != nil {
		return nil, err
	}
	if o.Held != nil {
		o.Held()
	}
	h, err := openUpgraded(dir, lock, o)
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	return h, nil
}

func openLocked(dir string, lock *Lock, o Options) (*Hub, error) {
	j, err := bolt.Open(filepath.Join(dir, FileName), bolt.Options{Ascending: ascending(), LayerBytes: o.LayerBytes})
	if err != nil {
		return nil, plain(err)
	}
	if o.Away == 0 {
		o.Away = lock.before.lastSeen()
	}
	h, err := New(j, o)
	if err != nil {
		return nil, errors.Join(plain(err), j.Close())
	}
	h.lock = lock
	return h, nil
}

// FileName is the marketplace's file in its data directory.
const FileName = "market.db"

// New runs a hub over a journal, which belongs to the hub from then on.
func New(j journal.Journal, o Options) (*Hub, error) {
	if o.Clock == nil {
		o.Clock = SystemClock{}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.CacheRows == 0 {
		o.CacheRows = defaultCacheRows
	}
	head := j.Head()
	h := &Hub{
		journal: j, log: o.Log, codec: journal.NewCodec(), registry: model.NewRegistry(), clock: o.Clock,
		cache: newCache(o.CacheRows, head.Seq), watch: newWatch(), device: ownDevice(head.Epoch),
		requests: make(chan *request, maxGroupCommands), nudge: make(chan struct{}, 1),
		closing: make(chan struct{}), done: make(chan struct{}), halted: make(chan struct{}), head: head, stuck: map[model.FireClock]bool{},
	}
	h.reader = &reader{codec: h.codec, cache: h.cache, at: head.Seq, with: j.View}
	if err := h.begin(o.Away); err != nil {
		return nil, err
	}
	go h.run()
	return h, nil
}

// ownDevice is the device under which a hub numbers commands of its own process.
func ownDevice(epoch journal.Epoch) (d journal.Device) {
	link := firstLink(epoch, model.Ref{})
	copy(d[:], link[:])
	return d
}

// begin finds out where the journal stands and sees to the clocks that struck while no hub was there.
func (h *Hub) begin(away model.Moment) (err error) {
	defer rescued(&err)
	h.sleep = forever
	if h.head.Seq == 0 {
		return nil
	}
	var last Entry
	h.reader.read(func(v journal.Reader) error {
		if err := layoutOf(v.Get(roomState, []byte(layoutKey))); err != nil {
			return err
		}
		record, err := v.Record(h.head.Seq)
		if err != nil {
			return err
		}
		last, err = decodeEntry(h.codec, h.registry, record.Entry)
		return err
	})
	h.now = last.At
	return h.comeBack(max(away, h.now))
}

// ErrLayout says that the state was written by a version that kept it otherwise. Rebuild makes it anew.
var ErrLayout = errors.New("the state must be rebuilt from the journal")

// Head is the journal's head: what has been decided and kept so far.
func (h *Hub) Head() journal.Head { return h.journal.Head() }

// Stopped is why the hub does nothing any more, nil while it works.
func (h *Hub) Stopped() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.stopped
}

// Halted is closed when the hub stops, so that whoever holds it can open it again: by itself it never works again.
func (h *Hub) Halted() <-chan struct{} { return h.halted }

// stop makes everything fail from now on.
func (h *Hub) stop(cause error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.stopped == nil {
		h.stopped = fmt.Errorf("%w (%w)", ErrStopped, plain(cause))
		h.log.Error("stopped", "error", h.stopped)
		close(h.halted)
	}
	return h.stopped
}

// gone is what a caller gets when there is no decider.
func (h *Hub) gone() error {
	if err := h.Stopped(); err != nil {
		return err
	}
	return ErrClosed
}

// Close lets the group under way finish, refuses what waits with ErrClosed and gives journal and directory back.
func (h *Hub) Close() (err error) {
	h.closed.Do(func() {
		close(h.closing)
		<-h.done
		h.watch.close()
		err = h.journal.Close()
		if h.lock != nil {
			err = errors.Join(err, h.lock.Release())
		}
	})
	return err
}
