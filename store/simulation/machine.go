package simulation

import (
	"context"
	"errors"

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
	disk    disk
	process *process
	journal journal.Journal // as the hub has it
	hub     *hub.Hub
	serves  remote.Authority
	backup  *mem.Journal
}

// start runs a hub on what the disk holds.
func (m *machine) start() error {
	m.process = &process{Journal: m.disk.kept}
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

// crash ends the process and starts another on what is on the disk.
func (m *machine) crash() error {
	m.process.dead.Store(true)
	_ = m.hub.Close()
	if disk, ok := m.journal.(interface{ Crash() *mem.Journal }); ok { // one that does not keep what it says it does
		m.disk.kept = disk.Crash()
	}
	return m.start()
}

// restore puts the backup in the place of what is on the disk.
func (m *machine) restore() error {
	m.process.dead.Store(true)
	_ = m.hub.Close()
	m.disk.kept = m.backup.Fork()
	return m.start()
}

// stop ends the hub.
func (m *machine) stop() { _ = m.hub.Close() }

// operate does something as the operator at the machine itself.
func (m *machine) operate(c model.Command) error {
	o, err := m.hub.Submit(context.Background(), hub.Submission{Actor: model.Actor{Operator: true}, Command: c})
	if err == nil && o.Refusal != nil {
		err = o.Refusal
	}
	return err
}

// check holds the machine's own promises.
func (m *machine) check() error {
	return errors.Join(hub.Verify(context.Background(), m.journal), m.hub.Stopped())
}
