package simulation

import (
	"io"
	"math/rand/v2"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
)

// Parts are where a part of the real thing is replaced by a wrong one; those that are nil are the real ones.
type Parts struct {
	Journal   func(journal.Journal) journal.Journal                              // what the hub keeps its entries in
	Authority func(remote.Authority) remote.Authority                            // the hub as it is served
	Remote    func(hub remote.Remote, chance *rand.Rand) remote.Remote           // the hub as a replica calls it
	File      func(path string, chance *rand.Rand) error                         // a replica's file, whenever it was closed
	Screen    func(device string, shown map[model.ID]string) map[model.ID]string // what a replica shows with its outbox
	Torn      func(before, after []byte, chance *rand.Rand) (left []byte)        // what the disk holds after a death within a write
	Disk      func(before, after Files) Files                                    // the hub's files after a death; before is without the last append
	Spilled   bool                                                               // what is sent by letters lies open in the folder too
}

// Options of a run; the zero value is a short run of the real thing.
type Options struct {
	Steps int // what people do and what befalls them; 0: 45
	Parts Parts
	Life  Life      // of which sort it is; 0: as the seed says
	Trace io.Writer // told what happens; nil: nobody
	Tally *Tally    // counts what happens; nil: nobody
}

// Life is a sort of life, by what lies beneath the hub and between it and its replicas.
type Life int

// The sorts.
const (
	AsSeeded Life = iota
	Wired         // frames on a network, the hub's journal in memory
	Filed         // frames on a network, the hub's journal in its real files
	Carried       // letters in a folder that is carried
	Homely        // letters in a folder, and the hub's real files
)

// lifeOf spreads the sorts over the seeds: those that cost more are fewer.
func lifeOf(seed uint64) Life {
	switch {
	case seed%32 == 31:
		return Homely
	case seed%16 == 7:
		return Carried
	case seed%8 == 3:
		return Filed
	}
	return Wired
}

// String is the sort's name.
func (l Life) String() string {
	return [...]string{"as seeded", "wired", "filed", "carried", "homely"}[l]
}

func (l Life) filed() bool   { return l == Filed || l == Homely }
func (l Life) carried() bool { return l == Carried || l == Homely }

const usualSteps = 45

// streams keeps the chances of different parts apart, so that what one of them draws changes nothing for the others.
func streams(seed uint64, part string) *rand.Rand {
	var s [32]byte
	for i := range 8 {
		s[i] = byte(seed >> (8 * i))
	}
	copy(s[8:], part)
	return rand.New(rand.NewChaCha8(s))
}
