package folder

import (
	"aeconnect/store/journal"
)

// named is a question with the device's name under which it is asked. A device that was copied with its directory goes on
// as two of different names with one mailbox: what the one asks must not be answered as the other's.
type named struct {
	as       journal.Device
	question []byte
}

// text is what stands in a letter.
func (n named) text() []byte { return append(n.as[:], n.question...) }

// readNamed reads it.
func readNamed(text []byte) (n named, ok bool) {
	if len(text) <= len(n.as) {
		return n, false
	}
	copy(n.as[:], text)
	n.question = text[len(n.as):]
	return n, true
}

// greeting is the question with which a device greeted last under one of its names.
type greeting struct {
	As    journal.Device `cbor:"1,keyasint"`
	Hello []byte         `cbor:"2,keyasint"`
}

// maxNamesOfDevice is of how many names of a device an office knows the greetings: it and its copies.
const maxNamesOfDevice = 8

// greeted notes a greeting, as the last.
func (s *drawerState) greeted(as journal.Device, hello []byte) {
	kept := make([]greeting, 0, maxNamesOfDevice)
	for _, g := range s.Hellos {
		if g.As != as {
			kept = append(kept, g)
		}
	}
	if len(kept) >= maxNamesOfDevice {
		kept = kept[1:]
	}
	s.Hellos = append(kept, greeting{as, hello})
}

// hello returns the greeting under a name, nil if there was none.
func (s *drawerState) hello(as journal.Device) []byte {
	for _, g := range s.Hellos {
		if g.As == as {
			return g.Hello
		}
	}
	return nil
}
