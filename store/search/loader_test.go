package search

import (
	"context"
	"errors"
	"testing"
)

func TestSearchWhileLoadingIsPartial(t *testing.T) {
	w := world{}
	x := New(Options{})
	l, err := x.Fill(1000)
	if err != nil {
		t.Fatal(err)
	}
	x.Put(w.doc(0))
	r, err := x.NewSession().Search(context.Background(), "e", AllClasses(), 10)
	if err != nil || !r.Partial || x.Progress().Done {
		t.Errorf("%+v, %v, %+v", r, err, x.Progress())
	}
	for i := range 1000 {
		if err := l.Add(w.doc(i)); err != nil {
			t.Fatal(err)
		}
	}
	l.Finish()
	l.Abandon() // does nothing any more
	if p := x.Progress(); p != (Progress{Loaded: 1000, Expected: 1000, Done: true}) {
		t.Errorf("%+v", p)
	}
	check(t, x.NewSession(), w.docs(1000), "e", AllClasses(), 10)
}

// What is put or removed while a document is on its way is newer than the document.
func TestChangesWhileLoadingWin(t *testing.T) {
	w := world{wide: 30}
	docs := w.docs(3000)
	x := New(Options{})
	x.Put(Doc{Key: docs[5].Key, Title: "put before"})
	freeze(x)
	l, err := x.Fill(len(docs))
	if err != nil {
		t.Fatal(err)
	}
	x.Put(Doc{Key: docs[6].Key, Title: "put early"})
	x.Remove(docs[7].Key)
	for _, d := range docs {
		if err := l.Add(d); err != nil {
			t.Fatal(err)
		}
	}
	l.Finish()
	x.Put(Doc{Key: docs[8].Key, Title: "put late"})
	docs[5].Title, docs[6].Title, docs[8].Title = "put before", "put early", "put late"
	docs[5].Class, docs[6].Class, docs[8].Class = 0, 0, 0
	docs = append(docs[:7], docs[8:]...)
	for _, q := range []string{"put", "e", "обзор"} {
		check(t, x.NewSession(), docs, q, AllClasses(), 100)
	}
	if x.Count(AllClasses()) != len(docs) {
		t.Errorf("%d documents, want %d", x.Count(AllClasses()), len(docs))
	}
}

func TestAbandonedLoadLeavesWhatWasPut(t *testing.T) {
	w := world{}
	x := New(Options{})
	l, err := x.Fill(2 * segmentRows)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := x.Fill(1); !errors.Is(err, ErrLoading) {
		t.Errorf("a second loader: %v", err)
	}
	if err := x.Compact(context.Background()); !errors.Is(err, ErrLoading) {
		t.Errorf("compacting: %v", err)
	}
	for i := range segmentRows + 10 {
		if err := l.Add(w.doc(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Add(w.doc(0)); !errors.Is(err, ErrOrder) {
		t.Errorf("a key that does not grow: %v", err)
	}
	x.Put(w.doc(3))
	l.Abandon()
	check(t, x.NewSession(), []Doc{w.doc(3)}, "e", AllClasses(), 10)
	if x.Count(AllClasses()) != 1 || !x.Progress().Done {
		t.Errorf("%d documents, %+v", x.Count(AllClasses()), x.Progress())
	}
}
