package replica

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"

	"go.etcd.io/bbolt"
	boltfault "go.etcd.io/bbolt/errors"
)

// DamagedError says that a replica's file is not what was written: cut, overwritten, or on a disk that lost some of it.
type DamagedError struct {
	File string
	Err  error
}

// Error names the file.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("the replica %s is damaged: %v", e.File, e.Err)
}

// Unwrap returns what was found.
func (e *DamagedError) Unwrap() error { return e.Err }

// reading does something with a file that may be damaged. The library panics where a page is not what it should be, and the
// system where there is none any more.
func reading(file string, do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if found := recover(); found != nil {
			err = &DamagedError{file, fmt.Errorf("%v", found)}
		}
	}()
	err = do()
	for _, sign := range []error{boltfault.ErrInvalid, boltfault.ErrChecksum, boltfault.ErrVersionMismatch} {
		if errors.Is(err, sign) {
			return &DamagedError{file, err}
		}
	}
	return err
}

// errCut says that a file is shorter than what stands in it.
var errCut = errors.New("its end is missing")

// uncut tells that a file is as long as it has to be.
func uncut(db *bbolt.DB) error {
	info, err := os.Stat(db.Path())
	if err != nil {
		return err
	}
	return db.View(func(tx *bbolt.Tx) error {
		if tx.Size() > info.Size() {
			return &DamagedError{db.Path(), errCut}
		}
		return nil
	})
}
