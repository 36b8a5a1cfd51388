package hub_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/store/hub"
)

// TestDoctorPlace examines what is no marketplace's directory.
func TestDoctorPlace(t *testing.T) {
	root := t.TempDir()
	file, odd, shut := filepath.Join(root, "file"), filepath.Join(root, "odd"), lived(t, 1)
	err := errors.Join(os.WriteFile(file, nil, 0o600), os.MkdirAll(filepath.Join(odd, hub.FileName), 0o700),
		os.Chmod(filepath.Join(shut, hub.FileName), 0))
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]string{file: "is a file, not a directory", odd: "not a file"}
	if os.Geteuid() > 0 { // nothing is shut for root, nor is there a mode on Windows
		places[shut] = "may not be read"
	}
	for dir, want := range places {
		var place *hub.PlaceError
		if _, err := hub.Doctor(context.Background(), dir, nil); !errors.As(err, &place) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", dir, err, want)
		}
	}
}
