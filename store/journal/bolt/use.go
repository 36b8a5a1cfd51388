package bolt

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal"
)

// tailUse is what the file says about its tails, in the row "tails" of its bucket "meta". With it a tail that is
// missing although entries stood in it is told from one that held nothing, and a write that was not finished from what
// is left of former times.
type tailUse byte

const (
	tailsIdle tailUse = iota // they hold nothing that the file does not; there is no row
	tailsNew                 // they hold entries, with nothing behind
	tailsOld                 // they hold entries, written over older ones
)

func useKey() []byte { return []byte("tails") }

func putUse(b *bbolt.Tx, use tailUse) error {
	meta := b.Bucket(metaBucket())
	if use == tailsIdle {
		return meta.Delete(useKey())
	}
	return meta.Put(useKey(), []byte{byte(use)})
}

func decodeUse(value []byte) tailUse {
	if len(value) != 1 {
		return tailsIdle
	}
	return tailUse(value[0])
}

// tailsThere tells which tails exist.
func tailsThere(path string) (there [2]bool, err error) {
	for i := range there {
		_, err := os.Lstat(tailName(path, i))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return there, err
		}
		there[i] = err == nil
	}
	return there, nil
}

// missingTail is the damage that lies in tails that are not there; nil if none was needed. Both are made together and
// stay for ever, so that one alone has lost the other. A file with neither is a copy, which is whole if it was closed.
func missingTail(path string, head journal.Head, use tailUse) (i int, err error) {
	there, err := tailsThere(path)
	if err != nil {
		return 0, err
	}
	switch {
	case there[0] && there[1], use == tailsIdle && !there[0] && !there[1]:
		return 0, nil
	case use == tailsIdle && head.Seq == 0:
		return 0, nil // the making of the second one was cut off
	case there[0]:
		i = 1
	}
	name := filepath.Base(tailName(path, i))
	what := fmt.Sprintf("%s is missing; what was appended after entry %d may have stood there", name, head.Seq)
	return i, &journal.DamageError{What: what, File: name}
}

// unfinished is what of the rest of a tail must not be thrown away unseen: its bytes up to the last that is not zero.
// Behind the frames of a tail that was written over there are old bytes, which were kept elsewhere long since; what
// begins with the word of a frame, or where the first frame should stand, is not of those.
func unfinished(raw, rest []byte, use tailUse) []byte {
	if use != tailsNew && len(rest) < len(raw) && !bytes.HasPrefix(rest, []byte(frameMagic)) {
		return nil
	}
	return bytes.TrimRight(rest, "\x00")
}
