package bolt_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// What was read stays readable after its memory was given back, also in a view that is open meanwhile.
func TestRelieve(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j")
	j, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	value := bytes.Repeat([]byte("earbuds "), 4000)
	_, err = j.Append(context.Background(), j.Head(), []journal.Entry{{Seq: 1}}, func(tx journal.Tx) error { return tx.Put("row", []byte("k"), value) })
	if err == nil {
		err = j.Close() // now it lies in the file
	}
	if err == nil {
		j, err = bolt.Open(path, bolt.Options{})
	}
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	err = j.View(func(r journal.Reader) error {
		for range 3 {
			if got := r.Get("row", []byte("k")); !bytes.Equal(got, value) {
				t.Fatalf("%d bytes", len(got))
			}
			j.Relieve()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	j.Close()
	j.Relieve() // of a closed journal it is nothing
}

// TestSettle copies the file of a journal that goes on, without its tails: what was settled is all there, what came
// after is not, and settling again with nothing new writes nothing.
func TestSettle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{})
	add(t, j, 5, 100)
	if err := j.Settle(); err != nil {
		t.Fatal(err)
	}
	settled, n := j.Head(), j.Transactions()
	if err := j.Settle(); err != nil || j.Transactions() != n {
		t.Errorf("settling what is settled: %v, %d transactions more", err, j.Transactions()-n)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	add(t, j, 3, 100)
	alone := filepath.Join(t.TempDir(), "alone.db")
	if err := os.WriteFile(alone, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := open(t, alone, bolt.Options{}).Head(); got != settled {
		t.Errorf("the file alone ends at %v, want %v", got, settled)
	}
}
