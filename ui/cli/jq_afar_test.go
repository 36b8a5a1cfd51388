package cli

import (
	"strings"
	"testing"

	"github.com/itchyny/gojq"
)

// What scripts do with rows goes through a hub.
func TestJQFromAfar(t *testing.T) {
	for _, expression := range []string{
		".", ".id", ".terms.reward", `select(.state == "in_review") | .id`, "{id, seller, fee: .terms.fee.amount}", "[.id, .state, .clocks[0].due] | @tsv",
		`"\(.id): \(.title)"`, ".clocks[] | select(.turn == \"mia\") | .due", "[.timeline[].event] | unique | join(\", \")", ".clocks | length",
		"if .dispute then .id else empty end", ".versions | map(.n) | max", "to_entries | map(.key)", ".applications.waiting > 3 and .state != \"closed\"",
		".payment.due // \"none\"", "[.clocks[] | {rule, due}] | sort_by(.due) | first", ".id, .state", ".title | split(\" \") | length", "try .a.b catch 0", "-(.n)",
		".[\"id\"]", ".timeline[-3:]",
	} {
		q, err := gojq.Parse(expression)
		if err != nil {
			t.Fatal(expression, err)
		}
		if !proportionate(q) {
			t.Errorf("%s is refused", expression)
		}
	}
}

// What could take a hub's memory or time does not.
func TestJQThatGrows(t *testing.T) {
	for _, expression := range []string{
		`"a" * 1500000000 | length`, "[range(1e12)]", `reduce range(1e9) as $i ("a"; .+.)`, "def f: f; f", "[limit(1e9; repeat(1))]", "..", "[recurse(.+1)]",
		strings.Repeat(".+.|", 30) + ".", strings.Repeat("[.,.]|", 30) + ".", strings.Repeat("{a:.,b:.}|", 30) + ".", strings.Repeat("tojson|", 30) + ".",
		"[.[] + .[]]", `[.[] as $x | .[] | $x]`, "{a: .[], b: .[]}", `"\(.[])\(.[])"`, "[.[] | .[1e9] = 1]", ".a |= .b", "setpath([1e9]; 1)", "[splits(\"\")]",
		"gsub(\"\"; \"x\")", "input", "env", "$ENV", "$__loc__", "label $x | break $x", "foreach .[] as $x (0; .+1)", "while(true; .)", "until(false; .)",
		"[combinations]", "@html | @html | @html | @html", "join(.)", "implode", "explode", "ltrimstr(range(9))", "[" + strings.Repeat("1,", 600) + "1]", "walk(.)",
		"getpath([\"a\"])", "[paths]", "limit(3; .[])", "error", "halt", "import \"a\" as b; .", ".[range(1e9)]", "if .[] then 1 else 2 end",
		`[.[] | "` + strings.Repeat("x", 600) + `"]`,
	} {
		q, err := gojq.Parse(expression)
		if err != nil {
			t.Fatal(expression, err)
		}
		if proportionate(q) {
			t.Errorf("%s is let through", expression)
		}
	}
}
