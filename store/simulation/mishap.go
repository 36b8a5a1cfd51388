package simulation

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// mishaps are what may happen to a folder, and to a letter in it.
func mishaps() []string {
	return []string{
		"folder away", "folder put back to what it was", "letter lost", "letter altered", "letter cut", "letter replayed", "letter in another's mailbox",
		"stranger's file in a mailbox",
	}
}

// mishap lets something happen to the folder, now and then.
func (p *post) mishap() error {
	switch p.chance.IntN(16) {
	case 0:
		p.run.tally.add("folder away")
		p.gone = true
		return errors.Join(os.Rename(p.dir, p.dir+".away"), os.WriteFile(p.dir, nil, 0o600))
	case 1:
		now, err := filesOf(p.dir)
		p.stick = now
		return err
	case 2:
		if p.stick != nil {
			p.run.tally.add("folder put back to what it was")
			if err := p.stick.plant(p.dir); err != nil {
				return err
			}
			for name := range p.stick {
				p.stamp(filepath.Join(p.dir, name))
			}
		}
		return nil
	}
	all := p.letters()
	for _, name := range all {
		if err := p.tamper(name, all); err != nil {
			return err
		}
	}
	return nil
}

// tamper does to a letter what clouds, sticks and strangers do, now and then.
func (p *post) tamper(name string, all []string) error {
	text, err := os.ReadFile(filepath.Join(p.dir, name))
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	p.older[name] = text
	if len(text) == 0 {
		return nil
	}
	switch p.chance.IntN(36) {
	case 0:
		p.run.tally.add("letter lost")
		return os.Remove(filepath.Join(p.dir, name))
	case 1:
		p.run.tally.add("letter altered")
		text = slices.Clone(text)
		text[p.chance.IntN(len(text))] ^= byte(1 + p.chance.IntN(255))
	case 2:
		p.run.tally.add("letter cut")
		text = text[:p.chance.IntN(len(text))]
	case 3:
		p.run.tally.add("letter replayed")
		text = p.older[pick(p.chance, sorted(p.older))]
	case 4:
		p.run.tally.add("letter in another's mailbox")
		name = filepath.Join(filepath.Dir(pick(p.chance, all)), filepath.Base(name))
	case 5:
		p.run.tally.add("stranger's file in a mailbox")
		name = filepath.Join(filepath.Dir(name), "holiday.jpg")
	default:
		return nil
	}
	return p.lay(name, text)
}

func sorted(all map[string][]byte) (names []string) {
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// lay puts a file into the folder.
func (p *post) lay(name string, text []byte) error {
	name = filepath.Join(p.dir, name)
	_ = os.Remove(name)
	err := os.WriteFile(name, text, 0o600)
	p.stamp(name)
	return err
}

// stamp gives a file a time that no other has: clocks of file systems are coarse, and days here are short.
func (p *post) stamp(name string) {
	p.moment = p.moment.Add(time.Second)
	_ = os.Chtimes(name, p.moment, p.moment)
}
