package hub

import (
	"encoding/binary"
	"errors"
	"strings"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// layout is the version of what follows. The journal does not depend on it: another layout is rebuilt from there.
const layout = 7

// layoutKey is where the layout stands in roomState.
const layoutKey = "layout"

// The rooms of the state. All numbers in keys are big-endian, so that the order of keys is theirs.
const (
	roomState  journal.Room = "state"  // "layout" -> layout
	roomRow    journal.Room = "row"    // kind, key -> the row as CBOR
	roomList   journal.Room = "list"   // group, list, sort, kind, key -> nothing
	roomCount  journal.Room = "count"  // group, list -> how many entries the group has
	roomTrail  journal.Room = "trail"  // kind, key, Seq of an entry about the row -> hash of the row's own chain
	roomDevice journal.Room = "device" // device, counter -> Seq of the entry
	roomFeed   journal.Room = "feed"   // audience, Seq -> the rows that the entry has to tell it of
	roomSecret journal.Room = "secret" // commitment -> salt, value
)

// derived are the rooms that follow from the journal alone. Secrets do not: an erasure must be able to remove them.
func derived() []journal.Room {
	return []journal.Room{roomState, roomRow, roomList, roomCount, roomTrail, roomDevice, roomFeed}
}

// ascending are the rooms in which new keys mostly stand behind the old ones.
func ascending() []journal.Room { return []journal.Room{roomDevice} }

var errKey = errors.New("a key that no row has")

func appendRef(b []byte, ref model.Ref) []byte {
	return binary.BigEndian.AppendUint64(append(b, byte(ref.Kind)), uint64(ref.Key))
}

func refAt(b []byte) model.Ref {
	return model.Ref{Kind: model.Kind(b[0]), Key: model.Key(binary.BigEndian.Uint64(b[1:]))}
}

const refBytes = 9

func rowKey(ref model.Ref) []byte { return appendRef(make([]byte, 0, refBytes), ref) }

// arena hands out rooms for keys from larger pieces. A group makes thousands of small keys that live and die together;
// one by one they would cost more to allocate and to collect than to use.
type arena struct{ free []byte }

const arenaPiece = 64 << 10

// room returns an empty slice that can hold n bytes; what is appended to it within these stays where it is.
func (a *arena) room(n int) []byte {
	if cap(a.free) < n {
		a.free = make([]byte, 0, max(arenaPiece, n))
	}
	room := a.free[:0:n]
	a.free = a.free[n:cap(a.free)][:0]
	return room
}

// groupKey is the key of a group's count, and what the keys of its entries begin with. The group comes before the list
// because most groups begin with the number of an account or a task: what one command changes lies close together, which
// costs fewer pages.
func groupKey(list model.List, group string) []byte {
	return appendGroup(make([]byte, 0, len(group)+8), list, group)
}

// groupBytes is how much of an entry's key is its group and list.
func groupBytes(key []byte) int {
	for i := 0; ; i++ {
		if key[i] == 0 {
			if i++; key[i] == 0x01 {
				return i + 2
			}
		}
	}
}

func appendGroup(b []byte, list model.List, group string) []byte {
	return append(appendSort(b, group), byte(list))
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

// readSort reads what appendSort wrote and returns what follows.
func readSort(b []byte) (sort string, rest []byte, err error) {
	var s []byte
	for i := 0; i+1 < len(b); i++ {
		if b[i] != 0 {
			continue
		}
		s = append(s, b[:i]...)
		switch b[i+1] {
		case 0x01:
			return string(s), b[i+2:], nil
		case 0xff:
			s = append(s, 0)
			b, i = b[i+2:], -1
		default:
			return "", nil, errKey
		}
	}
	return "", nil, errKey
}

func entryKey(e model.Entry) []byte { return appendEntry(make([]byte, 0, entryRoom(e)), e) }

func appendEntry(b []byte, e model.Entry) []byte {
	return appendRef(appendSort(appendGroup(b, e.List, e.Group), e.Place.Sort), e.Place.Ref)
}

// entryRoom is about how long the key of an entry gets: the sort keys of moments begin with a byte that needs no escape
// but go on with some that do.
func entryRoom(e model.Entry) int { return len(e.Group) + len(e.Place.Sort) + refBytes + 12 }

// placeAt reads the place from the key of an entry, given what the keys of its group begin with.
func placeAt(key, prefix []byte) (model.Place, error) {
	sort, rest, err := readSort(key[len(prefix):])
	if err != nil || len(rest) != refBytes {
		return model.Place{}, errKey
	}
	return model.Place{Sort: sort, Ref: refAt(rest)}, nil
}

const trailKeyBytes = refBytes + 8

func trailKey(ref model.Ref, seq uint64) []byte {
	return appendTrail(make([]byte, 0, trailKeyBytes), ref, seq)
}

func appendTrail(b []byte, ref model.Ref, seq uint64) []byte {
	return binary.BigEndian.AppendUint64(appendRef(b, ref), seq)
}

const deviceKeyBytes = len(journal.Device{}) + 8

func deviceKey(device journal.Device, counter uint64) []byte {
	return appendDevice(make([]byte, 0, deviceKeyBytes), device, counter)
}

func appendDevice(b []byte, device journal.Device, counter uint64) []byte {
	return binary.BigEndian.AppendUint64(append(b, device[:]...), counter)
}

// readNumber reads eight bytes; nil is 0.
func readNumber(b []byte) (uint64, bool) {
	if len(b) != 8 {
		return 0, b == nil
	}
	return binary.BigEndian.Uint64(b), true
}
