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

const (
	// maxFiles is the most files of one mailbox that are no letters and are looked at. Its writer never has as many there.
	maxFiles = 4096
	// maxNames is the most names of one directory that are read.
	maxNames = 1 << 20
)

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
	err := os.Mkdir(dir, mode)
	if errors.Is(err, fs.ErrExist) {
		if err = cleared(dir); err == nil {
			err = os.Mkdir(dir, mode)
		}
	}
	if errors.Is(err, fs.ErrExist) {
		return nil // somebody else has just made it
	}
	return err
}

// cleared takes away what was put into the place of a directory, a pipe or a link to nowhere: nobody has a reason to.
func cleared(dir string) error {
	info, err := os.Lstat(dir)
	if err == nil && !info.IsDir() && !info.Mode().IsRegular() {
		err = os.Remove(dir)
	}
	return err
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
	d, err := openDir(dir)
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
// link, a pipe, a file without end; and something else between two looks at it.
func read(name string, most int) ([]byte, error) {
	if info, err := os.Lstat(name); err != nil {
		return nil, err
	} else if !info.Mode().IsRegular() {
		return nil, errForeign // a device may do something when it is only opened
	}
	f, err := open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > int64(most) {
		return nil, errForeign
	}
	data, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err == nil && len(data) > most {
		err = errForeign
	}
	return data, err
}

// list returns names in a directory, none if it is not there. Where somebody has filled it with others, letters are found
// nevertheless.
func list(dir string) (names []string, err error) {
	others := 0
	err = each(dir, func(name string) {
		_, letter := placeOf(name)
		if !letter {
			others++
		}
		if letter || others <= maxFiles {
			names = append(names, name)
		}
	})
	return names, err
}

// each calls do with the names in a directory, at most maxNames of them, in the order in which the system has them.
func each(dir string, do func(name string)) error {
	d, err := openDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer d.Close()
	for read := 0; read < maxNames; {
		names, err := d.Readdirnames(maxFiles)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		read += len(names)
		for _, name := range names {
			do(name)
		}
	}
	return nil
}
