package bolt

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"aeconnect/store/journal"
)

// format is the version of the file's layout.
const format = 1

// Spaces are the buckets of the file that layers lie over.
const logSpace = "log"

func roomSpace(room journal.Room) string { return "r/" + string(room) }

func metaBucket() []byte { return []byte("meta") }

// defaultMmapBytes is address space, not memory. A file that outgrows its mapping must be mapped anew, which waits for
// all readers.
const defaultMmapBytes = 4 << 30

// openFile opens an existing file. bbolt may panic or fault on a file that makes no sense; then the descriptor, and
// with it the lock, is given back all the same.
func openFile(path string, o Options) (db *bbolt.DB, err error) {
	var file *os.File
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = journal.Damaged(0, "%s: %v", filepath.Base(path), p)
			if file != nil {
				unlock(file)
				file.Close()
			}
		}
	}()
	mapped := o.MmapBytes
	if mapped == 0 && ^uint(0)>>32 != 0 {
		mapped = defaultMmapBytes
	}
	db, err = bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: lockWait, ReadOnly: o.ReadOnly, MaxSize: o.MaxBytes, InitialMmapSize: mapped,
		FreelistType: bbolt.FreelistMapType, NoStatistics: true,
		OpenFile: func(name string, flag int, perm fs.FileMode) (f *os.File, err error) {
			file, err = os.OpenFile(name, flag, perm)
			return file, err
		},
	})
	var system syscall.Errno
	var place *fs.PathError
	if err != nil && !errors.Is(err, bolterrors.ErrTimeout) && !errors.As(err, &system) && !errors.As(err, &place) {
		what := filepath.Base(path) + ": it is no database, or the pages that it begins with are damaged"
		err = &journal.DamageError{What: what, Err: err}
	}
	return db, err
}

// ensure makes the file if there is none. Tails that hold something are not written over: their file was lost.
func ensure(path string, o Options) error {
	if _, err := os.Stat(path); o.ReadOnly || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	orphans, err := FindOrphans(path)
	if err != nil {
		return err
	}
	if orphans != nil {
		return orphans.Damage()
	}
	return Create(path, journal.NewEpoch())
}

// Create makes an empty journal of the given epoch: beside, then moved into place, so that a death in between leaves no
// file that is half a journal. A file that is there already is replaced, with its tails.
func Create(path string, epoch journal.Epoch) error {
	fresh := path + ".new"
	if err := os.Remove(fresh); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	db, err := openFile(fresh, Options{MmapBytes: 1 << 20})
	if err != nil {
		return err
	}
	err = db.Update(func(b *bbolt.Tx) error { return found(b, epoch) })
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	return Install(fresh, path)
}

// Install moves a closed journal file to path, in place of the one that is there. The tails of that one go first: beside
// another file they would make no sense. Nobody may have either of them open.
func Install(fresh, path string) error {
	for i, suffix := range TailSuffixes() {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		if err := os.Remove(tailName(fresh, i)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := os.Rename(fresh, path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// TailSuffixes are what the names of a file's tails have behind the file's own.
func TailSuffixes() []string { return []string{tailName("", 0), tailName("", 1)} }

// found writes what an empty journal consists of.
func found(b *bbolt.Tx, epoch journal.Epoch) error {
	if _, err := b.CreateBucket([]byte(logSpace)); err != nil {
		return err
	}
	meta, err := b.CreateBucket(metaBucket())
	if err != nil {
		return err
	}
	err = errors.Join(meta.Put([]byte("format"), []byte{format}), meta.Put([]byte("epoch"), epoch[:]))
	return errors.Join(err, putHead(b, journal.Genesis(epoch)))
}

// syncDir makes what happened to names in the directory durable. Systems that cannot sync a directory need not.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return err
	}
	return nil
}

// readHead reads format, epoch and head, and checks that the last record is that head.
func readHead(b *bbolt.Tx) (head journal.Head, err error) {
	meta, log := b.Bucket(metaBucket()), b.Bucket([]byte(logSpace))
	if meta == nil || log == nil {
		return head, journal.Damaged(0, "the file is no journal")
	}
	if head, err = DecodeMeta(meta.Get); err != nil {
		return head, err
	}
	key, raw := log.Cursor().Last()
	switch {
	case key == nil && head == journal.Genesis(head.Epoch):
		return head, nil
	case key == nil:
		return head, journal.Damaged(head.Seq, "the log is empty")
	case len(key) != 8 || binary.BigEndian.Uint64(key) != head.Seq:
		return head, journal.Damaged(head.Seq, "the log ends at %x", key)
	}
	record, err := journal.DecodeAt(head.Seq, raw)
	if err == nil && record.Hash != head.Hash {
		err = journal.Damaged(head.Seq, "the last record is not the head")
	}
	return head, err
}

// DecodeMeta reads the head from the rows of the bucket "meta".
func DecodeMeta(get func(key []byte) []byte) (head journal.Head, err error) {
	switch v := get([]byte("format")); {
	case len(v) != 1:
		return head, journal.Damaged(0, "the file has no format")
	case v[0] != format:
		return head, fmt.Errorf("a journal of format %d: %w", v[0], journal.ErrNewer)
	}
	epoch, at := get([]byte("epoch")), get([]byte("head"))
	if len(epoch) != len(head.Epoch) || len(at) != 8+len(head.Hash) {
		return head, journal.Damaged(0, "the file has no epoch or no head")
	}
	copy(head.Epoch[:], epoch)
	head.Seq = binary.BigEndian.Uint64(at)
	copy(head.Hash[:], at[8:])
	return head, nil
}

func putHead(b *bbolt.Tx, head journal.Head) error {
	at := binary.BigEndian.AppendUint64(nil, head.Seq)
	return b.Bucket(metaBucket()).Put([]byte("head"), append(at, head.Hash[:]...))
}

func seqKey(seq uint64) []byte { return binary.BigEndian.AppendUint64(nil, seq) }
