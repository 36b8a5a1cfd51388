package folder_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/store/remote"
)

// empty takes away every letter.
func (j *journey) empty() {
	j.t.Helper()
	for _, name := range append(j.letters("to-hub"), j.letters("from-hub")...) {
		if err := os.Remove(name); err != nil {
			j.t.Fatal(err)
		}
	}
}

// silence has the device wait for news, after which the hub has nothing more to write and nothing in the folder.
func (j *journey) silence() {
	j.t.Helper()
	if _, err := j.device.Pull(j.t.Context(), nil, 0); err == nil {
		j.t.Fatal("there is a page already")
	}
	var at remote.Cursor
	j.until("a page", func() error { p, err := j.device.Pull(j.t.Context(), nil, 0); at = p.Next; return err })
	gone, leave := context.WithCancel(j.t.Context())
	leave()
	if err := j.device.Watch(gone, at); !errors.Is(err, context.Canceled) {
		j.t.Fatal(err)
	}
	j.carry()
	if names := j.letters("from-hub"); len(names) > 0 {
		j.t.Fatalf("the hub still writes %q", names)
	}
}

// The device was put back from a backup together with its mailbox, and no letter is left in the folder that would tell it:
// it writes where others of its letters were read, and is told so.
func TestRestoredDeviceAndEmptyFolder(t *testing.T) {
	for since := range 5 {
		t.Run(fmt.Sprint(since, " letters since the backup"), func(t *testing.T) {
			j := newJourney(t)
			j.send(1, "set 1 a")
			backup := filepath.Join(t.TempDir(), "backup")
			copyDir(t, backup, j.dir)
			for i := range since {
				j.send(uint64(2+i), fmt.Sprint("set 2 ", i))
			}
			j.silence()
			j.empty()
			copyDir(t, j.dir, backup)
			j.open()
			j.hello()
			next := uint64(2 + since)
			j.send(next, "set 5 e")
			j.send(next+1, "set 6 f")
			j.decided(since + 3)
			if j.device.Counts().Reborn == 0 {
				t.Errorf("no mailbox was begun anew: %+v", j.device.Counts())
			}
		})
	}
}

// What the hub has left behind the gap tells it too, whatever others put into the mailbox behind that.
func TestRestoredDeviceAndStrangersLetters(t *testing.T) {
	for name, place := range map[string]func(last string) string{
		"a later one": func(last string) string { return next(next(next(last))) },
		"of another mailbox": func(last string) string {
			return filepath.Join(filepath.Dir(last), fmt.Sprintf("%016x-%012d.letter", uint64(1)<<60, 7))
		},
	} {
		t.Run(name, func(t *testing.T) {
			j := newJourney(t)
			j.pending(line(1, "set 1 a"))
			other := j.otherLetter()
			j.send(1, "set 1 a")
			backup := filepath.Join(t.TempDir(), "backup")
			copyDir(t, backup, j.dir)
			for i := range uint64(3) {
				j.send(2+i, "set 2 b")
			}
			if err := os.WriteFile(place(j.last("from-hub")), other, 0o644); err != nil {
				t.Fatal(err)
			}
			for _, name := range j.letters("to-hub") {
				_ = os.Remove(name)
			}
			copyDir(t, j.dir, backup)
			j.open()
			j.hello()
			j.send(5, "set 5 e")
			j.decided(5)
		})
	}
}

// So it is after the mailbox was begun anew since the backup, and more letters were read than a hub remembers.
func TestRestoredDeviceOfLongAgo(t *testing.T) {
	j := newJourney(t)
	j.send(1, "set 1 a")
	backup := filepath.Join(t.TempDir(), "backup")
	copyDir(t, backup, j.dir)
	for i := range uint64(70) {
		j.send(2+i, "set 2 b")
	}
	long := filepath.Join(t.TempDir(), "long")
	copyDir(t, long, j.dir)
	j.silence()
	j.empty()
	copyDir(t, j.dir, backup)
	j.open()
	j.hello()
	j.send(72, "set 3 c")
	j.silence()
	j.empty()
	copyDir(t, j.dir, long) // of before the new beginning
	j.open()
	j.hello()
	j.send(73, "set 4 d")
	j.decided(73)
}

// A device was copied with its mailbox, and both go on, by turns: each is heard, though they write at the same places.
func TestCopiesOfADevice(t *testing.T) {
	j := newJourney(t)
	j.send(1, "set 1 a")
	dirs := []string{j.dir, filepath.Join(t.TempDir(), "copy")}
	copyDir(t, dirs[1], dirs[0])
	for n := range uint64(6) {
		j.dir = dirs[n%2]
		j.open()
		j.hello()
		j.send(2+n, fmt.Sprint("set 2 ", n))
		if n%3 == 0 {
			j.silence()
			j.empty()
		}
	}
	j.decided(7)
}

// Both have written at one place before either was read: the one that was not read is not taken for the one that was.
func TestTwoLettersAtOnePlace(t *testing.T) {
	for name, last := range map[string]bool{"the last": true, "one before it": false} {
		t.Run(name, func(t *testing.T) {
			j := newJourney(t)
			j.send(1, "set 1 a")
			j.hello() // a question that is pending; else it is the first after the copy
			if !last {
				j.carry()
				j.hello()
			}
			copied := filepath.Join(t.TempDir(), "copy")
			copyDir(t, copied, j.dir)
			j.pending(line(2, "set 2 b"))
			here, letters := j.device, map[string][]byte{}
			for _, name := range j.letters("to-hub") {
				letters[name], _ = os.ReadFile(name)
			}
			j.empty()
			j.dir = copied
			j.open()
			j.hello()
			j.empty()
			j.pending(line(2, "set 2 b"), line(3, "set 3 c"))
			for name, text := range letters { // those of the first are read
				if err := os.WriteFile(name, text, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			j.carry()
			j.send(2, "set 2 b", "set 3 c")
			j.device = here
			j.send(2, "set 2 b")
			j.decided(3)
		})
	}
}

// What stands in the folder because its writer does not know yet that it was read makes no letters.
func TestWhatWasReadIsNoStray(t *testing.T) {
	j := newJourney(t)
	for n := range uint64(4) {
		j.pending(line(1+n, "set 1 a"))
		j.carry()
		before := len(j.letters("from-hub"))
		for range 20 {
			j.carry()
		}
		if after := len(j.letters("from-hub")); after != before {
			t.Errorf("%d letters became %d", before, after)
		}
		if _, err := j.device.Send(t.Context(), []remote.Parcel{line(1+n, "set 1 a")}); err != nil {
			t.Fatal(err)
		}
	}
}
