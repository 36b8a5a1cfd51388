package market

import (
	"maps"
	"os"
	"path/filepath"
	"testing"
)

// What was typed and not sent is there in the next run; a broken notebook begins empty and stops nobody.
func TestNotebookSurvivesTheProgram(t *testing.T) {
	dir := t.TempDir()
	n := OpenNotebook(dir)
	typed := map[string]string{"title": "Wireless earbuds", "description": "30 h"}
	n.Keep("lumen/create", typed)
	n.Keep("lumen/sent", typed)
	n.Keep("lumen/sent", nil)
	n.SetPlace("lumen", "square")
	if err := n.Flush(); err != nil {
		t.Fatal(err)
	}
	again := OpenNotebook(dir)
	if got := again.Draft("lumen/create"); !maps.Equal(got, typed) {
		t.Errorf("kept %v, want %v", got, typed)
	}
	if got := again.Draft("lumen/sent"); got != nil {
		t.Errorf("a draft that was sent is still there: %v", got)
	}
	if got := again.Place("lumen"); got != "square" {
		t.Errorf("lumen was at %q", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "notebook.json"), []byte(`{"drafts":{`), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := OpenNotebook(dir).Draft("lumen/create"); got != nil {
		t.Errorf("a broken notebook says %v", got)
	}
}
