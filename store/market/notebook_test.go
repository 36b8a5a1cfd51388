package market

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"
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

// What cannot be read is set aside under a name of its own, each time, and the next notes are written beside it.
func TestNotebookSetsABrokenFileAside(t *testing.T) {
	dir := t.TempDir()
	file := func(name string) string { return filepath.Join(dir, name) }
	for i, aside := range []string{"notebook.broken.json", "notebook.broken-2.json"} {
		broken := []byte(`{"drafts":{"lumen/create":{"title":"half a wor` + strings.Repeat("d", i))
		if err := os.WriteFile(file("notebook.json"), broken, 0o600); err != nil {
			t.Fatal(err)
		}
		n := OpenNotebook(dir)
		if n.Draft("lumen/create") != nil || n.Place("lumen") != "" {
			t.Error("a broken notebook does not begin empty")
		}
		n.SetPlace("lumen", "tasks")
		if err := n.Flush(); err != nil {
			t.Fatal(err)
		}
		if kept, err := os.ReadFile(file(aside)); err != nil || !bytes.Equal(kept, broken) {
			t.Errorf("%s holds %q, %v", aside, kept, err)
		}
		if OpenNotebook(dir).Place("lumen") != "tasks" {
			t.Error("what was noted afterwards is lost")
		}
	}
}

// Preferences are an account's own, and nobody else on the computer reads the file.
func TestNotebookPreferences(t *testing.T) {
	dir := t.TempDir()
	n := OpenNotebook(dir)
	n.SetPreference("lumen", "zone", "Asia/Tokyo")
	n.SetPreference("lumen", "theme", "dark")
	n.SetPreference("lumen", "theme", "")
	if err := n.Flush(); err != nil {
		t.Fatal(err)
	}
	again := OpenNotebook(dir)
	if again.Preference("lumen", "zone") != "Asia/Tokyo" || again.Preference("lumen", "theme") != "" || again.Preference("mia", "zone") != "" {
		t.Errorf("kept %v", again.notes.Preferences)
	}
	info, err := os.Stat(filepath.Join(dir, "notebook.json"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the notebook is open to others: %v, %v", info.Mode(), err)
	}
}

// A program that is killed loses no more than what was typed in the last moment: nobody flushes here.
func TestNotebookWritesSoon(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		n := OpenNotebook(dir)
		n.Keep("lumen/create", map[string]string{"title": "Half a wo"})
		n.SetPlace("lumen", "tasks\ntask T-1")
		time.Sleep(writeAfter - time.Millisecond)
		if OpenNotebook(dir).Place("lumen") != "" {
			t.Error("every key writes a file")
		}
		time.Sleep(2 * time.Millisecond)
		synctest.Wait()
		again := OpenNotebook(dir)
		if again.Draft("lumen/create")["title"] != "Half a wo" || again.Place("lumen") != "tasks\ntask T-1" {
			t.Errorf("what was typed is lost: %v", again.notes)
		}
	})
}
