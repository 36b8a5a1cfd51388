//go:build !unix

package folder

import "os"

// open opens a file of the folder for reading.
func open(name string) (*os.File, error) { return os.Open(name) }

// openDir opens a directory of the folder.
func openDir(name string) (*os.File, error) { return os.Open(name) }
