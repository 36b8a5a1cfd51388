package cli

import (
	"bufio"
	"context"
	"strings"
	"testing"

	"aeconnect/assets"
	"aeconnect/ui/guide"
	"aeconnect/ui/keep"
	"aeconnect/ui/kit"
	"aeconnect/ui/post"

	"github.com/spf13/cobra"
)

// Every command line that a page names is one that the program takes: its verbs, its flags, the number of its arguments.
func TestGuideNamesCommandsThatThereAre(t *testing.T) {
	w := newTown(t)
	w.app.Keeper = func(Market, string) keep.Keeper { return nil } // the verbs of an operator are there
	w.app.Serve = func(context.Context, string, ServeOptions) error { return nil }
	w.app.Post = func(Market, string) post.Post { return nil }
	w.app.Join = func(context.Context, string, string, JoinOptions) (Joined, error) { return Joined{}, nil }
	count := 0
	for _, p := range guide.Open(assets.NewWords("en")).Pages() {
		for _, b := range p.Blocks {
			for _, line := range commandLines(b) {
				count++
				r := &run{app: w.app, ctx: context.Background(), out: bufio.NewWriter(&w.out)}
				checkLine(t, r.tree(), p.ID, line)
			}
		}
	}
	if count < 60 {
		t.Errorf("only %d command lines", count)
	}
}

// commandLines returns the command lines of a block, those within its text as well.
func commandLines(b assets.Block) []string {
	if b.Kind == assets.CommandLine {
		return []string{b.Plain()}
	}
	var all []string
	for _, s := range b.Spans {
		if s.Kind == assets.CodeSpan && strings.HasPrefix(s.Text, "aeconnect ") {
			all = append(all, s.Text)
		}
	}
	return all
}

func checkLine(t *testing.T, root *cobra.Command, page, line string) {
	t.Helper()
	words, ok := shellWords(line)
	if !ok || len(words) < 2 || words[0] != "aeconnect" {
		t.Errorf("%s: %q is no command line", page, line)
		return
	}
	c, rest, err := root.Find(words[1:])
	if err != nil || c == root || c.HasSubCommands() && !strings.Contains(c.Use, " ") {
		t.Errorf("%s: %q names no command", page, line)
		return
	}
	if err := c.ParseFlags(rest); err != nil {
		t.Errorf("%s: %q: %v", page, line, err)
		return
	}
	if err := c.ValidateArgs(c.Flags().Args()); err != nil {
		t.Errorf("%s: %q: %v", page, line, err)
	}
}

// shellWords cuts a line as a shell does, as far as pages need it: blanks, and double quotes around them.
func shellWords(line string) (words []string, ok bool) {
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words, strings.Count(line, `"`)%2 == 0
}

func TestGuidePrintsPages(t *testing.T) {
	w := newTown(t)
	page := w.do("guide", "send-samples")
	if !strings.HasPrefix(page, "Send samples\n\n1. In Pending Tasks") || strings.Contains(page, "\x1b") || !strings.Contains(page, "  $ aeconnect ship send") {
		t.Errorf("got %q", page)
	}
	for _, line := range strings.Split(page, "\n") {
		if kit.Width(line) > guide.Measure || strings.HasSuffix(line, " ") {
			t.Errorf("%q", line)
		}
	}
	for _, line := range []string{"guide Send samples", "guide send-s", "guide SEND-SAMPLES"} {
		if got := w.do(strings.Fields(line)...); got != page {
			t.Errorf("%s printed %q", line, got)
		}
	}
	golden(t, "guide_page.txt", page)
	golden(t, "guide_search.txt", w.do("guide", "search", "tracking", "number"))
	golden(t, "guide_page.json", keys(w.do("guide", "modify-information", "--json")))
	golden(t, "guide_search.json", keys(w.do("guide", "search", "tracking number", "--json")))
	if got := w.do("guide", "search", "qqqqzzzz"); got != "No page holds “qqqqzzzz”.\n" {
		t.Errorf("got %q", got)
	}
	if ls := w.do("guide", "ls"); ls != w.do("guide") || strings.Count(ls, "\n") != len(guide.Open(assets.NewWords("en")).Pages())+1 {
		t.Errorf("got %q", ls)
	}
}

// What a page says of numbers is the policy of the marketplace that is at hand.
func TestGuideSaysTheNumbersInForce(t *testing.T) {
	w := newTown(t).settle()
	w.do("policy", "set", "sample.ship.working_days", "9")
	if got := w.do("guide", "sample-delivery"); !strings.Contains(got, "9 working days") {
		t.Errorf("got %q", got)
	}
}

func TestGuideRuleHasWords(t *testing.T) {
	for _, part := range []string{".refusal", ".accepts"} {
		if !assets.NewWords("en").Has("rule." + string(ruleGuide) + part) {
			t.Errorf("%s has no words", part)
		}
	}
}
