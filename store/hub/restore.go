package hub

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"aeconnect/store/journal/bolt"
)

// Backup writes the whole marketplace as the last group left it to w, as one file, while others go on, and returns how
// many bytes it wrote. A slow w makes the marketplace's file grow meanwhile, nothing else.
func (h *Hub) Backup(w io.Writer) (int64, error) {
	if err := h.Stopped(); err != nil {
		return 0, err
	}
	j, ok := h.journal.(interface {
		Backup(io.Writer) (int64, error)
	})
	if !ok {
		return 0, fmt.Errorf("a marketplace in memory has no file: %w", errors.ErrUnsupported)
	}
	return j.Backup(w)
}

// ErrCut says that a rebuild would leave out entries that cannot be read, and all that came after them.
var ErrCut = errors.New("entries are lost, and a rebuild would cut the journal off before them")

// Restore puts the marketplace of a backup into a directory that no process holds. The backup is examined first; one
// that is not whole is an UnsoundError and nothing is changed. A marketplace that is there already is kept beside, under
// the name that is returned ("" if there was none).
func Restore(ctx context.Context, dir string, backup io.Reader, p Progress) (aside string, err error) {
	made, err := makeAll(dir)
	if err != nil {
		return "", err
	}
	_, locked := os.Lstat(filepath.Join(dir, lockName))
	lock, err := Acquire(dir, "restore")
	if err != nil {
		return "", errors.Join(err, removeAll(made))
	}
	defer func() {
		_, market := os.Lstat(filepath.Join(dir, FileName))
		if errors.Is(locked, fs.ErrNotExist) && errors.Is(market, fs.ErrNotExist) { // nobody else has a use for it
			made = append([]string{filepath.Join(dir, lockName)}, made...)
		}
		failed := err != nil
		if err = errors.Join(err, lock.Release()); failed {
			err = errors.Join(err, removeAll(made))
		}
	}()
	fresh := filepath.Join(dir, FileName+".restored")
	defer func() { _ = os.Remove(fresh) }() // after a success it is not there any more
	if err := copyTo(fresh, backup); err != nil {
		return "", err
	}
	report, err := Examine(ctx, fresh, p)
	if err == nil {
		err = report.Err()
	}
	if err != nil {
		return "", err
	}
	return replace(dir, fresh, "before-restore")
}

// makeAll makes a directory with those above it, and returns the ones that were not there, the deepest first.
func makeAll(dir string) (made []string, err error) {
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		made = append(made, at)
	}
	return made, os.MkdirAll(dir, 0o700)
}

// removeAll removes files and empty directories in their order. A directory in which somebody put something stays.
func removeAll(made []string) error {
	for _, name := range made {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			if left, _ := os.ReadDir(name); len(left) > 0 {
				return nil
			}
			return err
		}
	}
	return nil
}

// copyTo writes a file and makes it durable.
func copyTo(path string, from io.Reader) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	return errors.Join(err, f.Sync(), f.Close())
}

// Rebuild writes a new file from what can be read of the journal and puts it in the place of the old one, which is kept
// beside under the name that is returned. Where entries are lost it refuses with ErrCut unless it may cut. The report is
// that of the old files.
func Rebuild(ctx context.Context, dir string, cut bool, p Progress) (r Report, aside string, err error) {
	err = holding(dir, "doctor", func(*Lock) error {
		fresh := filepath.Join(dir, FileName+".rebuilt")
		defer discard(fresh)
		if r, err = examine(ctx, filepath.Join(dir, FileName), fresh, p); err != nil {
			return err
		}
		if !r.Whole() && !cut {
			return fmt.Errorf("%w: %d of %d are left", ErrCut, r.Entries, r.Head.Seq)
		}
		aside, err = replace(dir, fresh, "damaged")
		return err
	})
	return r, aside, err
}

// replace puts a finished file in the place of the marketplace's, keeping that with its tails under a name that says
// why and when. At every moment there is a marketplace under the name, the old one or the new.
func replace(dir, fresh, why string) (aside string, err error) {
	path := filepath.Join(dir, FileName)
	orphans, err := bolt.FindOrphans(path)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(path); err == nil || orphans != nil {
		aside = fmt.Sprintf("%s.%s-%s", path, why, time.Now().UTC().Format("20060102T150405.000Z"))
		if err := keep(path, aside); err != nil {
			return "", err
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	if err := bolt.Install(fresh, path); err != nil {
		return "", err
	}
	return aside, nil
}

// keep gives the old files a second name.
func keep(path, aside string) error {
	for _, suffix := range append([]string{""}, bolt.TailSuffixes()...) {
		err := os.Link(path+suffix, aside+suffix)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil { // a file system without links
			f, err := os.Open(path + suffix)
			if err != nil {
				return err
			}
			if err := errors.Join(copyTo(aside+suffix, f), f.Close()); err != nil {
				return err
			}
		}
	}
	return nil
}
