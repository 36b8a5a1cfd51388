package folder

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
)

const (
	// nameLength is that of a mailbox's name.
	nameLength = 20
	// boxSuffix ends the name of the file in which an office keeps what it knows of a device.
	boxSuffix = ".box"
)

// find opens the mailboxes that are in the folder. Those that are known are opened by their names; new ones are looked for
// among whatever lies there, so many at a look, each time further on.
func (f *Office) find() error {
	if len(f.drawers) == 0 {
		f.recall()
	}
	var may []string
	junk := 0
	err := each(filepath.Join(f.root, toHub), func(name string) {
		switch {
		case f.drawers[name] != nil || strings.HasPrefix(name, "."):
		case boxLike(name):
			may = append(may, name)
		default:
			if junk++; junk <= maxFiles {
				f.look.pass(filepath.Join(f.root, toHub, name), errForeign)
			}
		}
	})
	if err != nil {
		return err
	}
	most := min(len(may), maxDrawers)
	for i := range most {
		name := may[(f.turn+i)%len(may)]
		if f.admit(name) != nil {
			f.look.pass(filepath.Join(f.root, toHub, name), errForeign)
			junk++
		}
	}
	f.turn += most
	if f.counts.Crowd = junk + len(may) - most; f.counts.Crowd < crowd {
		f.counts.Crowd = 0
	}
	return nil
}

// crowd is how many names that are no mailboxes are worth a word.
const crowd = 100

// recall opens the mailboxes of devices that have written before.
func (f *Office) recall() {
	known, err := os.ReadDir(f.dir)
	if err != nil {
		return
	}
	for _, e := range known {
		name, is := strings.CutSuffix(e.Name(), boxSuffix)
		if !is {
			continue
		}
		if info, err := os.Lstat(filepath.Join(f.root, toHub, name)); err == nil && info.IsDir() {
			_ = f.admit(name) // if it cannot be opened, it is looked for again
		}
	}
}

// admit opens a mailbox. Where there are too many, those from which nothing was ever read make room: whoever can write into
// the folder can make as many as he likes.
func (f *Office) admit(name string) error {
	if len(f.drawers) >= maxDrawers {
		for name, b := range f.drawers {
			if b.state.In.Last == (place{}) {
				delete(f.drawers, name)
			}
		}
	}
	if len(f.drawers) >= maxDrawers {
		return errCrowded
	}
	b, err := f.openDrawer(name)
	if err == nil {
		f.drawers[name] = b
	}
	return err
}

var errCrowded = errors.New("there are too many mailboxes")

// boxLike tells whether a name may be that of a mailbox.
func boxLike(name string) bool {
	return len(name) == nameLength && strings.Trim(name, "0123456789abcdef") == ""
}
