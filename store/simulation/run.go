package simulation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"

	"aeconnect/model"
	"aeconnect/store/replica"
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

// act lets somebody do something on a device, connected or not.
func (s *run) act(d *device) error {
	return s.do(d, s.people.think(d.handle, d.Now()), 0)
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
