package folder_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aeconnect/store/remote"
)

// A folder on a stick without room: both sides say so, nothing half is taken for whole, and all goes on with room.
func TestFolderWithoutRoom(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=128k"); err != nil {
		t.Skipf("this may not mount anything: %v", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	j := newJourneyAt(t, dir)
	j.send(1, "set 1 a")
	holiday := filepath.Join(dir, "holiday.jpg")
	if err := os.WriteFile(holiday, make([]byte, 1<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("there is room: %v", err)
	}
	for range 3 {
		if _, err := j.device.Send(t.Context(), []remote.Parcel{line(2, "set 2 b")}); !errors.Is(err, remote.ErrPending) {
			t.Errorf("the device says %v", err)
		}
		_ = j.hub.Sweep(t.Context())
	}
	if j.device.Counts().Full == 0 {
		t.Errorf("the device met %+v", j.device.Counts())
	}
	j.decided(1)
	if err := os.Remove(holiday); err != nil {
		t.Fatal(err)
	}
	j.world.Fill(40, 1000) // a page of them takes more than the letters that go
	j.pending(line(2, "set 2 b"))
	if _, err := j.device.Pull(t.Context(), nil, 0); !errors.Is(err, remote.ErrPending) {
		t.Fatal(err)
	}
	if err := os.WriteFile(holiday, make([]byte, 1<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("there is room: %v", err)
	}
	if err := j.hub.Sweep(t.Context()); !errors.Is(err, syscall.ENOSPC) || j.hub.Counts().Full == 0 {
		t.Errorf("the hub says %v", err)
	}
	if err := os.Remove(holiday); err != nil {
		t.Fatal(err)
	}
	j.send(2, "set 2 b", "set 3 c")
	j.until("a page", func() error { _, err := j.device.Pull(t.Context(), nil, 0); return err })
	j.decided(3)
	for _, name := range j.hidden() {
		t.Errorf("%s is left", strings.TrimPrefix(name, dir))
	}
}
