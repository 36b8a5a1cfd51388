package market

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
)

func opened(t *testing.T) (*Market, string) {
	t.Helper()
	dir := t.TempDir()
	m, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	return m, dir
}

// A backup of one's own is read again, remembered, and can be restored; the oldest go.
func TestBackUp(t *testing.T) {
	m, dir := opened(t)
	var copied, read bool
	b, err := m.BackUp(t.Context(), 2, func(reading bool, done, total uint64) {
		copied, read = copied || !reading && done > 0, read || reading && done == total
	})
	if err != nil || !b.Whole || b.Verified == 0 || b.Entries != m.Head() || !b.Own || b.Bytes == 0 || !copied || !read {
		t.Fatalf("%+v, copied %v, read %v: %v", b, copied, read, err)
	}
	if got := Backups(dir); len(got) != 1 || got[0].File != b.File || got[0].Gone {
		t.Fatalf("%+v", got)
	}
	f, err := os.Open(b.File)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := hub.Restore(t.Context(), filepath.Join(t.TempDir(), "new"), f, nil); err != nil {
		t.Error("it cannot be restored: ", err)
	}
	left, _ := os.ReadDir(filepath.Join(dir, BackupsDir))
	if len(left) != 1 {
		t.Errorf("%d files are left in the folder", len(left))
	}
}

func TestSweepKeepsTheNewest(t *testing.T) {
	dir := t.TempDir()
	folder := ownFolder(dir)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "mine")
	for _, b := range []Copy{
		{At: 1, File: filepath.Join(folder, "1"), Own: true, Whole: true}, {At: 2, File: filepath.Join(folder, "2"), Own: true},
		{At: 3, File: elsewhere, Whole: true}, {At: 4, File: filepath.Join(folder, "4"), Own: true, Whole: true},
		{At: 5, File: filepath.Join(folder, "5"), Own: true, Whole: true}, {At: 6, File: filepath.Join(folder, "6"), Own: true},
		{At: 7, File: filepath.Join(folder, "7"), Own: true},
	} {
		if err := errors.Join(os.WriteFile(b.File, nil, 0o600), NoteBackup(dir, b)); err != nil {
			t.Fatal(err)
		}
	}
	if err := sweep(dir, 2); err != nil {
		t.Fatal(err)
	}
	var gone []string
	for _, b := range Backups(dir) {
		if b.Gone {
			gone = append(gone, filepath.Base(b.File))
		}
	}
	slices.Sort(gone)
	if strings.Join(gone, " ") != "1 2" { // of those that are not whole two are enough
		t.Errorf("gone: %v", gone)
	}
	if err := sweep(dir, 0); err != nil || len(Backups(dir)) != 7 {
		t.Error("0 takes nothing away", err)
	}
}

func TestCheckLeavesNothing(t *testing.T) {
	m, dir := opened(t)
	c, err := m.Check(t.Context(), nil)
	if err != nil || len(c.Findings) > 0 || c.Entries != m.Head() || LastCheck(dir).At != c.At {
		t.Errorf("%+v, remembered %+v: %v", c, LastCheck(dir), err)
	}
	if left, _ := os.ReadDir(filepath.Join(dir, BackupsDir)); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := m.Check(ctx, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: %v", err)
	}
	if left, _ := os.ReadDir(filepath.Join(dir, BackupsDir)); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

func TestHealth(t *testing.T) {
	m, _ := opened(t)
	before, err := m.Health()
	if err != nil || before.Entries != 1 || before.Last == 0 || before.Stopped != "" || len(before.Hash) != 64 || before.Due+before.Stuck != 0 || before.FileBytes+before.TailBytes == 0 {
		t.Errorf("%+v: %v", before, err)
	}
	if d, err := m.Do(t.Context(), model.Actor{Operator: true}, &model.AddAccount{Handle: "ops", Role: model.Operator, Name: "Ops"}); err != nil || d.Refusal != nil {
		t.Fatal(err, d.Refusal)
	}
	after, err := m.Health()
	if err != nil || after.Entries != 2 || after.Hash == before.Hash || after.Epoch != before.Epoch {
		t.Errorf("%+v: %v", after, err)
	}
}

// What others keep in a folder that backups points to is theirs.
func TestOnlyItsOwnIsSweptUp(t *testing.T) {
	m, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	shared := t.TempDir()
	if err := os.Symlink(shared, filepath.Join(m.Dir(), BackupsDir)); err != nil {
		t.Skip(err)
	}
	theirs := []string{"a.part", ".examine-x"}
	for _, name := range append([]string{"check.part", "market-20260101-000000.backup.part"}, theirs...) {
		if err := os.WriteFile(filepath.Join(shared, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := m.folder(); err != nil {
		t.Fatal(err)
	}
	var left []string
	all, _ := os.ReadDir(shared)
	for _, e := range all {
		left = append(left, e.Name())
	}
	slices.Sort(theirs)
	if !slices.Equal(left, theirs) {
		t.Errorf("left: %v", left)
	}
}

// A copy that would fill the disk is not begun: people write on the same one.
func TestCopiesLeaveRoom(t *testing.T) {
	m, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	h, err := m.Health()
	if err != nil {
		t.Fatal(err)
	}
	size := h.FileBytes + h.TailBytes
	for free, ok := range map[int64]bool{-1: true, 0: false, 3*size - 1: false, 3 * size: true} {
		if err := m.room(free); (err == nil) != ok {
			t.Errorf("with %d bytes left of %d: %v", free, size, err)
		}
	}
}
