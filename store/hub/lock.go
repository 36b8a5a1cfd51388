package hub

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"aeconnect/model"
)

// lockName is the file whose lock says that a process holds the directory. It stays there for ever: removing a lock
// file would let two processes lock two files of the same name.
const lockName = "market.lock"

// Holder is who holds a data directory, or held it last.
type Holder struct {
	PID     int          `json:"pid"`
	Command string       `json:"command"`
	Host    string       `json:"host"`
	Since   model.Moment `json:"since"`
	Left    model.Moment `json:"left,omitempty"` // unset while it is there, and for one that died
}

// lastSeen is the last moment at which the holder was surely there.
func (h Holder) lastSeen() model.Moment { return max(h.Since, h.Left) }

// HeldError says that another process holds the directory.
type HeldError struct {
	Dir    string
	Holder Holder
}

// Error names directory, process, command, host and time.
func (e *HeldError) Error() string {
	if e.Holder.PID == 0 {
		return fmt.Sprintf("the marketplace in %s is open in another process", e.Dir)
	}
	return fmt.Sprintf("the marketplace in %s is open in process %d (%s) on %s since %s",
		e.Dir, e.Holder.PID, e.Holder.Command, e.Holder.Host, e.Holder.Since)
}

// Lock is the right to a data directory, for as long as the process lives or until it is released.
type Lock struct {
	dir    string
	file   *os.File
	holder Holder
	before Holder // who had it last; zero if nobody did
}

// Acquire takes the lock of a directory at once or not at all: then with a HeldError. The command is what the holder
// will be said to do; "" is the program's name.
func Acquire(dir, command string) (*Lock, error) {
	f, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lockFile(f); err != nil {
		defer f.Close()
		if errors.Is(err, errLocked) {
			return nil, &HeldError{Dir: dir, Holder: readHolderSoon(f)}
		}
		return nil, fmt.Errorf("locking %s: %w", f.Name(), err)
	}
	if command == "" {
		command = filepath.Base(os.Args[0])
	}
	host, _ := os.Hostname()
	l := &Lock{dir: dir, file: f, before: readHolder(f)}
	l.holder = Holder{PID: os.Getpid(), Command: command, Host: host, Since: model.At(time.Now())}
	if err := l.write(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return l, nil
}

var errLocked = errors.New("locked by another process")

// Release gives the directory back and notes when, so that the next holder knows for how long nobody was there.
func (l *Lock) Release() error {
	l.holder.Left = model.At(time.Now())
	return errors.Join(l.write(), l.file.Close())
}

// write puts the holder into the file, which is shorter than any block, so that a reader sees all of it or nothing.
func (l *Lock) write() error {
	raw, err := json.Marshal(l.holder)
	if err != nil {
		return err
	}
	if err := l.file.Truncate(0); err != nil {
		return err
	}
	_, err = l.file.WriteAt(append(raw, '\n'), 0)
	return err
}

// readHolder reads who is written in the file; nobody if it is empty or makes no sense.
func readHolder(f *os.File) (h Holder) {
	raw, err := io.ReadAll(io.NewSectionReader(f, 0, 1<<16))
	if err != nil || json.Unmarshal(raw, &h) != nil {
		return Holder{}
	}
	return h
}

// readHolderSoon waits a moment for a holder who has the lock but has not written its name yet.
func readHolderSoon(f *os.File) Holder {
	for range 20 {
		if h := readHolder(f); h.PID != 0 && h.Left == 0 {
			return h
		}
		time.Sleep(5 * time.Millisecond)
	}
	return readHolder(f)
}
