package simulation

import (
	"errors"
	"fmt"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/replica"
)

func codec() journal.Codec { return journal.NewCodec() }

// office is what the operator does: keys are revoked and given back, and support comes.
func (s *run) office() error {
	if !s.joined && s.chance.IntN(4) == 0 {
		s.joined = true
		return s.town.admit(s.machine, support)
	}
	handle := pick(s.chance, s.devices).handle
	if s.revoked[handle] {
		return s.giveBack(handle)
	}
	s.revoked[handle] = true
	return s.machine.operate(&model.RevokeKey{Fingerprint: s.town.keys[handle].fingerprint})
}

func (s *run) giveBack(handle string) error {
	delete(s.revoked, handle)
	return s.machine.operate(&model.AddKey{Handle: handle, Text: s.town.keys[handle].line, Kind: model.KeyFull, Again: true})
}

// twins bounds the copies of devices.
const twins = 6

// disaster is what should not happen.
func (s *run) disaster(d *device) error {
	what := s.chance.IntN(10)
	s.note("disaster %d at %s", what, d.name)
	switch what {
	case 0:
		return s.machine.crash()
	case 1:
		s.machine.backup = s.machine.disk.kept.Fork()
	case 2:
		if s.chance.IntN(2) == 0 {
			return s.restore()
		}
	case 3, 4:
		return d.steady()
	case 5, 6:
		return d.save()
	case 7, 8:
		if d.backup != nil {
			return d.putBack()
		}
	case 9:
		if len(s.devices) < twins {
			t, err := d.twin(len(s.devices))
			if err == nil {
				s.devices = append(s.devices, t)
			}
			return err
		}
	}
	return nil
}

// restore puts yesterday's hub in the place of today's.
func (s *run) restore() error {
	s.copied = true
	s.note("hub restored to %d from %d", s.machine.backup.Head().Seq, s.machine.disk.kept.Head().Seq)
	s.book.forget(s.machine.backup.Head().Seq)
	if err := s.machine.restore(); err != nil {
		return err
	}
	return s.recount()
}

// recount finds out what the restored hub knows of keys and support.
func (s *run) recount() error {
	return s.machine.hub.View(func(r model.Reader) error {
		s.joined = model.AccountByHandle(r, support) != nil
		for handle, k := range s.town.keys {
			if model.AccountByHandle(r, handle) == nil {
				continue
			}
			if _, _, known := model.ActorOf(r, k.fingerprint); known {
				delete(s.revoked, handle)
			} else {
				s.revoked[handle] = true
			}
		}
		return nil
	})
}

// rounds is how often everybody connects until nothing is on its way any more.
const rounds = 3

// heal gives everybody a good network, and the keys back.
func (s *run) heal() error {
	s.net.deliver()
	for _, h := range handles() {
		if s.revoked[h] {
			if err := s.giveBack(h); err != nil {
				return err
			}
		}
	}
	for range rounds {
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
			return fmt.Errorf("%s: %d commands still wait, the first is %+v", d.name, n, d.Outbox()[0])
		}
		if st := d.State(); st.Line == replica.Stranger || st.Line == replica.Outdated {
			return fmt.Errorf("%s is %s: %w", d.name, st.Line, st.Why)
		}
		if err := errors.Join(d.checkAlarms(), d.steady(), s.same(d), s.canaries(d)); err != nil {
			return err
		}
	}
	return errors.Join(s.checkBook(), s.machine.check(), s.heard())
}
