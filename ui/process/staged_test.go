package process

import (
	"os"
	"path/filepath"
	"testing"
)

// What was staged in a directory goes away, whatever that directory is called.
func TestUnstagedTakesAllAway(t *testing.T) {
	staging := filepath.Join(t.TempDir(), "q[x]", joiningDir)
	if err := os.MkdirAll(staging, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(staging, "replica.db"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := unstaged(staging); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(staging); !os.IsNotExist(err) {
		t.Errorf("it is still there: %v", err)
	}
}
