package market

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/model"
)

// imaged makes a marketplace with an image of three titles and closes it.
func imaged(t *testing.T, dir string) {
	t.Helper()
	m := sample(t, dir)
	m.index.worth = 1
	do(t, m, "", &model.AddAccount{Handle: "lumen", Role: model.Seller, Level: model.Senior})
	for _, title := range []string{"Wireless earbuds launch", "Earbud cases", "Группа ТехноЧай: наушники"} {
		publish(t, m, title)
	}
	box := m.Search()
	eventually(t, "an image", func() bool { return exists(filepath.Join(dir, imageName)) && finds(t, box, "earb", 2) })
	if err := m.Close(); err != nil {
		t.Fatal(err)
	}
}

func finds(t *testing.T, box *Searcher, query string, n int) bool {
	t.Helper()
	got, err := box.Find(context.Background(), query, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	return !got.Partial && got.Total == n
}

func reopen(t *testing.T, dir string) *Market {
	t.Helper()
	m, err := OpenSample(dir, Options{Command: "test"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	return m
}

// The next session begins with the image and catches up with what happened while nobody searched.
func TestTheImageIsCaughtUpWith(t *testing.T) {
	dir := t.TempDir()
	imaged(t, dir)
	m := reopen(t, dir)
	late := publish(t, m, "Earbud tips")
	publish(t, m, "Earbud wash")
	do(t, m, "lumen", &model.CloseTask{ID: late})
	if behind, err := m.index.restore(m.hub.Head()); err != nil || behind != 3 {
		t.Fatalf("%d behind, %v", behind, err)
	}
	box := m.Search()
	eventually(t, "three of them", func() bool { return finds(t, box, "earb", 3) })
}

// What is no image of this journal is not believed: the tasks are read instead.
func TestAnImageThatDoesNotFitIsNotBelieved(t *testing.T) {
	foreign, broken := t.TempDir(), []byte("aesquare")
	imaged(t, foreign)
	other, err := os.ReadFile(filepath.Join(foreign, imageName))
	if err != nil {
		t.Fatal(err)
	}
	for name, image := range map[string][]byte{"another marketplace's": other, "cut off": broken, "empty": nil} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			m := sample(t, dir)
			do(t, m, "", &model.AddAccount{Handle: "lumen", Role: model.Seller, Level: model.Senior})
			for range 4 {
				publish(t, m, "Lamps")
			}
			if err := os.WriteFile(filepath.Join(dir, imageName), image, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := m.index.restore(m.hub.Head()); err == nil {
				t.Fatal("it was believed")
			}
			box := m.Search()
			eventually(t, "the tasks", func() bool { return finds(t, box, "lamp", 4) && finds(t, box, "earb", 0) })
		})
	}
}

// Removing a marketplace takes its image along; one that is left behind is no marketplace.
func TestTheImageGoesWithTheMarketplace(t *testing.T) {
	dir := t.TempDir()
	imaged(t, dir)
	if err := Remove(dir); err != nil || exists(filepath.Join(dir, imageName)) || Exists(dir) {
		t.Fatalf("something is left (%v)", err)
	}
}
