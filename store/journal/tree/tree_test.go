package tree_test

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"aeconnect/store/journal/tree"
)

// contents walks a version in both directions and by key and checks that all three agree.
func contents(t interface{ Fatalf(string, ...any) }, m *tree.Map) map[string]string {
	rows, c := map[string]string{}, m.Cursor()
	var up, down []string
	for c.Seek(nil); ; c.Next() {
		k, v := c.Row()
		if k == nil {
			break
		}
		up, rows[string(k)] = append(up, string(k)), string(v)
		if got, ok := m.Get(k); !ok || string(got) != string(v) {
			t.Fatalf("Get(%q) is %q, the cursor says %q", k, got, v)
		}
	}
	for c.SeekBefore(nil); ; c.Prev() {
		k, _ := c.Row()
		if k == nil {
			break
		}
		down = append(down, string(k))
	}
	slices.Reverse(down)
	if !slices.Equal(up, down) || !slices.IsSorted(up) || len(up) != m.Len() {
		t.Fatalf("upwards %q, downwards %q, length %d", up, down, m.Len())
	}
	return rows
}

// TestVersions changes forks of forks at random and checks that each version keeps what it had.
func TestVersions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type version struct {
			tree tree.Map
			want map[string]string
		}
		versions := []version{{want: map[string]string{}}}
		for range rapid.IntRange(1, 12).Draw(t, "forks") {
			from := versions[rapid.IntRange(0, len(versions)-1).Draw(t, "from")]
			v := version{from.tree.Fork(), maps.Clone(from.want)}
			spread := rapid.SampledFrom([]int{5, 300, 5000}).Draw(t, "spread")
			for range rapid.IntRange(0, 400).Draw(t, "changes") {
				key := fmt.Sprintf("%04d", rapid.IntRange(0, spread).Draw(t, "key"))
				if rapid.IntRange(0, 3).Draw(t, "delete") == 0 {
					v.tree.Delete([]byte(key))
					delete(v.want, key)
				} else {
					v.want[key] = fmt.Sprint(len(versions), rapid.Byte().Draw(t, "value"))
					v.tree.Put([]byte(key), []byte(v.want[key]))
				}
			}
			versions = append(versions, v)
		}
		for i, v := range versions {
			if got := contents(t, &v.tree); !maps.Equal(got, v.want) {
				t.Fatalf("version %d holds %v, want %v", i, got, v.want)
			}
		}
	})
}

func TestSeek(t *testing.T) {
	var m tree.Map
	c := m.Cursor()
	for c.Seek([]byte("x")); c.In(nil); c.Next() {
		t.Error("an empty map has a row")
	}
	for i := 0; i < 1000; i += 2 {
		m.Put(number(i), number(i))
	}
	c = m.Cursor()
	for i := range 1000 {
		c.Seek(number(i))
		if k, _ := c.Row(); i < 999 && string(k) != string(number(i+i%2)) || i == 999 && k != nil {
			t.Fatalf("seek %d stands on %x", i, k)
		}
		c.SeekBefore(number(i))
		if k, _ := c.Row(); i > 0 && string(k) != string(number((i-1)/2*2)) || i == 0 && k != nil {
			t.Fatalf("seek before %d stands on %x", i, k)
		}
	}
	for i := range 900 { // what is gone does not slow or stop a walk
		m.Delete(number(i))
	}
	c = m.Cursor()
	if c.Seek(number(3)); !c.In(number(900)) {
		t.Error("seek over deleted keys")
	}
}

func number(n int) []byte { return binary.BigEndian.AppendUint32(nil, uint32(n)) }

func BenchmarkPut(b *testing.B) {
	var m tree.Map
	for i := range b.N {
		if i%200 == 0 {
			m = m.Fork()
		}
		m.Put(number(i*2654435761), nil)
	}
}
