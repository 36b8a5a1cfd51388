package simulation

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"aeconnect/store/replica"
)

// rounds is how often everybody connects until nothing is on its way any more.
func (s *run) rounds() int {
	if s.post != nil {
		return 6
	}
	return 3
}

// everybody has the accounts of all devices at the hub: one that was put back may not know support yet.
func (s *run) everybody() error {
	for _, d := range s.devices {
		if d.handle == support && !s.joined {
			s.joined = true
			if err := s.town.admit(s.machine, support); err != nil {
				return err
			}
		}
	}
	return s.recount()
}

// heal gives everybody a good network, and the keys back.
func (s *run) heal() error {
	s.machine.process.doom(-1)
	s.net.deliver()
	if err := s.everybody(); err != nil {
		return err
	}
	for _, fingerprint := range slices.Sorted(maps.Keys(s.revoked)) {
		if err := s.giveBack(s.revoked[fingerprint]); err != nil {
			return err
		}
	}
	for range s.rounds() {
		for _, d := range s.devices {
			if err := errors.Join(s.connect(d, false, nil), s.heard()); err != nil {
				return err
			}
		}
	}
	return nil
}

// check holds every promise.
func (s *run) check() error {
	for _, d := range s.devices {
		if n := len(d.Outbox()); n > 0 {
			return s.breaks(Converges, fmt.Errorf("%s: %d commands still wait, the first is %+v; the last session: %w", d.name, n, d.Outbox()[0], d.State().Why))
		}
		if st := d.State(); st.Line == replica.Stranger || st.Line == replica.Outdated {
			return s.breaks(Converges, fmt.Errorf("%s is %s: %w", d.name, st.Line, st.Why))
		}
		if err := errors.Join(
			s.breaks(Alarmed, d.checkAlarms()), s.breaks(Steady, d.steady()), s.breaks(Projected, s.same(d)), s.breaks(Private, s.canaries(d)),
		); err != nil {
			return err
		}
	}
	return errors.Join(s.breaks(DecidedOnce, s.checkBook()), s.breaks(Unseen, s.checkUnseen()), s.breaks(Rebuilt, s.machine.check()), s.heard())
}
