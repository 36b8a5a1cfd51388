package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"aeconnect/store/journal"
)

// Orphans are tails that hold something while the file to which they belong is gone.
type Orphans struct {
	Path        string   // of the file that is gone
	Tails       []string // base names of the tails that are not empty
	First, Last uint64   // the entries that stand in them; 0 if none can be read
}

// FindOrphans looks for what is left of a journal whose file is gone. It is nil where the file is there, and where
// nothing is left.
func FindOrphans(path string) (*Orphans, error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	o := &Orphans{Path: path}
	for i := range 2 {
		raw, err := os.ReadFile(tailName(path, i))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		if len(raw) == 0 {
			continue
		}
		o.Tails = append(o.Tails, filepath.Base(tailName(path, i)))
		frames, _, _ := ReadFrames(raw, 0)
		for _, f := range frames {
			if o.First == 0 || f.First < o.First {
				o.First = f.First
			}
			o.Last = max(o.Last, f.Last())
		}
	}
	if o.Tails == nil {
		return nil, nil
	}
	return o, nil
}

// Standing says what the tails hold.
func (o *Orphans) Standing() string {
	if o.First == 0 {
		return fmt.Sprintf("bytes that cannot be read stand in %s", o.names())
	}
	return fmt.Sprintf("entries %d to %d stand in %s", o.First, o.Last, o.names())
}

func (o *Orphans) names() string {
	if len(o.Tails) == 2 {
		return o.Tails[0] + " and " + o.Tails[1]
	}
	return o.Tails[0]
}

// Damage is why such a journal cannot be opened: a new file would have to overwrite the tails.
func (o *Orphans) Damage() error {
	return journal.Damaged(0, "%s is missing, but %s", filepath.Base(o.Path), o.Standing())
}
