package cli

import (
	"bufio"
	"context"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Every command says what it does and shows an example, and every flag says what it means.
func TestEveryCommandAndFlagHasWords(t *testing.T) {
	w := newTown(t)
	r := &run{app: w.app, ctx: context.Background(), out: bufio.NewWriter(&w.out)}
	root := r.tree()
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	r.dress(root)
	count := 0
	walk(root, func(c *cobra.Command) {
		count++
		path := c.CommandPath()
		if c.Short == "" || strings.HasSuffix(c.Short, ".") && c != root {
			t.Errorf("%s: short words %q", path, c.Short)
		}
		foreign := strings.Contains(path, "completion") || c.Name() == "help" || c.Name() == "man"
		if c.Example == "" && !foreign {
			t.Errorf("%s has no example", path)
		}
		for _, line := range strings.Split(c.Example, "\n") {
			for _, part := range strings.Split(line, "|") {
				if line != "" {
					checkExample(t, root, strings.TrimSpace(part))
				}
			}
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" {
				t.Errorf("%s: flag --%s says nothing", path, f.Name)
			}
		})
	})
	if count < 60 {
		t.Errorf("only %d commands", count)
	}
}

func walk(c *cobra.Command, visit func(*cobra.Command)) {
	visit(c)
	for _, sub := range c.Commands() {
		walk(sub, visit)
	}
}

// checkExample tells whether an example names a command and flags that there are.
func checkExample(t *testing.T, root *cobra.Command, line string) {
	t.Helper()
	words := strings.Fields(line)
	if len(words) < 2 || words[0] != "aeconnect" {
		t.Errorf("%q is no example", line)
		return
	}
	c, _, err := root.Find(words[1:])
	if err != nil || c == root {
		t.Errorf("%q: there is no such command", line)
		return
	}
	for _, word := range words {
		name, _, _ := strings.Cut(strings.TrimPrefix(word, "--"), "=")
		if strings.HasPrefix(word, "--") && c.Flags().Lookup(name) == nil && c.InheritedFlags().Lookup(name) == nil {
			t.Errorf("%q: there is no flag %s", line, word)
		}
	}
}

// Every rule by which the command line refuses has words, and says no more than it is given.
func TestEveryRuleOfTheCommandLineHasWords(t *testing.T) {
	w := newTown(t)
	for _, rule := range []string{
		string(ruleVerb), string(ruleNoVerb), string(ruleFlag), string(ruleFlagValue), string(ruleMissing), string(ruleExtra), string(ruleChoose),
		string(ruleNoAccount), string(ruleFields), string(ruleWord), string(ruleTogether), string(ruleJQ), string(ruleJQHub), string(ruleKey), string(ruleTOML),
		string(ruleInput), string(ruleSize), string(ruleTerminal), string(ruleHubTerminal), string(ruleNothing), string(ruleNoMarket), string(ruleFile), string(ruleFileThere),
		string(ruleRealMarket), string(ruleDataThere), string(rulePlan), string(ruleLint), string(ruleDoctor), string(ruleDeclined), string(ruleEditor),
		"date.form", "date.none", "span.form", "rate.form", "rate.fine",
	} {
		for _, part := range []string{".refusal", ".accepts"} {
			if !w.app.Speak("en").Has("rule." + rule + part) {
				t.Errorf("%s%s has no words", rule, part)
			}
		}
	}
}

func TestHelpAndManualPage(t *testing.T) {
	w := newTown(t)
	for _, line := range []string{"--help", "help", "order approve --help", "help order approve", "task -h"} {
		out := w.do(strings.Fields(line)...)
		if !strings.Contains(out, "\nUSAGE\n") || !strings.Contains(out, "\nEXAMPLES\n") || strings.Contains(out, "\x1b") {
			t.Errorf("%s printed %q", line, out)
		}
	}
	if out := w.do("order", "show", "--help"); strings.Contains(out, "--plan") || strings.Contains(out, "--limit") {
		t.Error("help offers flags that mean nothing there")
	}
	if out := w.do("order", "approve", "--help"); !strings.Contains(out, "--plan") || strings.Contains(out, "--limit") {
		t.Error("help does not offer the flags of the verb")
	}
	if out := w.do("man"); !strings.HasPrefix(out, ".TH AECONNECT 1") || !strings.Contains(out, "Approve applications, all or none") {
		t.Errorf("the manual page begins %q", out[:min(len(out), 200)])
	}
}

// Shells are offered handles, IDs, and the words that flags and arguments take.
func TestCompletion(t *testing.T) {
	w := newTown(t).settle()
	o := w.reach("applied")
	task := strings.TrimSpace(w.do("order", "show", o, "--as", "mia", "--jq", ".task"))
	for line, want := range map[string]string{
		"order ls --as |":                     "lumen\tseller, Lumen Audio",
		"order ls --as l|":                    "lumen\tseller, Lumen Audio",
		"order show --as mia |":               o + "\tapplied, Wireless earbuds launch",
		"order show --as mia o|":              o + "\tapplied, Wireless earbuds launch",
		"task close --as lumen |":             task + "\tpublished, Wireless earbuds launch",
		"order apply --as mia |":              task + "\tpublished, Wireless earbuds launch",
		"task create --type |":                "fixed_price",
		"task create --content l|":            "live_stream",
		"order ls --state in|":                "in_review",
		"order reject O-1 --reason needs|":    "needs_more_detail",
		"order answer O-1 |":                  "accept",
		"account level lumen |":               "high-potential",
		"policy set content.rev|":             "content.review.days",
		"why content.rev|":                    "content.review",
		"account |":                           "paypal\tKeep your PayPal address",
		"payment record O-1 --method bank|":   "bank_transfer",
		"completion b|":                       "bash",
		"account add x --kind |":              "group_owner",
		"ship lost O-1 --kind |":              "damaged",
		"order answer O-1 accept --what off|": "offer",
	} {
		words := strings.Split(strings.TrimSuffix(line, "|"), " ")
		out, _, _ := w.run(append([]string{"__complete"}, words...)...)
		if !strings.Contains("\n"+out, "\n"+want+"\n") && !strings.Contains("\n"+out, "\n"+want+"\t") {
			t.Errorf("%s offers %q, not %q", line, out, want)
		}
	}
	if out, _, _ := w.run("__complete", "order", "show", "--as", "nobody", ""); strings.Contains(out, "O-") {
		t.Errorf("nobody is offered %q", out)
	}
	if out := w.do("completion", "bash"); !strings.Contains(out, "aeconnect") {
		t.Error("no completion script")
	}
}
