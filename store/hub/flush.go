package hub

import (
	"bytes"
	"encoding/binary"

	"aeconnect/model"
	"aeconnect/store/journal"
)

// flush writes what an overlay has changed, and what entries add beside it, into the rooms. The hub does so for a
// group, a rebuild for a stretch of the journal; both leave the same rooms behind.
type flush struct {
	codec   journal.Codec
	tx      journal.Tx
	changes model.Changes
	entries []Entry
	keys    *arena
}

func (f *flush) run() error {
	for _, step := range []func() error{f.state, f.rows, f.lists, f.secrets, f.devices, f.trails, f.feed} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// state writes the layout down, once.
func (f *flush) state() error {
	if f.tx.Get(roomState, []byte(layoutKey)) != nil {
		return nil
	}
	return f.tx.Put(roomState, []byte(layoutKey), []byte{layout})
}

func (f *flush) rows() error {
	for _, row := range f.changes.Rows {
		raw, err := f.codec.Encode(row)
		if err != nil {
			return err
		}
		if err := f.tx.Put(roomRow, appendRef(f.keys.room(refBytes), row.Ref()), raw); err != nil {
			return err
		}
	}
	return nil
}

// lists writes the difference of list entries and counts.
func (f *flush) lists() error {
	counts := map[string]int{}
	for _, e := range f.changes.Removed {
		key := appendEntry(f.keys.room(entryRoom(e)), e)
		if e.List.Counted() {
			counts[string(key[:groupBytes(key)])]--
		}
		if err := f.tx.Delete(roomList, key); err != nil {
			return err
		}
	}
	for _, e := range f.changes.Added {
		key := appendEntry(f.keys.room(entryRoom(e)), e)
		if e.List.Counted() {
			counts[string(key[:groupBytes(key)])]++
		}
		if err := f.tx.Put(roomList, key, nil); err != nil {
			return err
		}
	}
	return f.counts(counts)
}

// counts changes the counts of groups by differences. An empty group has no count.
func (f *flush) counts(differences map[string]int) error {
	for key, difference := range differences {
		if difference == 0 {
			continue
		}
		before, ok := readNumber(f.tx.Get(roomCount, []byte(key)))
		after := int64(before) + int64(difference)
		if !ok || after < 0 {
			return journal.Damaged(0, "the count of a group, key %x", key)
		}
		var err error
		if after == 0 {
			err = f.tx.Delete(roomCount, []byte(key))
		} else {
			err = f.tx.Put(roomCount, []byte(key), f.number(uint64(after)))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (f *flush) secrets() error {
	for _, secret := range f.changes.Secrets {
		c := secret.Commit()
		raw, err := f.codec.Encode(secret)
		if err != nil {
			return err
		}
		if err := f.tx.Put(roomSecret, c[:], raw); err != nil {
			return err
		}
	}
	return nil
}

func (f *flush) number(n uint64) []byte { return binary.BigEndian.AppendUint64(f.keys.room(8), n) }

func (f *flush) devices() error {
	for _, e := range f.entries {
		if err := f.tx.Put(roomDevice, appendDevice(f.keys.room(deviceKeyBytes), e.Device, e.Counter), f.number(e.Seq)); err != nil {
			return err
		}
	}
	return nil
}

// trails adds each entry to the trails of the rows that it is about.
func (f *flush) trails() error {
	links := map[model.Ref]journal.Hash{}
	for _, e := range f.entries {
		refs, events := e.about()
		for _, ref := range refs {
			before, known := links[ref]
			if !known {
				before = f.lastLink(ref)
			}
			link := e.link(before, events[ref])
			links[ref] = link
			key, value := appendTrail(f.keys.room(trailKeyBytes), ref, e.Seq), append(f.keys.room(len(link)), link[:]...)
			if err := f.tx.Put(roomTrail, key, value); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *flush) lastLink(ref model.Ref) journal.Hash {
	prefix := rowKey(ref)
	for key, value := range f.tx.Descend(roomTrail, journal.Next(prefix)) {
		if bytes.HasPrefix(key, prefix) && len(value) == len(journal.Hash{}) {
			return journal.Hash(value)
		}
		break
	}
	return firstLink(f.tx.Head().Epoch, ref)
}
