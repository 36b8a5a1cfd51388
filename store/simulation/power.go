package simulation

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"sync/atomic"
)

var errPower = errors.New("there is no power")

// power is what a replica's writes need. It fails within one of them, and what is on the disk then is what was there
// before with some of the pages, and of bytes of pages, that were being written.
type power struct {
	file   string
	torn   func(before, after []byte, chance *rand.Rand) []byte
	chance *rand.Rand
	left   int // writes until it fails; below 0: it does not
	before []byte
	image  []byte // what is on the disk after it failed; nil: it has not
	err    error
	off    atomic.Bool // it has failed
	full   atomic.Bool // there is no room for the next write
	tally  *Tally
}

// errFull is what the disk says that has no room.
var errFull = errors.New("there is no room on the disk")

// Begin implements replica.Writes.
func (p *power) Begin() error {
	if p.off.Load() {
		return errPower
	}
	if p.full.Swap(false) {
		p.tally.add("no room on a replica's disk")
		return errFull
	}
	if p.left == 0 {
		p.before, p.err = os.ReadFile(p.file)
	}
	return p.err
}

// End implements replica.Writes.
func (p *power) End() {
	if p.left < 0 || p.off.Load() {
		return
	}
	if p.left--; p.left >= 0 {
		return
	}
	after, err := os.ReadFile(p.file)
	if p.err = err; err == nil {
		p.tally.add("power of a replica failed in a write")
		p.image = p.torn(p.before, after, p.chance)
		p.off.Store(true)
	}
}

func (p *power) failed() bool { return p.off.Load() }

// page is what a disk writes at once at the most.
const page = 4096

// tear is what a write in the middle of which the power failed leaves. The file is one in which nothing that is in use is
// written over; the two pages at its beginning say what is, and are written last.
func tear(before, after []byte, chance *rand.Rand) []byte {
	if chance.IntN(3) == 0 {
		return after // it was whole, and nobody was told
	}
	left := append([]byte(nil), before...)
	if len(after) > len(left) {
		left = append(left, make([]byte, len(after)-len(left))...)
	}
	all := true
	for at := 2 * page; at+page <= len(after); at += page {
		if bytes.Equal(left[at:at+page], after[at:at+page]) {
			continue
		}
		n := chance.IntN(3*page) - page
		all = all && n >= page
		copy(left[at:at+page], after[at:at+max(0, min(n, page))])
	}
	if all { // the pages are there, and what says so is not, or in part
		for at := 0; at < 2*page && at+page <= len(after); at += page {
			if !bytes.Equal(left[at:at+page], after[at:at+page]) {
				copy(left[at:at+page], after[at:at+chance.IntN(page)])
			}
		}
	}
	return left
}
