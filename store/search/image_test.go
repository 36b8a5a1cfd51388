package search

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func anyStamp(Stamp) error { return nil }

func TestImageComesBack(t *testing.T) {
	w := world{wide: 20}
	docs := w.docs(70_000)
	x := filled(t, Options{}, docs[:69_000])
	for _, d := range docs[69_000:] {
		x.Put(d)
	}
	x.Remove(docs[0].Key)
	x.Put(Doc{Key: docs[1].Key, Title: "changed", Class: 9})
	docs[1].Title, docs[1].Class = "changed", 9
	docs = docs[1:]
	path := filepath.Join(t.TempDir(), "titles")
	stamp := Stamp{Epoch: "e-1", Position: 77}
	if err := x.SaveFile(path, stamp); err != nil {
		t.Fatal(err)
	}
	y := New(Options{})
	var got Stamp
	if err := y.LoadFile(context.Background(), path, func(s Stamp) error { got = s; return nil }); err != nil {
		t.Fatal(err)
	}
	if got != stamp || y.Count(AllClasses()) != len(docs) || y.Count(Of(9)) != 1 || !y.Progress().Done {
		t.Errorf("%+v, %d documents, %+v", got, y.Count(AllClasses()), y.Progress())
	}
	s := y.NewSession()
	for _, q := range []string{"changed", "re", "nail", "обз", "美"} {
		check(t, s, docs, q, AllClasses(), 300)
	}
}

func TestImageOfAnotherJournalIsRefused(t *testing.T) {
	x := filled(t, Options{}, world{}.docs(10))
	path := filepath.Join(t.TempDir(), "titles")
	if err := x.SaveFile(path, Stamp{Epoch: "a"}); err != nil {
		t.Fatal(err)
	}
	other := errors.New("another journal")
	y := New(Options{})
	err := y.LoadFile(context.Background(), path, func(Stamp) error { return other })
	if !errors.Is(err, other) || y.Count(AllClasses()) != 0 {
		t.Errorf("%v, %d documents", err, y.Count(AllClasses()))
	}
	if err := y.LoadFile(context.Background(), path+"-none", anyStamp); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

// Every byte of an image counts: whichever is flipped, and wherever the file is cut, it
// is refused and the index is as before.
func TestDamagedImageIsRefused(t *testing.T) {
	x := filled(t, Options{}, world{wide: 30}.docs(12))
	var image bytes.Buffer
	if err := x.view.Load().save(&image, Stamp{Epoch: "e", Position: 1}); err != nil {
		t.Fatal(err)
	}
	good := image.Bytes()
	for i := range good {
		for _, flip := range []byte{1, 0x10, 0x80, 0xff} {
			bad := bytes.Clone(good)
			bad[i] ^= flip
			refuse(t, bad)
		}
		refuse(t, good[:i])
	}
	var lacking bytes.Buffer // a block is missing, all else is whole
	head := imageHead(Stamp{Epoch: "e", Position: 1}, 12)
	if err := errors.Join(writeFrame(&lacking, head), writeFrame(&lacking, nil)); err != nil {
		t.Fatal(err)
	}
	refuse(t, lacking.Bytes())
	y := New(Options{})
	if err := y.load(context.Background(), bytes.NewReader(good), anyStamp); err != nil || y.Count(AllClasses()) != 12 {
		t.Errorf("the undamaged image: %v", err)
	}
}

func refuse(t *testing.T, image []byte) {
	t.Helper()
	y := New(Options{})
	y.Put(Doc{Key: 1 << 40, Title: "mine"})
	err := y.load(context.Background(), bytes.NewReader(image), anyStamp)
	if !errors.Is(err, ErrDamaged) {
		t.Fatalf("a damaged image is refused with %v", err)
	}
	if y.Count(AllClasses()) != 1 || !y.Progress().Done {
		t.Fatalf("after a damaged image there are %d documents", y.Count(AllClasses()))
	}
}

// A payload with a good checksum but senseless contents does no harm either.
func FuzzDecode(f *testing.F) {
	f.Add(imageHead(Stamp{Epoch: "e"}, 3))
	f.Add(encodeBlock(nil, []entry{{1, "a", 2}, {5, "b\x00c", 3}}))
	f.Fuzz(func(t *testing.T, payload []byte) {
		_, _, _ = parseHead(payload)
		x := New(Options{})
		l, err := x.Fill(1)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Abandon()
		if n, err := l.addBlock(payload); err == nil {
			l.Finish()
			if x.Count(AllClasses()) != n {
				t.Errorf("%d documents of %d", x.Count(AllClasses()), n)
			}
		}
	})
}
