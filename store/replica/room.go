package replica

import (
	"encoding/binary"
	"errors"
	"strings"

	"aeconnect/model"
)

// The buckets of the file, and those of a generation of the view. Numbers in keys are big-endian.
const (
	bucketMeta    = "meta"    // one row: what the replica knows of itself
	bucketOutbox  = "outbox"  // key of an item -> item
	bucketRefused = "refused" // key of an item -> item with its refusal
	bucketErrand  = "errand"  // errand, number -> what became of its command

	roomRow    = "row"    // kind, key -> the row as CBOR
	roomList   = "lists"  // list, group, sort, kind, key -> entries that begin with that one (see block.go)
	roomCount  = "count"  // list, group -> how many entries
	roomSecret = "secret" // commitment -> salt, value
	roomHold   = "hold"   // commitment, kind, key -> nothing: the rows that a private value is kept for
	roomLog    = "log"    // Seq, index -> what happened
	roomPast   = "past"   // kind, key, Seq, index -> nothing
	roomNewer  = "newer"  // kind, key -> a row of a newer version
)

func rooms() []string {
	return []string{roomRow, roomList, roomCount, roomSecret, roomHold, roomLog, roomPast, roomNewer}
}

const refBytes = 9

func appendRef(b []byte, ref model.Ref) []byte {
	return binary.BigEndian.AppendUint64(append(b, byte(ref.Kind)), uint64(ref.Key))
}

func refKey(ref model.Ref) []byte { return appendRef(make([]byte, 0, refBytes), ref) }

func refAt(b []byte) model.Ref {
	return model.Ref{Kind: model.Kind(b[0]), Key: model.Key(binary.BigEndian.Uint64(b[1:]))}
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func readNumber(b []byte) uint64 {
	if len(b) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(b)
}

// groupKey is what the keys of a group's entries begin with.
func groupKey(list model.List, group string) []byte {
	return appendGroup(make([]byte, 0, 32+len(group)), list, group)
}

func appendGroup(b []byte, list model.List, group string) []byte {
	b = append(b, byte(list))
	b = binary.BigEndian.AppendUint16(b, uint16(len(group)))
	return append(b, group...)
}

// groupBytes is how much of an entry's key names its group.
func groupBytes(key []byte) int { return 3 + int(binary.BigEndian.Uint16(key[1:])) }

func entryKey(e model.Entry) []byte { return appendEntry(make([]byte, 0, 64), e) }

func appendEntry(b []byte, e model.Entry) []byte {
	return appendRef(appendSort(appendGroup(b, e.List, e.Group), e.Place.Sort), e.Place.Ref)
}

// appendSort appends a sort key so that byte order is string order although something follows: a zero byte becomes
// 00 ff, the end is 00 01.
func appendSort(b []byte, sort string) []byte {
	for i := strings.IndexByte(sort, 0); i >= 0; i = strings.IndexByte(sort, 0) {
		b = append(append(b, sort[:i]...), 0x00, 0xff)
		sort = sort[i+1:]
	}
	return append(append(b, sort...), 0x00, 0x01)
}

var errKey = errors.New("a key that no row has")

// placeAt reads a place from what follows the group in an entry's key.
func placeAt(b []byte) (model.Place, error) {
	if len(b) < refBytes+2 {
		return model.Place{}, errKey
	}
	escaped, ref := b[:len(b)-refBytes], refAt(b[len(b)-refBytes:])
	sort := strings.ReplaceAll(string(escaped[:len(escaped)-2]), "\x00\xff", "\x00")
	return model.Place{Sort: sort, Ref: ref}, nil
}

// after is the smallest key that is greater than all keys beginning with prefix.
func after(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] != 0xff {
			next := append([]byte(nil), prefix[:i+1]...)
			next[i]++
			return next
		}
	}
	return nil
}
