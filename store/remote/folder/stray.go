package folder

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
)

// stray tells that a letter of the writer's lies at a place where another one was read. Then the writer does not know how
// far its mailbox was read - it was restored from a backup with its mailbox, or a copy of it goes on beside it - and
// has to be told: it would wait for an answer for ever. (A hub that was restored is found out by the device's next letter,
// which says what was read last.)
func (i *inbox) stray() bool {
	i.looks++
	closely := i.looks%closelyEvery == 0
	same := map[place]fs.FileInfo{}
	found := false
	for _, p := range i.passed {
		name := filepath.Join(i.dir, p.file())
		info, err := os.Lstat(name)
		if err != nil {
			continue
		}
		if before := i.same[p]; before == nil || closely || !alike(before, info) {
			if i.other(p, name) {
				found = true
				continue
			}
		}
		same[p] = info
	}
	i.same = same
	return found
}

// alike tells that a file is most likely as it was.
func alike(before, now fs.FileInfo) bool {
	return os.SameFile(before, now) && now.Size() == before.Size() && now.ModTime().Equal(before.ModTime())
}

// other tells that the file of a place that was passed is a letter of the writer's and not the one that was read there.
func (i *inbox) other(p place, name string) bool {
	file, err := read(name, maxLetterBytes)
	if err != nil || i.knows(p, sha256.Sum256(file)) {
		return false
	}
	l, err := unseal(file, i.writer, i.keys)
	return err == nil && l.place == p
}
