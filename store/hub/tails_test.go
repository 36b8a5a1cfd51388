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

func TestDoctorMissingTail(t *testing.T) {
	dir := crashed(t)
	if err := os.Remove(filepath.Join(dir, hub.FileName+"-tail-0")); err != nil {
		t.Fatal(err)
	}
	r, err := hub.Doctor(context.Background(), dir, nil)
	if f := finding(r, "market.db-tail-0 is missing"); err != nil || f == nil {
		t.Errorf("doctor says %+v (%v)", r, err)
	}
	var damage *journal.DamageError
	if _, err := hub.Open(dir, hub.Options{}); !errors.As(err, &damage) {
		t.Errorf("opening: %v, want damage", err)
	}
}

// TestDoctorCut damages the last write of a tail. Opening goes on without it, but not in silence.
func TestDoctorCut(t *testing.T) {
	dir := crashed(t)
	tail := filepath.Join(dir, hub.FileName+"-tail-0")
	raw, err := os.ReadFile(tail)
	if err = errors.Join(err, os.WriteFile(tail, raw[:len(raw)-20], 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := openHub(t, dir, hub.Options{}).Close(); err != nil {
		t.Fatal(err)
	}
	r, err := hub.Doctor(context.Background(), dir, nil)
	f := finding(r, "were not whole; they are kept in market.db-tail-0.cut-")
	if err != nil || f == nil || !r.Whole() {
		t.Fatalf("doctor says %+v (%v)", r, err)
	}
	if err := os.Remove(filepath.Join(dir, f.File)); err != nil {
		t.Fatal(err)
	}
	if r, err := hub.Doctor(context.Background(), dir, nil); err != nil || !r.Clean() {
		t.Errorf("once it is removed doctor says %+v (%v)", r, err)
	}
}
