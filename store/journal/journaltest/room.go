package journaltest

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"aeconnect/store/journal"
)

// change appends one entry together with changes of rooms.
func change(t testing.TB, j journal.Journal, with func(journal.Tx) error) {
	t.Helper()
	if _, err := j.Append(t.Context(), j.Head(), Group(j.Head(), 1), with); err != nil {
		t.Fatal(err)
	}
}

func rooms(t *testing.T, d Driver) {
	j := d.open(t)
	change(t, j, func(tx journal.Tx) error {
		for _, room := range []journal.Room{"a", "b"} {
			if err := tx.Put(room, []byte("k"), []byte("in "+room)); err != nil {
				return err
			}
		}
		return tx.Put("a", []byte("empty"), nil)
	})
	view(t, j, func(r journal.Reader) {
		if a, b := r.Get("a", []byte("k")), r.Get("b", []byte("k")); string(a) != "in a" || string(b) != "in b" {
			t.Errorf("rooms mix: %q, %q", a, b)
		}
		if v := r.Get("a", []byte("empty")); v == nil || len(v) != 0 {
			t.Errorf("an empty value comes back as %#v", v)
		}
		if v := r.Get("a", []byte("no")); v != nil {
			t.Errorf("an absent row has value %q", v)
		}
		if v := r.Get("nowhere", []byte("k")); v != nil || len(keys(r.Ascend("nowhere", nil))) != 0 || len(keys(r.Descend("nowhere", nil))) != 0 {
			t.Error("a room that was never used is not empty")
		}
	})
	change(t, j, func(tx journal.Tx) error {
		for _, key := range [][]byte{nil, {}, make([]byte, journal.MaxKeyBytes+1)} {
			if tx.Put("a", key, nil) == nil || tx.Delete("a", key) == nil {
				t.Errorf("a key of %d bytes is accepted", len(key))
			}
		}
		return tx.Put("a", make([]byte, journal.MaxKeyBytes), []byte("long"))
	})
}

func roomOrder(t *testing.T, d Driver) {
	j := d.open(t)
	change(t, j, func(tx journal.Tx) error {
		for _, k := range []string{"b", "a", "c", "ab", "b\x00", "\xff", "\x00"} {
			if err := tx.Put("r", []byte(k), []byte("v")); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, j, func(r journal.Reader) {
		for _, c := range []struct {
			down bool
			at   string
			want string
		}{
			{false, "", "\x00 a ab b b\x00 c \xff"}, {false, "ab", "ab b b\x00 c \xff"}, {false, "bb", "c \xff"}, {false, "\xff\xff", ""},
			{true, "", "\xff c b\x00 b ab a \x00"}, {true, "ab", "a \x00"}, {true, "bb", "b\x00 b ab a \x00"}, {true, "\x00", ""}, {true, "\xff\xff", "\xff c b\x00 b ab a \x00"},
		} {
			at := []byte(c.at)
			if c.at == "" {
				at = nil
			}
			rows := r.Ascend("r", at)
			if c.down {
				rows = r.Descend("r", at)
			}
			if got := strings.Join(keys(rows), " "); got != c.want {
				t.Errorf("from %q (down %v): %q, want %q", c.at, c.down, got, c.want)
			}
		}
		for range r.Ascend("r", nil) {
			break // a loop may be left
		}
	})
}

func ownWrites(t *testing.T, d Driver) {
	j := d.open(t)
	change(t, j, func(tx journal.Tx) error { return tx.Put("r", []byte("old"), []byte("1")) })
	change(t, j, func(tx journal.Tx) error {
		tx.Put("r", []byte("new"), []byte("2"))
		tx.Put("other", []byte("k"), nil)
		if v := tx.Get("other", []byte("k")); v == nil || len(v) != 0 {
			t.Errorf("within the append an empty value is %#v", v)
		}
		tx.Delete("r", []byte("old"))
		tx.Delete("r", []byte("never"))
		if got := keys(tx.Ascend("r", nil)); !slices.Equal(got, []string{"new"}) || tx.Get("r", []byte("old")) != nil {
			t.Errorf("within the append the rows are %q", got)
		}
		return nil
	})
	view(t, j, func(r journal.Reader) {
		if got := keys(r.Ascend("r", nil)); !slices.Equal(got, []string{"new"}) {
			t.Errorf("after the append the rows are %q", got)
		}
	})
}

// snapshot checks that a view which began before an append sees nothing of it.
func snapshot(t *testing.T, d Driver) {
	j := d.open(t)
	change(t, j, func(tx journal.Tx) error { return tx.Put("r", []byte("k"), []byte("before")) })
	begun, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		<-begun
		change(t, j, func(tx journal.Tx) error { return tx.Put("r", []byte("k"), []byte("after")) })
	}()
	view(t, j, func(r journal.Reader) {
		close(begun)
		for range 1000 {
			if v := r.Get("r", []byte("k")); string(v) != "before" {
				t.Fatalf("the view changed to %q", v)
			}
		}
	})
	<-done
	view(t, j, func(r journal.Reader) {
		if v := r.Get("r", []byte("k")); string(v) != "after" {
			t.Errorf("a later view sees %q", v)
		}
	})
}

// record checks what views and appends say about the log.
func record(t *testing.T, d Driver) {
	j := d.open(t)
	before := grow(t, j, 3)
	change(t, j, func(tx journal.Tx) error {
		if r, err := tx.Record(4); err != nil || r.Seq != 4 || tx.Head().Seq != 4 || tx.Head().Hash != r.Hash {
			t.Errorf("within the append entry 4 is %+v (%v), the head %v", r, err, tx.Head())
		}
		return nil
	})
	view(t, j, func(r journal.Reader) {
		if r.Head() != j.Head() {
			t.Errorf("the view's head is %v, want %v", r.Head(), j.Head())
		}
		for seq, want := range map[uint64]error{0: journal.ErrNoEntry, 1: nil, 3: nil, 4: nil, 5: journal.ErrNoEntry} {
			got, err := r.Record(seq)
			if !errors.Is(err, want) || err == nil && got.Seq != seq {
				t.Errorf("record %d: %+v, %v", seq, got, err)
			}
			if seq == 3 && !bytes.Equal(got.Body, before[2].Body) {
				t.Errorf("record 3 has the body %x", got.Body)
			}
		}
	})
}

// random compares a journal with a map and a count under random appends, failed ones among them.
func random(t *testing.T, d Driver) {
	rapid.Check(t, func(rt *rapid.T) {
		j := d.Open(t)
		defer func() { j.Close() }()
		want, count := map[string]string{}, uint64(0)
		rt.Repeat(map[string]func(*rapid.T){
			"append": func(rt *rapid.T) {
				next, n := maps.Clone(want), rapid.IntRange(1, 5).Draw(rt, "entries")
				fail := rapid.Bool().Draw(rt, "fail")
				_, err := j.Append(t.Context(), j.Head(), Group(j.Head(), n), func(tx journal.Tx) error {
					for range rapid.IntRange(0, 8).Draw(rt, "changes") {
						changeOne(rt, tx, next)
					}
					if fail {
						return fmt.Errorf("on purpose")
					}
					return nil
				})
				if (err != nil) != fail {
					rt.Fatalf("append: %v, fail %v", err, fail)
				}
				if !fail {
					want, count = next, count+uint64(n)
				}
			},
			"reopen": func(rt *rapid.T) {
				if d.Reopen != nil && rapid.IntRange(0, 5).Draw(rt, "really") == 0 {
					j = d.Reopen(t, j)
				}
			},
			"": func(rt *rapid.T) {
				if got := contents(t, j); !maps.Equal(got, want) || j.Head().Seq != count {
					rt.Fatalf("rows %v, want %v; head %v, want %d", got, want, j.Head(), count)
				}
			},
		})
		if n := len(All(t, j, 1)); uint64(n) != count {
			rt.Fatalf("%d records, want %d", n, count)
		}
	})
}

func changeOne(rt *rapid.T, tx journal.Tx, want map[string]string) {
	key := rapid.StringMatching(`[ab]{1,4}`).Draw(rt, "key")
	if rapid.IntRange(0, 2).Draw(rt, "delete") == 0 {
		delete(want, key)
		if err := tx.Delete("r", []byte(key)); err != nil {
			rt.Fatal(err)
		}
		return
	}
	want[key] = rapid.StringN(0, 40, -1).Draw(rt, "value")
	if err := tx.Put("r", []byte(key), []byte(want[key])); err != nil {
		rt.Fatal(err)
	}
}

// contents reads room "r" upwards and checks that downwards is the same.
func contents(t *testing.T, j journal.Journal) map[string]string {
	rows := map[string]string{}
	view(t, j, func(r journal.Reader) {
		up, down := keys(r.Ascend("r", nil)), keys(r.Descend("r", nil))
		slices.Reverse(down)
		if !slices.Equal(up, down) || !slices.IsSorted(up) {
			t.Errorf("upwards %q, downwards %q", up, down)
		}
		for k, v := range r.Ascend("r", nil) {
			if !bytes.Equal(r.Get("r", k), v) {
				t.Errorf("row %q differs between Get and Ascend", k)
			}
			rows[string(k)] = string(v)
		}
	})
	return rows
}

func view(t testing.TB, j journal.Journal, fn func(journal.Reader)) {
	t.Helper()
	if err := j.View(func(r journal.Reader) error { fn(r); return nil }); err != nil {
		t.Error(err)
	}
}

func keys(rows func(func(k, v []byte) bool)) (all []string) {
	for k := range rows {
		all = append(all, string(k))
	}
	return all
}
