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
		checkBlocks(t, p, pages)
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

// checkBlocks demands that nothing of a page's signs is left in its text, and that its links lead somewhere.
func checkBlocks(t *testing.T, p Page, pages []Page) {
	t.Helper()
	if len(p.Blocks) < 2 {
		t.Errorf("%s has %d blocks", p.ID, len(p.Blocks))
	}
	for i, b := range p.Blocks {
		if plain := b.Plain(); plain == "" || strings.Contains(plain, "**") || strings.Contains(plain, "`") || strings.Contains(plain, "[[") {
			t.Errorf("%s: block %d says %q", p.ID, i, plain)
		}
		if b.Kind == Heading && (i+1 == len(p.Blocks) || p.Blocks[i+1].Kind == Heading) {
			t.Errorf("%s: nothing stands below %q", p.ID, b.Plain())
		}
		for _, s := range b.Spans {
			if s.Kind == LinkSpan && (s.Page == p.ID || !slices.ContainsFunc(pages, func(o Page) bool { return o.ID == s.Page })) {
				t.Errorf("%s links to %s", p.ID, s.Page)
			}
		}
	}
}

// Each step and each part of the guides 000 and 001 is found under its own name: as the title of a page or as a heading
// of it.
func TestGuideStepsAreFoundUnderTheirNames(t *testing.T) {
	pages := Help(NewWords("en"))
	for _, c := range []struct{ step, page string }{
		// 000, the seller's guide: its tabs, its menu entries, its buttons, the parts of its form.
		{"Review participation requirements", "participation"}, {"Post task", "post-task"}, {"Payments", "payment"}, {"Sample delivery", "sample-delivery"},
		{"Content confirmation", "content-confirmation"}, {"Review applications", "review-applications"},
		{"Task Square", "task-square"}, {"Create new task", "post-task"}, {"Task to be reviewed", "review-applications"},
		{"Pending Tasks", "sample-delivery"}, {"Send samples", "send-samples"}, {"Modify information", "modify-information"},
		{"Task to be confirmed", "content-confirmation"}, {"Confirm payment", "content-confirmation"}, {"Payment confirmed", "content-confirmation"},
		{"Where do I see my level?", "participation"}, {"Task types", "task-types"}, {"AliExpress CPS", "task-types"}, {"Social Media CPS", "task-types"},
		{"Fixed Price", "task-types"}, {"Store Promo Code", "task-types"}, {"Item links", "post-task"}, {"CPS commission", "post-task"}, {"Content type", "post-task"},
		{"Samples", "post-task"}, {"Language requirements", "post-task"}, {"Description", "post-task"}, {"Task-related links and attachments", "post-task"},
		{"Application deadline", "post-task"}, {"Content submission deadline", "post-task"}, {"Task ID and Order ID", "review-applications"},
		{"Avatar and profile", "review-applications"}, {"Close submissions early", "my-tasks"}, {"Single or batch", "review-applications"},
		{"Multiple applications by agencies", "review-applications"}, {"Influencer fees", "payment"},
		// 001 and 002, the creator's: what it is, who may join, how it goes, the states of orders, the questions.
		{"What AE Connect is", "about"}, {"What creators get out of it", "about"}, {"Internal creators", "who-can-join"}, {"External creators", "who-can-join"},
		{"How it works, step by step", "how-it-works"}, {"Live streams", "how-it-works"}, {"How to join", "who-can-join"},
		{"How to apply for a task", "apply"}, {"How to cancel your application", "cancel-application"}, {"How to extend the submission time", "extend"},
		{"How to submit a task", "submit"}, {"Applied", "my-orders"}, {"Awaiting Submission", "my-orders"}, {"Submitted", "my-orders"}, {"Completed", "my-orders"},
		{"How do I get access?", "questions"}, {"My numbers are high enough, but I was not admitted. Why?", "questions"},
		{"The seller does not answer or sends no materials. What shall I do?", "questions"}, {"Can I opt out after I was assigned?", "questions"},
		{"The brand wants something new. Do I have to accept?", "questions"}, {"I completed the task, but the payment is late.", "questions"},
		{"I was paid, but the order still stands under Submitted.", "questions"}, {"How do I get access to live streams?", "questions"},
		{"Must I keep what I entered when I joined up to date?", "questions"}, {"My question is not listed.", "questions"},
	} {
		i := slices.IndexFunc(pages, func(p Page) bool { return p.ID == c.page })
		if i < 0 {
			t.Errorf("%s: there is no page %s", c.step, c.page)
			continue
		}
		named := func(b Block) bool { return b.Kind == Heading && b.Plain() == c.step }
		if pages[i].Title != c.step && !slices.ContainsFunc(pages[i].Blocks, named) {
			t.Errorf("%s is neither the title nor a heading of %s", c.step, c.page)
		}
	}
}

// The seven steps of guide 001 stand in order, under the names that it gives them.
func TestSevenStepsStandInOrder(t *testing.T) {
	want := []string{
		"A brand creates a task.", "The brand publishes the task.", "Content creators apply for the task.", "The brand confirms content creators.",
		"The content creator completes the task", "The brand approves the task outcome.", "Reward time.",
	}
	for _, p := range Help(NewWords("en")) {
		if p.ID != "how-it-works" {
			continue
		}
		var got []string
		for _, b := range p.Blocks {
			if b.Kind == Step {
				got = append(got, b.Spans[0].Text)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
	}
}

// No number of the rules stands in a page as such: pages say numbers through the policy alone. What counts keys, steps
// and examples is listed.
func TestPagesNameNumbersThroughThePolicyOnly(t *testing.T) {
	few := []model.PolicyValue{}
	for _, n := range Policy().Numbers {
		few = append(few, model.PolicyValue{Name: n.Name, Value: n.Value + 1})
	}
	usual, other := Help(NewWords("en")), Help(NewWords("en").Under(&model.Policy{Values: few}))
	moved := 0
	for i, p := range usual {
		if p.Body != other[i].Body {
			moved++
		}
		for _, b := range p.Blocks {
			for _, unit := range []string{" days", " hours", " minutes", "%", " USD", " EUR"} {
				if b.Kind != CommandLine && numbered(b.Plain(), unit) && b.Plain() == same(other[i], b) {
					t.Errorf("%s says a number that no policy changes: %s", p.ID, b.Plain())
				}
			}
		}
	}
	if moved < 15 {
		t.Errorf("only %d pages name numbers of the policy", moved)
	}
}

// numbered tells whether a digit stands before a unit.
func numbered(s, unit string) bool {
	for at := strings.Index(s, unit); at > 0; at = strings.Index(s, unit) {
		if s[at-1] >= '0' && s[at-1] <= '9' {
			return true
		}
		s = s[at+len(unit):]
	}
	return false
}

// same returns the text of the block of a page that equals one, "" for none.
func same(p Page, b Block) string {
	for _, other := range p.Blocks {
		if other.Plain() == b.Plain() {
			return b.Plain()
		}
	}
	return ""
}
