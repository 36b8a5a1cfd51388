package hub

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"aeconnect/store/journal/bolt"
)

// PlaceError says that the place where a marketplace should lie is not fit for one.
type PlaceError struct {
	Path string
	What string // completes "PATH "
	Err  error  // what the system said, nil for nothing
}

// Error names the place and what is wrong with it.
func (e *PlaceError) Error() string { return fmt.Sprintf("%s %s", e.Path, e.What) }

// Unwrap is what the system said.
func (e *PlaceError) Unwrap() error { return e.Err }

// readable tells why the files of a directory cannot be examined: a PlaceError, or nil. What is not there is none.
func readable(dir string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrPermission):
		return &PlaceError{dir, "may not be read by this user", err}
	case err == nil && !info.IsDir():
		return &PlaceError{dir, "is a file, not a directory", nil}
	}
	path := filepath.Join(dir, FileName)
	for _, suffix := range append([]string{""}, bolt.TailSuffixes()...) {
		if err := readableFile(path + suffix); err != nil {
			return err
		}
	}
	return nil
}

func readableFile(name string) error {
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		return &PlaceError{name, "is a directory or a device, not a file", nil}
	}
	if err == nil {
		var f *os.File
		if f, err = os.Open(name); err == nil {
			err = f.Close()
		}
	}
	if errors.Is(err, fs.ErrPermission) {
		return &PlaceError{name, "may not be read by this user", err}
	}
	return nil
}
