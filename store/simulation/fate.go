package simulation

import (
	"errors"

	"aeconnect/model"
	"aeconnect/store/journal"
)

func codec() journal.Codec { return journal.NewCodec() }

// office is what the operator does: keys are revoked and given back, and support comes.
func (s *run) office() error {
	if !s.joined && s.chance.IntN(4) == 0 {
		s.joined = true
		return s.machine.dark(s.town.admit(s.machine, support))
	}
	if s.chance.IntN(3) == 0 {
		return s.decree()
	}
	d := pick(s.chance, s.devices)
	if d.handle == support && !s.joined {
		return nil // a hub that was put back has forgotten the account
	}
	k := d.keyOf()
	if g, revoked := s.revoked[k.fingerprint]; revoked {
		return s.giveBack(g)
	}
	s.tally.add("key revoked")
	s.revoked[k.fingerprint] = grip{d.handle, k}
	return unlessRefused(s.machine.operate(&model.RevokeKey{Fingerprint: k.fingerprint})) // one of a device that has none yet
}

// decree changes the policy, or somebody's level.
func (s *run) decree() error {
	var c model.Command
	switch s.chance.IntN(2) {
	case 0:
		numbers := []model.Number{model.ApplicationReviewDays, model.AddressHideDays, model.UndoMinutes, model.PaymentRecordDays}
		s.tally.add("policy changed")
		c = &model.SetPolicy{Name: pick(s.chance, numbers), Value: s.chance.Int64N(9) + 1}
	default:
		s.tally.add("level changed")
		c = &model.SetLevel{Handle: pick(s.chance, sellers()), Level: pick(s.chance, model.Levels())}
	}
	return unlessRefused(s.machine.operate(c))
}

func unlessRefused(err error) error {
	var refusal *model.Refusal
	if errors.As(err, &refusal) {
		return nil
	}
	return err
}

func (s *run) giveBack(g grip) error {
	delete(s.revoked, g.key.fingerprint)
	return s.machine.operate(&model.AddKey{Handle: g.handle, Text: g.key.line, Kind: model.KeyFull, Again: true})
}

// twins bounds the copies of devices.
const twins = 6

// disaster is what should not happen.
func (s *run) disaster(d *device) error {
	what := s.chance.IntN(12)
	s.note("disaster %d at %s", what, d.name)
	switch what {
	case 0:
		s.tally.add("disaster hub dies")
		return s.machine.crash()
	case 10:
		s.tally.add("disaster hub's power fails in an append")
		s.machine.process.doom(s.chance.IntN(3))
	case 11:
		return s.machine.disk.settle()
	case 1:
		if s.post != nil {
			s.post.backup, _ = filesOf(s.post.desk)
		}
		return s.machine.save()
	case 2:
		if s.chance.IntN(2) == 0 {
			return s.restore()
		}
	case 3, 4:
		return d.steady()
	case 5, 6:
		return d.save()
	case 7, 8:
		if d.backup == nil && s.post != nil { // a backup of yesterday, and a good day since
			if err := errors.Join(d.save(), s.connect(d, false, nil)); err != nil {
				return err
			}
		}
		if d.backup != nil {
			s.tally.add("disaster replica restored")
			return d.putBack()
		}
	case 9:
		if len(s.devices) < twins {
			s.tally.add("disaster replica copied")
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
	s.tally.add("disaster hub restored")
	s.note("hub restored to %d from %d", s.machine.saved, s.machine.hub.Head().Seq)
	s.book.forget(s.machine.saved)
	if err := s.machine.restore(); err != nil {
		return err
	}
	if s.post != nil && s.post.backup != nil && s.post.chance.IntN(2) == 0 { // else the files of the folder lay elsewhere
		if err := s.post.backup.plant(s.post.desk); err != nil {
			return err
		}
	}
	return s.recount()
}

// recount finds out what the restored hub knows of keys and support.
func (s *run) recount() error {
	return s.machine.hub.View(func(r model.Reader) error {
		s.joined = model.AccountByHandle(r, support) != nil
		for handle, k := range s.town.keys {
			s.regrip(r, grip{handle, k})
		}
		for _, d := range s.devices {
			s.regrip(r, grip{d.handle, d.keyOf()})
		}
		return nil
	})
}

// regrip finds out whether a key has to be given back.
func (s *run) regrip(r model.Reader, g grip) {
	if model.AccountByHandle(r, g.handle) == nil {
		delete(s.revoked, g.key.fingerprint) // whoever comes later comes with a key
		return
	}
	if _, _, known := model.ActorOf(r, g.key.fingerprint); known {
		delete(s.revoked, g.key.fingerprint)
	} else {
		s.revoked[g.key.fingerprint] = g
	}
}
