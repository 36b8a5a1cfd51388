package journaltest

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"

	"aeconnect/store/journal"
)

func empty(t *testing.T, d Driver) {
	j := d.open(t)
	head := j.Head()
	if head.Epoch == (journal.Epoch{}) || head != journal.Genesis(head.Epoch) {
		t.Errorf("a new journal has head %+v", head)
	}
	if got := All(t, j, 0); len(got) != 0 {
		t.Errorf("a new journal holds %d records", len(got))
	}
	if other := d.open(t).Head(); other.Epoch == head.Epoch {
		t.Error("two new journals have the same epoch")
	}
}

func appends(t *testing.T, d Driver) {
	j := d.open(t)
	want := append(grow(t, j, 1), grow(t, j, 5)...)
	if j.Head().Seq != 6 {
		t.Errorf("head after six entries: %v", j.Head())
	}
	at := journal.Genesis(j.Head().Epoch)
	for i, r := range All(t, j, 1) {
		if !reflect.DeepEqual(r.Entry, want[i]) {
			t.Errorf("entry %d: got %+v, want %+v", i+1, r.Entry, want[i])
		}
		_, hash, err := journal.AppendRecord(nil, r.Entry, at.Hash)
		if err != nil || hash != r.Hash {
			t.Errorf("entry %d is not chained to the one before", i+1)
		}
		at.Seq, at.Hash = r.Seq, r.Hash
	}
	if at != j.Head() {
		t.Errorf("the chain ends at %v, the head is %v", at, j.Head())
	}
}

func expect(t *testing.T, d Driver) {
	j := d.open(t)
	first := j.Head()
	grow(t, j, 3)
	head := j.Head()
	wrongHash, wrongEpoch := head, head
	wrongHash.Hash[31]++
	wrongEpoch.Epoch[0]++
	for _, expect := range []journal.Head{first, wrongHash, wrongEpoch, {}} {
		refuses(t, j, journal.ErrConflict, expect, Group(expect, 1))
	}
	grow(t, j, 1)
}

func numbering(t *testing.T, d Driver) {
	j := d.open(t)
	grow(t, j, 2)
	head := j.Head()
	gap, twice := Group(head, 3), Group(head, 3)
	gap[2].Seq++
	twice[1].Seq--
	before, after := head, head
	before.Seq--
	after.Seq++
	for _, group := range [][]journal.Entry{nil, gap, twice, Group(before, 1), Group(after, 1)} {
		refuses(t, j, journal.ErrSequence, head, group)
	}
}

func limits(t *testing.T, d Driver) {
	j := d.open(t)
	group := Group(j.Head(), 1)
	group[0].Body = bytes.Repeat([]byte{7}, journal.MaxBodyBytes+1)
	refuses(t, j, journal.ErrTooLarge, j.Head(), group)
	group[0].Body = group[0].Body[1:]
	if _, err := j.Append(t.Context(), j.Head(), group, nil); err != nil {
		t.Fatalf("the largest entry: %v", err)
	}
	if got := All(t, j, 1); len(got) != 1 || !bytes.Equal(got[0].Body, group[0].Body) {
		t.Error("the largest entry does not come back")
	}
	refuses(t, j, journal.ErrTooLarge, j.Head(), Group(j.Head(), journal.MaxGroupEntries+1))
	heavy := Group(j.Head(), journal.MaxGroupBytes/journal.MaxRecordBytes+1)
	for i := range heavy {
		heavy[i].Body = group[0].Body
	}
	refuses(t, j, journal.ErrTooLarge, j.Head(), heavy)
	flags := Group(j.Head(), 1)
	flags[0].Actor.Flags = 0x80
	refuses(t, j, journal.ErrNewer, j.Head(), flags)
	grow(t, j, journal.MaxGroupEntries)
}

func takenBack(t *testing.T, d Driver) {
	j := d.open(t)
	grow(t, j, 2)
	before, broken := j.Head(), errors.New("no")
	_, err := j.Append(t.Context(), before, Group(before, 2), func(tx journal.Tx) error {
		return errors.Join(tx.Put("room", []byte("k"), []byte("v")), broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("append returned %v, want the error of `with`", err)
	}
	untouched(t, j, before)
}

func panics(t *testing.T, d Driver) {
	j := d.open(t)
	grow(t, j, 2)
	before := j.Head()
	func() {
		defer func() {
			if p := recover(); p != "mine" {
				t.Errorf("recovered %v, want the panic of `with`", p)
			}
		}()
		j.Append(context.Background(), before, Group(before, 1), func(tx journal.Tx) error {
			tx.Put("room", []byte("k"), []byte("v"))
			panic("mine")
		})
	}()
	untouched(t, j, before)
}

// untouched checks that nothing of a failed append is left and that the journal goes on.
func untouched(t *testing.T, j journal.Journal, head journal.Head) {
	t.Helper()
	if j.Head() != head || uint64(len(All(t, j, 1))) != head.Seq {
		t.Errorf("a failed append left entries: head %v, was %v", j.Head(), head)
	}
	err := j.View(func(r journal.Reader) error {
		if v := r.Get("room", []byte("k")); v != nil {
			t.Errorf("a failed append left a row: %q", v)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	grow(t, j, 1)
}

func cancelled(t *testing.T, d Driver) {
	j := d.open(t)
	grow(t, j, 2)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := j.Append(ctx, j.Head(), Group(j.Head(), 1), nil); !errors.Is(err, context.Canceled) {
		t.Errorf("append: %v", err)
	}
	if err := j.Read(ctx, 1, func(journal.Record) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("read: %v", err)
	}
	if j.Head().Seq != 2 {
		t.Errorf("head is %v", j.Head())
	}
}

func closed(t *testing.T, d Driver) {
	j := d.open(t)
	grow(t, j, 1)
	for range 2 {
		if err := j.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	}
	refuses(t, j, journal.ErrClosed, j.Head(), Group(j.Head(), 1))
	if err := j.Read(t.Context(), 1, func(journal.Record) error { return nil }); !errors.Is(err, journal.ErrClosed) {
		t.Errorf("read: %v", err)
	}
	if err := j.View(func(journal.Reader) error { return nil }); !errors.Is(err, journal.ErrClosed) {
		t.Errorf("view: %v", err)
	}
}

func reopened(t *testing.T, d Driver) {
	if d.Reopen == nil {
		t.Skip("the driver keeps nothing")
	}
	j := d.open(t)
	grow(t, j, 3)
	_, err := j.Append(t.Context(), j.Head(), Group(j.Head(), 1), func(tx journal.Tx) error {
		return tx.Put("room", []byte("k"), []byte("v"))
	})
	if err != nil {
		t.Fatal(err)
	}
	head, records := j.Head(), All(t, j, 1)
	again := d.Reopen(t, j)
	t.Cleanup(func() { again.Close() })
	if again.Head() != head || !reflect.DeepEqual(All(t, again, 1), records) {
		t.Errorf("reopened: head %v, was %v", again.Head(), head)
	}
	err = again.View(func(r journal.Reader) error {
		if v := r.Get("room", []byte("k")); string(v) != "v" {
			t.Errorf("reopened: the row is %q", v)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	grow(t, again, 1)
}

func readWindow(t *testing.T, d Driver) {
	j := d.open(t)
	grow(t, j, 10)
	for from, want := range map[uint64]int{0: 10, 1: 10, 2: 9, 10: 1, 11: 0, 999: 0} {
		got := All(t, j, from)
		if len(got) != want || want > 0 && got[0].Seq != max(from, 1) {
			t.Errorf("read from %d gave %d records, want %d", from, len(got), want)
		}
	}
}

// readMany reads across the bound of one transaction while the same goroutine appends.
func readMany(t *testing.T, d Driver) {
	j := d.open(t)
	for range 3 {
		grow(t, j, journal.MaxReadRows)
	}
	head, next := j.Head(), uint64(1)
	err := j.Read(t.Context(), 1, func(r journal.Record) error {
		if r.Seq != next {
			t.Fatalf("record %d at the place of %d", r.Seq, next)
		}
		if next++; r.Seq%1000 == 1 {
			grow(t, j, 1)
		}
		return nil
	})
	if err != nil || next != head.Seq+1 {
		t.Errorf("read up to %d (%v), want %d: the head at the time of the call", next-1, err, head.Seq)
	}
}

func readStops(t *testing.T, d Driver) {
	j := d.open(t)
	grow(t, j, 5)
	enough, n := errors.New("enough"), 0
	err := j.Read(t.Context(), 1, func(journal.Record) error {
		if n++; n == 3 {
			return enough
		}
		return nil
	})
	if err != enough || n != 3 {
		t.Errorf("read ended with %v after %d records", err, n)
	}
}

// appenders lets several goroutines append at the head they see; the head decides who was first.
func appenders(t *testing.T, d Driver) {
	j := d.open(t)
	const each = 25
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for done := 0; done < each; {
				head := j.Head()
				_, err := j.Append(t.Context(), head, Group(head, 2), nil)
				if err == nil {
					done++
				} else if !errors.Is(err, journal.ErrConflict) {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if n := len(All(t, j, 1)); n != 4*each*2 || j.Head().Seq != uint64(n) {
		t.Errorf("%d records, head %v, want %d", n, j.Head(), 4*each*2)
	}
}
