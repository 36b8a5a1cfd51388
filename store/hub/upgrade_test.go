package hub

import (
	"context"
	"errors"
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
		return tx.Put(roomState, []byte("layout"), []byte{other})
	})
	if err = errors.Join(err, j.Close()); err != nil {
		t.Fatal(err)
	}
}
