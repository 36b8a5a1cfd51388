package bolt

import (
	"aeconnect/store/journal"
	"aeconnect/store/journal/tree"
)

// layer is what has been appended but not yet written into the file: rows by space. A nil value says that a row below
// is deleted. A layer that has been published is not changed any more; the next append forks it.
type layer struct {
	spaces map[string]*tree.Map
	bytes  int // about what it costs in memory
	head   journal.Head
}

// rowBytes is about what a row costs beside key and value.
const rowBytes = 64

func newLayer() *layer { return &layer{spaces: map[string]*tree.Map{}} }

func (l *layer) fork() *layer {
	f := &layer{spaces: make(map[string]*tree.Map, len(l.spaces)+1), bytes: l.bytes, head: l.head}
	for name, rows := range l.spaces {
		forked := rows.Fork()
		f.spaces[name] = &forked
	}
	return f
}

// put sets a row, or with a nil value its deletion. The layer keeps both slices.
func (l *layer) put(space string, key, value []byte) {
	rows := l.spaces[space]
	if rows == nil {
		rows = new(tree.Map)
		l.spaces[space] = rows
	}
	rows.Put(key, value)
	l.bytes += len(key) + len(value) + rowBytes
}

// log is the layer without the rooms.
func (l *layer) log() *layer {
	log := newLayer()
	log.head = l.head
	if rows := l.spaces[logSpace]; rows != nil {
		log.spaces[logSpace] = rows
	}
	return log
}

// rows is how many rows the layer says something about, beside the log.
func (l *layer) rows() (n int) {
	for name, rows := range l.spaces {
		if name != logSpace {
			n += rows.Len()
		}
	}
	return n
}

// get returns what the layer says about a row; false if it says nothing.
func (l *layer) get(space string, key []byte) ([]byte, bool) {
	if rows := l.spaces[space]; rows != nil {
		return rows.Get(key)
	}
	return nil, false
}
