package replica

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sort"

	"go.etcd.io/bbolt"
)

// Lists have about ten entries for each row, short ones that differ little from their neighbours. So they are kept in
// blocks: one row of the file holds about a hundred of them in order, each as what it has otherwise than the one before.
// The key of a block is that of an entry; no entry of the block is smaller, and all are smaller than the next block's key.

// blockBytes is about how large a block is made; one of more than blockMost is cut.
const (
	blockBytes = 900
	blockMost  = 2 * blockBytes
)

// appendPacked appends an entry as what it has otherwise than the one before.
func appendPacked(b, before, key []byte) []byte {
	n := 0
	for most := min(len(before), len(key)); n < most && before[n] == key[n]; {
		n++
	}
	b = binary.AppendUvarint(b, uint64(n))
	b = binary.AppendUvarint(b, uint64(len(key)-n))
	return append(b, key[n:]...)
}

// unpack reads the entries of a block, in order. They are memory of their own.
func unpack(before, block []byte) (keys [][]byte, err error) {
	room := make([]byte, 0, 4*len(block))
	keys = make([][]byte, 0, len(block)/8+1)
	for len(block) > 0 {
		same, n := binary.Uvarint(block)
		if n <= 0 || same > uint64(len(before)) {
			return nil, errKey
		}
		more, m := binary.Uvarint(block[n:])
		if block = block[n+max(m, 0):]; m <= 0 || more > uint64(len(block)) {
			return nil, errKey
		}
		at := len(room)
		room = append(append(room, before[:same]...), block[:more]...)
		before, block = room[at:len(room):len(room)], block[more:]
		keys = append(keys, before)
	}
	return keys, nil
}

// blockBefore moves to the block in which an entry stands if it is there: the last one that does not begin behind it, or
// the first of all.
func blockBefore(c *bbolt.Cursor, entry []byte) (key, block []byte) {
	switch key, block = c.Seek(entry); {
	case key == nil:
		return c.Last()
	case bytes.Equal(key, entry):
		return key, block
	}
	if before, block := c.Prev(); before != nil {
		return before, block
	}
	return c.First()
}

// rewrite adds entries and takes entries away, which are in order and each there once.
func rewrite(room *bbolt.Bucket, changes []change) error {
	for len(changes) > 0 {
		c := room.Cursor()
		key, block := blockBefore(c, changes[0].key)
		n := len(changes)
		if key != nil {
			if next, _ := c.Next(); next != nil {
				n = sort.Search(n, func(i int) bool { return bytes.Compare(changes[i].key, next) >= 0 })
			}
		}
		if err := rewriteBlock(room, key, block, changes[:n]); err != nil {
			return err
		}
		changes = changes[n:]
	}
	return nil
}

func rewriteBlock(room *bbolt.Bucket, key, block []byte, changes []change) error {
	keys, err := unpack(key, block)
	if err != nil {
		return err
	}
	keys = changed(keys, changes)
	if key != nil && (len(keys) == 0 || bytes.Compare(keys[0], key) < 0) {
		if err := room.Delete(slices.Clone(key)); err != nil || len(keys) == 0 {
			return err
		}
		key = nil
	}
	if len(keys) == 0 {
		return nil
	}
	if key == nil {
		key = keys[0]
	}
	return putBlocks(room, slices.Clone(key), keys)
}

// changed merges changes into the entries of a block.
func changed(keys [][]byte, changes []change) [][]byte {
	all := make([][]byte, 0, len(keys)+len(changes))
	for _, c := range changes {
		for len(keys) > 0 && bytes.Compare(keys[0], c.key) < 0 {
			all, keys = append(all, keys[0]), keys[1:]
		}
		if len(keys) > 0 && bytes.Equal(keys[0], c.key) {
			keys = keys[1:]
		}
		if c.by > 0 {
			all = append(all, c.key)
		}
	}
	return append(all, keys...)
}

// putBlocks writes entries as one block that begins with first, or cut into several.
func putBlocks(room *bbolt.Bucket, first []byte, keys [][]byte) error {
	packed, ends := make([]byte, 0, 16*len(keys)), make([]int, len(keys))
	before := first
	for i, key := range keys {
		packed = appendPacked(packed, before, key)
		before, ends[i] = key, len(packed)
	}
	piece := len(packed)
	if piece > blockMost {
		piece /= (piece + blockBytes - 1) / blockBytes
	}
	for i := 0; i < len(keys); {
		start, j := 0, i
		if i > 0 {
			start = ends[i-1]
		}
		for j+1 < len(keys) && ends[j]-start < piece {
			j++
		}
		block := packed[start:ends[j]:ends[j]]
		if i > 0 {
			first = keys[i]
			head := appendPacked(make([]byte, 0, 4+ends[j]-ends[i]), first, first)
			block = append(head, packed[ends[i]:ends[j]]...)
		}
		if err := room.Put(first, block); err != nil {
			return err
		}
		i = j + 1
	}
	return nil
}
