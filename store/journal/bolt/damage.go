package bolt

import (
	"fmt"

	"aeconnect/store/journal"
)

// fault is a panic of bbolt on pages that make no sense, on its way to whoever began the transaction. It has a type
// of its own so that a panic of the caller's own code is never taken for damage.
type fault struct{ err error }

// damaged is deferred around each call into bbolt.
func damaged(where string) {
	switch p := recover().(type) {
	case nil:
	case fault:
		panic(p)
	default:
		panic(fault{journal.Damaged(0, "%s: %s", where, fmt.Sprint(p))})
	}
}

// catch is deferred where a transaction began.
func catch(err *error) {
	switch p := recover().(type) {
	case nil:
	case fault:
		*err = p.err
	default:
		panic(p)
	}
}
