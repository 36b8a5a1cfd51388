package simulation

import (
	"errors"
	"os"
	"path/filepath"
)

// saveBox makes a backup of the device's mailbox, if it has one.
func (d *device) saveBox() (err error) {
	d.box = nil
	if d.run.post != nil {
		d.box, err = filesOf(d.post())
	}
	return err
}

// putBackBox puts the mailbox back that the backup holds, now and then; else it lay elsewhere and stays.
func (d *device) putBackBox() error {
	if len(d.box) == 0 || d.run.post.chance.IntN(2) == 0 {
		return nil
	}
	d.run.tally.add("mailbox restored with its replica")
	return errors.Join(d.box.plant(d.post()), d.run.post.renew())
}

// lendBox gives a copy of the device its mailbox too, now and then; else it gets one of its own.
func (d *device) lendBox(t *device) error {
	if len(d.box) == 0 || d.run.post.chance.IntN(2) == 0 {
		return nil
	}
	d.run.tally.add("mailbox copied with its replica")
	t.key = d.key
	return errors.Join(d.box.plant(t.post()), d.run.post.renew())
}

// renew takes another stick, now and then: nothing that lay in the folder lies there any more.
func (p *post) renew() error {
	if p.gone || p.chance.IntN(2) == 0 {
		return nil
	}
	p.run.tally.add("folder emptied")
	return os.RemoveAll(filepath.Join(p.dir, "aeconnect-post"))
}
