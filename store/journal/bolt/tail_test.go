package bolt_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
	"aeconnect/store/journal/journaltest"
)

// image is what a process that was killed would leave behind: a file and its first tail.
type image struct{ file, tail []byte }

func (i image) lay(t testing.TB) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "j.db")
	err := errors.Join(os.WriteFile(path, i.file, 0o600), os.WriteFile(path+"-tail-0", i.tail, 0o600), os.WriteFile(path+"-tail-1", nil, 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// taken appends groups to a journal and returns the image of it before it is closed.
func taken(t testing.TB, groups int) (image, journal.Head) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{})
	add(t, j, 2, 10)
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	j = open(t, path, bolt.Options{})
	add(t, j, groups, 10)
	file, err1 := os.ReadFile(path)
	tail, err2 := os.ReadFile(path + "-tail-0")
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	return image{file, tail}, j.Head()
}

// whole checks that a journal holds exactly what add has appended up to its head.
func whole(t *testing.T, j *bolt.Journal) {
	t.Helper()
	if n := len(journaltest.All(t, j, 1)); uint64(n) != j.Head().Seq {
		t.Errorf("%d records, the head is %v", n, j.Head())
	}
	rows := uint64(0)
	err := j.View(func(r journal.Reader) error {
		for range r.Ascend("r", nil) {
			rows++
		}
		return nil
	})
	if err != nil || rows != j.Head().Seq {
		t.Errorf("%d rows (%v), the head is %v", rows, err, j.Head())
	}
}

func TestKilled(t *testing.T) {
	i, head := taken(t, 5)
	for range 2 {
		j := open(t, i.lay(t), bolt.Options{ReadOnly: true})
		if j.Head() != head {
			t.Errorf("read only: head %v, want %v", j.Head(), head)
		}
		whole(t, j)
	}
	path := i.lay(t)
	j := open(t, path, bolt.Options{})
	if j.Head() != head {
		t.Errorf("head %v, want %v", j.Head(), head)
	}
	whole(t, j)
	if info, err := os.Stat(path + "-tail-0"); err != nil || info.Size() != 0 {
		t.Errorf("the tail was not emptied: %v %v", info.Size(), err)
	}
}

// TestCutTail cuts the tail everywhere: what is whole before the cut is kept, the rest was never acknowledged.
func TestCutTail(t *testing.T) {
	i, head := taken(t, 4)
	frame := len(i.tail) / 4
	for cut := 0; cut < len(i.tail); cut += 5 {
		j := open(t, image{i.file, i.tail[:cut]}.lay(t), bolt.Options{})
		if want := 2 + uint64(cut/frame); j.Head().Seq != want {
			t.Errorf("cut at %d of %d: head %v, want %d of %d", cut, len(i.tail), j.Head(), want, head.Seq)
		}
		whole(t, j)
	}
}

// TestFlippedTail flips bits everywhere in the tail. In the last frame that cannot be told from a write which was not
// finished; before it, it is damage.
func TestFlippedTail(t *testing.T) {
	i, head := taken(t, 4)
	frame := len(i.tail) / 4
	for at := 0; at < len(i.tail); at += 3 {
		tail := append([]byte(nil), i.tail...)
		tail[at] ^= 0x10
		j, err := bolt.Open(image{i.file, tail}.lay(t), bolt.Options{})
		var damage *journal.DamageError
		if at < len(i.tail)-frame {
			if !errors.As(err, &damage) || damage.Seq != 3+uint64(at/frame) {
				t.Errorf("flipped at %d: %v, want damage of entry %d", at, err, 3+at/frame)
			}
			continue
		}
		if err != nil || j.Head().Seq != head.Seq-1 {
			t.Errorf("flipped in the last frame, at %d: %v", at, err)
			continue
		}
		whole(t, j)
		j.Close()
	}
}

// TestOldTail lets frames of former times stand in the tails: before the file's head, and behind new ones.
func TestOldTail(t *testing.T) {
	i, _ := taken(t, 4)
	path := i.lay(t)
	j := open(t, path, bolt.Options{})
	add(t, j, 1, 3)
	head := j.Head()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	for n, tail := range [][]byte{i.tail, i.tail[:len(i.tail)-9], append([]byte("noise"), i.tail...)} {
		if err := os.WriteFile(path+"-tail-1", tail, 0o600); err != nil {
			t.Fatal(err)
		}
		again := open(t, path, bolt.Options{})
		if again.Head() != head {
			t.Errorf("%d: head %v, want %v", n, again.Head(), head)
		}
		whole(t, again)
		again.Close()
	}
}

func TestForeignTail(t *testing.T) {
	i, _ := taken(t, 2)
	other, _ := taken(t, 3)
	_, err := bolt.Open(image{i.file, other.tail}.lay(t), bolt.Options{})
	wantDamage(t, err, 3, "does not follow")
	_, err = bolt.Open(image{i.file, i.tail[len(i.tail)/2:]}.lay(t), bolt.Options{})
	wantDamage(t, err, 3, "the tail goes on with entry 4")
}

// TestRotation fills many layers, with views and reads going on, and checks that nothing is lost or seen twice.
func TestRotation(t *testing.T) {
	path := filepath.Join(t.TempDir(), "j.db")
	j := open(t, path, bolt.Options{LayerBytes: 20_000})
	done := make(chan struct{})
	go func() {
		defer close(done)
		for j.Head().Seq < 1500 {
			whole2(t, j)
		}
	}()
	add(t, j, 1500, 120)
	<-done
	whole(t, j)
	head := j.Head()
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	again := open(t, path, bolt.Options{})
	if again.Head() != head {
		t.Errorf("head %v, want %v", again.Head(), head)
	}
	whole(t, again)
}

// whole2 checks one view in both directions against its own head.
func whole2(t *testing.T, j *bolt.Journal) {
	err := j.View(func(r journal.Reader) error {
		up, down := uint64(0), uint64(0)
		for range r.Ascend("r", nil) {
			up++
		}
		for range r.Descend("r", nil) {
			down++
		}
		if up != r.Head().Seq || down != up {
			t.Errorf("a view of %d entries has %d rows upwards, %d downwards", r.Head().Seq, up, down)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func FuzzReadFrames(f *testing.F) {
	i, _ := taken(f, 3)
	f.Add(i.tail)
	f.Add(i.tail[:len(i.tail)-1])
	f.Fuzz(func(t *testing.T, raw []byte) {
		frames, _, _ := bolt.ReadFrames(raw, 0)
		for _, frame := range frames {
			if frame.First == 0 || frame.Last() < frame.First {
				t.Errorf("frame %d..%d", frame.First, frame.Last())
			}
		}
	})
}
