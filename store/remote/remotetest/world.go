package remotetest

import (
	"encoding/binary"
	"fmt"
	"sync"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// World is an authority over rows of text. It may be used from several goroutines.
type World struct {
	mu      sync.Mutex
	epoch   journal.Epoch
	keys    map[string]model.Key // account by fingerprint
	handles map[string]model.Key
	devices map[journal.Device]*device
	rows    map[model.Ref]*row
	order   []model.Ref // of first appearance: what a first load walks
	log     []model.Ref // what changed, by position
	secrets map[model.Key][]secret
	seq     uint64
	desks   map[*desk]bool
	changed chan struct{} // closed and made anew with each change
}

type device struct {
	account model.Key
	decided []decided
}

type decided struct {
	wire, body string
	answer     remote.Answer
}

type row struct {
	text string
	of   model.Key // who sees it, 0 for everybody
	gone bool
	at   int // its last place in the log
}

type secret struct {
	model.Opened
	at int
}

// NewWorld makes an empty one, with the accounts of the fingerprints "SHA256:one" (handle "one") and so on.
func NewWorld(handles ...string) *World {
	w := &World{
		epoch: journal.NewEpoch(), keys: map[string]model.Key{}, handles: map[string]model.Key{},
		devices: map[journal.Device]*device{}, rows: map[model.Ref]*row{}, secrets: map[model.Key][]secret{},
		desks: map[*desk]bool{}, changed: make(chan struct{}),
	}
	for i, handle := range handles {
		w.handles[handle] = model.Key(i + 1)
		w.keys["SHA256:"+handle] = model.Key(i + 1)
	}
	return w
}

// Admit gives a key to an account.
func (w *World) Admit(fingerprint, handle string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.keys[fingerprint] = w.handles[handle]
}

// Revoke takes every key from an account.
func (w *World) Revoke(handle string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for fingerprint, account := range w.keys {
		if account == w.handles[handle] {
			delete(w.keys, fingerprint)
		}
	}
}

// Renew gives the world another epoch, as if it had begun anew with the same rows.
func (w *World) Renew() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.epoch = journal.NewEpoch()
}

// Receive implements remote.Authority.
func (w *World) Receive(id remote.Identity) remote.Remote {
	w.mu.Lock()
	defer w.mu.Unlock()
	d := &desk{world: w, id: id, closed: make(chan struct{})}
	w.desks[d] = true
	return d
}

// Open is how many remotes are open: those of connections that ended must not be left.
func (w *World) Open() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.desks)
}

// Put sets a row that everybody sees, as if somebody else had.
func (w *World) Put(key model.Key, text string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.set(key, text, 0)
	w.wake()
}

// Fill makes many rows that everybody sees.
func (w *World) Fill(n, bytes int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	text := fmt.Sprintf("%*s", bytes, "row")
	for i := range n {
		w.set(model.Key(i+1), text, 0)
	}
	w.wake()
}

func (w *World) set(key model.Key, text string, of model.Key) {
	ref := model.Ref{Kind: model.KindTask, Key: key}
	r := w.rows[ref]
	if r == nil {
		r = &row{}
		w.rows[ref] = r
		w.order = append(w.order, ref)
	}
	r.text, r.of, r.gone, r.at = text, of, false, len(w.log)
	w.log = append(w.log, ref)
}

func (w *World) hide(key model.Key) bool {
	ref := model.Ref{Kind: model.KindTask, Key: key}
	r := w.rows[ref]
	if r == nil || r.gone {
		return false
	}
	r.gone, r.at = true, len(w.log)
	w.log = append(w.log, ref)
	return true
}

func (w *World) wake() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// Decided are the bodies that a device has had decided, in order.
func (w *World) Decided(d journal.Device) (bodies []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if dev := w.devices[d]; dev != nil {
		for _, one := range dev.decided {
			bodies = append(bodies, one.body)
		}
	}
	return bodies
}

// Seen is what an account sees, by key of the row.
func (w *World) Seen(handle string) map[model.Key]string {
	w.mu.Lock()
	defer w.mu.Unlock()
	seen := map[model.Key]string{}
	for ref, r := range w.rows {
		if r.seenBy(w.handles[handle]) {
			seen[ref.Key] = r.text
		}
	}
	return seen
}

func (r *row) seenBy(account model.Key) bool { return !r.gone && (r.of == 0 || r.of == account) }

// cursorVersion is the version of the world's cursors.
const cursorVersion = 1

// place is what a cursor of the world says: the position in the log, and while a first load is under way how much of
// the order it has brought (-1 when it is over).
type place struct{ at, loaded int }

func (w *World) cursor(account model.Key, p place) remote.Cursor {
	c := append(remote.Cursor{cursorVersion}, w.epoch[:]...)
	c = binary.BigEndian.AppendUint64(c, uint64(account))
	c = binary.BigEndian.AppendUint64(c, uint64(p.at))
	return binary.BigEndian.AppendUint64(c, uint64(int64(p.loaded)))
}

// find reads a cursor; one that does not belong here is ErrReset.
func (w *World) find(account model.Key, c remote.Cursor) (place, error) {
	if len(c) == 0 {
		return place{at: len(w.log)}, nil
	}
	const size = 1 + 16 + 3*8
	if len(c) != size || c[0] != cursorVersion || journal.Epoch(c[1:17]) != w.epoch ||
		model.Key(binary.BigEndian.Uint64(c[17:])) != account {
		return place{}, remote.ErrReset
	}
	p := place{int(binary.BigEndian.Uint64(c[25:])), int(int64(binary.BigEndian.Uint64(c[33:])))}
	if p.at < 0 || p.at > len(w.log) || p.loaded < -1 || p.loaded > len(w.order) {
		return place{}, remote.ErrReset
	}
	return p, nil
}
