package assets

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"aeconnect/model"
)

func TestHelpPagesAreWhole(t *testing.T) {
	w := NewWords("en")
	pages := Help(w)
	if len(pages) < 20 {
		t.Fatalf("only %d pages", len(pages))
	}
	seen := map[string]bool{}
	for _, p := range pages {
		if seen[p.ID] || seen[p.Title] {
			t.Errorf("%s stands twice", p.ID)
		}
		seen[p.ID], seen[p.Title] = true, true
		if p.Title == "" || len(p.Body) < 100 || strings.Contains(p.Body, "…") || strings.ContainsAny(p.Body, "{}") {
			t.Errorf("%s: %q\n%s", p.ID, p.Title, p.Body)
		}
		if model.TextTrouble(p.Title, false) != model.NoTrouble || model.TextTrouble(p.Body, true) != model.NoTrouble {
			t.Errorf("%s holds signs that no text may hold", p.ID)
		}
		for _, r := range p.Roles {
			if !slices.Contains(model.Roles(), r) {
				t.Errorf("%s is for %q", p.ID, r)
			}
		}
		checkSource(t, p.ID, p.Source)
	}
	// The steps of the guides, by which screens open them.
	for _, id := range []string{
		"participation", "post-task", "review-applications", "sample-delivery", "content-confirmation", "payment",
		"apply", "cancel-application", "extend", "submit",
	} {
		if !seen[id] {
			t.Errorf("no page %s", id)
		}
	}
}

// Every file of the guide is listed, and the other way round.
func TestHelpIndexNamesEveryPage(t *testing.T) {
	var index helpIndex
	read("help/index.toml", &index)
	var listed []string
	for _, p := range index.Page {
		listed = append(listed, p.ID+".md")
	}
	entries, err := fs.ReadDir(files, "help/en")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(listed, e.Name()) {
			t.Errorf("%s is not listed", e.Name())
		}
	}
	if len(entries) != len(listed) {
		t.Errorf("%d pages, %d listed", len(entries), len(listed))
	}
}

func TestHelpSpeaksOfTheNumbersInForce(t *testing.T) {
	w := NewWords("en").Under(&model.Policy{Values: []model.PolicyValue{{Name: "sample.ship.working_days", Value: 9}}})
	for _, p := range Help(w) {
		if p.ID == "sample-delivery" && !strings.Contains(p.Body, "9 working days") {
			t.Errorf("got\n%s", p.Body)
		}
	}
}

func TestUnwrap(t *testing.T) {
	got := unwrap("One two\nthree.\n\n1. First\n   goes on\n2. Second\n- Third\n\n**Why?**\nBecause\nof that.\n")
	want := "One two three.\n\n1. First goes on\n2. Second\n- Third\n\n**Why?**\nBecause of that."
	if got != want {
		t.Errorf("got\n%s", got)
	}
}
