package folder_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/store/remote"
)

// A welcome that was written before answers which the device has taken says nothing of where the hub stands: taken for
// news it would say that the hub had forgotten them.
func TestAnOldWelcomeSaysNothing(t *testing.T) {
	j := newJourney(t)
	greet := func() remote.Welcome {
		w, err := j.device.Greet(t.Context(), hello())
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	if w := greet(); w.Next != 1 {
		t.Errorf("the last welcome, after which nothing came, is %+v", w)
	}
	j.pending(line(1, "set 1 a"))
	j.carry()
	j.send(1, "set 1 a")
	if w := greet(); w.Next != 0 || w.Head != 0 || w.Handle != "one" {
		t.Errorf("a welcome from before the answer is %+v", w)
	}
	if w := greet(); w.Next != 0 || w.Head != 0 {
		t.Errorf("while another is on its way it is %+v", w)
	}
	j.carry()
	if w := greet(); w.Next != 2 || w.Head != 1 {
		t.Errorf("the next welcome is %+v", w)
	}
	var gap *remote.GapError
	greet()
	j.pending(line(9, "set 1 b"))
	j.carry()
	if _, err := j.device.Send(t.Context(), []remote.Parcel{line(9, "set 1 b")}); !errors.As(err, &gap) {
		t.Errorf("a gap gives %v", err)
	}
	if w := greet(); w.Next != 2 {
		t.Errorf("beside an answer by which nothing was decided the welcome is %+v", w)
	}
}

// A welcome that was written before the hub had what is still on its way says nothing of where it will stand: a hub that
// was put back decides it yet. What it cannot decide changes nothing.
func TestAWelcomeBesideWhatIsOnItsWaySaysNothing(t *testing.T) {
	for name, tt := range map[string]struct {
		counter uint64 // of what is on its way
		read    bool   // by the hub, before it is asked again
		next    uint64 // as the welcome says
	}{
		"not read yet":              {counter: 2},
		"decided and not heard of":  {counter: 2, read: true},
		"behind a gap":              {counter: 9, read: true, next: 2},
		"behind a gap and not read": {counter: 9},
	} {
		t.Run(name, func(t *testing.T) {
			j := newJourney(t)
			j.send(1, "set 1 a")
			j.hello() // from before the answer
			if _, err := j.device.Greet(t.Context(), hello()); err != nil {
				t.Fatal(err)
			}
			j.carry()
			j.pending(line(tt.counter, "set 2 b"))
			if tt.read {
				j.carry()
			}
			w, err := j.device.Greet(t.Context(), hello())
			if err != nil || w.Next != tt.next {
				t.Errorf("the welcome is %+v, %v, want next %d", w, err, tt.next)
			}
		})
	}
}

// The hub's side was restored from a backup, and no letter is left in the folder that would tell it: it learns from the
// device's next one, which it cannot read, as soon as that is whole.
func TestRestoredHubAndEmptyFolder(t *testing.T) {
	for name, half := range map[string]bool{"a whole letter": false, "one that is half there at first": true} {
		t.Run(name, func(t *testing.T) {
			j := newJourney(t)
			j.send(1, "set 1 a")
			backup := filepath.Join(t.TempDir(), "backup")
			copyDir(t, backup, j.hubDir)
			j.send(2, "set 2 b")
			j.send(3, "set 3 c")
			j.send(4, "set 4 d")
			j.empty()
			copyDir(t, j.hubDir, backup)
			j.hub = j.office()
			if half {
				j.pending(line(5, "set 5 e"))
				for _, name := range j.letters("to-hub") {
					replace(t, name, nil)
				}
				j.carry()
			}
			j.send(5, "set 5 e")
			j.decided(5)
		})
	}
}

// A letter that an older program wrote in another layout, and that was not read, is written anew.
func TestLettersOfAnOlderProgram(t *testing.T) {
	for _, side := range []string{"to-hub", "from-hub"} {
		t.Run(side, func(t *testing.T) {
			j := newJourney(t)
			j.pending(line(1, "set 1 a"))
			copies := filepath.Join(j.dir, "sent", "*.letter")
			if side == "from-hub" {
				j.carry()
				copies = filepath.Join(j.hubDir, "sent", "*", "*.letter")
			}
			names, err := filepath.Glob(copies)
			if err != nil || len(names) == 0 {
				t.Fatalf("there are no copies: %v", err)
			}
			for _, name := range append(names, j.last(side)) {
				if err := os.WriteFile(name, []byte("AEL1 and so on"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			j.hub = j.office()
			j.open()
			j.hello()
			j.send(1, "set 1 a", "set 2 b")
			j.decided(2)
		})
	}
}
