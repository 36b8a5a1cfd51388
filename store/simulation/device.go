package simulation

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/remote"
	"aeconnect/store/replica"
)

// device is somebody's computer with a replica on it.
type device struct {
	*replica.Replica
	run    *run
	name   string
	handle string
	dir    string
	clock  *skewed
	power  *power
	opened int    // how often
	life   int    // how often a backup was put back
	backup []byte // of its file; nil: none
	box    Files  // of its mailbox, of the same moment
	held   []wanted
	owed   int              // alarms that there must have been in the end
	late   map[place]int    // and those for answers in letters that a hub wrote before it was put back
	forks  int              // alarms of another copy that there must have been
	knows  map[string]bool  // private texts that it may have had
	key    key              // of its mailbox; none: its person's is used
	names  []journal.Device // under which it greeted
}

func (s *run) newDevice(handle string, n int) *device {
	d := &device{run: s, name: fmt.Sprintf("%s-%d", handle, n), handle: handle, clock: &skewed{of: s.machine.clock}, knows: map[string]bool{}, late: map[place]int{}}
	d.dir = filepath.Join(s.dir, d.name)
	return d
}

func (d *device) file() string { return filepath.Join(d.dir, replica.FileName) }

func (d *device) options() replica.Options {
	d.opened++
	part := fmt.Sprint(d.name, "/", d.opened)
	torn := d.run.parts.Torn
	if torn == nil {
		torn = tear
	}
	d.power = &power{file: d.file(), torn: torn, chance: streams(d.run.seed, "power/"+part), left: -1, tally: d.run.tally}
	return replica.Options{Clock: d.clock, Rand: source{streams(d.run.seed, part)}, Relaxed: true, Writes: d.power}
}

// source makes bytes of chances.
type source struct{ chance *rand.Rand }

// Read implements io.Reader.
func (s source) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(s.chance.Uint32())
	}
	return len(b), nil
}

func (d *device) join() (err error) {
	d.Replica, err = replica.Join(d.dir, "loop:", d.options())
	return err
}

// restart opens the replica again; image is what the disk holds, nil for what was written.
func (d *device) restart(image []byte) error {
	if err := d.Close(); err != nil {
		return err
	}
	if image != nil {
		if err := os.WriteFile(d.file(), image, 0o600); err != nil {
			return err
		}
	}
	if wrong := d.run.parts.File; wrong != nil {
		if err := wrong(d.file(), d.run.planted); err != nil {
			return err
		}
	}
	r, err := replica.Open(d.dir, d.options())
	if err != nil {
		return fmt.Errorf("%s after it was closed: %w", d.name, err)
	}
	d.Replica = r
	return nil
}

// recover starts the replica again if its power has failed. It tells whether it had.
func (d *device) recover() (bool, error) {
	if !d.power.failed() {
		d.power.left = -1
		return false, d.power.err
	}
	return true, d.restart(d.power.image)
}

// wants returns what waits, and what was refused.
func (d *device) wants() (all []wanted, err error) {
	refused, err := d.Refusals()
	for _, it := range append(d.Outbox(), refused...) {
		all = append(all, want(d.handle, it))
	}
	return all, err
}

// save makes a backup.
func (d *device) save() (err error) {
	if d.held, err = d.wants(); err == nil {
		d.backup, err = os.ReadFile(d.file())
	}
	return errors.Join(err, d.saveBox())
}

// putBack puts the backup in the place of what there is.
func (d *device) putBack() error {
	now, err := d.wants()
	if err != nil {
		return err
	}
	held := slices.Clone(d.held)
	for _, w := range now {
		if i := slices.Index(held, w); i >= 0 {
			held = slices.Delete(held, i, i+1)
			continue
		}
		d.run.book.of(w).gone++
	}
	d.life++
	d.spare()
	d.owed, d.forks = 0, 0
	clear(d.late)
	return errors.Join(d.putBackBox(), d.restart(d.backup))
}

// spare notes that what the backup holds may be sent by two.
func (d *device) spare() {
	d.run.copied = true
	for _, w := range d.held {
		d.run.book.of(w).spare++
	}
}

// twin is a copy that goes on beside the device.
func (d *device) twin(n int) (*device, error) {
	t := d.run.newDevice(d.handle, n)
	if err := errors.Join(d.save(), os.MkdirAll(t.dir, 0o700), os.WriteFile(t.file(), d.backup, 0o600)); err != nil {
		return nil, err
	}
	t.held = d.held
	if err := d.lendBox(t); err != nil {
		return nil, err
	}
	t.spare()
	for text := range d.knows {
		t.knows[text] = true
	}
	r, err := replica.Open(t.dir, t.options())
	t.Replica = r
	return t, err
}

// id is what the hub proves of the device.
func (d *device) id() remote.Identity {
	return remote.Identity{Fingerprint: d.keyOf().fingerprint}
}

// actor is who acts here.
func (d *device) actor() model.Actor { _, a := d.Who(); return a }
