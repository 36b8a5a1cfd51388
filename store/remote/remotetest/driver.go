package remotetest

import (
	"context"
	"sync"
	"testing"

	"aeconnect/store/remote"
)

// Fault is what goes wrong on the way.
type Fault int

// The faults.
const (
	Calm       Fault = iota
	LostAnswer       // the hub does what it is asked, and the answer does not arrive
	Duplicate        // what is sent arrives twice
	Delay            // what is sent arrives late
	Reorder          // what is sent later arrives first
	Cut              // half of what is sent arrives
	Slow             // the other side reads a few bytes at a time
)

// String is the fault's name.
func (f Fault) String() string {
	return [...]string{"calm", "lost answer", "duplicate", "delay", "reorder", "cut", "slow reader"}[f]
}

// Medium is the way from a test's remotes to its world.
type Medium interface {
	// Connect returns a remote for somebody who has proven to be the account of the handle, or, for any other handle, to be
	// nobody whom the world knows. It may wait for the way to be there.
	Connect(ctx context.Context, handle string) (remote.Remote, error)
	// Restart ends what serves the world and begins it anew. Remotes may end by it.
	Restart() error
	// Disturb makes things go wrong with what is sent from now on, now and then, as the seed says. Calm heals the way;
	// remotes that suffered may stay broken.
	Disturb(f Fault, seed uint64)
	// Struck is how often a fault has really befallen something on this way.
	Struck(f Fault) int
}

// Strikes counts faults that really befell something. The zero value has none; several may use it at once.
type Strikes struct {
	mu  sync.Mutex
	all map[Fault]int
}

// Strike notes one; Calm is none.
func (s *Strikes) Strike(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all == nil {
		s.all = map[Fault]int{}
	}
	s.all[f]++
}

// Struck is how often a fault was noted.
func (s *Strikes) Struck(f Fault) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all[f]
}

// Driver is a remote as the suite knows it.
type Driver struct {
	// Open makes a way to the world, which ends with the test.
	Open func(t testing.TB, w *World) Medium
	// Faults are those that the way can bring about.
	Faults []Fault
	// Carried says that a remote survives whatever happens to the way, and that answers to calls which were given up may
	// still come: a folder.
	Carried bool
	// Owner says that remotes are the owner's, who acts for accounts: there are no keys to revoke.
	Owner bool
}

// Run runs the suite.
func Run(t *testing.T, d Driver) {
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			if d.Carried { // what takes time is the syncing of files
				t.Parallel()
			}
			w := NewWorld("one", "two")
			c.run(t, &scene{t: t, world: w, medium: d.Open(t, w), driver: d})
		})
	}
	for _, f := range d.Faults {
		t.Run("under "+f.String(), func(t *testing.T) {
			seeds := uint64(4)
			if d.Carried {
				t.Parallel()
				seeds = 1
			}
			for seed := range seeds {
				w := NewWorld("one", "two")
				under(t, &scene{t: t, world: w, medium: d.Open(t, w), driver: d}, f, seed)
			}
		})
	}
}

// cases are the suite over a calm way.
func cases() []struct {
	name string
	run  func(*testing.T, *scene)
} {
	return []struct {
		name string
		run  func(*testing.T, *scene)
	}{
		{"a greeting says who one is and what comes next", greeting},
		{"a stranger is told so", stranger},
		{"a device belongs to one account", foreignDevice},
		{"another protocol is an update that somebody needs", newer},
		{"nothing is answered before the greeting", ungreeted},
		{"commands are decided once and in order", decidedOnce},
		{"a gap is named", gap},
		{"another command under a used counter is a fork", fork},
		{"a refusal is an answer and uses its counter up", refusal},
		{"more than a frame of commands arrives", manyCommands},
		{"a command that is too large is refused", tooLarge},
		{"a first load brings everything in pages", firstLoad},
		{"afterwards only what changed is brought", onlyChanges},
		{"what is seen no longer is forgotten", forgotten},
		{"what only one may see reaches only one", privacy},
		{"a cursor from elsewhere is a reset", reset},
		{"a change wakes who watches", watchWakes},
		{"who watches from an old place is woken at once", watchOld},
		{"a watch ends with its context and leaves the rest alone", watchCancelled},
		{"a watch runs beside other calls", watchBeside},
		{"a key that is revoked is a stranger's", revoked},
		{"closing ends who waits", closing},
		{"the hub begins anew and nothing is lost", restart},
		{"nothing stays open at the hub", nothingLeft},
	}
}
