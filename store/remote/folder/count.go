package folder

import (
	"errors"
	"io/fs"
	"os"
)

// Counts are what was met in a folder and passed over, each file once for each form in which it was met, and what was
// mended.
type Counts struct {
	Foreign  int // files that are no letters of their mailbox
	Altered  int // letters that their writer did not write like this
	Replayed int // letters that were put into the place of others
	Partial  int // files that are not whole, yet or any more
	Mended   int // own letters that were lost or altered, and put back
	Reborn   int // mailboxes that were begun anew
	Full     int // times at which nothing could be written
	Crowd    int // names in the place of mailboxes that are none, at the last look
}

// look remembers which files were met, so that none is read or counted again and again.
type look struct {
	counts *Counts
	met    map[string]fs.FileInfo
}

// again tells that a file is the same as when it was last found to be of no use.
func (l *look) again(name string) bool {
	before := l.met[name]
	if before == nil {
		return false
	}
	info, err := os.Lstat(name)
	return err == nil && info.Size() == before.Size() && info.ModTime().Equal(before.ModTime())
}

// pass counts a file that is of no use for the reason.
func (l *look) pass(name string, why error) {
	if l.again(name) {
		return
	}
	info, err := os.Lstat(name)
	if err != nil {
		return
	}
	if len(l.met) > 4*maxFiles {
		clear(l.met)
	}
	l.met[name] = info
	switch {
	case errors.Is(why, errPartial):
		l.counts.Partial++
	case errors.Is(why, errAltered):
		l.counts.Altered++
	case errors.Is(why, errReplayed):
		l.counts.Replayed++
	default:
		l.counts.Foreign++
	}
}

var errReplayed = errors.New("another letter stands in the place of this one")
