package folder

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// taken is what a reader keeps of a mailbox.
type taken struct {
	Last place    `cbor:"1,keyasint"` // the last letter that was read
	Hash [32]byte `cbor:"2,keyasint"` // of its file
}

// inbox is a mailbox as its reader has it.
type inbox struct {
	*taken
	dir    string
	keys   *keys
	writer [32]byte
	look   *look
	gap    place // where a letter is missing although later ones are there
	after  place // one of those
}

// opened is a letter that may be read next.
type opened struct {
	*letter
	hash [32]byte
	anew bool // the first of a mailbox that was begun anew
}

// next returns the letter that follows, nil if there is none yet. It changes nothing: accept does.
func (i *inbox) next() (*opened, error) {
	if i.Last.Born != 0 {
		if l, err := i.open(place{i.Last.Born, i.Last.Number + 1}, i.Hash); l != nil || err != nil {
			return l, err
		}
	}
	names, err := list(i.dir)
	if err != nil {
		return nil, err
	}
	born := i.sort(names)
	for _, p := range born {
		if l, err := i.open(p, [32]byte{}); l != nil || err != nil {
			if l != nil {
				l.anew = i.Last.Born != 0
			}
			return l, err
		}
	}
	return nil, nil
}

// sort looks for a gap, and returns the first letters of newer mailboxes, the newest first. What is no letter is counted.
func (i *inbox) sort(names []string) (born []place) {
	i.gap, i.after = place{}, place{}
	for _, name := range names {
		p, ok := placeOf(name)
		switch {
		case !ok && name != deviceCard && !strings.HasPrefix(name, "."):
			i.look.pass(filepath.Join(i.dir, name), errForeign)
		case !ok:
		case p.Born == i.Last.Born && p.Number > i.Last.Number+1:
			i.gap, i.after = place{p.Born, i.Last.Number + 1}, p
		case p.Born > i.Last.Born && p.Number == 1:
			born = append(born, p)
		case p.Born > i.Last.Born:
			i.gap, i.after = place{p.Born, 1}, p
		}
	}
	slices.SortFunc(born, func(a, b place) int {
		if a.Born > b.Born {
			return -1
		}
		return 1
	})
	return born
}

// open reads the letter of a place, which must follow the hash. A letter that is not there, or is of no use, is nil.
func (i *inbox) open(p place, after [32]byte) (*opened, error) {
	name := filepath.Join(i.dir, p.file())
	if i.look.again(name) {
		return nil, nil
	}
	file, err := read(name, maxLetterBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case errors.Is(err, errForeign):
		i.look.pass(name, err)
		return nil, nil
	case err != nil:
		return nil, err
	}
	l, err := unseal(file, i.writer, i.keys)
	if err == nil && (l.place != p || l.before != after) {
		err = errReplayed
	}
	if err != nil {
		i.look.pass(name, err)
		return nil, nil
	}
	return &opened{letter: l, hash: sha256.Sum256(file)}, nil
}

// accept goes on to a letter.
func (i *inbox) accept(l *opened) { i.Last, i.Hash = l.place, l.hash }

// peek returns what the writer had read when it wrote a letter behind the gap.
func (i *inbox) peek() (ack place) {
	file, err := read(filepath.Join(i.dir, i.after.file()), maxLetterBytes)
	if err != nil {
		return place{}
	}
	l, err := unseal(file, i.writer, i.keys)
	if err != nil || l.place != i.after {
		return place{}
	}
	return l.ack
}
