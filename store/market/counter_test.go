package market

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"aeconnect/model"
	"aeconnect/store/hub"
)

// A backup works while somebody else has the marketplace open and works in it, and it is whole.
func TestBackupWhileAnotherHasItOpen(t *testing.T) {
	dir := t.TempDir()
	m := sample(t, dir)
	do(t, m, "", &model.AddAccount{Handle: "lumen", Role: model.Seller, Level: model.Senior})
	for range 50 {
		publish(t, m, "Wireless earbuds launch")
	}
	var copied bytes.Buffer
	if err := Backup(dir, Options{}, &copied); err != nil {
		t.Fatal(err)
	}
	publish(t, m, "later")
	restored := t.TempDir()
	if _, err := hub.Restore(context.Background(), restored, &copied, nil); err != nil {
		t.Fatal(err)
	}
	again := sample2(t, restored)
	if err := again.View(model.Actor{}, func(v model.View) {
		if got := v.Count(model.Square(0)); got != 50 {
			t.Errorf("the copy has %d tasks, want 50", got)
		}
	}); err != nil {
		t.Fatal(err)
	}
}

func sample2(t *testing.T, dir string) *Market {
	t.Helper()
	m, err := OpenSample(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	return m
}

// A copy that ends before it is whole is no copy.
func TestCutCopyIsRefused(t *testing.T) {
	for _, sent := range []string{"", "\x00\x00", "\x00\x00\x00\x05abc", "\x00\x00\x00\x03abc", "\xff\xff\xff\xff"} {
		if err := receive(bytes.NewReader([]byte(sent)), &bytes.Buffer{}); !errors.Is(err, errCut) {
			t.Errorf("%q was taken for a whole copy: %v", sent, err)
		}
	}
}
