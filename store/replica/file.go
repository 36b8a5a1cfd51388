package replica

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// FileName is the replica's file in its data directory.
const FileName = "replica.db"

// Errors of opening.
var (
	ErrNone   = errors.New("no replica lies in this directory: join a hub first")
	ErrExists = errors.New("a replica or a marketplace lies in this directory already")
	ErrHeld   = errors.New("another process holds the replica")
)

// Clock tells the time.
type Clock interface{ Now() time.Time }

type systemClock struct{}

func (systemClock) Now() time.Time { return time.Now() }

// Options of a replica; the zero value is right.
type Options struct {
	Clock Clock     // nil: the machine's
	Rand  io.Reader // of device names, IDs and salts; nil: the system's
	// Relaxed keeps without making sure that it lasts beyond a failure of power; for tests.
	Relaxed bool
	// Writes is told of every change of the file, so that a test can let power or room run out; nil: nobody.
	Writes Writes
}

// Writes stands at both ends of every change of a replica's file. One change is made at a time.
type Writes interface {
	Begin() error // an error lets the change fail before anything is written
	End()         // the change is in the file, or has failed; nobody was told yet
}

// Replica is an open replica. Its methods may be called from any number of goroutines.
type Replica struct {
	db   atomic.Pointer[bbolt.DB]
	disk Writes      // nil: nobody is told
	hurt atomic.Bool // a write has failed: the file is opened anew before the next

	concealed atomic.Bool // a private text went that still lies somewhere in the file
	dir       string
	relaxed   bool
	codec     journal.Codec
	kinds     model.Registry
	clock     Clock
	rand      io.Reader

	gate    gate
	meta    meta // as in the file; changed within the gate
	cache   *cache
	base    *reader
	folding sync.Mutex
	pending *model.Overlay // the outbox over the confirmed view; nil: to be folded anew
	tips    tips           // what the next rest on; as pending
	items   []*Item        // the outbox, in order

	sure    map[uint64]bool   // items carried out that the hub has, by its word in this connection; within the gate
	watched map[uint64]uint64 // items that somebody waits for, with the entry that they became; within the gate

	state   state
	wake    chan struct{} // buffered: something to be sent
	answers answers

	stirring stirring
	aliases  sync.Map           // of rows that items would make: model.Ref to model.Entry, by which the hub's are found
	folded   map[model.Ref]bool // rows that the outbox showed before it was to be folded anew; as pending
	looks    []model.Ref        // rows that a change makes look different; within the gate
	looksAll bool
	titles   titles
}

// Open opens the replica of a directory; ErrNone where there is none, ErrHeld where another process has it open, a
// DamagedError where its file is damaged.
func Open(dir string, o Options) (*Replica, error) {
	if !Exists(dir) {
		return nil, ErrNone
	}
	r, err := open(dir, FileName, o)
	if err != nil {
		return nil, err
	}
	err = reading(filepath.Join(dir, FileName), func() error {
		if err := r.load(); err != nil {
			return err
		}
		if err := r.renew(); err != nil {
			return err
		}
		return r.retry()
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the replica: %w", err), r.db.Load().Close())
	}
	return r, nil
}

func open(dir, name string, o Options) (*Replica, error) {
	if o.Clock == nil {
		o.Clock = systemClock{}
	}
	if o.Rand == nil {
		o.Rand = rand.Reader
	}
	db, err := openFile(filepath.Join(dir, name), o.Relaxed)
	if err != nil {
		return nil, err
	}
	r := &Replica{
		dir: dir, relaxed: o.Relaxed, disk: o.Writes, codec: journal.NewCodec(), kinds: model.NewRegistry(), clock: o.Clock, rand: o.Rand, cache: newCache(),
		wake: make(chan struct{}, 1), watched: map[uint64]uint64{}, sure: map[uint64]bool{},
	}
	r.db.Store(db)
	r.gate.free.L = &r.gate.mu
	r.folded = map[model.Ref]bool{}
	r.state.begin()
	r.state.rang = func() { r.stirring.tell(nil, false) }
	r.base = &reader{codec: r.codec, cache: r.cache, alias: r.aliased, with: func(fn func(*bbolt.Bucket) error) error {
		return r.db.Load().View(func(tx *bbolt.Tx) error { return fn(view(tx, r.meta.Live)) })
	}}
	return r, nil
}

func viewName(generation uint64) []byte { return []byte("view" + strconv.FormatUint(generation, 10)) }

func view(tx *bbolt.Tx, generation uint64) *bbolt.Bucket { return tx.Bucket(viewName(generation)) }

// makeView makes an empty generation, in place of what a broken load may have left.
func makeView(tx *bbolt.Tx, generation uint64) error {
	if view(tx, generation) != nil {
		if err := tx.DeleteBucket(viewName(generation)); err != nil {
			return err
		}
	}
	b, err := tx.CreateBucket(viewName(generation))
	for _, room := range rooms() {
		if err == nil {
			_, err = b.CreateBucket([]byte(room))
		}
	}
	for _, name := range []string{bucketMeta, bucketOutbox, bucketRefused} {
		if err == nil {
			_, err = tx.CreateBucketIfNotExists([]byte(name))
		}
	}
	return err
}

// Close gives the file back.
func (r *Replica) Close() error {
	r.titles.close()
	return r.db.Load().Close()
}

// Mint makes a new ID of a letter.
func (r *Replica) Mint(letter byte) model.ID {
	var b [8]byte
	_, _ = io.ReadFull(r.rand, b[:])
	return model.MintID(letter, binary.LittleEndian.Uint64(b[:]))
}

// Seal salts a private text.
func (r *Replica) Seal(text string) model.Opened {
	o := model.Opened{Value: text}
	_, _ = io.ReadFull(r.rand, o.Salt[:])
	return o
}
