package simulation

import (
	"fmt"
	"slices"

	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// wanted names what somebody wanted done: who, and the command to the byte.
type wanted struct{ handle, wire, body string }

// account is what became of it, as the people know.
type account struct {
	sure    int // times that somebody was told it is kept
	maybe   int // times that the power failed before anybody was told
	dropped int // times that it was dropped, or another was sent in its place
	spare   int // times that it may be sent once more, by a copy that was made of a replica
	gone    int // times that it may be gone with a replica or a hub that was put back
}

// place is where an answer said that a command stands.
type place struct {
	device  journal.Device
	counter uint64
}

// word is an answer that a replica was given.
type word struct {
	seq     uint64
	refused bool
	what    wanted
	to      *device
	life    int // of the device
}

// book is what was wanted, and what was told about it.
type book struct {
	wants map[wanted]*account
	words map[place]word
	heads []uint64     // to which the hub was put back, one time after the other
	said  map[said]int // in letters, and how often the hub had been put back then
	wrong []error
	seen  map[wanted]witness // of edits
}

// said is an answer as the hub gave it.
type said struct {
	at  place
	seq uint64
}

func newBook() *book {
	return &book{wants: map[wanted]*account{}, words: map[place]word{}, said: map[said]int{}, seen: map[wanted]witness{}}
}

// old tells that the hub has forgotten what it said in a letter that came only now.
func (b *book) old(s said) bool {
	when, known := b.said[s]
	return known && slices.ContainsFunc(b.heads[when:], func(head uint64) bool { return head < s.seq })
}

func (b *book) of(w wanted) *account {
	a := b.wants[w]
	if a == nil {
		a = &account{}
		b.wants[w] = a
	}
	return a
}

func want(handle string, it replica.Item) wanted { return wanted{handle, it.Wire, string(it.Body)} }

// told notes an answer on its way to a replica.
func (b *book) told(d *device, name journal.Device, p remote.Parcel, a remote.Answer) {
	at := place{name, p.Counter}
	w := word{seq: a.Seq, refused: a.Refusal != nil, what: wanted{d.handle, p.Wire, string(p.Body)}, to: d, life: d.life}
	if b.old(said{at, a.Seq}) {
		if !w.refused {
			b.of(w.what).gone++
			d.late[at] = d.alarmed() + 1
		}
		return
	}
	if _, late := d.late[at]; late { // it was asked again, and the hub has decided it once more: nothing is forgotten
		delete(d.late, at)
		b.of(w.what).gone--
	}
	if before, known := b.words[at]; known && (before.seq != w.seq || before.refused != w.refused || before.what != w.what) {
		b.wrong = append(b.wrong, fmt.Errorf("%s was answered twice under number %d: as entry %d and then %d", p.Wire, p.Counter, before.seq, a.Seq))
	}
	if before, known := b.words[at]; known && (before.to != d || before.life != d.life) {
		b.of(w.what).gone++ // two copies wanted the same under the same number: that is one
	}
	b.words[at] = w
}

// forget is what a hub that was put back has forgotten: all after its entry head. Whoever knew of it has to be alarmed.
func (b *book) forget(head uint64) {
	b.heads = append(b.heads, head)
	for at, w := range b.words {
		if w.seq <= head {
			continue
		}
		delete(b.words, at)
		if w.refused {
			continue // its replica has it, with the reason
		}
		if w.life != w.to.life { // it was put back since, and may not know
			b.of(w.what).gone++
			continue
		}
		b.lost(at, w)
	}
}

// lost is an answer that the hub has forgotten. Whoever does not have the command any more has to be alarmed.
func (b *book) lost(at place, w word) {
	if !slices.ContainsFunc(w.to.Outbox(), func(it replica.Item) bool { return it.Counter == at.counter && want(w.to.handle, it) == w.what }) {
		b.of(w.what).gone++
		w.to.owed = w.to.alarmed() + 1
	}
}
