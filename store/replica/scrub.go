package replica

import (
	"bytes"
	"errors"
	"os"
)

// scrub overwrites what was freed in the file. A private text that may not be seen any longer would else lie in pages that
// nothing points to until something else happens to be written there. It is done while nothing is written, and put off while
// anybody reads, who may be in such a page still.
func (r *Replica) scrub() (err error) {
	db := r.db.Load()
	tx, err := db.Begin(true) // nothing is taken out of what is free meanwhile
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // nothing was changed
	if db.Stats().OpenTxN > 0 {
		return errReading
	}
	f, err := os.OpenFile(db.Path(), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	size := db.Info().PageSize
	page, blank := make([]byte, size), make([]byte, size)
	for id := 2; ; id++ { // after those that say where all else is
		info, err := tx.Page(id)
		if err != nil || info == nil {
			return errors.Join(err, f.Sync())
		}
		if info.Type != "free" {
			id += info.OverflowCount
			continue
		}
		at := int64(id) * int64(size)
		if _, err := f.ReadAt(page, at); err != nil {
			return err
		}
		if bytes.Equal(page, blank) {
			continue
		}
		if _, err := f.WriteAt(blank, at); err != nil {
			return err
		}
	}
}

var errReading = errors.New("somebody reads")

// clean scrubs the file where something was concealed; where that cannot be done now it is with the next page.
func (r *Replica) clean() {
	if r.concealed.Load() && r.scrub() == nil {
		r.concealed.Store(false)
	}
}
