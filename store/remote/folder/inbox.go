package folder

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// taken is what a reader keeps of a mailbox.
type taken struct {
	Last place     `cbor:"1,keyasint"`           // the last letter that was read
	Hash [32]byte  `cbor:"2,keyasint"`           // of its file
	Past [][8]byte `cbor:"3,keyasint,omitempty"` // how the hashes of those before it begin, the latest first
}

// maxPast is of how many letters a reader knows that it has read them, to tell them from others at their places.
const maxPast = 64

func (t *taken) receipt() receipt { return receipt{t.Last, t.Hash} }

// knows tells that the file of a place that was passed is the one that was read.
func (t *taken) knows(p place, hash [32]byte) bool {
	if p == t.Last {
		return hash == t.Hash
	}
	back := t.Last.Number - p.Number - 1
	return p.Born == t.Last.Born && back < uint64(len(t.Past)) && t.Past[back] == [8]byte(hash[:8])
}

// inbox is a mailbox as its reader has it.
type inbox struct {
	*taken
	dir    string
	keys   *keys
	writer [32]byte
	look   *look
	gap    place                 // where a letter is missing although later ones are there
	said   receipt               // what the writer had read when it wrote the last of those
	passed []place               // letters that are there at places which were read
	same   map[place]fs.FileInfo // those of them that were found to be what was read
	looks  int                   // how often strays were looked for
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
	i.passed = i.passed[:0]
	var later []place
	for _, name := range names {
		p, ok := placeOf(name)
		switch {
		case !ok && name != deviceCard && !strings.HasPrefix(name, "."):
			i.look.pass(filepath.Join(i.dir, name), errForeign)
		case !ok:
		case p.Born == i.Last.Born && p.Number > i.Last.Number+1:
			later = append(later, p)
		case p.Born > i.Last.Born && p.Number == 1:
			born = append(born, p)
		case p.Born > i.Last.Born:
			later = append(later, p)
		case !i.Last.before(p):
			i.passed = append(i.passed, p)
		}
	}
	slices.SortFunc(born, latest)
	i.behind(later)
	return born
}

// latest orders places, the latest first.
func latest(a, b place) int {
	return cmp.Or(cmp.Compare(b.Born, a.Born), cmp.Compare(b.Number, a.Number))
}

// behind notes the gap before the last letter of those that cannot be read yet, and what that one says: it knows most. What
// others put there says nothing, and hides no letter.
func (i *inbox) behind(later []place) {
	i.gap, i.said = place{}, receipt{}
	slices.SortFunc(later, latest)
	for _, p := range later {
		l, err := i.letter(p)
		if l == nil || err != nil {
			continue
		}
		if i.gap, i.said = (place{p.Born, 1}), l.ack; p.Born == i.Last.Born {
			i.gap.Number = i.Last.Number + 1
		}
		return
	}
}

// open reads the letter of a place, which must follow the hash. A letter that is not there, or is of no use, is nil.
func (i *inbox) open(p place, after [32]byte) (*opened, error) {
	l, err := i.letter(p)
	if l == nil || err != nil {
		return nil, err
	}
	if l.before != after {
		i.look.pass(filepath.Join(i.dir, p.file()), errReplayed)
		return nil, nil
	}
	return l, nil
}

// letter reads the letter of a place, whichever it follows.
func (i *inbox) letter(p place) (*opened, error) {
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
	if err == nil && l.place != p {
		err = errReplayed
	}
	if err != nil {
		i.look.pass(name, err)
		return nil, nil
	}
	return &opened{letter: l, hash: sha256.Sum256(file)}, nil
}

// accept goes on to a letter.
func (i *inbox) accept(l *opened) {
	past := [][8]byte(nil)
	if l.Born == i.Last.Born {
		past = append([][8]byte{[8]byte(i.Hash[:8])}, i.Past[:min(len(i.Past), maxPast-1)]...)
	}
	*i.taken = taken{l.place, l.hash, past}
}

// peek returns what the writer had read when it wrote the last letter behind the gap, nothing without one.
func (i *inbox) peek() receipt { return i.said }
