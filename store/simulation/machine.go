package simulation

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"

	"aeconnect/model"
	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/mem"
	"aeconnect/store/remote"
)

// machine is the computer on which the hub runs.
type machine struct {
	parts   Parts
	clock   *clock
	chance  *rand.Rand
	disk    disk
	process *process
	journal journal.Journal // as the hub has it
	hub     *hub.Hub
	serves  remote.Authority
	saved   uint64 // the head of the backup
}

// start runs a hub on what the disk holds.
func (m *machine) start() error {
	kept, err := m.disk.open()
	if err != nil {
		return fmt.Errorf("the hub's files: %w", err)
	}
	m.process = &process{Journal: kept, disk: m.disk, chance: m.chance, left: -1}
	m.journal = m.process
	if m.parts.Journal != nil {
		m.journal = m.parts.Journal(m.process)
	}
	h, err := hub.New(m.journal, hub.Options{Clock: m.clock})
	if err != nil {
		return err
	}
	m.hub, m.serves = h, h
	if m.parts.Authority != nil {
		m.serves = m.parts.Authority(h)
	}
	return nil
}

// halt ends the process as a failure of the power does.
func (m *machine) halt() error {
	m.process.die()
	err := m.disk.end()
	_ = m.hub.Close()
	return err
}

// crash ends the process and starts another on what is on the disk.
func (m *machine) crash() error {
	if err := m.halt(); err != nil {
		return err
	}
	if disk, ok := m.journal.(interface{ Crash() *mem.Journal }); ok { // one that does not keep what it says it does
		if left := disk.Crash(); left != nil {
			m.disk.(*memory).kept = left
		}
	}
	return m.start()
}

// save makes a backup.
func (m *machine) save() error {
	m.saved = m.hub.Head().Seq
	return m.disk.save()
}

// restore puts the backup in the place of what is on the disk.
func (m *machine) restore() error {
	if err := errors.Join(m.halt(), m.disk.restore()); err != nil {
		return err
	}
	return m.start()
}

// stop ends the hub.
func (m *machine) stop() { _ = m.hub.Close() }

// operate does something as the operator at the machine itself. What the power cut off is not known.
func (m *machine) operate(c model.Command) error {
	o, err := m.hub.Submit(context.Background(), hub.Submission{Actor: model.Actor{Operator: true}, Command: c})
	if err == nil && o.Refusal != nil {
		err = o.Refusal
	}
	return m.dark(err)
}

// dark makes nothing of an error that came of the power's failure.
func (m *machine) dark(err error) error {
	if m.process.broken() {
		return nil
	}
	return err
}

// check holds the machine's own promises: what is kept is what the entries say, now and when the files are opened anew.
func (m *machine) check() error {
	err := errors.Join(hub.Verify(context.Background(), m.journal), m.hub.Stopped())
	f, real := m.disk.(*files)
	if err != nil || !real {
		return err
	}
	if err = errors.Join(m.crash(), hub.Verify(context.Background(), m.journal)); err != nil {
		return err
	}
	m.stop()
	report, err := hub.Examine(context.Background(), f.path(), nil)
	for _, found := range report.Findings {
		if !strings.Contains(found.File, ".cut-") { // what a death cut off, and nobody was told of, is kept aside
			err = errors.Join(err, fmt.Errorf("the doctor says of %s: %s", found.File, found.What))
		}
	}
	return errors.Join(err, m.start())
}
