package journal

import (
	"errors"
	"fmt"
)

// What an append or a read can come to beside success. Test with errors.Is; the contract of Journal says what each
// of them means for the caller.
var (
	ErrConflict = errors.New("the journal has moved on: its head is not the expected one")
	ErrSequence = errors.New("the entries of the group are not numbered on from the expected head")
	ErrTooLarge = errors.New("too large for the journal")
	ErrUnknown  = errors.New("it is not known whether the group was kept")
	ErrBroken   = errors.New("the journal stopped after a write of unknown outcome; open it again")
	ErrClosed   = errors.New("the journal is closed")
	ErrNoEntry  = errors.New("the journal has no such entry")
	ErrNewer    = errors.New("written by a newer version of the program")
)

// DamageError says that what is stored is not what was written. Seq is the record concerned, 0 if the damage lies
// outside of the log.
type DamageError struct {
	Seq  uint64
	What string
	File string // base name, "" where it is the journal's own file
	Err  error  // what a library said about it, nil for nothing; it is no part of the sentence
}

// Unwrap is what a library said.
func (e *DamageError) Unwrap() error { return e.Err }

// Error is a sentence that names the place.
func (e *DamageError) Error() string {
	if e.Seq == 0 {
		return "damaged: " + e.What
	}
	return fmt.Sprintf("entry %d is damaged: %s", e.Seq, e.What)
}

// Damaged makes a DamageError for a record, 0 for none.
func Damaged(seq uint64, format string, args ...any) error {
	return &DamageError{Seq: seq, What: fmt.Sprintf(format, args...)}
}
