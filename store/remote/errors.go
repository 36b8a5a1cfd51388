package remote

import (
	"errors"
	"fmt"
)

// What a hub answers instead of what it was asked for. The sentences are for logs; people get words of the catalogue.
var (
	ErrReset = errors.New("the cursor is of no use at this hub any more: everything must be loaded anew")
	// ErrForgot is an ErrReset because the hub has gone another way since: a backup of it was put back.
	ErrForgot   = fmt.Errorf("the hub does not know what it told before: %w", ErrReset)
	ErrStranger = errors.New("the hub does not know this key, or knows it no longer")
	ErrDevice   = errors.New("this device belongs to another account")
	ErrTooLarge = errors.New("too large to be sent")
	ErrBusy     = errors.New("the hub has too much to do; ask again later")
	// ErrPending says that the question is on its way and its answer may take long, as with a folder that is carried. Go on
	// with other calls, and ask again unchanged later.
	ErrPending = errors.New("no answer yet: the question is on its way")
	// ErrRefused says that the hub did not understand the call. It would not the next time either.
	ErrRefused = errors.New("the hub refused the call")
)

// What happens on the way. Nothing is known of the call.
var (
	ErrClosed = errors.New("the connection is closed")
	ErrFailed = errors.New("the hub failed at the call")
)

// GapError says that commands of the device are missing before the one that was sent.
type GapError struct{ Expected uint64 }

// Error says which counter comes next.
func (e *GapError) Error() string {
	return fmt.Sprintf("a command of this device is missing: %d comes next", e.Expected)
}

// ForkedError says that the device has sent another command under this counter: two copies of it are at work, as after
// a backup was restored. The way on is a new device name.
type ForkedError struct{ Counter uint64 }

// Error names the counter.
func (e *ForkedError) Error() string {
	return fmt.Sprintf("this device has sent another command as its number %d", e.Counter)
}

// NewerError says that the two sides do not speak the same protocol. The older one needs an update. "Ours" is the side
// of the caller.
type NewerError struct {
	Ours, Theirs uint16
}

// Error says which side needs an update.
func (e *NewerError) Error() string {
	if e.Theirs > e.Ours {
		return fmt.Sprintf("update needed: the other side speaks protocol %d, this program %d", e.Theirs, e.Ours)
	}
	return fmt.Sprintf("the other side needs an update: it speaks protocol %d, this program %d", e.Theirs, e.Ours)
}

// CheckVersion is how an authority looks at the protocol of a device.
func CheckVersion(h Hello) error {
	if h.Version != Version {
		return &NewerError{Ours: h.Version, Theirs: Version}
	}
	return nil
}
