package replica

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"go.etcd.io/bbolt"
)

// unmade is where a replica's file is made: it gets its name when it is one.
const unmade = FileName + ".new"

// Exists tells whether a replica lies in the directory. A file in which nothing was written down yet is none: earlier
// versions made it in its place, and left it there when they were killed.
func Exists(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, FileName))
	return err == nil && (!info.Mode().IsRegular() || info.Size() > blankPages*int64(os.Getpagesize()))
}

// blankPages is how many pages the file has before the first change.
const blankPages = 4

// Join makes an empty replica of the hub at a URL in a directory where neither a replica nor a marketplace lies. What it
// shows comes with the first Run. Wherever it breaks off, there is a replica or none.
func Join(dir, url string, o Options) (*Replica, error) {
	if occupied(dir) {
		return nil, ErrExists
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	r, err := open(dir, unmade, o)
	if err != nil && !errors.Is(err, ErrHeld) { // what is left of another is no file of the kind
		if err = os.Remove(filepath.Join(dir, unmade)); err == nil {
			r, err = open(dir, unmade, o)
		}
	}
	if err != nil {
		return nil, err
	}
	r.meta.URL, r.meta.Live = url, 1
	if _, err = io.ReadFull(r.rand, r.meta.Device[:]); err == nil {
		err = r.update(func(tx *bbolt.Tx) error { return makeView(tx, 1) })
	}
	if err == nil && occupied(dir) {
		err = ErrExists // another process was faster
	}
	if err = errors.Join(err, r.Close()); err == nil {
		err = os.Rename(filepath.Join(dir, unmade), filepath.Join(dir, FileName))
	}
	if err != nil {
		if errors.Is(err, ErrExists) {
			return nil, err // the file may be the other's by now
		}
		return nil, errors.Join(err, os.Remove(filepath.Join(dir, unmade)))
	}
	lasts(dir)
	return Open(dir, o)
}

// occupied tells whether the directory is somebody's already, be it only by the files beside a marketplace.
func occupied(dir string) bool {
	all, _ := os.ReadDir(dir) // the name may have signs in it that mean something in a pattern
	for _, e := range all {
		if strings.HasPrefix(e.Name(), "market.db") {
			return true
		}
	}
	return Exists(dir)
}

// lasts has a directory kept as it is now. Where that cannot be done, a failure of power may bring back what was before:
// no replica, which is joined again.
func lasts(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}
