package market

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"aeconnect/model"
)

// What is searched, and the file that keeps it, hold the titles on the square and no others: no draft, nothing that was
// closed, no title that was changed before it was published.
func TestTheImageHoldsNoHiddenTitle(t *testing.T) {
	dir := t.TempDir()
	m := sample(t, dir)
	do(t, m, "", &model.AddAccount{Handle: "lumen", Role: model.Seller, Level: model.Senior})
	draft := func(title string) model.ID {
		id := m.Mint(model.TaskLetter)
		do(t, m, "lumen", &model.CreateTask{ID: id, Fields: model.TaskFields{Type: model.FixedPrice, Title: title}})
		return id
	}
	draft("zqxkvj draft")
	do(t, m, "lumen", &model.DropTask{ID: draft("zqxkvj dropped")})
	do(t, m, "lumen", &model.CloseTask{ID: publish(t, m, "zqxkvj closed")})
	publish(t, m, "Earbuds launch")
	m.index.worth = 1
	box := m.Search()
	eventually(t, "an image", func() bool { return exists(filepath.Join(dir, imageName)) && finds(t, box, "earb", 1) })
	if !finds(t, box, "zqxkvj", 0) {
		t.Error("a hidden title is found")
	}
	draft("zqxkvj later")
	do(t, m, "lumen", &model.CloseTask{ID: publish(t, m, "Later zqxkvj")})
	late := publish(t, m, "Earbud tips")
	eventually(t, "what came later", func() bool { return finds(t, box, "earb", 2) && finds(t, box, "zqxkvj", 0) })
	do(t, m, "lumen", &model.CloseTask{ID: late})
	eventually(t, "what went", func() bool { return finds(t, box, "earb", 1) })
	image, err := os.ReadFile(filepath.Join(dir, imageName))
	if err != nil || bytes.Contains(bytes.ToLower(image), []byte("zqxkvj")) {
		t.Errorf("the image holds a hidden title (%v)", err)
	}
}
