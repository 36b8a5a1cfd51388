package simulation

import (
	"context"
	"errors"
	"fmt"

	"aeconnect/model"
	"aeconnect/store/replica"
)

// act lets somebody do something on a device, connected or not.
func (s *run) act(d *device) error {
	what := s.people.think(d.handle, d.Now())
	if s.chance.IntN(4) == 0 {
		_ = d.View(d.actor(), func(v model.View) { what = s.rework(v.Reader, d.actor(), d.Now(), what) })
	}
	s.look(d, what)
	err := s.do(d, what, 0)
	for edit, ok := what.command.(*model.EditTask); ok && err == nil && s.chance.IntN(3) > 0; { // and then something else of it
		what.command = &model.EditTask{ID: edit.ID, Fields: s.people.fields(d.Now())}
		s.look(d, what)
		err = s.do(d, what, 0)
	}
	return err
}

// do does it, in place of a refused one if instead is not 0.
func (s *run) do(d *device, what deed, instead uint64) error {
	switch s.chance.IntN(24) {
	case 0, 1:
		d.power.left = s.chance.IntN(2)
	case 2:
		d.power.full.Store(true)
	}
	err := s.utter(d, what, instead)
	if _, failed := d.recover(); err == nil {
		err = failed
	}
	return err
}

// utter gives a command to a replica and notes what its person is told.
func (s *run) utter(d *device, what deed, instead uint64) error {
	old := s.item(d, instead)
	before := len(d.Outbox())
	ctx, cancel := context.WithCancel(context.Background())
	cancel() // nobody waits for a hub's word: what is asked stays in the outbox
	var decision model.Decision
	var err error
	if instead != 0 {
		decision, err = d.Again(ctx, instead, what.command, what.private...)
	} else {
		decision, err = d.Do(ctx, d.actor(), what.command, what.private...)
	}
	for _, o := range what.private {
		d.knows[o.Value] = true
	}
	kept := len(d.Outbox()) > before
	s.note("%s: %s kept=%v instead=%d power=%v refusal=%v err=%v", d.name, what.command.Wire(), kept, instead, !d.power.failed(), decision.Refusal, err)
	switch {
	case errors.Is(err, errFull) && !kept:
		return nil // the person was told
	case d.power.failed():
		w, err := s.wanted(what)
		s.book.of(w).maybe++
		if old != nil {
			s.book.of(want(d.handle, *old)).gone++
		}
		return err
	case kept:
		w, wrong := s.wanted(what)
		s.book.of(w).sure++
		if instead != 0 {
			s.tally.add("command refused and sent again")
		}
		if old != nil {
			s.book.of(want(d.handle, *old)).dropped++
		}
		if errors.Is(err, replica.ErrAsking) {
			err = nil
		}
		return errors.Join(wrong, err)
	case errors.Is(err, replica.ErrOffline), errors.Is(err, context.Canceled), decision.Refusal != nil:
		return nil
	}
	return fmt.Errorf("%s: %s was neither kept nor refused: %w", d.name, what.command.Wire(), err)
}

func (s *run) item(d *device, key uint64) *replica.Item {
	refused, _ := d.Refusals()
	for _, it := range append(d.Outbox(), refused...) {
		if it.Key == key {
			return &it
		}
	}
	return nil
}

func (s *run) wanted(what deed) (wanted, error) {
	body, err := codec().Encode(what.command)
	return wanted{what.handle, what.command.Wire(), string(body)}, err
}
