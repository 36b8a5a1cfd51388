package replica

import (
	"errors"
	"syscall"
)

// What Windows says when the disk is full.
const (
	errorHandleDiskFull syscall.Errno = 39
	errorDiskFull       syscall.Errno = 112
)

// noRoom tells that the disk is full.
func noRoom(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull)
}
