package journal

import (
	"fmt"
	"iter"
)

// Room names an ordered set of rows that is kept beside the log. A room exists as soon as something is put in it.
type Room string

// MaxKeyBytes is the longest key of a row.
const MaxKeyBytes = 1 << 10

// Reader reads log and rooms as they stand at one moment. Keys, values and bodies belong to the driver: they are valid
// until the transaction ends and must not be changed. A Reader is used by one goroutine at a time.
type Reader interface {
	// Head is the head of the log at that moment; within an append it is the new one.
	Head() Head

	// Record is one record of the log, with its CRC and number checked but not its place in the chain. A Seq that the
	// log does not have is ErrNoEntry; a record that is not what was written is a DamageError.
	Record(seq uint64) (Record, error)

	// Get is the value at key, nil if there is none; an empty value is empty but not nil.
	Get(room Room, key []byte) []byte

	// Ascend yields the rows whose key is `from` or greater, smallest first; nil begins with the first row.
	Ascend(room Room, from []byte) iter.Seq2[[]byte, []byte]

	// Descend yields the rows whose key is smaller than `before`, greatest first; nil begins with the last row.
	Descend(room Room, before []byte) iter.Seq2[[]byte, []byte]
}

// Tx reads and changes rooms within one append. It sees its own changes. A room must not be changed while a loop over
// it is running. Keys have 1..MaxKeyBytes bytes; anything else is an error. Keys and values that were put belong to the
// driver: the caller must not change them any more.
type Tx interface {
	Reader
	Put(room Room, key, value []byte) error
	Delete(room Room, key []byte) error // deleting what is not there is no error
}

// CheckKey refuses a key that a row cannot have, with ErrTooLarge.
func CheckKey(key []byte) error {
	if len(key) == 0 || len(key) > MaxKeyBytes {
		return fmt.Errorf("a key of %d bytes: %w (1 to %d)", len(key), ErrTooLarge, MaxKeyBytes)
	}
	return nil
}

// Next is the smallest key that is greater than all keys beginning with prefix, nil if there is none: the end of an
// Ascend over a prefix, and where a Descend over one begins.
func Next(prefix []byte) []byte {
	for i := len(prefix) - 1; i >= 0; i-- {
		if prefix[i] != 0xff {
			next := append([]byte(nil), prefix[:i+1]...)
			next[i]++
			return next
		}
	}
	return nil
}
