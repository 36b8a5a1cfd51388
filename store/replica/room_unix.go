//go:build unix

package replica

import (
	"errors"
	"syscall"
)

// noRoom tells that the disk is full, or what may be used of it, or that the file must not grow.
func noRoom(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}
