package hub_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/store/hub"
	"aeconnect/store/journal"
)

// crashed leaves in a directory what a process that died there would: a file, and a first tail that holds entries.
func crashed(t testing.TB) (dir string) {
	t.Helper()
	from := t.TempDir()
	h := openHub(t, from, hub.Options{})
	w := newWorld(t, h).found(true)
	for range 3 {
		w.publish("lumen")
	}
	dir = t.TempDir()
	for _, name := range []string{hub.FileName, hub.FileName + "-tail-0", hub.FileName + "-tail-1"} {
		raw, err := os.ReadFile(filepath.Join(from, name))
		if err = errors.Join(err, os.WriteFile(filepath.Join(dir, name), raw, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// finding is the first finding whose sentence contains a text.
func finding(r hub.Report, text string) *hub.Finding {
	for i := range r.Findings {
		if strings.Contains(r.Findings[i].What, text) {
			return &r.Findings[i]
		}
	}
	return nil
}

func TestDoctorMissingFile(t *testing.T) {
	dir := crashed(t)
	path := filepath.Join(dir, hub.FileName)
	tail, _ := os.ReadFile(path + "-tail-0")
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	r, err := hub.Doctor(context.Background(), dir, nil)
	if f := finding(r, "market.db is missing"); err != nil || r.Whole() || f == nil || !strings.Contains(f.Lost, "stand in market.db-tail-0") {
		t.Errorf("doctor says %+v (%v)", r, err)
	}
	var damage *journal.DamageError
	if _, err := hub.Open(dir, hub.Options{}); !errors.As(err, &damage) {
		t.Errorf("opening: %v, want damage", err)
	}
	if raw, err := os.ReadFile(path + "-tail-0"); err != nil || string(raw) != string(tail) {
		t.Errorf("the tail was changed (%v)", err)
	}
}
