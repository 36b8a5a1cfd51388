package replica_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"aeconnect/store/replica"
)

// A join that was killed leaves no replica, and the next one makes it. That of an earlier version left the beginning of a file.
func TestKilledJoin(t *testing.T) {
	blank := filepath.Join(t.TempDir(), "blank")
	db, err := bbolt.Open(blank, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	begun, err := os.ReadFile(blank)
	if err != nil {
		t.Fatal(err)
	}
	for name, left := range map[string]struct {
		file string
		raw  []byte
	}{
		"an empty file": {replica.FileName, nil}, "a blank one": {replica.FileName, begun},
		"empty, by another name": {replica.FileName + ".new", nil}, "blank": {replica.FileName + ".new", begun},
		"half": {replica.FileName + ".new", begun[:4096]}, "zeros": {replica.FileName + ".new", make([]byte, 16384)},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, left.file), left.raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if replica.Exists(dir) {
			t.Errorf("%s: that is no replica", name)
		}
		if _, err := replica.Open(dir, replica.Options{}); !errors.Is(err, replica.ErrNone) {
			t.Errorf("%s: %v", name, err)
		}
		r, err := replica.Join(dir, "ssh://hub.example", replica.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !replica.Exists(dir) || r.URL() != "ssh://hub.example" {
			t.Errorf("%s: not made anew", name)
		}
		if all, _ := os.ReadDir(dir); len(all) != 1 {
			t.Errorf("%s: %v lie there", name, all)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A directory with a marketplace in it stays one, whatever it is called.
func TestJoinLeavesMarketplaces(t *testing.T) {
	for _, name := range []string{"g[1]", "g*", "g?", `g\`, "["} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "market.db"), []byte("somebody's"), 0o600); err != nil {
			t.Fatal(err)
		}
		if r, err := replica.Join(dir, "ssh://hub.example", replica.Options{}); !errors.Is(err, replica.ErrExists) {
			t.Errorf("%s: %v", name, err)
			if err == nil {
				r.Close()
			}
		}
	}
}
