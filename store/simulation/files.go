package simulation

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"

	"aeconnect/store/hub"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// files is a disk with the hub's real files on it.
type files struct {
	dir    string
	wrong  func(before, now Files) Files // what the disk holds after a death; nil: what was written
	opened *bolt.Journal
	torn   Files // what is on the disk since the power failed; nil: it has not
	before Files // the last append, if anybody wants to know
	backup Files
}

// Files are a directory's files by their names below it.
type Files map[string][]byte

// treeOf reads a directory; one that is not there is empty.
func filesOf(dir string) (Files, error) {
	all := Files{}
	err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		below, _ := filepath.Rel(dir, name)
		all[below], err = os.ReadFile(name)
		return err
	})
	if errors.Is(err, os.ErrNotExist) {
		err = nil
	}
	return all, err
}

// plant makes a directory hold these files and no others.
func (t Files) plant(dir string) error {
	err := os.RemoveAll(dir)
	for below, text := range t {
		name := filepath.Join(dir, below)
		err = errors.Join(err, os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, text, 0o600))
	}
	return errors.Join(err, os.MkdirAll(dir, 0o700))
}

func (f *files) path() string { return filepath.Join(f.dir, hub.FileName) }

func (f *files) open() (journal.Journal, error) {
	j, err := bolt.Open(f.path(), bolt.Options{MmapBytes: 16 << 20})
	f.opened, f.torn = j, nil
	if f.wrong != nil && err == nil {
		f.before, err = filesOf(f.dir)
		return watched{j, f}, err
	}
	return j, err
}

func (f *files) settle() error { return f.opened.Settle() }

// end implements disk: the files stay as they are, without what closing them does.
func (f *files) end() (err error) {
	now := f.torn
	if now == nil {
		now, err = filesOf(f.dir)
	}
	if f.wrong != nil && f.torn == nil {
		now = f.wrong(f.before, now)
	}
	return errors.Join(err, f.opened.Close(), now.plant(f.dir))
}

// cut implements disk: of the last frame some bytes are there, or all, or others in their place.
func (f *files) cut(append func() error, chance *rand.Rand) error {
	before, err := filesOf(f.dir)
	if err := errors.Join(err, append()); err != nil {
		return err
	}
	after, err := filesOf(f.dir)
	for name, text := range after {
		if strings.Contains(name, "-tail-") {
			after[name] = part(before[name], text, chance)
		}
	}
	f.torn = after
	return err
}

// part is what is there of bytes that were being written over others.
func part(before, after []byte, chance *rand.Rand) []byte {
	from := 0
	for from < min(len(before), len(after)) && before[from] == after[from] {
		from++
	}
	if from == len(after) || chance.IntN(3) == 0 {
		return after
	}
	at := from + chance.IntN(len(after)-from)
	left := append([]byte(nil), after[:at]...)
	switch chance.IntN(3) {
	case 0: // the file has its length, and not what belongs there
		left = append(left, make([]byte, len(after)-at)...)
	case 1:
		for range len(after) - at {
			left = append(left, byte(chance.Uint32()))
		}
	}
	if len(left) < len(before) {
		left = append(left, before[len(left):]...)
	}
	return left
}

func (f *files) save() (err error) {
	f.backup, err = filesOf(f.dir)
	return err
}

func (f *files) restore() error { return f.backup.plant(f.dir) }

// watched remembers the files before each append.
type watched struct {
	*bolt.Journal
	files *files
}

// Append implements journal.Journal.
func (w watched) Append(ctx context.Context, at journal.Head, group []journal.Entry, with func(journal.Tx) error) (journal.Head, error) {
	before, err := filesOf(w.files.dir)
	if err != nil {
		return at, err
	}
	w.files.before = before
	return w.Journal.Append(ctx, at, group, with)
}
