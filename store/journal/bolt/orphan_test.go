package bolt_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"testing"

	"aeconnect/store/journal/bolt"
)

// TestMissingFile takes the file away from a tail that holds entries. Nothing new may be begun over it.
func TestMissingFile(t *testing.T) {
	i, _ := taken(t, 4)
	path := i.lay(t)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err := bolt.Open(path, bolt.Options{})
	wantDamage(t, err, 0, "j.db is missing, but entries 3 to 6 stand in j.db-tail-0")
	if raw, err := os.ReadFile(path + "-tail-0"); err != nil || !bytes.Equal(raw, i.tail) {
		t.Errorf("the tail was changed (%v)", err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file was made: %v", err)
	}
}
