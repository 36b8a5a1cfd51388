package simulation

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"aeconnect/model"
	"aeconnect/store/hub"
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
}

// said is an answer as the hub gave it.
type said struct {
	at  place
	seq uint64
}

func newBook() *book {
	return &book{wants: map[wanted]*account{}, words: map[place]word{}, said: map[said]int{}}
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
			d.owed = d.alarmed() + 1
		}
		return
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

// entry is what the journal holds of a command that came from a device.
type entry struct {
	what    wanted
	device  journal.Device
	counter uint64
	refused bool
}

// entries reads the commands of devices out of the journal, by their place.
func (s *run) entries() (map[uint64]entry, error) {
	all := map[uint64]entry{}
	whose := map[model.Key]string{}
	err := s.machine.hub.View(func(r model.Reader) error {
		for _, h := range handles() {
			if a := model.AccountByHandle(r, h); a != nil {
				whose[a.Key] = h
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	codec := journal.NewCodec()
	next := map[journal.Device]uint64{}
	var own journal.Device // the hub's, which the first command came from
	err = s.machine.hub.Log(context.Background(), 1, func(e hub.Entry) error {
		if next[e.Device]++; e.Counter != next[e.Device] {
			return fmt.Errorf("entry %d has number %d of its device, %d comes next", e.Seq, e.Counter, next[e.Device])
		}
		if e.Seq == 1 {
			own = e.Device
		}
		if e.Device == own || e.Command == nil {
			return nil
		}
		body, err := codec.Encode(e.Command)
		all[e.Seq] = entry{wanted{whose[e.Actor.Account], e.Command.Wire(), string(body)}, e.Device, e.Counter, e.Refusal != nil}
		return err
	})
	return all, err
}

// check lays what was wanted and told beside what the journal says and the replicas keep.
func (s *run) checkBook() error {
	all, err := s.entries()
	if err != nil {
		return err
	}
	decided, accepted, kept := map[wanted]int{}, map[wanted]int{}, map[wanted]int{}
	for _, e := range all {
		decided[e.what]++
		if !e.refused {
			accepted[e.what]++
		}
	}
	for _, d := range s.devices {
		refused, err := d.Refusals()
		if err != nil {
			return err
		}
		for _, it := range append(d.Outbox(), refused...) {
			if it.Seq == 0 {
				kept[want(d.handle, it)]++
			}
			if it.Standing() == replica.Refused && it.Refusal.Rule == "" {
				return fmt.Errorf("%s: %s is refused without a reason", d.name, it.Wire)
			}
		}
	}
	for _, w := range slices.SortedFunc(maps.Keys(s.book.wants), wanted.compare) {
		a := s.book.wants[w]
		if n := decided[w]; n > a.sure+a.maybe+a.spare {
			return fmt.Errorf("%s of %s was wanted %+v and decided %d times", w.wire, w.handle, *a, n)
		}
		if n := accepted[w] + kept[w] + a.dropped + a.gone; n < a.sure {
			return fmt.Errorf("%s of %s was kept %+v; %d were carried out, %d wait or are refused: one is lost", w.wire, w.handle, *a, accepted[w], kept[w])
		}
	}
	for w := range decided {
		if s.book.wants[w] == nil {
			return fmt.Errorf("%s of %s was decided, and nobody wanted it", w.wire, w.handle)
		}
	}
	return s.breaks(KeptForEver, s.checkWords(all))
}

// checkWords demands that what was acknowledged is in the journal for ever.
func (s *run) checkWords(all map[uint64]entry) error {
	for at, w := range s.book.words {
		e, known := all[w.seq]
		switch {
		case !known || e.device != at.device || e.counter != at.counter:
			return fmt.Errorf("%s of %s was answered as entry %d, which is another", w.what.wire, w.what.handle, w.seq)
		case e.what != w.what || e.refused != w.refused:
			return fmt.Errorf("the answer to %s of %s is not what entry %d says", w.what.wire, w.what.handle, w.seq)
		}
	}
	return nil
}

func (w wanted) compare(o wanted) int {
	switch {
	case w == o:
		return 0
	case w.handle+w.wire+w.body < o.handle+o.wire+o.body:
		return -1
	}
	return 1
}
