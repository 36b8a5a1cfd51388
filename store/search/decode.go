package search

import (
	"encoding/binary"
	"strings"
)

// decoder reads a payload of an image; after the first thing that is wrong it is broken
// and reads zeros.
type decoder struct {
	rest   []byte
	broken bool
}

func (d *decoder) uvarint() uint64 {
	v, n := binary.Uvarint(d.rest)
	if n <= 0 {
		d.rest, d.broken = nil, true
		return 0
	}
	d.rest = d.rest[n:]
	return v
}

// size reads a number of documents that are still to come, of three bytes at least.
func (d *decoder) size() int {
	n := d.uvarint()
	if n > uint64(len(d.rest)/3) {
		d.rest, d.broken = nil, true
		return 0
	}
	return int(n)
}

func (d *decoder) byte() byte {
	if len(d.rest) == 0 {
		d.broken = true
		return 0
	}
	b := d.rest[0]
	d.rest = d.rest[1:]
	return b
}

func parseHead(payload []byte) (Stamp, int, error) {
	rest, ok := strings.CutPrefix(string(payload), imageMagic)
	if !ok {
		return Stamp{}, 0, damaged("it is no image")
	}
	d := decoder{rest: []byte(rest)}
	if version := d.uvarint(); version != imageVersion {
		return Stamp{}, 0, damaged("version %d instead of %d", version, imageVersion)
	}
	epoch, position, documents := d.uvarint(), d.uvarint(), d.uvarint()
	if d.broken || epoch != uint64(len(d.rest)) || documents > 1<<40 {
		return Stamp{}, 0, damaged("the head is wrong")
	}
	return Stamp{Epoch: string(d.rest), Position: position}, int(documents), nil
}

// addBlock loads the documents of one block and returns their number.
func (l *Loader) addBlock(payload []byte) (int, error) {
	d := decoder{rest: payload}
	entries := make([]entry, d.size())
	sizes := make([]int, len(entries))
	key, text := uint64(0), 0
	for i := range entries {
		step := d.uvarint()
		if i > 0 && (step == 0 || key+step < key) {
			d.broken = true
		}
		key += step
		entries[i].key, entries[i].class = key, Class(d.byte())
		sizes[i] = int(min(d.uvarint(), frameLimit))
		text += sizes[i]
	}
	if d.broken || text != len(d.rest) {
		return 0, damaged("a block is wrong")
	}
	titles := string(d.rest)
	for i := range entries {
		entries[i].title = clean(titles[:sizes[i]])
		titles = titles[sizes[i]:]
		l.add(entries[i])
	}
	return len(entries), nil
}
