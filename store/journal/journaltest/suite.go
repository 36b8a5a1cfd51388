package journaltest

import (
	"context"
	"errors"
	"testing"

	"aeconnect/store/journal"
)

// Driver is how the suite gets at a driver.
type Driver struct {
	// Open makes a new, empty journal that the suite will close.
	Open func(t *testing.T) journal.Journal
	// Reopen closes the journal and opens what it kept; nil for a driver that keeps nothing.
	Reopen func(t *testing.T, j journal.Journal) journal.Journal
}

// Run runs the suite.
func Run(t *testing.T, d Driver) {
	for name, test := range map[string]func(*testing.T, Driver){
		"Empty": empty, "Append": appends, "Expect": expect, "Numbering": numbering, "Limits": limits,
		"TakenBack": takenBack, "Panic": panics, "Cancelled": cancelled, "Closed": closed, "Reopened": reopened,
		"ReadWindow": readWindow, "ReadMany": readMany, "ReadStops": readStops, "Appenders": appenders,
		"Rooms": rooms, "RoomOrder": roomOrder, "OwnWrites": ownWrites, "Snapshot": snapshot, "Record": record, "Random": random,
	} {
		t.Run(name, func(t *testing.T) { test(t, d) })
	}
}

// open opens a journal for one test.
func (d Driver) open(t *testing.T) journal.Journal {
	t.Helper()
	j := d.Open(t)
	t.Cleanup(func() { j.Close() })
	return j
}

// Group makes n plausible entries that follow the head.
func Group(after journal.Head, n int) []journal.Entry {
	group := make([]journal.Entry, n)
	for i := range group {
		seq := after.Seq + 1 + uint64(i)
		group[i] = journal.Entry{
			Seq: seq, At: 1_790_000_000_000 + int64(seq), Actor: journal.Actor{Account: seq % 7},
			Device: journal.Device{1, 2, byte(seq % 3)}, Counter: seq, Body: []byte{0x43, byte(seq), byte(seq >> 8), 7},
		}
	}
	return group
}

// grow appends n entries in one group and returns them.
func grow(t *testing.T, j journal.Journal, n int) []journal.Entry {
	t.Helper()
	group := Group(j.Head(), n)
	head, err := j.Append(t.Context(), j.Head(), group, nil)
	if err != nil {
		t.Fatal(err)
	}
	if head != j.Head() {
		t.Fatalf("append returned head %v, the journal says %v", head, j.Head())
	}
	return group
}

// All reads every record from a place on.
func All(t testing.TB, j journal.Journal, from uint64) []journal.Record {
	t.Helper()
	var records []journal.Record
	err := j.Read(t.Context(), from, func(r journal.Record) error { records = append(records, r); return nil })
	if err != nil {
		t.Fatalf("reading from %d: %v", from, err)
	}
	return records
}

// refuses checks that an append fails with the error and changes nothing.
func refuses(t *testing.T, j journal.Journal, want error, expect journal.Head, group []journal.Entry) {
	t.Helper()
	before := j.Head()
	_, err := j.Append(context.Background(), expect, group, func(journal.Tx) error {
		t.Error("a refused append called `with`")
		return nil
	})
	if !errors.Is(err, want) {
		t.Errorf("append: %v, want %v", err, want)
	}
	if j.Head() != before {
		t.Errorf("a refused append moved the head from %v to %v", before, j.Head())
	}
}
