package process

import (
	"os"
	"path/filepath"
	"testing"
)

// A replica that was made aside takes with it what belongs to it, and nothing that somebody has put there; through a link
// nothing is taken at all.
func TestOnlyWhatWasStagedIsMoved(t *testing.T) {
	dir, elsewhere := t.TempDir(), t.TempDir()
	staging := filepath.Join(dir, joiningDir)
	kept := filepath.Join(dir, "drafts")
	writes(t, kept, "mine")
	for _, name := range []string{"replica.db", "known_hosts", "drafts"} {
		writes(t, filepath.Join(elsewhere, name), "theirs")
	}
	if err := os.Symlink(elsewhere, staging); err != nil {
		t.Skip(err)
	}
	if err := moved(staging, dir); err == nil {
		t.Error("through a link it is moved")
	}
	holds(t, filepath.Join(elsewhere, "replica.db"), "theirs")
	holds(t, kept, "mine")
	if err := os.Remove(staging); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"replica.db", "known_hosts", "drafts"} {
		writes(t, filepath.Join(staging, name), "staged")
	}
	if err := moved(staging, dir); err != nil {
		t.Error(err)
	}
	holds(t, filepath.Join(dir, "replica.db"), "staged")
	holds(t, filepath.Join(dir, "known_hosts"), "staged")
	holds(t, kept, "mine")
}

func writes(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, name, want string) {
	t.Helper()
	if text, err := os.ReadFile(name); string(text) != want {
		t.Errorf("%s holds %q, %v", name, text, err)
	}
}
