package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// cutWord stands in the names of files that keep what was cut off a tail, before the entry after which it stood.
const cutWord = ".cut-"

// keepCut keeps the bytes of a tail that are no whole frame in a file of their own, before the tail is emptied. A write
// that a crash cut off was never acknowledged, but nobody can tell it from an acknowledged one that was damaged later.
func keepCut(tail string, after uint64, cut []byte) error {
	if len(cut) == 0 {
		return nil
	}
	base := fmt.Sprintf("%s%s%d", tail, cutWord, after)
	f, err := os.OpenFile(base, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	for n := 2; errors.Is(err, fs.ErrExist); n++ {
		f, err = os.OpenFile(fmt.Sprintf("%s-%d", base, n), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(cut)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncDir(filepath.Dir(tail))
}

// findCuts reports what was cut off the tails and is kept until somebody removes it.
func (s *Survey) findCuts() error {
	files, err := os.ReadDir(filepath.Dir(s.path))
	if err != nil {
		return err
	}
	for i := range 2 {
		prefix := filepath.Base(tailName(s.path, i)) + cutWord
		for _, f := range files {
			number, ok := strings.CutPrefix(f.Name(), prefix)
			if !ok {
				continue
			}
			after, _, _ := strings.Cut(number, "-")
			s.find(f.Name(), 0, fmt.Sprintf("bytes after entry %s were not whole; they are kept in %s until it is removed", after, f.Name()))
		}
	}
	return nil
}
