package lobby

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"

	"aeconnect/model"
	"aeconnect/ui/keep"
	"aeconnect/ui/sshd"
)

// Care is what a keeper does for the files of a marketplace. The works return when they are done; told says how far
// they are: bytes that are copied, then entries that are read again.
type Care interface {
	Health() (keep.Health, error)
	Checked() keep.Check
	Backups() []keep.Backup
	Check(ctx context.Context, told func(reading bool, done, total uint64)) error
	BackUp(ctx context.Context, most int, told func(reading bool, done, total uint64)) error
}

// Keeper is the [keep.Keeper] of a process that holds a data directory, whether or not it serves.
type Keeper struct {
	care    Care
	market  Market
	memory  *keep.Memory
	log     *slog.Logger
	readers readers

	mu      sync.Mutex
	turn    uint64
	changed chan struct{} // closed with the next change
	host    *sshd.Host    // nil while nobody is served
	served  []keep.Served // the last one is told of
	work    keep.Progress
	cancel  context.CancelFunc // of the work under way
	halted  model.Moment       // when the store stopped before it was opened again, 0 for never
	cause   string             // why
}

var _ keep.Keeper = (*Keeper)(nil)

// NewKeeper returns a keeper that keeps nothing yet; see [Keeper.Keep]. Its log goes to "to" as well, nil for nowhere;
// lines below the level are not remembered either.
func NewKeeper(to slog.Handler, level slog.Leveler) *Keeper {
	k := &Keeper{changed: make(chan struct{})}
	k.memory = keep.NewMemory(k.Stir)
	k.log = slog.New(slog.NewMultiHandler(spread{readers: &k.readers}, k.memory.Handler(level)))
	if to != nil {
		k.Follow(to)
	}
	return k
}

// Keep gives the keeper the marketplace that is open in this process, before anybody asks it anything else.
func (k *Keeper) Keep(m Market, c Care) *Keeper {
	k.market, k.care = m, c
	return k
}

// Logger returns what a host and a store write their log with.
func (k *Keeper) Logger() *slog.Logger { return k.log }

// Serve says that a host serves people from now on.
func (k *Keeper) Serve(h *sshd.Host, at keep.Served) {
	k.mu.Lock()
	k.host, k.served = h, append(k.served, at)
	k.mu.Unlock()
	k.log.Info("started", "address", at.Address, "key", at.Fingerprint)
}

// Left says that nobody is served any more at an address.
func (k *Keeper) Left(address string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if i := slices.IndexFunc(k.served, func(at keep.Served) bool { return at.Address == address }); i >= 0 {
		k.served = slices.Delete(k.served, i, i+1)
		k.stir()
	}
}

// Stir says that something has changed.
func (k *Keeper) Stir() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stir()
}

func (k *Keeper) stir() {
	k.turn++
	close(k.changed)
	k.changed = make(chan struct{})
}

// together is how long a change waits for others to be told with it.
const together = 500 * time.Millisecond

// Wait implements keep.Keeper.
func (k *Keeper) Wait(ctx context.Context, since uint64) uint64 {
	k.mu.Lock()
	turn, changed := k.turn, k.changed
	k.mu.Unlock()
	if turn == since {
		select {
		case <-changed:
		case <-ctx.Done():
			return since
		}
	}
	select {
	case <-time.After(together):
	case <-ctx.Done():
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.turn
}

// serving returns the host, nil while nobody is served.
func (k *Keeper) serving() *sshd.Host {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.host
}

// Now implements keep.Keeper.
func (k *Keeper) Now() time.Time { return time.Now() }

// Served implements keep.Keeper.
func (k *Keeper) Served() (keep.Served, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.served) == 0 {
		return keep.Served{}, false
	}
	return k.served[len(k.served)-1], true
}

// People implements keep.Keeper.
func (k *Keeper) People() []keep.Person {
	host := k.serving()
	if host == nil {
		return nil
	}
	var all []keep.Person
	_ = k.market.View(model.Actor{Operator: true}, func(v model.View) {
		for _, s := range host.Sessions() {
			p := keep.Person{
				Number: s.Number, Handle: s.Visitor.Handle, Kind: string(s.Visitor.Kind), Fingerprint: s.Visitor.Key, Address: s.Visitor.Address,
				Since: s.Since, LastKey: s.LastKey, Screens: s.Screens, Doing: cmp.Or(s.Doing, s.Subsystem), In: s.In, Out: s.Out,
			}
			if a := model.AccountByHandle(v.Reader, p.Handle); a != nil {
				p.Role = a.Role
			}
			all = append(all, p)
		}
	})
	return all
}

// Used implements keep.Keeper.
func (k *Keeper) Used(fingerprint string) time.Time {
	if host := k.serving(); host != nil {
		return host.Used(fingerprint)
	}
	return time.Time{}
}

// End implements keep.Keeper.
func (k *Keeper) End(number uint64) (bool, error) {
	host := k.serving()
	return host != nil && host.EndSession(number), nil
}

// Refused implements keep.Keeper.
func (k *Keeper) Refused() []keep.Refused {
	host := k.serving()
	if host == nil {
		return nil
	}
	limits := map[sshd.Counter]model.Number{
		sshd.TooManyLinks: addressMax, sshd.TooSlow: handshakeSeconds, sshd.TooMuch: greetingBytes, sshd.TooManySessions: sessionsMax,
	}
	var all []keep.Refused
	for _, c := range sshd.Counters() {
		served := c == sshd.Connected || c == sshd.Strangers || c == sshd.Sessions
		all = append(all, keep.Refused{Name: c.String(), Count: host.Count(c), Limit: limits[c], Served: served})
	}
	return all
}

// Log implements keep.Keeper.
func (k *Keeper) Log() []keep.Line { return k.memory.Lines() }

// Health implements keep.Keeper.
func (k *Keeper) Health() (keep.Health, error) {
	h, err := k.care.Health()
	k.mu.Lock()
	defer k.mu.Unlock()
	h.Halted, h.Cause = k.halted, k.cause
	return h, err
}

// Reopened says that the store had stopped and was opened again: when, and why. Operators read both as long as the
// process lives, and the log has them.
func (k *Keeper) Reopened(halted time.Time, cause string) {
	k.mu.Lock()
	k.halted, k.cause = model.At(halted), cause
	k.mu.Unlock()
	k.log.Warn("opened again", "after", ErrHalted, "halted", halted.UTC().Format(time.RFC3339), "cause", cause)
}

// Checked implements keep.Keeper.
func (k *Keeper) Checked() keep.Check { return k.care.Checked() }

// Backups implements keep.Keeper.
func (k *Keeper) Backups() []keep.Backup { return k.care.Backups() }
