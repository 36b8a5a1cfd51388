package screen_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/screen"
)

// Every verb can be said: in the footer, in help, at the head of its form or in its question.
func TestEveryVerbHasWords(t *testing.T) {
	w := assets.NewWords("en")
	for _, side := range []model.Side{model.SellerSide, model.CreatorSide} {
		for _, v := range screen.VerbsOf(side) {
			ids := []string{"", "_help", "_title"}
			if !v.Form && v.ID != "accept" && v.ID != "refuse" {
				ids = append(ids, "_text", "_yes")
			}
			for _, suffix := range ids {
				if id := "act." + v.ID + suffix; !w.Has(id) {
					t.Errorf("%s is not in the catalogue", id)
				}
			}
		}
	}
}

// Every word that these screens ask for by name is in the catalogue, and every word of theirs is asked for.
func TestWordsAreThoseThatScreensSay(t *testing.T) {
	w := assets.NewWords("en")
	said := map[string]bool{}
	names := regexp.MustCompile(`"((?:say|today|order|why_page|act)\.[a-z0-9_]*)"`)
	for _, pattern := range []string{"act*.go", "order*.go", "say*.go", "today*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range names.FindAllStringSubmatch(string(text), -1) {
				said[m[1]] = true
				if !strings.HasSuffix(m[1], "_") && !strings.HasSuffix(m[1], ".") && !w.Has(m[1]) {
					t.Errorf("%s says %q, which is not in the catalogue", file, m[1])
				}
			}
		}
	}
	for _, id := range w.IDs() {
		if !strings.HasPrefix(id, "today.") && !strings.HasPrefix(id, "order.") && !strings.HasPrefix(id, "say.") {
			continue
		}
		spoken := said[id]
		for prefix := range said { // names that are put together: "order.step_" and the step
			spoken = spoken || (strings.HasSuffix(prefix, "_") || strings.HasSuffix(prefix, ".")) && strings.HasPrefix(id, prefix) && prefix != "order." && prefix != "today."
		}
		if !spoken && !strings.HasPrefix(id, "order.label_") {
			t.Errorf("nobody says %q", id)
		}
	}
}
