package market

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"aeconnect/store/hub"
)

// scratch is where a copy is examined, below the data directory.
const scratch = ".doctor-*"

// Examine does what [hub.Doctor] does, over a copy, and remembers what it found: the files in use change under whoever
// reads them. It needs as much room on the disk as the marketplace has, twice. Of several examinations one is done at a
// time.
func (m *Market) Examine(ctx context.Context) (r hub.Report, err error) {
	m.examining.Lock()
	defer m.examining.Unlock()
	for _, name := range found(m.dir, scratch) { // by a process that was killed
		_ = os.RemoveAll(name)
	}
	began := time.Now()
	folder, err := os.MkdirTemp(m.dir, scratch)
	if err != nil {
		return r, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	name := filepath.Join(folder, hub.FileName)
	if _, err = m.copyTo(ctx, name, nil); err == nil {
		r, err = hub.Examine(ctx, name, nil)
	}
	note(m.dir, r, began, err)
	return r, err
}

// Doctor examines the marketplace of a directory that no process holds, and remembers what it found; see [hub.Doctor].
func Doctor(ctx context.Context, dir string) (hub.Report, error) {
	began := time.Now()
	r, err := hub.Doctor(ctx, dir, nil)
	note(dir, r, began, err)
	return r, err
}

// note remembers what an examination found that could be done. What was found counts, whether or not it can be
// remembered.
func note(dir string, r hub.Report, began time.Time, failed error) {
	if failed == nil {
		_ = NoteCheck(dir, r, time.Since(began))
	}
}
