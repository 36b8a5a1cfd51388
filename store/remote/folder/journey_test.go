package folder_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/store/remote"
	"aeconnect/store/remote/folder"
	"aeconnect/store/remote/remotetest"
)

func TestOneJourneyAnswersEverything(t *testing.T) {
	j := newJourney(t)
	j.world.Fill(3000, 1000) // three pages
	if w, err := j.device.Greet(t.Context(), hello()); err != nil || w.Handle != "one" || w.Next != 1 {
		t.Fatalf("the last welcome is %+v, %v", w, err)
	}
	j.pending(line(1, "set 1 a"), line(2, "set 2 b"))
	if _, err := j.device.Pull(t.Context(), nil, 0); !errors.Is(err, remote.ErrPending) {
		t.Fatalf("a Pull gives %v", err)
	}
	_ = j.device.Close()
	j.carry()

	j.open() // another process, with one more command by now
	if w, err := j.device.Greet(t.Context(), hello()); err != nil || w.Handle != "one" {
		t.Fatalf("the welcome is %+v, %v", w, err)
	}
	answers, err := j.device.Send(t.Context(), []remote.Parcel{line(1, "set 1 a"), line(2, "set 2 b"), line(3, "set 3 c")})
	if !errors.Is(err, remote.ErrPending) || len(answers) != 2 || answers[1].Counter != 2 || answers[1].Repeated {
		t.Fatalf("the answers are %+v, %v", answers, err)
	}
	rows, cursor := 0, remote.Cursor(nil)
	for more := true; more; {
		p, err := j.device.Pull(t.Context(), cursor, 0)
		if err != nil {
			t.Fatalf("after %d rows: %v", rows, err)
		}
		rows, cursor, more = rows+len(p.Put), p.Next, p.More
	}
	if rows != 3000 {
		t.Errorf("%d rows came", rows)
	}
	j.carry()
	if answers, err = j.device.Send(t.Context(), []remote.Parcel{line(3, "set 3 c")}); err != nil || len(answers) != 1 {
		t.Fatalf("the last answer is %+v, %v", answers, err)
	}
	j.decided(3)
	if n := len(j.letters("to-hub")); n > 1 {
		t.Errorf("%d letters that the hub has lie in the folder", n)
	}
}

func TestNothingPrivateLiesOpen(t *testing.T) {
	j := newJourney(t)
	j.pending(line(1, "own 1 12 Silk Street"))
	j.sealed("to-hub")
	j.carry()
	j.send(1, "own 1 12 Silk Street")
	if _, err := j.device.Pull(t.Context(), nil, 0); !errors.Is(err, remote.ErrPending) {
		t.Fatal(err)
	}
	j.carry()
	j.sealed("from-hub")
	p, err := j.device.Pull(t.Context(), nil, 0)
	if err != nil || !strings.Contains(string(p.Put[0].Row), "Silk Street") {
		t.Errorf("the page is %+v, %v", p, err)
	}
}

// sealed demands that nobody can read the letters of a side.
func (j *journey) sealed(side string) {
	j.t.Helper()
	names := j.letters(side)
	if len(names) == 0 {
		j.t.Errorf("there is no letter %s", side)
	}
	for _, name := range names {
		if text, err := os.ReadFile(name); err != nil || strings.Contains(string(text), "Silk") {
			j.t.Errorf("%s can be read by everybody: %v", name, err)
		}
	}
}

func TestTheHubsKeyIsPinned(t *testing.T) {
	p := newPost(t, remotetest.NewWorld("one"))
	dir := p.device("one")
	if _, err := folder.Open(t.Context(), p.url(), p.options(dir)); !errors.Is(err, folder.ErrNoHub) {
		t.Errorf("without a hub it gives %v", err)
	}
	known := p.office().Fingerprint()
	p.trust = false
	_, err := folder.Open(t.Context(), p.url(), p.options(dir))
	var untrusted *folder.UntrustedError
	if !errors.As(err, &untrusted) || untrusted.Fingerprint != known {
		t.Errorf("a hub that nobody trusts gives %v", err)
	}
	p.trust = true
	if _, err := folder.Open(t.Context(), p.url(), p.options(dir)); err != nil {
		t.Fatal(err)
	}
	p.trust, p.hubDir = false, t.TempDir()
	other := p.office().Fingerprint()
	_, err = folder.Open(t.Context(), p.url(), p.options(dir))
	var changed *folder.HubKeyError
	if !errors.As(err, &changed) || changed.Known != known || changed.Offered != other {
		t.Fatalf("another hub gives %v", err)
	}
	if !strings.Contains(err.Error(), known) || !strings.Contains(err.Error(), other) {
		t.Errorf("the sentence %q names not both", err)
	}
}

func TestRestoredBackups(t *testing.T) {
	tests := []struct {
		name string
		of   func(*journey) string
	}{
		{"of the hub", func(j *journey) string { return j.hubDir }},
		{"of the device", func(j *journey) string { return j.dir }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			j := newJourney(t)
			j.send(1, "set 1 a")
			backup := filepath.Join(t.TempDir(), "backup")
			copyDir(t, backup, tt.of(j))
			j.send(2, "set 2 b")
			j.send(3, "set 3 c")
			copyDir(t, tt.of(j), backup)
			j.hub = j.office()
			j.open()
			j.hello()
			if answers := j.send(2, "set 2 b", "set 3 c", "set 4 d"); !answers[0].Repeated || !answers[1].Repeated || answers[2].Repeated {
				t.Errorf("afterwards the answers are %+v", answers)
			}
			j.send(5, "set 5 e")
			j.decided(5)
			if j.hub.Counts().Reborn+j.device.Counts().Reborn == 0 {
				t.Error("no mailbox was begun anew")
			}
		})
	}
}

func TestLostStates(t *testing.T) {
	for _, pattern := range []string{"*.box", "sent", "post.state", "asked", "answers"} {
		t.Run(pattern, func(t *testing.T) {
			j := newJourney(t)
			j.send(1, "set 1 a")
			j.pending(line(2, "set 2 b"))
			for _, dir := range []string{j.hubDir, j.dir} {
				names, _ := filepath.Glob(filepath.Join(dir, pattern))
				for _, name := range names {
					if err := os.RemoveAll(name); err != nil {
						t.Fatal(err)
					}
				}
			}
			j.hub = j.office()
			j.open()
			j.hello()
			j.send(2, "set 2 b", "set 3 c")
			j.decided(3)
		})
	}
}

// A stick that is pulled out: everybody says so, nothing is made in its place, and all goes on when it is back.
func TestAFolderThatIsAway(t *testing.T) {
	j := newJourney(t)
	if err := os.Rename(j.post.dir, j.post.dir+".away"); err != nil {
		t.Fatal(err)
	}
	if _, err := j.device.Send(context.Background(), []remote.Parcel{line(1, "set 1 a")}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the device gets %v", err)
	}
	if err := j.hub.Sweep(t.Context()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the hub gets %v", err)
	}
	if _, err := folder.Open(t.Context(), j.url(), j.options(j.dir)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("another process gets %v", err)
	}
	if _, err := os.Lstat(j.post.dir); err == nil {
		t.Error("something was made where the folder is put in")
	}
	if err := os.Rename(j.post.dir+".away", j.post.dir); err != nil {
		t.Fatal(err)
	}
	j.open()
	j.hello()
	j.send(1, "set 1 a")
	j.decided(1)
}
