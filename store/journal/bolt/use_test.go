package bolt_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/store/journal/bolt"
)

// cutsOf are the bytes that are kept of a journal's tails.
func cutsOf(t *testing.T, path string) (cuts [][]byte) {
	t.Helper()
	names, err := filepath.Glob(path + "-tail-?.cut-*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		cuts = append(cuts, raw)
	}
	return cuts
}

func surveyed(t *testing.T, path string) (told string) {
	t.Helper()
	s, err := bolt.NewSurvey(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, f := range s.Findings() {
		told += f.File + ": " + f.What + "\n"
	}
	return told
}

func TestMissingTail(t *testing.T) {
	i, _ := taken(t, 4)
	for _, gone := range [][]string{{"-tail-0"}, {"-tail-1"}, {"-tail-0", "-tail-1"}} {
		path := i.lay(t)
		for _, suffix := range gone {
			if err := os.Remove(path + suffix); err != nil {
				t.Fatal(err)
			}
		}
		if told := surveyed(t, path); !strings.Contains(told, "j.db"+gone[0]+" is missing") {
			t.Errorf("without %v the survey says %q", gone, told)
		}
		_, err := bolt.Open(path, bolt.Options{})
		wantDamage(t, err, 0, "j.db"+gone[0]+" is missing; what was appended after entry 2")
	}
	path, head := filled(t, 3) // closed: a copy of the file alone is whole
	os.Remove(path + "-tail-0")
	_, err := bolt.Open(path, bolt.Options{})
	wantDamage(t, err, 0, "j.db-tail-0 is missing")
	os.Remove(path + "-tail-1")
	if j := open(t, path, bolt.Options{}); j.Head() != head {
		t.Errorf("head %v, want %v", j.Head(), head)
	}
}

// TestKeptCut damages the end of a tail. What is dropped is kept beside, and told until it is removed.
func TestKeptCut(t *testing.T) {
	i, _ := taken(t, 4)
	frame := len(i.tail) / 4
	noise := make([]byte, 5000)
	random := rand.NewChaCha8([32]byte{1})
	random.Read(noise)
	noise[4999] = 1
	flipped := bytes.Clone(i.tail)
	flipped[len(flipped)-frame] ^= 1
	for name, c := range map[string]struct {
		tail, kept []byte
		head       uint64
	}{
		"last frame":  {flipped, bytes.TrimRight(flipped[3*frame:], "\x00"), 5},
		"truncated":   {i.tail[:2*frame-7], bytes.TrimRight(i.tail[frame:2*frame-7], "\x00"), 3},
		"noise alone": {noise, noise, 2},
		"zeros":       {make([]byte, 5000), nil, 2},
	} {
		path := image{i.file, c.tail}.lay(t)
		if told := surveyed(t, path); (told == "") != (c.kept == nil) {
			t.Errorf("%s: before it is opened the survey says %q", name, told)
		}
		for range 2 {
			j := open(t, path, bolt.Options{})
			if j.Head().Seq != c.head {
				t.Errorf("%s: head %v, want %d", name, j.Head(), c.head)
			}
			j.Close()
		}
		if cuts := cutsOf(t, path); c.kept == nil && cuts != nil || c.kept != nil && (len(cuts) != 1 || !bytes.Equal(cuts[0], c.kept)) {
			t.Errorf("%s: %d cuts are kept, want the %d bytes that were dropped", name, len(cuts), len(c.kept))
		}
		if told := surveyed(t, path); strings.Contains(told, "were not whole; they are kept in j.db-tail-0.cut-") != (c.kept != nil) {
			t.Errorf("%s: the survey says %q", name, told)
		}
	}
}

// TestWornTail ends processes at all times of a tail that is written over: old bytes behind its end are nothing to tell.
func TestWornTail(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{LayerBytes: 3000})
	for range 200 {
		add(t, j, 1, 50+int(j.Head().Seq)%170)
		if j.Head().Seq%7 == 0 {
			if _, err := j.Backup(new(bytes.Buffer)); err != nil { // the tails rest, and are used again
				t.Fatal(err)
			}
			add(t, j, 1, 20)
		}
		j.Rest()
		if told := surveyed(t, path); told != "" {
			t.Fatalf("after entry %d the survey says %q", j.Head().Seq, told)
		}
	}
}
