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
}

// Options of a run; the zero value is a short run of the real thing.
type Options struct {
	Steps int // what people do and what befalls them; 0: 45
	Parts Parts
	Trace io.Writer // told what happens; nil: nobody
}

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
