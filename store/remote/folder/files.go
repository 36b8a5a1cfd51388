package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/google/renameio/v2"
)

// The names in a folder.
const (
	postDir      = "aeconnect-post"
	toHub        = "to-hub"
	fromHub      = "from-hub"
	hubCard      = "hub.card"
	deviceCard   = "device.card"
	letterSuffix = ".letter"
)

// maxFiles is the most files of one mailbox that are looked at. Its writer never has as many there.
const maxFiles = 4096

func (p place) file() string { return fmt.Sprintf("%016x-%012d%s", p.Born, p.Number, letterSuffix) }

// placeOf reads the name of a letter's file.
func placeOf(name string) (p place, ok bool) {
	bare, ok := strings.CutSuffix(name, letterSuffix)
	born, number, cut := strings.Cut(bare, "-")
	if !ok || !cut {
		return place{}, false
	}
	p.Born, _ = strconv.ParseUint(born, 16, 64)
	p.Number, _ = strconv.ParseUint(number, 10, 64)
	return p, p.file() == name
}

// write puts a file into the folder, whole or not at all, and syncs it and its directory. Temporary names begin with a
// dot, which readers pass over.
func write(name string, data []byte) error {
	f, err := renameio.NewPendingFile(name, renameio.WithTempDir(filepath.Dir(name)), renameio.WithPermissions(0o644))
	if err != nil {
		return err
	}
	defer func() { _ = f.Cleanup() }()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.CloseAtomicallyReplace(); err != nil {
		return err
	}
	return syncDir(filepath.Dir(name))
}

// stale is how old a file under a temporary name is when nobody can be writing it any more.
const stale = time.Hour

// tidy takes away what its writer left under temporary names in a mailbox, because it died in the middle of a letter.
func tidy(dir string) {
	names, err := list(dir)
	if err != nil {
		return
	}
	for _, name := range names {
		name = filepath.Join(dir, name)
		info, err := os.Lstat(name)
		if err == nil && strings.HasPrefix(info.Name(), ".") && info.Mode().IsRegular() && time.Since(info.ModTime()) > stale {
			_ = os.Remove(name)
		}
	}
}

// made makes a directory of the folder and so many above it, never the folder itself: where a stick is not plugged in, nothing
// must take its place.
func made(dir string, above int, mode fs.FileMode) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	if above > 0 {
		if err := made(filepath.Dir(dir), above-1, mode); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, mode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// there tells whether the folder is: an error says that it is not, as while a stick is not plugged in.
func there(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the folder %s is not there: %w", path, fs.ErrNotExist)
	case err == nil && !info.IsDir():
		return fmt.Errorf("%s is no folder", path)
	}
	return err
}

// syncDir makes renames within a directory durable, where the system can.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	_ = d.Sync() // some file systems have no such thing
	return nil
}

// same tells that a file holds exactly the data.
func same(name string, data []byte) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(data)) {
		return false
	}
	got, err := read(name, len(data))
	return err == nil && bytes.Equal(got, data)
}

// read reads a regular file of at most so many bytes. Whoever can write into the folder may have put anything there: a
// link, a pipe, a file without end.
func read(name string, most int) ([]byte, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > int64(most) {
		return nil, errForeign
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err == nil && len(data) > most {
		err = errForeign
	}
	return data, err
}

// list returns the names in a directory, in order; none if it is not there.
func list(dir string) ([]string, error) {
	d, err := os.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer d.Close()
	names, err := d.Readdirnames(maxFiles)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return names, err
}
