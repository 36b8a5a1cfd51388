package simulation

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"aeconnect/model"
	"aeconnect/store/replica"
)

// step lets something happen.
func (s *run) step() error {
	d := pick(s.chance, s.devices)
	switch n := s.chance.IntN(100); {
	case n < 45:
		return s.act(d)
	case n < 65:
		return s.connect(d, s.chance.IntN(4) > 0, s.payment(d))
	case n < 75:
		return s.elsewhere()
	case n < 80:
		s.tally.add("clock moved")
		s.machine.clock.move(time.Duration(s.chance.IntN(80)+1) * time.Hour)
	case n < 83:
		s.tally.add("clock of a device set")
		d.clock.by.Store(s.chance.Int64N(int64(96*time.Hour/time.Millisecond)) - int64(48*time.Hour/time.Millisecond))
	case n < 88:
		return s.tidy(d)
	case n < 91:
		s.net.deliver()
		if s.post != nil {
			s.post.journey(s.chance.IntN(2) == 0)
		}
	case n < 94:
		return s.office()
	default:
		return s.disaster(d)
	}
	return nil
}

// payment is what somebody pays while there is a connection.
func (s *run) payment(d *device) func() {
	if s.chance.IntN(2) > 0 {
		return nil
	}
	what := s.people.think(d.handle, d.Now())
	for range 8 {
		switch what.command.(type) {
		case *model.RecordPayment, *model.ConfirmContent, *model.AcknowledgePayment:
			return func() {
				s.tally.add("payment asked")
				if err := s.utter(d, what, 0); err != nil {
					s.book.wrong = append(s.book.wrong, s.breaks(GoesOn, err))
				}
			}
		}
		what = s.people.think(d.handle, d.Now())
	}
	return nil
}

// elsewhere is somebody at a terminal of the hub.
func (s *run) elsewhere() error {
	for range s.chance.IntN(3) + 1 {
		handle := pick(s.chance, slices.Concat(sellers(), creators()))
		now, err := s.machine.hub.Now()
		if err != nil {
			return err
		}
		what := s.people.think(handle, now)
		if err := s.machine.dark(s.machine.as(handle, what.command, what.private...)); err != nil {
			return err
		}
		if s.machine.process.broken() {
			return nil
		}
	}
	return nil
}

// tidy looks after what waits and what was refused: it is sent again, as it was or otherwise, or dropped.
func (s *run) tidy(d *device) error {
	all, err := d.Refusals()
	if err != nil {
		return err
	}
	all = append(all, d.Outbox()...)
	if len(all) == 0 {
		return nil
	}
	it := pick(s.chance, all)
	if it.Refusal != nil && s.chance.IntN(2) == 0 {
		return s.do(d, s.people.think(d.handle, d.Now()), it.Key)
	}
	err = d.Drop(it.Key)
	s.note("%s: drops %s counter %d: %v", d.name, it.Wire, it.Counter, err)
	switch {
	case err == nil:
		s.tally.add("command dropped")
		s.book.of(want(d.handle, it)).dropped++
	case errors.Is(err, errFull):
	case !errors.Is(err, replica.ErrSent) || !it.Sent:
		return fmt.Errorf("%s: a command cannot be dropped: %w", d.name, err)
	}
	return nil
}
