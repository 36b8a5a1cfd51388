package folder_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// hidden are the files under temporary names.
func (p *post) hidden() []string {
	names, err := filepath.Glob(filepath.Join(p.dir, "aeconnect-post", "*", "*", ".*"))
	if err != nil {
		p.t.Error(err)
	}
	return names
}

// A side died in the middle of writing a letter, so that half of it lies there under a temporary name: nobody takes it for
// one, and its writer takes it away when nobody can be writing it any more.
func TestHalfWrittenLetters(t *testing.T) {
	for _, side := range []string{"to-hub", "from-hub"} {
		t.Run(side, func(t *testing.T) {
			j := newJourney(t)
			j.pending(line(1, "set 1 a"))
			if side == "from-hub" {
				j.carry()
			}
			name := j.last(side)
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			half := filepath.Join(filepath.Dir(name), "."+filepath.Base(next(name))+"123456")
			young := half + "7"
			for _, name := range []string{half, young} {
				if err := os.WriteFile(name, text[:len(text)/2], 0o600); err != nil {
					t.Fatal(err)
				}
			}
			yesterday := time.Now().Add(-24 * time.Hour)
			_ = os.Chtimes(half, yesterday, yesterday)
			j.hub = j.office()
			j.open()
			j.hello()
			j.send(1, "set 1 a", "set 2 b")
			j.decided(2)
			if c, d := j.hub.Counts(), j.device.Counts(); c.Partial+c.Foreign+d.Partial+d.Foreign > 0 {
				t.Errorf("the hub met %+v, the device %+v", c, d)
			}
			if left := j.hidden(); len(left) != 1 || left[0] != young {
				t.Errorf("under temporary names there are %q", left)
			}
		})
	}
}
