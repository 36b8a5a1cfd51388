package hub

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// layoutOf tells whether this version can use a state that says to be kept in some layout: nil, ErrLayout for one that
// is to be made anew, journal.ErrNewer for one that only a newer version knows.
func layoutOf(kept []byte) error {
	switch {
	case len(kept) == 1 && kept[0] == layout:
		return nil
	case len(kept) == 1 && kept[0] > layout:
		return fmt.Errorf("the state is kept in layout %d, this version knows %d: %w", kept[0], layout, journal.ErrNewer)
	}
	return fmt.Errorf("the state is kept in layout %d, this version keeps %d: %w", kept, layout, ErrLayout)
}

// newerLayout returns journal.ErrNewer where a newer version kept the state in a file.
func newerLayout(path string) error {
	s, err := bolt.NewSurvey(path)
	if err != nil {
		return err
	}
	defer s.Close()
	for key, value := range s.Rows(roomState) {
		if err := layoutOf(value); string(key) == layoutKey && errors.Is(err, journal.ErrNewer) {
			return err
		}
	}
	return nil
}

// upgrade makes the state of a directory anew from its journal, after a version that kept the state otherwise. The
// journal stays as it is, entry by entry; the old files are kept beside. Where the journal is not whole nothing is
// changed: that is for the doctor to say. The caller holds the directory and has closed its file.
func upgrade(dir string) error {
	fresh := filepath.Join(dir, FileName+".upgraded")
	defer discard(fresh) // after a success it is not there any more
	r, err := examine(context.Background(), filepath.Join(dir, FileName), fresh, nil)
	if err != nil {
		return err
	}
	if !r.Whole() {
		return fmt.Errorf("%w: %d of %d are left", ErrCut, r.Entries, r.Head.Seq)
	}
	_, err = replace(dir, fresh, "before-upgrade")
	return err
}

// discard removes a file that was not finished, with its tails.
func discard(fresh string) {
	for _, suffix := range append([]string{""}, bolt.TailSuffixes()...) {
		_ = os.Remove(fresh + suffix)
	}
}

// openUpgraded is openLocked, and where the state was kept otherwise it is made anew first.
func openUpgraded(dir string, lock *Lock, o Options) (*Hub, error) {
	h, err := openLocked(dir, lock, o)
	if !errors.Is(err, ErrLayout) {
		return h, err
	}
	if failed := upgrade(dir); failed != nil {
		return nil, errors.Join(err, failed)
	}
	return openLocked(dir, lock, o)
}
