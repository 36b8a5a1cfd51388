package bolt_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.etcd.io/bbolt"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
	"aeconnect/store/journal/journaltest"
)

// filled makes a journal of n entries in a closed file.
func filled(t testing.TB, n int) (path string, head journal.Head) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{})
	for range n {
		if _, err := j.Append(t.Context(), j.Head(), journaltest.Group(j.Head(), 1), nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	return path, j.Head()
}

// tamper changes a closed file through bbolt, without us.
func tamper(t testing.TB, path string, fn func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(fn), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func wantDamage(t *testing.T, err error, seq uint64, sentence string) {
	t.Helper()
	var damage *journal.DamageError
	if !errors.As(err, &damage) || damage.Seq != seq || !strings.Contains(err.Error(), sentence) {
		t.Errorf("got %v, want damage of entry %d: %q", err, seq, sentence)
	}
}

func TestFlippedBit(t *testing.T) {
	path, _ := filled(t, 20)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	word := append([]byte(journal.Magic()), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7) // entry 7, wherever bbolt copied it to
	for at := 0; ; {
		i := bytes.Index(raw[at:], word)
		if i < 0 {
			break
		}
		raw[at+i+61] ^= 1
		at += i + 1
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	j := open(t, path, bolt.Options{})
	n := 0
	err = j.Read(t.Context(), 1, func(journal.Record) error { n++; return nil })
	wantDamage(t, err, 7, "checksum")
	if n != 6 {
		t.Errorf("%d entries were read before the damaged one, want 6", n)
	}
	if err := j.Read(t.Context(), 8, func(journal.Record) error { return nil }); err == nil {
		t.Error("reading behind the damaged entry found its predecessor whole")
	}
	if err := j.Read(t.Context(), 9, func(journal.Record) error { n++; return nil }); err != nil || n != 18 {
		t.Errorf("reading from entry 9 on: %v, %d entries in all", err, n)
	}
}

func TestTamperedLog(t *testing.T) {
	log := []byte("log")
	key := func(seq byte) []byte { return []byte{0, 0, 0, 0, 0, 0, 0, seq} }
	for name, c := range map[string]struct {
		change   func(*bbolt.Tx) error
		openSeq  uint64 // damage found by Open, 0: by Read
		readSeq  uint64
		sentence string
	}{
		"last entry gone": {func(tx *bbolt.Tx) error { return tx.Bucket(log).Delete(key(9)) }, 9, 0, "ends at"},
		"all gone":        {func(tx *bbolt.Tx) error { return errors.Join(tx.DeleteBucket(log), second(tx.CreateBucket(log))) }, 9, 0, "empty"},
		"middle gone":     {func(tx *bbolt.Tx) error { return tx.Bucket(log).Delete(key(4)) }, 0, 4, "missing"},
		"swapped": {func(tx *bbolt.Tx) error {
			b := tx.Bucket(log)
			four, five := bytes.Clone(b.Get(key(4))), bytes.Clone(b.Get(key(5)))
			return errors.Join(b.Put(key(4), five), b.Put(key(5), four))
		}, 0, 4, "entry 5 stands in its place"},
		"rewritten": {func(tx *bbolt.Tx) error {
			raw, _, err := journal.AppendRecord(nil, journal.Entry{Seq: 4, Body: []byte("forged")}, journal.Hash{})
			return errors.Join(err, tx.Bucket(log).Put(key(4), raw))
		}, 0, 4, "does not follow"},
	} {
		t.Run(name, func(t *testing.T) {
			path, _ := filled(t, 9)
			tamper(t, path, c.change)
			j, err := bolt.Open(path, bolt.Options{})
			if c.openSeq != 0 {
				wantDamage(t, err, c.openSeq, c.sentence)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			defer j.Close()
			wantDamage(t, j.Read(t.Context(), 1, func(journal.Record) error { return nil }), c.readSeq, c.sentence)
		})
	}
}

func second[T any](_ T, err error) error { return err }

func TestNotAJournal(t *testing.T) {
	for name, content := range map[string]string{"text": strings.Repeat("not a database. ", 2000), "short": "x", "empty": "", "zeros": strings.Repeat("\x00", 65536)} {
		path := filepath.Join(t.TempDir(), "j.db")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := bolt.Open(path, bolt.Options{})
		var damage *journal.DamageError
		if !errors.As(err, &damage) {
			t.Errorf("%s: %v, want damage", name, err)
		}
	}
}

func TestNewerFormat(t *testing.T) {
	path, _ := filled(t, 1)
	tamper(t, path, func(tx *bbolt.Tx) error { return tx.Bucket([]byte("meta")).Put([]byte("format"), []byte{9}) })
	if _, err := bolt.Open(path, bolt.Options{}); !errors.Is(err, journal.ErrNewer) {
		t.Errorf("got %v, want ErrNewer", err)
	}
}

// TestDamagedPages lets bbolt meet pages that make no sense while a view, an append and a checkpoint are under way.
func TestDamagedPages(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	first := open(t, path, bolt.Options{})
	add(t, first, 500, 200)
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
	j := open(t, path, bolt.Options{})
	add(t, j, 1, 1) // from here on the tails are in use, and the file is not needed for appending
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, _ := f.Stat()
	for page := int64(2); page*4096 < info.Size(); page++ { // everything but the meta pages
		f.WriteAt(bytes.Repeat([]byte{0xee}, 4096), page*4096)
	}
	look := func(r journal.Reader) error { r.Get("r", []byte("x")); return nil }
	wantDamage(t, j.View(look), 0, "")
	_, err = j.Append(t.Context(), j.Head(), journaltest.Group(j.Head(), 1), func(tx journal.Tx) error { return look(tx) })
	wantDamage(t, err, 0, "")
	if err := f.Truncate(3 * 4096); err != nil { // now the mapping has no file behind it
		t.Fatal(err)
	}
	wantDamage(t, j.View(look), 0, "")
	if _, err := j.Append(t.Context(), j.Head(), journaltest.Group(j.Head(), 1), nil); err != nil {
		t.Errorf("an append that needs nothing of the file: %v", err)
	}
	wantDamage(t, j.Close(), 0, "")
}

// TestDamagedFreelist lets bbolt panic while it opens a file. The lock on the file must not stay behind.
func TestDamagedFreelist(t *testing.T) {
	path, head := filled(t, 9)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ruined := append(bytes.Clone(whole[:2*4096]), bytes.Repeat([]byte{0xee}, len(whole)-2*4096)...)
	if err := os.WriteFile(path, ruined, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = bolt.Open(path, bolt.Options{})
	wantDamage(t, err, 0, "j.db: ")
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if j := open(t, path, bolt.Options{}); j.Head() != head {
		t.Errorf("head is %v", j.Head())
	}
}
