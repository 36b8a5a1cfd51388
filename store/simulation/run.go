package simulation

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// run is one life of a hub and its replicas.
type run struct {
	seed    uint64
	dir     string
	town    *Town
	parts   Parts
	chance  *rand.Rand
	planted *rand.Rand // chances of a wrong part
	machine *machine
	net     *network
	post    *post // nil: devices reach the hub over the network
	life    Life
	at      int // the step
	tally   *Tally
	people  people
	private map[string]string
	devices []*device
	revoked map[string]grip // by fingerprint
	joined  bool            // support has
	copied  bool            // a backup was put back, or a copy was made
	book    *book
	trace   io.Writer
}

// Run lives one life in an empty directory and returns the first promise that was broken. The same seed is the same life.
func Run(town *Town, dir string, seed uint64, o Options) (err error) {
	if o.Steps == 0 {
		o.Steps = usualSteps
	}
	s, err := newRun(town, dir, seed, o)
	if err != nil {
		return err
	}
	defer func() {
		for _, d := range s.devices {
			err = errors.Join(err, d.Close())
		}
		s.machine.stop()
		if s.post != nil {
			s.post.over()
		}
	}()
	return s.breaks(GoesOn, s.live(o.Steps))
}

func (s *run) live(steps int) error {
	if err := s.settle(); err != nil {
		return err
	}
	for s.at = range steps {
		s.tally.add("step")
		if err := errors.Join(s.step(), s.heard(), s.revive()); err != nil {
			return err
		}
	}
	s.at = steps
	if err := s.heal(); err != nil {
		return fmt.Errorf("healing: %w", err)
	}
	return s.check()
}

func newRun(town *Town, dir string, seed uint64, o Options) (*run, error) {
	if o.Life == AsSeeded {
		o.Life = lifeOf(seed)
	}
	s := &run{
		seed: seed, dir: dir, town: town, parts: o.Parts, chance: streams(seed, "run"), planted: streams(seed, "planted"),
		private: map[string]string{}, revoked: map[string]grip{}, book: newBook(), life: o.Life, tally: o.Tally,
		trace: o.Trace,
	}
	c := &clock{}
	c.now.Store(begin().UnixMilli())
	s.machine = &machine{parts: o.Parts, clock: c, chance: streams(seed, "machine"), disk: &memory{kept: town.kept.Fork()}}
	if s.life.filed() {
		f := &files{dir: filepath.Join(dir, "hub"), wrong: o.Parts.Disk}
		if err := town.files.plant(f.dir); err != nil {
			return nil, err
		}
		s.machine.disk = f
	}
	s.net = &network{machine: s.machine, note: s.note, tally: s.tally}
	s.people = people{chance: streams(seed, "people"), told: s.private}
	if s.life.carried() {
		s.post = newPost(s)
		if err := os.MkdirAll(s.post.dir, 0o700); err != nil {
			return nil, err
		}
	}
	s.tally.add("life " + s.life.String())
	return s, nil
}

// revive starts the hub again if its power has failed.
func (s *run) revive() error {
	if !s.machine.process.broken() {
		return nil
	}
	return errors.Join(s.machine.crash(), s.recount())
}

// settle starts the hub and joins the devices: two of one seller, one of a creator and one of somebody else.
func (s *run) settle() error {
	if err := s.machine.start(); err != nil {
		return err
	}
	if s.post != nil {
		s.post.journey(false)
	}
	if err := s.machine.save(); err != nil {
		return err
	}
	other := []string{"bazaar", "nils", "mcn", operator, support}[s.chance.IntN(5)]
	if other == support {
		s.joined = true
		if err := s.town.admit(s.machine, support); err != nil {
			return err
		}
	}
	for i, handle := range []string{"lumen", "lumen", "mia", other} {
		d := s.newDevice(handle, i)
		if err := d.join(); err != nil {
			return err
		}
		s.devices = append(s.devices, d)
		if err := s.connect(d, false, nil); err != nil {
			return err
		}
	}
	return nil
}

// heard is what the network and the book noticed.
func (s *run) heard() error {
	return errors.Join(s.breaks(Framed, errors.Join(s.net.wrong...)), s.breaks(KeptForEver, errors.Join(s.book.wrong...)))
}
