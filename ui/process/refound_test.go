package process_test

import (
	"os"
	"path/filepath"
	"testing"
)

// A socket whose file somebody took away comes back before those who look for it give up.
func TestSocketThatWasTakenAwayComesBack(t *testing.T) {
	w := newTown(t)
	window := w.open("--as", "lumen")
	window.sees(t, "Lumen Audio")
	path := filepath.Join(w.dir, "share.sock")
	if text, err := os.ReadFile(filepath.Join(w.dir, "share.path")); err == nil {
		path = string(text[:len(text)-1])
	}
	for range 2 {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if out, errs, exit := w.run("", "account", "ls"); exit != 0 {
			t.Fatalf("exit %d, %q, %q", exit, out, errs)
		}
		if pid := w.holder(); pid != window.cmd.Process.Pid {
			t.Errorf("process %d holds the directory", pid)
		}
	}
}
