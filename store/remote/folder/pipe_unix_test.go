//go:build unix

package folder_test

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"aeconnect/store/remote/folder"
)

// Somebody puts a pipe, or something else that is no file, into the place of whatever lies in the folder: nobody waits at
// it, other devices are answered, and what is nobody's is cleared away by whose place it is.
func TestThingsInThePlaceOfOthers(t *testing.T) {
	things := map[string]func(name string) error{
		"pipe":   func(name string) error { return syscall.Mkfifo(name, 0o666) },
		"link":   func(name string) error { return os.Symlink("/dev/zero", name) },
		"nobody": func(name string) error { return os.Symlink("nowhere", name) },
		"dir":    func(name string) error { return os.Mkdir(name, 0o777) },
	}
	places := []string{"hub.card", "to-hub", "from-hub", "to-hub/*", "from-hub/*", "to-hub/*/device.card", "to-hub/*/*.letter", "from-hub/*/*.letter"}
	for thing, put := range things {
		for _, at := range places {
			t.Run(thing+" at "+at, func(t *testing.T) {
				j := newJourney(t)
				j.pending(line(1, "set 1 a"))
				if at[:4] == "from" {
					j.carry()
				}
				found, err := filepath.Glob(filepath.Join(j.post.dir, "aeconnect-post", filepath.FromSlash(at)))
				if err != nil || len(found) == 0 {
					t.Skip("nothing is there")
				}
				for _, name := range found {
					if os.RemoveAll(name) != nil || put(name) != nil {
						t.Fatal(name)
					}
				}
				_ = j.hub.Sweep(t.Context()) // returns
				_, _ = j.device.Greet(t.Context(), hello())
				for _, name := range found {
					if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
						_ = os.RemoveAll(name) // whoever did it takes it away again, where it still is
					}
				}
				j.hub = j.office()
				j.open()
				j.hello()
				j.send(1, "set 1 a")
				j.decided(1)
			})
		}
	}
}

// Somebody who has a mailbox makes a pipe of it: other devices are answered as before.
func TestAPipeKeepsNobodyElse(t *testing.T) {
	j := newJourney(t)
	stranger := newStranger(t, j)
	if err := os.RemoveAll(stranger); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(stranger, 0o666); err != nil {
		t.Fatal(err)
	}
	until := func() { _ = j.hub.Sweep(context.Background()) }
	j.pending(line(1, "set 1 a"))
	until()
	if answers, err := j.device.Send(t.Context(), remoteLines("set 1 a")); err != nil || len(answers) != 1 {
		t.Errorf("the answer is %v, %v", answers, err)
	}
	if j.hub.Counts().Foreign == 0 {
		t.Log("the pipe was not counted")
	}
}

// newStranger makes a mailbox of a key that nobody knows and returns where it lies; the hub has seen it.
func newStranger(t *testing.T, j *journey) string {
	t.Helper()
	before, _ := filepath.Glob(filepath.Join(j.post.dir, "aeconnect-post", "to-hub", "*"))
	o := j.options(t.TempDir())
	o.Patience = -1
	d, err := folder.Open(t.Context(), j.url(), o)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = d.Greet(t.Context(), hello())
	_ = j.hub.Sweep(t.Context())
	after, _ := filepath.Glob(filepath.Join(j.post.dir, "aeconnect-post", "to-hub", "*"))
	for _, name := range after {
		known := false
		for _, b := range before {
			known = known || b == name
		}
		if !known {
			return name
		}
	}
	t.Fatal("there is no mailbox")
	return ""
}
