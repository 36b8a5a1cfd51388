//go:build unix

package folder

import (
	"errors"
	"os"
	"syscall"
)

// open opens a file of the folder for reading, whatever was put there: it waits for nobody at a pipe, and follows no link.
func open(name string) (*os.File, error) { return unhurried(name, 0) }

// openDir opens a directory of the folder in the same way.
func openDir(name string) (*os.File, error) { return unhurried(name, syscall.O_DIRECTORY) }

func unhurried(name string, flags int) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOFOLLOW|flags, 0)
	if errors.Is(err, syscall.ELOOP) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ENXIO) {
		return nil, errors.Join(errForeign, err)
	}
	return f, err
}
