package simulation

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/replica"
)

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
