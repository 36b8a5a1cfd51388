package hub

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/model"
	"aeconnect/store/journal"
	"aeconnect/store/journal/bolt"
)

// A state that another version kept is made anew when the marketplace is opened; the journal stays as it was, and the
// old files are kept beside.
func TestOpenUpgrades(t *testing.T) {
	dir := t.TempDir()
	h, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	operator := model.Actor{Operator: true}
	for _, c := range []model.Command{&model.OpenMarket{Zone: "UTC"}, &model.AddAccount{Handle: "lumen", Role: model.Seller}} {
		if o, err := h.Submit(context.Background(), Submission{Actor: operator, Command: c}); err != nil || o.Refusal != nil {
			t.Fatal(err, o.Refusal)
		}
	}
	head := h.Head()
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	keptOtherwise(t, dir, layout-1)
	if h, err = Open(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	if h.Head().Seq <= head.Seq {
		t.Errorf("the journal went from %d to %d entries", head.Seq, h.Head().Seq)
	}
	_ = h.View(func(r model.Reader) error {
		if model.AccountByHandle(r, "lumen") == nil {
			t.Error("the state is not that of the journal")
		}
		return nil
	})
	if aside, _ := filepath.Glob(filepath.Join(dir, FileName+".before-upgrade-*")); len(aside) == 0 {
		t.Error("the old files are gone")
	}
}

// A backup that another version made is whole as long as its journal is: it is brought back, and made anew when it is
// opened. The doctor compares no row of a state that is kept otherwise.
func TestRestoreOfAnOtherLayout(t *testing.T) {
	from := t.TempDir()
	h, err := Open(from, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []model.Command{&model.OpenMarket{Zone: "UTC"}, &model.AddAccount{Handle: "lumen", Role: model.Seller}} {
		if o, err := h.Submit(context.Background(), Submission{Actor: model.Actor{Operator: true}, Command: c}); err != nil || o.Refusal != nil {
			t.Fatal(err, o.Refusal)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	keptOtherwise(t, from, layout-1)
	if r, err := Doctor(context.Background(), from, nil); err != nil || !r.Clean() || !r.Other || r.Rows != 0 {
		t.Errorf("the doctor finds %+v (%v)", r, err)
	}
	backup, err := os.ReadFile(filepath.Join(from, FileName))
	if err != nil {
		t.Fatal(err)
	}
	to := t.TempDir()
	if _, err := Restore(context.Background(), to, bytes.NewReader(backup), nil); err != nil {
		t.Fatal(err)
	}
	if h, err = Open(to, Options{}); err != nil {
		t.Fatal(err)
	}
	_ = h.View(func(r model.Reader) error {
		if model.AccountByHandle(r, "lumen") == nil {
			t.Error("the state is not that of the backup")
		}
		return nil
	})
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if r, err := Doctor(context.Background(), to, nil); err != nil || !r.Clean() || r.Other || r.Rows == 0 {
		t.Errorf("the doctor finds %+v (%v) afterwards", r, err)
	}
}

// An upgrade that does not succeed leaves nothing of its own beside the old files, which stay as they were.
func TestUpgradeThatFails(t *testing.T) {
	dir := t.TempDir()
	h, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if o, err := h.Submit(context.Background(), Submission{Actor: model.Actor{Operator: true}, Command: &model.OpenMarket{Zone: "UTC"}}); err != nil || o.Refusal != nil {
		t.Fatal(err, o.Refusal)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	keptOtherwise(t, dir, layout-1)
	fresh := filepath.Join(dir, FileName+".upgraded")
	for _, suffix := range append([]string{""}, bolt.TailSuffixes()...) { // of an earlier one that was killed
		if err := os.WriteFile(fresh+suffix, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	discard(fresh)
	if left, _ := filepath.Glob(fresh + "*"); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	if h, err = Open(dir, Options{}); err != nil {
		t.Fatal(err)
	}
	_ = h.Close()
	if left, _ := filepath.Glob(fresh + "*"); len(left) > 0 {
		t.Errorf("%v is left of an upgrade that succeeded", left)
	}
}

// What a newer version kept is refused and left as it is: else two versions would make it anew in turns.
func TestANewerLayoutIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	h, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if o, err := h.Submit(context.Background(), Submission{Actor: model.Actor{Operator: true}, Command: &model.OpenMarket{Zone: "UTC"}}); err != nil || o.Refusal != nil {
		t.Fatal(err, o.Refusal)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	keptOtherwise(t, dir, layout+1)
	path := filepath.Join(dir, FileName)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if h, err := Open(dir, Options{}); !errors.Is(err, journal.ErrNewer) {
		t.Errorf("opened: %v, %v", h, err)
	}
	if _, err := Doctor(context.Background(), dir, nil); !errors.Is(err, journal.ErrNewer) {
		t.Errorf("the doctor says %v", err)
	}
	if _, err := Restore(context.Background(), t.TempDir(), bytes.NewReader(before), nil); !errors.Is(err, journal.ErrNewer) {
		t.Errorf("brought back: %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Error("the file was changed", err)
	}
	if aside, _ := filepath.Glob(filepath.Join(dir, FileName+".*")); len(aside) > 0 {
		t.Error("made anew:", aside)
	}
}

// keptOtherwise writes another layout into the file of a marketplace that is closed, with an entry that changes nothing.
func keptOtherwise(t *testing.T, dir string, other byte) {
	t.Helper()
	path := filepath.Join(dir, FileName)
	j, err := bolt.Open(path, bolt.Options{Ascending: ascending()})
	if err != nil {
		t.Fatal(err)
	}
	head := j.Head()
	var last journal.Entry
	if err := j.View(func(v journal.Reader) error {
		record, err := v.Record(head.Seq)
		last = record.Entry
		return err
	}); err != nil {
		t.Fatal(err)
	}
	last.Counter++
	_, err = j.Append(context.Background(), head, []journal.Entry{{Seq: head.Seq + 1, At: last.At, Actor: last.Actor, Device: last.Device, Counter: last.Counter, Body: last.Body}}, func(tx journal.Tx) error {
		if err := tx.Put(roomCount, []byte("as it was counted then"), []byte{other}); err != nil {
			return err
		}
		return tx.Put(roomState, []byte("layout"), []byte{other})
	})
	if err = errors.Join(err, j.Close()); err != nil {
		t.Fatal(err)
	}
}
