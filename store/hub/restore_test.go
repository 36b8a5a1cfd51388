package hub_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
)

func TestBackupAndRestore(t *testing.T) {
	w := newWorld(t, openHub(t, t.TempDir(), hub.Options{})).found(true)
	first := w.publish("lumen")
	var backup bytes.Buffer
	if _, err := w.hub.Backup(&backup); err != nil {
		t.Fatal(err)
	}
	second := w.publish("lumen")

	dir := t.TempDir()
	if aside, err := hub.Restore(context.Background(), dir, bytes.NewReader(backup.Bytes()), nil); err != nil || aside != "" {
		t.Fatalf("restore: %q %v", aside, err)
	}
	has := func(dir string, id model.ID) bool {
		h := openHub(t, dir, hub.Options{})
		defer h.Close()
		found := false
		if err := h.View(func(r model.Reader) error { found = model.TaskByID(r, id) != nil; return nil }); err != nil {
			t.Error(err)
		}
		return found
	}
	if !has(dir, first) || has(dir, second) {
		t.Error("the restored marketplace is not that of the backup")
	}

	// Over another marketplace, which is kept; and not while a process holds it.
	later := lived(t, 2)
	held := openHub(t, later, hub.Options{})
	var busy *hub.HeldError
	if _, err := hub.Restore(context.Background(), later, bytes.NewReader(backup.Bytes()), nil); !errors.As(err, &busy) {
		t.Errorf("restore over a marketplace in use: %v", err)
	}
	if err := held.Close(); err != nil {
		t.Fatal(err)
	}
	before := dump(t, filepath.Join(later, hub.FileName))
	aside, err := hub.Restore(context.Background(), later, bytes.NewReader(backup.Bytes()), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := dump(t, aside); len(got) != len(before) {
		t.Error("what was there before is not kept")
	}
	if !has(later, first) {
		t.Error("the backup did not take its place")
	}
}

func TestRestoreUnsound(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(lived(t, 3), hub.FileName))
	if err != nil {
		t.Fatal(err)
	}
	dir := lived(t, 1)
	before := dump(t, filepath.Join(dir, hub.FileName))
	for name, backup := range map[string][]byte{"cut": raw[:40_000], "nothing": nil, "text": []byte("a letter")} {
		var unsound *hub.UnsoundError
		if _, err := hub.Restore(context.Background(), dir, bytes.NewReader(backup), nil); !errors.As(err, &unsound) {
			t.Errorf("%s: %v, want UnsoundError", name, err)
		}
	}
	if got := dump(t, filepath.Join(dir, hub.FileName)); len(got) != len(before) {
		t.Error("a backup that is not whole changed the marketplace")
	}
}

// TestRestoreLeavesNothing lets a restore into directories that are not there fail.
func TestRestoreLeavesNothing(t *testing.T) {
	root := t.TempDir()
	there := filepath.Join(root, "there")
	if err := os.Mkdir(there, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{filepath.Join(root, "new", "deep"), there} {
		var unsound *hub.UnsoundError
		if _, err := hub.Restore(context.Background(), dir, bytes.NewReader([]byte("a letter")), nil); !errors.As(err, &unsound) {
			t.Errorf("%v, want UnsoundError", err)
		}
	}
	if left, err := os.ReadDir(root); err != nil || len(left) != 1 {
		t.Errorf("%v is left (%v), want the directory that was there", left, err)
	}
	if left, err := os.ReadDir(there); err != nil || len(left) != 0 {
		t.Errorf("%v is left in it (%v)", left, err)
	}
}
