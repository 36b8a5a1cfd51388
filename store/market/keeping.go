package market

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"aeconnect/model"
	"aeconnect/store/hub"
)

// BackupsDir is the folder of a data directory in which a marketplace keeps backups of its own.
const BackupsDir = "backups"

const (
	backupSuffix = ".backup"
	partSuffix   = ".part" // of a copy that is not whole yet
	checkPart    = "check" + partSuffix
)

// Working is told how far a long work is: bytes while it copies, then entries while it reads the copy again.
type Working func(reading bool, done, total uint64)

// BackUp writes a copy of the marketplace into its own folder, reads it again from the first entry to the last, and
// takes away the oldest copies there beyond so many (0: none). A copy that does not hold is kept and remembered as what
// it is. The marketplace goes on meanwhile.
func (m *Market) BackUp(ctx context.Context, keep int, p Working) (Copy, error) {
	folder, err := m.folder()
	if err != nil {
		return Copy{}, err
	}
	at := time.Now().UTC()
	b := Copy{At: model.At(at), File: filepath.Join(folder, "market-"+at.Format("20060102-150405")+backupSuffix), Own: true}
	part := b.File + partSuffix
	defer func() { _ = os.Remove(part) }()
	if b.Bytes, err = m.copyTo(ctx, part, p); err != nil {
		return Copy{}, err
	}
	r, err := hub.Examine(ctx, part, reading(p))
	if err != nil {
		return Copy{}, err
	}
	b.Entries, b.Verified, b.Whole = r.Entries, model.At(time.Now()), r.Clean()
	if err := os.Rename(part, b.File); err != nil {
		return Copy{}, err
	}
	return b, errors.Join(NoteBackup(m.dir, b), sweep(m.dir, keep))
}

// Check writes a copy of the marketplace, examines it as a doctor does, and takes it away again: the files in use
// change under whoever reads them. It needs as much room on the disk as the marketplace has, twice.
func (m *Market) Check(ctx context.Context, p Working) (Check, error) {
	folder, err := m.folder()
	if err != nil {
		return Check{}, err
	}
	began := time.Now()
	part := filepath.Join(folder, checkPart)
	defer func() { _ = os.Remove(part) }()
	if _, err := m.copyTo(ctx, part, p); err != nil {
		return Check{}, err
	}
	r, err := hub.Examine(ctx, part, reading(p))
	if err != nil {
		return Check{}, err
	}
	took := time.Since(began)
	return checked(r, took), NoteCheck(m.dir, r, took)
}

// folder returns the folder of the marketplace's own backups, free of what a process left behind that was killed.
func (m *Market) folder() (string, error) {
	folder := filepath.Join(m.dir, BackupsDir)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	own := []string{"market-*" + backupSuffix + partSuffix, checkPart}
	if at, err := os.Lstat(folder); err == nil && at.IsDir() { // else others may keep things there
		own = append(own, ".examine-*")
	}
	for _, pattern := range own {
		for _, name := range found(folder, pattern) {
			_ = os.RemoveAll(name)
		}
	}
	return folder, nil
}

// copyTo writes a copy of the marketplace into a file that the disk has when it returns.
func (m *Market) copyTo(ctx context.Context, name string, p Working) (int64, error) {
	if err := m.room(freeBytes(m.dir)); err != nil {
		return 0, err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return 0, err
	}
	total := uint64(0)
	if info, err := os.Stat(filepath.Join(m.dir, hub.FileName)); err == nil {
		total = uint64(info.Size())
	}
	n, err := m.hub.Backup(&told{ctx: ctx, to: f, total: total, p: p})
	if ctx.Err() != nil {
		err = context.Cause(ctx) // the copier wraps it in a sentence of its own
	}
	return n, errors.Join(err, f.Sync(), f.Close())
}

// room tells whether a disk with so many bytes left (-1: nobody knows) has room for a copy and for the examination of it,
// and as much again for what people write meanwhile: who fills the disk stops the marketplace.
func (m *Market) room(free int64) error {
	h, err := m.Health()
	if need := 3 * (h.FileBytes + h.TailBytes); err == nil && free >= 0 && free < need {
		err = fmt.Errorf("a copy needs %d bytes of the disk, and %d are free", need, free)
	}
	return err
}

// told writes on, says how far it is and gives up when nobody waits any more.
type told struct {
	ctx         context.Context
	to          io.Writer
	done, total uint64
	p           Working
}

// Write implements io.Writer.
func (t *told) Write(b []byte) (int, error) {
	if err := t.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := t.to.Write(b)
	t.done += uint64(n)
	if t.p != nil {
		t.p(false, t.done, max(t.total, t.done))
	}
	return n, err
}

func reading(p Working) hub.Progress {
	if p == nil {
		return nil
	}
	return func(done, total uint64) { p(true, done, total) }
}

// brokenMost is how many backups that are not whole are kept: somebody has to look at them, and one tells enough.
const brokenMost = 2

// sweep takes away the oldest of a marketplace's own backups beyond so many. Those that are not whole do not count: they
// push out none that is.
func sweep(dir string, keep int) error {
	if keep <= 0 {
		return nil
	}
	var err error
	n, broken := 0, 0
	for _, b := range Backups(dir) {
		if !b.Own || b.Gone || filepath.Dir(b.File) != ownFolder(dir) {
			continue
		}
		of, most := &n, keep
		if !b.Whole {
			of, most = &broken, brokenMost
		}
		if *of++; *of > most {
			err = errors.Join(err, os.Remove(b.File))
		}
	}
	return err
}

func ownFolder(dir string) string {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	return filepath.Join(dir, BackupsDir)
}

// Dir returns the data directory.
func (m *Market) Dir() string { return m.dir }
