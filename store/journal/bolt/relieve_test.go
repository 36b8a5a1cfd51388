package bolt_test

import (
	"bytes"
	"context"
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
