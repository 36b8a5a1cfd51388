package hub

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"aeconnect/model"
	"aeconnect/store/journal"
)

func anyEntry() *rapid.Generator[model.Entry] {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("\x00\x01\u00ffab")), 0, 5, -1)
	return rapid.Custom(func(t *rapid.T) model.Entry {
		return model.Entry{
			List: model.List(rapid.IntRange(1, 4).Draw(t, "list")), Group: text.Draw(t, "group"),
			Place: model.Place{Sort: text.Draw(t, "sort"), Ref: model.Ref{
				Kind: model.Kind(rapid.IntRange(0, 3).Draw(t, "kind")), Key: model.Key(rapid.Uint64Range(0, 300).Draw(t, "key")),
			}},
		}
	})
}

// TestEntryKeys checks that keys are in the order of places within a group, that groups do not run into each other, and
// that places can be read back.
func TestEntryKeys(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyEntry().Draw(t, "a"), anyEntry().Draw(t, "b")
		if rapid.Bool().Draw(t, "same group") {
			b.List, b.Group = a.List, a.Group
		}
		ka, kb := entryKey(a), entryKey(b)
		prefix := groupKey(a.List, a.Group)
		if place, err := placeAt(ka, prefix); err != nil || place != a.Place {
			t.Fatalf("read back %+v (%v), want %+v", place, err, a.Place)
		}
		same := a.List == b.List && a.Group == b.Group
		if bytes.HasPrefix(kb, prefix) != same {
			t.Fatalf("%x and %x: same group is %v", ka, kb, same)
		}
		if same && (bytes.Compare(ka, kb) < 0) != a.Place.Less(b.Place) {
			t.Fatalf("%+v and %+v are %x and %x", a.Place, b.Place, ka, kb)
		}
		if (a == b) != bytes.Equal(ka, kb) {
			t.Fatalf("%+v and %+v have keys %x and %x", a, b, ka, kb)
		}
	})
}

func FuzzPlaceAt(f *testing.F) {
	prefix := groupKey(3, "g")
	f.Add(entryKey(model.Entry{List: 3, Group: "g", Place: model.Place{Sort: "s\x00s", Ref: model.Ref{Kind: 1, Key: 2}}})[len(prefix):])
	f.Fuzz(func(t *testing.T, rest []byte) {
		place, err := placeAt(slices.Concat(prefix, rest), prefix)
		if err == nil && !bytes.Equal(appendRef(appendSort(nil, place.Sort), place.Ref), rest) {
			t.Errorf("%x reads as %+v", rest, place)
		}
	})
}

// TestCacheVersions checks that a reader never gets a row that is newer than its state, nor one that has been replaced.
func TestCacheVersions(t *testing.T) {
	ref := model.Ref{Kind: model.KindAccount, Key: 1}
	named := func(name string) *model.Account { return &model.Account{Key: 1, Name: name} }
	c := newCache(8, 10)
	c.add(ref, named("at 10"), 10)
	is := func(at uint64, want string) {
		t.Helper()
		row, ok := c.get(ref, at)
		if got := ""; ok {
			got = row.(*model.Account).Name
			if got != want {
				t.Errorf("at %d: %q, want %q", at, got, want)
			}
		} else if want != "" {
			t.Errorf("at %d: nothing, want %q", at, want)
		}
	}
	is(10, "at 10")
	is(9, "")
	c.begin([]model.Row{named("at 11")})
	is(11, "") // the append may be visible already
	c.add(ref, named("at 10"), 10)
	is(10, "")
	c.end([]model.Row{named("at 11")}, 11)
	is(11, "at 11")
	is(10, "")
	c.add(ref, named("stale"), 10) // by a slow reader of the state before
	is(11, "at 11")
	for key := range model.Key(100) {
		c.add(model.Ref{Kind: model.KindTask, Key: key}, &model.Task{Key: key}, 11)
	}
	if len(c.young)+len(c.old) > 8 {
		t.Errorf("%d rows in a cache of 8", len(c.young)+len(c.old))
	}
}

func TestHeldSentence(t *testing.T) {
	err := &HeldError{Dir: "/d", Holder: Holder{PID: 7, Command: "aeconnect serve", Host: "box", Since: 1_790_000_000_000}}
	for _, part := range []string{"/d", "process 7", "aeconnect serve", "on box", "since 2026-09-21T"} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q does not say %q", err, part)
		}
	}
}

// TestLink checks that each link covers all that it should: the one before, the entry's head, and the events about the
// row alone.
func TestLink(t *testing.T) {
	e := Entry{Seq: 7, At: 8, Actor: model.Actor{Account: 9}, raw: []wire{{Name: "a", Body: []byte{1}}, {Name: "b", Body: []byte{2}}}}
	base := e.link(journal.Hash{1}, []int{0})
	others := map[string]journal.Hash{
		"the link before": e.link(journal.Hash{2}, []int{0}), "other events": e.link(journal.Hash{1}, []int{1}), "more events": e.link(journal.Hash{1}, []int{0, 1}),
	}
	for name, change := range map[string]func(e *Entry){
		"number": func(e *Entry) { e.Seq++ }, "moment": func(e *Entry) { e.At++ }, "account": func(e *Entry) { e.Actor.Account++ },
		"capacity": func(e *Entry) { e.Actor.System = true }, "name": func(e *Entry) { e.raw = []wire{{Name: "c", Body: []byte{1}}} },
		"body": func(e *Entry) { e.raw = []wire{{Name: "a", Body: []byte{3}}} },
	} {
		changed := e
		change(&changed)
		others[name] = changed.link(journal.Hash{1}, []int{0})
	}
	for name, link := range others {
		if link == base {
			t.Errorf("%s: the link is the same", name)
		}
	}
	elsewhere := e
	elsewhere.raw = []wire{e.raw[0], {Name: "z", Body: []byte{9}}}
	if elsewhere.link(journal.Hash{1}, []int{0}) != base {
		t.Error("the link depends on an event about another row")
	}
	if firstLink(journal.Epoch{1}, model.Ref{}) == firstLink(journal.Epoch{2}, model.Ref{}) || firstLink(journal.Epoch{1}, model.Ref{Kind: 1}) == firstLink(journal.Epoch{1}, model.Ref{Kind: 2}) {
		t.Error("all chains begin alike")
	}
}
