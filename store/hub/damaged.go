package hub

import (
	"errors"
	"fmt"

	"aeconnect/store/journal"
)

// DamagedError says that a marketplace cannot be used as it is because one of its files is damaged.
type DamagedError struct {
	File string // base name
	Seq  uint64 // the entry concerned, 0 where it is none
	Err  error  // a journal.DamageError, with what libraries said
}

// Error names the file and what can be done about it.
func (e *DamagedError) Error() string {
	where := e.File
	if e.Seq > 0 {
		where = fmt.Sprintf("%s at entry %d", e.File, e.Seq)
	}
	return fmt.Sprintf("the marketplace's files are damaged: %s; doctor says what is lost, and restore brings a backup back", where)
}

// Unwrap is the damage itself.
func (e *DamagedError) Unwrap() error { return e.Err }

// plain puts damage into words for people; other errors stay as they are.
func plain(err error) error {
	var done *DamagedError
	var damage *journal.DamageError
	if errors.As(err, &done) || !errors.As(err, &damage) {
		return err
	}
	file := damage.File
	if file == "" {
		file = FileName
	}
	return &DamagedError{File: file, Seq: damage.Seq, Err: err}
}

// undecoded is the damage of an entry of which a part cannot be decoded, unless a newer version wrote it.
func undecoded(seq uint64, part string, err error) error {
	if errors.Is(err, journal.ErrNewer) {
		return fmt.Errorf("entry %d, %s: %w", seq, part, err)
	}
	return &journal.DamageError{Seq: seq, What: part + " cannot be read", Err: err}
}
