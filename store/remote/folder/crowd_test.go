package folder_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/store/remote"
)

func remoteLines(lines ...string) (all []remote.Parcel) {
	for i, text := range lines {
		all = append(all, line(uint64(i+1), text))
	}
	return all
}

// Whoever can write into the folder fills it with names: new devices are found among them, known ones after the hub was
// started anew, and letters in a mailbox; and the operator can be told.
func TestACrowdOfNames(t *testing.T) {
	j := newJourney(t)
	post := filepath.Join(j.post.dir, "aeconnect-post", "to-hub")
	for i := range 4500 {
		name := fmt.Sprintf("%020x", i)
		if i%2 == 0 {
			name = fmt.Sprintf("junk%d", i)
		}
		if err := os.Mkdir(filepath.Join(post, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	j.hub = j.office()
	j.send(1, "set 1 a")
	one := j.dir
	j.dir = j.post.device("two")
	j.open()
	j.until("a greeting", func() error { return j.as(2) })
	j.dir = one
	j.open()
	j.hello()
	j.send(2, "set 1 b")
	j.decided(2)
	if n := j.hub.Counts().Crowd; n < 4500 {
		t.Errorf("a crowd of %d names was met", n)
	}
}
