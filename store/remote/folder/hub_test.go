package folder_test

import (
	"context"
	"testing"

	"aeconnect/model"
	"aeconnect/store/remote"
	"aeconnect/store/remote/folder"
	"aeconnect/store/sample"
)

// TestARealHubAnswers has a device of the sample's seller load everything by journeys: its key is a key of the account
// like any other.
func TestARealHubAnswers(t *testing.T) {
	m, err := sample.Open(t.Context(), t.TempDir(), sample.World{Options: sample.Options{Seed: 1, Tasks: 20, Past: -1}})
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	dir, shared := t.TempDir(), t.TempDir()
	line, err := folder.PublicKey(dir)
	if err != nil {
		t.Fatal(err)
	}
	d, err := m.Do(t.Context(), model.Actor{Operator: true}, &model.AddKey{Handle: "lumen", Text: line, Kind: model.KeyFull})
	if err != nil || d.Refusal != nil {
		t.Fatalf("the key: %v, %v", d.Refusal, err)
	}
	office, err := folder.OpenOffice("folder://"+shared, m.Hub(), folder.OfficeOptions{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	device, err := folder.Open(t.Context(), "folder://"+shared, folder.Options{
		Dir: dir, Patience: -1, Trust: func(context.Context, string) (bool, error) { return true, nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	j := &journey{post: &post{t: t}, hub: office, device: device}
	j.until("a greeting", func() error {
		w, err := device.Greet(t.Context(), hello())
		if err == nil && w.Handle != "lumen" {
			t.Errorf("the welcome is %+v", w)
		}
		return err
	})
	rows, cursor := 0, remote.Cursor(nil)
	for more := true; more; {
		j.until("a page", func() error {
			p, err := device.Pull(t.Context(), cursor, 0)
			if err == nil {
				rows, cursor, more = rows+len(p.Put), p.Next, p.More
			}
			return err
		})
	}
	if rows < 20 {
		t.Errorf("%d rows came", rows)
	}
}
