package replica

import (
	"bytes"
	"slices"

	"aeconnect/model"
)

func (f *filling) unlist(row model.Row) error { return f.entries(row, false) }
func (f *filling) list(row model.Row) error   { return f.entries(row, true) }

// entries notes the list entries of a row; flush writes them in order, which costs far less.
func (f *filling) entries(row model.Row, add bool) (err error) {
	if row == nil {
		return nil
	}
	defer caught(&err)
	by := int8(-1)
	if add {
		by = 1
	}
	for _, e := range model.EntriesOf(f.reader, row) {
		f.changes = append(f.changes, change{f.keys.of(e), by, e.List})
	}
	return nil
}

// keys makes keys of entries within larger pieces of memory: a first load makes millions.
type keys struct{ room []byte }

func (k *keys) of(e model.Entry) []byte {
	if cap(k.room)-len(k.room) < 1<<10 {
		k.room = make([]byte, 0, 256<<10)
	}
	at := len(k.room)
	k.room = appendEntry(k.room, e)
	return k.room[at:len(k.room):len(k.room)]
}

func inOrder(all []change) {
	slices.SortFunc(all, func(a, b change) int { return bytes.Compare(a.key, b.key) })
}

// merge brings two runs that are in order into one.
func merge(a, b []change) []change {
	switch {
	case len(a) == 0:
		return b
	case len(b) == 0:
		return a
	}
	all := make([]change, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		from := &a
		if bytes.Compare(b[0].key, a[0].key) < 0 {
			from = &b
		}
		all, *from = append(all, (*from)[0]), (*from)[1:]
	}
	return append(append(all, a...), b...)
}

// flush writes the lists and counts of all that was put and forgotten, in order, which costs far less.
func (f *filling) flush() error {
	inOrder(f.changes)
	changes, counts := net(merge(f.sorted, f.changes))
	f.changes, f.sorted, f.keys = nil, nil, keys{}
	list := f.room(roomList)
	list.FillPercent = 0.9
	if err := rewrite(list, changes); err != nil {
		return err
	}
	return f.count(counts)
}

// net leaves of changes what they come to, each entry once, and how many entries each group gains. It takes over all.
func net(all []change) (changes []change, counts map[string]int64) {
	counts = map[string]int64{}
	var group []byte // entries of a group follow one another
	gain := int64(0)
	changes = all[:0]
	for i := 0; i < len(all); {
		c, by := all[i], int8(0)
		for ; i < len(all) && bytes.Equal(all[i].key, c.key); i++ {
			by += all[i].by
		}
		if by == 0 {
			continue
		}
		c.by = by
		changes = append(changes, c)
		if !c.list.Counted() {
			continue
		}
		if g := c.key[:groupBytes(c.key)]; !bytes.Equal(g, group) {
			counts[string(group)] += gain
			group, gain = g, 0
		}
		gain += int64(by)
	}
	counts[string(group)] += gain
	delete(counts, "")
	return changes, counts
}

func (f *filling) count(counts map[string]int64) error {
	room := f.room(roomCount)
	for key, by := range counts {
		n := int64(readNumber(room.Get([]byte(key)))) + by
		var err error
		if n > 0 {
			err = room.Put([]byte(key), number(uint64(n)))
		} else {
			err = room.Delete([]byte(key))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
