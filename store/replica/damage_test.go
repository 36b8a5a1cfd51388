package replica_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/store/replica"
)

// A file of a replica that was cut, or overwritten, is said to be damaged; nothing panics.
func TestADamagedFileIsSaidToBe(t *testing.T) {
	for name, hurt := range map[string]func(file string) error{
		"cut": func(file string) error { return os.Truncate(file, 5*4096) },
		"overwritten": func(file string) error {
			text, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			for i := 2 * 4096; i < len(text); i++ {
				text[i] = byte(i*7 + i>>8)
			}
			return os.WriteFile(file, text, 0o600)
		},
		"something else": func(file string) error { return os.WriteFile(file, make([]byte, 5*4096), 0o600) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			r, err := replica.Join(dir, "ssh://hub", replica.Options{Relaxed: true})
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(r.Close(), hurt(filepath.Join(dir, replica.FileName))); err != nil {
				t.Fatal(err)
			}
			r, err = replica.Open(dir, replica.Options{})
			if err == nil {
				_ = r.Close()
			}
			if !errors.As(err, new(*replica.DamagedError)) {
				t.Errorf("it is opened with %v", err)
			}
		})
	}
}
