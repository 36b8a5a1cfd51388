package bolt_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
	"aeconnect/store/journal/journaltest"
)

// TestUnknownOutcome makes a write to the tail fail and checks that nothing goes on until the file is opened anew.
func TestUnknownOutcome(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{})
	add(t, j, 3, 10)
	head := j.Head()
	j.LoseTails()
	_, err := j.Append(t.Context(), head, journaltest.Group(head, 1), nil)
	if !errors.Is(err, journal.ErrUnknown) {
		t.Fatalf("a tail that cannot be written: %v, want ErrUnknown", err)
	}
	isBroken(t, j)
	again := open(t, path, bolt.Options{})
	if again.Head() != head {
		t.Errorf("opened anew the head is %v, was %v", again.Head(), head)
	}
	add(t, again, 1, 10)
}

// TestFullFile makes a checkpoint fail for want of room. What was appended before is not lost.
func TestFullFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{MaxBytes: 1 << 20, LayerBytes: 300_000})
	var err error
	for n := 0; err == nil && n < 100; n++ {
		group := journaltest.Group(j.Head(), 1)
		group[0].Body = make([]byte, 100_000)
		_, err = j.Append(t.Context(), j.Head(), group, nil)
	}
	if !errors.Is(err, journal.ErrBroken) {
		t.Fatalf("a full file: %v, want ErrBroken", err)
	}
	head := j.Head()
	isBroken(t, j)
	again := open(t, path, bolt.Options{})
	if again.Head() != head || head.Seq < 4 { // how much is appended before the checkpoint is seen to fail is chance
		t.Errorf("opened anew the head is %v, was %v", again.Head(), head)
	}
	add(t, again, 1, 10)
}

// isBroken checks that a broken journal refuses everything, and closes it.
func isBroken(t *testing.T, j *bolt.Journal) {
	t.Helper()
	if _, err := j.Append(t.Context(), j.Head(), journaltest.Group(j.Head(), 1), nil); !errors.Is(err, journal.ErrBroken) {
		t.Errorf("append afterwards: %v, want ErrBroken", err)
	}
	if err := j.View(func(journal.Reader) error { return nil }); !errors.Is(err, journal.ErrBroken) {
		t.Errorf("view afterwards: %v, want ErrBroken", err)
	}
	if err := j.Sync(); !errors.Is(err, journal.ErrBroken) {
		t.Errorf("sync afterwards: %v, want ErrBroken", err)
	}
	j.Close()
}

// add appends n groups of one entry with bodies and rows of a size.
func add(t testing.TB, j *bolt.Journal, n, size int) {
	t.Helper()
	for range n {
		group := journaltest.Group(j.Head(), 1)
		group[0].Body = make([]byte, size)
		_, err := j.Append(t.Context(), j.Head(), group, func(tx journal.Tx) error {
			return tx.Put("r", []byte{byte(group[0].Seq >> 8), byte(group[0].Seq)}, group[0].Body)
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestHeldByAnother(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	open(t, path, bolt.Options{})
	if _, err := bolt.Open(path, bolt.Options{}); err == nil {
		t.Error("the file was opened twice")
	}
}

// TestHalfMadeFile checks that a death while the file was being made leaves nothing in the way.
func TestHalfMadeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	if err := os.WriteFile(path+".new", []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	j := open(t, path, bolt.Options{})
	if j.Head().Seq != 0 {
		t.Errorf("head is %v", j.Head())
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v %v", info.Mode(), err)
	}
}

func TestReadOnly(t *testing.T) {
	path, head := filled(t, 3)
	j := open(t, path, bolt.Options{ReadOnly: true})
	other := open(t, path, bolt.Options{ReadOnly: true}) // several may look
	if j.Head() != head || other.Head() != head {
		t.Errorf("head is %v, want %v", j.Head(), head)
	}
	if _, err := j.Append(t.Context(), head, journaltest.Group(head, 1), nil); err == nil {
		t.Error("a read-only journal was appended to")
	}
	if _, err := bolt.Open(filepath.Join(t.TempDir(), "none.db"), bolt.Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func TestBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{})
	add(t, j, 10, 10)
	head, copied := j.Head(), path+".copy"
	f, err := os.Create(copied)
	if err != nil {
		t.Fatal(err)
	}
	n, err := j.Backup(&during{File: f, do: func() { add(t, j, 3, 10) }})
	if info, _ := f.Stat(); err != nil || info.Size() != n || n == 0 {
		t.Fatalf("backup wrote %d bytes (%v)", n, err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	restored := open(t, copied, bolt.Options{})
	if restored.Head() != head || j.Head().Seq <= head.Seq {
		t.Errorf("the copy ends at %v, want %v; the journal went on to %v", restored.Head(), head, j.Head())
	}
}

// during is a file that does something else at the first write.
type during struct {
	*os.File
	do func()
}

func (d *during) Write(b []byte) (int, error) {
	if d.do != nil {
		do := d.do
		d.do = nil
		do()
	}
	return d.File.Write(b)
}

func TestRelaxed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{})
	j.Relax(true)
	for range 50 {
		if _, err := j.Append(t.Context(), j.Head(), journaltest.Group(j.Head(), 100), nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Sync(); err != nil {
		t.Fatal(err)
	}
	j.Relax(false)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := j.Sync(); !errors.Is(err, journal.ErrClosed) {
		t.Errorf("sync of a closed journal: %v", err)
	}
	if again := open(t, path, bolt.Options{}); again.Head() != j.Head() {
		t.Errorf("head is %v, want %v", again.Head(), j.Head())
	}
}
