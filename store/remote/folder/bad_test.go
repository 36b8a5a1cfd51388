package folder_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/store/remote"
	"aeconnect/store/remote/folder"
)

// replace writes a file that changes nothing of a letter's time, as a careful intruder would.
func replace(t testing.TB, name string, text []byte) {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, text, 0o644); err != nil {
		t.Fatal(err)
	}
	_ = os.Chtimes(name, info.ModTime(), info.ModTime())
}

// stranger's letters: those of another device of the same folder.
func (j *journey) otherLetter() []byte {
	j.t.Helper()
	other := &journey{post: j.post, hub: j.hub, dir: j.post.device("two")}
	other.open()
	_, _ = other.device.Greet(j.t.Context(), hello())
	for _, name := range j.letters("to-hub") {
		if info, err := os.Stat(name); err == nil && !strings.Contains(name, filepath.Base(filepath.Dir(j.last("to-hub")))) && info.Size() > 0 {
			text, err := os.ReadFile(name)
			if err != nil {
				j.t.Fatal(err)
			}
			return text
		}
	}
	j.t.Fatal("there is no other letter")
	return nil
}

// box is the directory of the journey's device on a side.
func (j *journey) box(side string) string {
	key, err := filepath.Glob(filepath.Join(j.hubDir, "*.box"))
	if err != nil || len(key) == 0 {
		j.t.Fatal("the hub knows no device")
	}
	return filepath.Join(j.post.dir, "aeconnect-post", side, strings.TrimSuffix(filepath.Base(key[0]), ".box"))
}

// last is the latest letter of the journey's device on a side.
func (j *journey) last(side string) string {
	j.t.Helper()
	names, _ := filepath.Glob(filepath.Join(j.box(side), "*.letter"))
	if len(names) == 0 {
		j.t.Fatalf("there is no letter %s", side)
	}
	return names[len(names)-1]
}

// met is what was counted on a side: questions are read by the hub, answers by the device.
func (j *journey) met(side string) folder.Counts {
	if side == "to-hub" {
		return j.hub.Counts()
	}
	return j.device.Counts()
}

// TestBadFiles puts bad files into a mailbox. Each must be counted, have no effect, and not keep the right letter away.
func TestBadFiles(t *testing.T) {
	tests := []struct {
		name  string
		do    func(j *journey, name string, text []byte)
		count func(folder.Counts) int
	}{
		{"half a letter", func(j *journey, name string, text []byte) { replace(j.t, name, text[:len(text)/2]) }, func(c folder.Counts) int { return c.Partial }},
		{"an empty letter", func(j *journey, name string, _ []byte) { replace(j.t, name, nil) }, func(c folder.Counts) int { return c.Partial }},
		{"a flipped bit", func(j *journey, name string, text []byte) { text[len(text)/2] ^= 1; replace(j.t, name, text) }, func(c folder.Counts) int { return c.Altered }},
		{"a longer letter", func(j *journey, name string, text []byte) { replace(j.t, name, append(text, 0)) }, func(c folder.Counts) int { return c.Altered }},
		{"a letter with another number", func(j *journey, name string, text []byte) {
			_ = os.Rename(name, name+".kept")
			_ = os.WriteFile(next(name), text, 0o644)
		}, func(c folder.Counts) int { return c.Foreign }},
		{"another's letter", func(j *journey, name string, _ []byte) { replace(j.t, name, j.otherLetter()) }, func(c folder.Counts) int { return c.Foreign }},
		{"a file of some other kind", func(j *journey, name string, _ []byte) {
			_ = os.WriteFile(filepath.Join(filepath.Dir(name), "Icon.txt"), []byte("x"), 0o644)
		}, func(c folder.Counts) int { return c.Foreign }},
		{"a link in the place of a letter", func(j *journey, name string, _ []byte) {
			_ = os.Remove(name)
			_ = os.Symlink("/etc/passwd", name)
		}, func(c folder.Counts) int { return c.Foreign }},
		{"a directory in the place of the next letter", func(j *journey, name string, _ []byte) {
			_ = os.Mkdir(next(name), 0o755)
			_ = os.WriteFile(filepath.Join(filepath.Dir(name), "junk"), nil, 0o644)
		}, func(c folder.Counts) int { return c.Foreign }},
		{"a file without measure", func(j *journey, name string, _ []byte) { _ = os.Truncate(name, 1<<40) }, func(c folder.Counts) int { return c.Foreign }},
	}
	for _, side := range []string{"to-hub", "from-hub"} {
		for _, tt := range tests {
			t.Run(side+"/"+tt.name, func(t *testing.T) {
				t.Parallel() // what takes time is the syncing of files
				j := newJourney(t)
				j.send(1, "set 1 a")
				j.pending(line(2, "set 2 b"))
				if side == "from-hub" {
					j.carry()
				}
				name := j.last(side)
				text, err := os.ReadFile(name)
				if err != nil {
					t.Fatal(err)
				}
				tt.do(j, name, text)
				if side == "to-hub" {
					j.carry()
				} else {
					_, _ = j.device.Send(t.Context(), []remote.Parcel{line(2, "set 2 b")})
				}
				if n := tt.count(j.met(side)); n == 0 {
					t.Errorf("it was not counted: %+v", j.met(side))
				}
				for range 10 { // the writer looks closely now and then
					_, _ = j.device.Pull(t.Context(), nil, 0)
					j.carry()
				}
				j.send(2, "set 2 b", "set 3 c")
				j.decided(3)
			})
		}
	}
}

// TestAReplayedLetterIsRefused puts an old, rightly signed letter into the place of the next.
func TestAReplayedLetterIsRefused(t *testing.T) {
	j := newJourney(t)
	j.pending(line(1, "set 1 a"))
	old, err := os.ReadFile(j.last("to-hub"))
	if err != nil {
		t.Fatal(err)
	}
	place := next(j.last("to-hub"))
	j.send(1, "set 1 a")
	if err := os.WriteFile(place, old, 0o644); err != nil {
		t.Fatal(err)
	}
	j.carry()
	if c := j.hub.Counts(); c.Replayed != 1 {
		t.Errorf("the hub met %+v", c)
	}
	j.send(2, "set 2 b")
	j.decided(2)
}

// TestOneBadMailboxKeepsNobodyWaiting has a device whose mailbox is full of nonsense beside a good one.
func TestOneBadMailboxKeepsNobodyWaiting(t *testing.T) {
	j := newJourney(t)
	side := filepath.Join(j.post.dir, "aeconnect-post", "to-hub")
	for _, name := range []string{"nobody", "0123456789abcdef0123", strings.Repeat("a", 100)} {
		if err := os.MkdirAll(filepath.Join(side, name), 0o755); err != nil {
			t.Fatal(err)
		}
		_ = os.WriteFile(filepath.Join(side, name, "device.card"), []byte("AEC1 nonsense"), 0o644)
	}
	_ = os.WriteFile(filepath.Join(side, "file"), nil, 0o644)
	card, err := os.ReadFile(filepath.Join(j.box("to-hub"), "device.card"))
	if err != nil {
		t.Fatal(err)
	}
	_ = os.WriteFile(filepath.Join(side, "0123456789abcdef0123", "device.card"), card, 0o644) // another's card
	j.send(1, "set 1 a")
	if c := j.hub.Counts(); c.Foreign != 4 {
		t.Errorf("the hub met %+v", c)
	}
}

func TestAddresses(t *testing.T) {
	for url, ok := range map[string]bool{
		"folder:///mnt/stick": true, "folder:///a/../b": true,
		"folder://host/path": false, "folder:relative": false, "/mnt/stick": false, "folder:///a?b": false, "": false, "ssh://a": false,
	} {
		if _, err := folder.PathOf(url); (err == nil) != ok {
			t.Errorf("%q gives %v", url, err)
		}
	}
}
