package market

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"

	"aeconnect/model"
	"aeconnect/store/hub"
)

// Health is how a marketplace and its files are, for whoever looks after it.
type Health struct {
	Entries   uint64       // of the journal
	Hash      string       // of the last one, hexadecimal
	Epoch     string       // of the journal, hexadecimal
	Last      model.Moment // when the last entry was written, 0 for none
	Stopped   string       // why nothing works any more, "" while it does
	Next      model.Moment // when the next clock is due, 0 while none is
	Due       int          // clocks that are due and have not struck yet
	Stuck     int          // clocks that did not strike although they were due
	FileBytes int64        // of the marketplace's file
	TailBytes int64        // of the files beside it that hold what was written last
	FreeBytes int64        // left on the disk, -1 where nobody can say
	Started   model.Moment // when the process came that holds the directory
}

// Health looks at the marketplace and its files; it reads little.
func (m *Market) Health() (Health, error) {
	h, err := m.hub.Health()
	all := Health{
		Entries: h.Head.Seq, Hash: hex.EncodeToString(h.Head.Hash[:]), Epoch: hex.EncodeToString(h.Head.Epoch[:]), Last: h.Last,
		Next: h.Next, Due: h.Due, Stuck: h.Stuck, FreeBytes: freeBytes(m.dir), Started: m.since,
	}
	if h.Stopped != nil {
		all.Stopped = h.Stopped.Error()
	}
	for _, name := range found(m.dir, hub.FileName+"*") {
		info, err := os.Stat(name)
		switch base := filepath.Base(name); {
		case err != nil || strings.Count(base, ".") > 2: // kept aside by a restore or a rebuild
		case base == hub.FileName:
			all.FileBytes = info.Size()
		default:
			all.TailBytes += info.Size()
		}
	}
	return all, err
}
