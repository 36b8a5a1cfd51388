package folder_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// A device was copied with its directory, and each copy goes on under a name of its own, over the one mailbox: what the one
// sends is never decided in the name of the other, wherever their letters cross.
func TestCopiesUnderTwoNames(t *testing.T) {
	for _, seed := range []uint64{4, 14, 56} {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { newCopies(t, seed).live() })
	}
}

// copies are a device and its copy.
type copies struct {
	t       *testing.T
	r       *rand.Rand
	who     [2]*journey
	next    [2]uint64
	greeted [2]bool
}

func newCopies(t *testing.T, seed uint64) *copies {
	j := newJourney(t)
	j.send(1, "set 1 z")
	other := &journey{post: j.post, hub: j.hub, dir: filepath.Join(t.TempDir(), "copy")}
	copyDir(t, other.dir, j.dir)
	j.open()
	other.open()
	return &copies{t: t, r: rand.New(rand.NewPCG(seed, 1)), who: [2]*journey{j, other}, next: [2]uint64{2, 1}}
}

func (c *copies) live() {
	for range 120 {
		i := c.r.IntN(2)
		switch {
		case c.r.IntN(3) == 0:
			_ = c.who[0].hub.Sweep(c.t.Context())
		case !c.greeted[i]:
			c.greet(i)
		default:
			c.send(i)
		}
	}
	for i := range c.who {
		all := c.who[0].world.Decided(journal.Device{byte(i + 1)})
		if strings.Contains(strings.Join(all, " "), fmt.Sprintf("d%d-", 1-i)) {
			c.t.Errorf("in the name of %d was decided %q", i, all)
		}
	}
}

func (c *copies) greet(i int) {
	h := hello()
	h.Device = journal.Device{byte(i + 1)}
	w, err := c.who[i].device.Greet(c.t.Context(), h)
	if err == nil {
		c.greeted[i], c.next[i] = true, max(c.next[i], w.Next)
	}
}

func (c *copies) send(i int) {
	var parcels []remote.Parcel
	for k := range 1 + c.r.IntN(2) {
		counter := c.next[i] + uint64(k)
		parcels = append(parcels, line(counter, fmt.Sprintf("set %d d%d-%d", 3+i, i, counter)))
	}
	answers, err := c.who[i].device.Send(c.t.Context(), parcels)
	c.next[i] += uint64(len(answers))
	if err != nil && !errors.Is(err, remote.ErrPending) {
		c.greeted[i] = false
	}
	if c.r.IntN(10) == 0 { // another process
		c.who[i].open()
		c.greeted[i] = false
	}
}
