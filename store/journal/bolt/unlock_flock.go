//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package bolt

import (
	"os"
	"syscall"
)

// unlock gives bbolt's lock on the file back. Closing the descriptor is not enough here: after a panic the mapping is
// still there, and it holds the open file, which holds the lock.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
