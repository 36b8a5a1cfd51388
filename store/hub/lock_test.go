package hub_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aeconnect/store/hub"
)

// TestHeld lets another process hold the directory.
func TestHeld(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, openHub(t, dir, hub.Options{})).found(true)
	if err := w.hub.Close(); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	other := exec.Command(self)
	other.Env = append(os.Environ(), writerDir+"="+dir)
	out, err := other.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { other.Process.Kill(); other.Wait() }()
	if _, err := out.Read(make([]byte, 1)); err != nil {
		t.Fatal(err)
	}
	_, err = hub.Open(dir, hub.Options{})
	var held *hub.HeldError
	if !errors.As(err, &held) || held.Holder.PID != other.Process.Pid || held.Holder.Command != filepath.Base(self) || held.Holder.Host == "" {
		t.Fatalf("%v: %+v", err, held)
	}
	if age := time.Since(held.Holder.Since.Time()); age < 0 || age > time.Hour || !strings.Contains(err.Error(), dir) {
		t.Errorf("%v", err)
	}
	if _, err := hub.Doctor(t.Context(), dir, nil); !errors.As(err, &held) {
		t.Errorf("doctor: %v", err)
	}
	if err := other.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	other.Wait()
	openHub(t, dir, hub.Options{}) // the lock dies with its holder
}

func TestSameProcessTwice(t *testing.T) {
	dir := t.TempDir()
	h := openHub(t, dir, hub.Options{Command: "aeconnect serve"})
	var held *hub.HeldError
	if _, err := hub.Open(dir, hub.Options{}); !errors.As(err, &held) || held.Holder.Command != "aeconnect serve" {
		t.Errorf("%v", err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	openHub(t, dir, hub.Options{})
}

func TestDoctorOfNothing(t *testing.T) {
	if _, err := hub.Doctor(t.Context(), t.TempDir(), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%v", err)
	}
}
