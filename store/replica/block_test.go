package replica

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"aeconnect/model"
)

// blocks is a file with nothing but one list room.
func blocks(t *testing.T) *bbolt.DB {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(t.TempDir(), "blocks.db"), 0o600, &bbolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// entriesIn reads every block as it stands, and checks that they keep to their form.
func entriesIn(t *rapid.T, room *bbolt.Bucket) (all []string) {
	last := []byte(nil)
	_ = room.ForEach(func(key, block []byte) error {
		keys, err := unpack(key, block)
		if err != nil || len(keys) == 0 {
			t.Fatalf("block %q has %d entries (%v)", key, len(keys), err)
		}
		if bytes.Compare(keys[0], key) < 0 || last != nil && bytes.Compare(key, last) <= 0 {
			t.Fatalf("block %q begins with %q, after %q", key, keys[0], last)
		}
		if len(block) > blockMost+200 {
			t.Fatalf("block %q has %d bytes", key, len(block))
		}
		for _, k := range keys {
			all, last = append(all, string(k)), k
		}
		return nil
	})
	return all
}

// Given any additions and removals, single ones and many at once, when they are written, then the blocks hold what a
// sorted set would, in order, and a scan from anywhere in both directions finds the same.
func TestBlocks(t *testing.T) {
	db := blocks(t)
	rapid.Check(t, func(rt *rapid.T) {
		err := db.Update(func(tx *bbolt.Tx) error {
			_ = tx.DeleteBucket([]byte("lists"))
			room, err := tx.CreateBucket([]byte("lists"))
			if err != nil {
				return err
			}
			want := map[string]bool{}
			for range rapid.IntRange(1, 12).Draw(rt, "steps") {
				by := map[string]int8{}
				for range rapid.SampledFrom([]int{1, 3, 700}).Draw(rt, "many") {
					e := model.Entry{List: model.ListTaskID, Group: rapid.SampledFrom([]string{"", "a", "bb"}).Draw(rt, "group")}
					n := rapid.Uint32Range(0, 5000).Draw(rt, "n")
					e.Place = model.Place{Sort: fmt.Sprint(n * 7919 % 5000), Ref: model.Ref{Kind: model.KindTask, Key: model.Key(n)}}
					by[string(entryKey(e))] = rapid.SampledFrom([]int8{1, 1, -1}).Draw(rt, "by")
				}
				var changes []change
				for _, key := range slices.Sorted(maps.Keys(by)) {
					changes = append(changes, change{[]byte(key), by[key], model.ListTaskID})
					if want[key] = by[key] > 0; !want[key] {
						delete(want, key)
					}
				}
				if err := rewrite(room, changes); err != nil {
					return err
				}
				sorted := slices.Sorted(maps.Keys(want))
				if got := entriesIn(rt, room); !slices.Equal(got, sorted) {
					rt.Fatalf("%d entries, want %d", len(got), len(sorted))
				}
				scans(rt, room, sorted)
			}
			return nil
		})
		if err != nil {
			rt.Fatal(err)
		}
	})
}

// scans reads one group from somewhere, as a reader does.
func scans(t *rapid.T, room *bbolt.Bucket, sorted []string) {
	group, reverse := rapid.SampledFrom([]string{"", "a", "bb"}).Draw(t, "read"), rapid.Bool().Draw(t, "reverse")
	prefix := groupKey(model.ListTaskID, group)
	w := window{prefix: prefix, next: prefix, reverse: reverse}
	if reverse {
		w.next = after(prefix)
	}
	if rapid.Bool().Draw(t, "within") && len(sorted) > 0 {
		w.next = []byte(rapid.SampledFrom(sorted).Draw(t, "from"))
	}
	from, got := string(w.next), []string(nil)
	for w.next != nil {
		places, err := w.chunk(room.Cursor(), 7)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range places {
			got = append(got, string(entryKey(model.Entry{List: model.ListTaskID, Group: group, Place: p})))
		}
	}
	var want []string
	for _, key := range sorted {
		if bytes.HasPrefix([]byte(key), prefix) && (key < from) == reverse {
			want = append(want, key)
		}
	}
	if reverse {
		slices.Reverse(want)
	}
	// a scan that begins in another group ends at once
	if !bytes.HasPrefix([]byte(from), prefix) && from != string(after(prefix)) {
		return
	}
	if !slices.Equal(got, want) {
		t.Fatalf("group %q from %q, reverse %v: %d entries, want %d", group, from, reverse, len(got), len(want))
	}
}

// A block that was altered is refused, never read beyond its end.
func TestBlockRefusesNonsense(t *testing.T) {
	for name, block := range map[string][]byte{
		"more of the one before than it has": {9, 1, 'x'}, "longer than the block": {0, 9, 'x'}, "cut in a number": {0x80}, "no length": {0},
	} {
		if keys, err := unpack([]byte("abc"), block); err == nil {
			t.Errorf("%s: read as %q", name, keys)
		}
	}
}

// Given a file of an earlier version, with each entry of a list in a row of its own, when it is opened, then it shows the
// same lists.
func TestRenew(t *testing.T) {
	dir := t.TempDir()
	r, err := Join(dir, "loop:", Options{Relaxed: true})
	if err != nil {
		t.Fatal(err)
	}
	e := model.Entry{List: model.ListTaskID, Place: model.Place{Sort: "T-1", Ref: model.Ref{Kind: model.KindTask, Key: 4}}}
	err = r.update(func(tx *bbolt.Tx) error {
		v := view(tx, r.meta.Live)
		if err := v.DeleteBucket([]byte(roomList)); err != nil {
			return err
		}
		single, err := v.CreateBucket([]byte(roomSingle))
		if err == nil {
			err = single.Put(entryKey(e), nil)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err = Open(dir, Options{Relaxed: true}); err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	got := slices.Collect(r.base.Scan(model.ListTaskID, "", model.Place{}, false))
	if !slices.Equal(got, []model.Place{e.Place}) {
		t.Errorf("it shows %v", got)
	}
}
