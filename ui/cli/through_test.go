package cli

import (
	"strings"
	"testing"

	"aeconnect/assets"
)

// typed makes a command line come through a hub, whose program is run by a line of its own.
func (w *town) typed(line ...string) []string {
	w.app.Caller.Line = line
	w.app.Speak = func(lang string) *assets.Words { return assets.NewWords(lang).Called("ssh hub.example") }
	return line
}

// ssh takes the quotes away that a shell has read: whoever wrote one pair is told why, and the line that works.
func TestWordsWithoutTheirQuotesAreExplained(t *testing.T) {
	w := newTown(t).settle()
	w.do("account", "add", "ops", "--role", "operator")
	w.app.Stdin = strings.NewReader(keyOne)
	w.do("account", "key", "add", "ops", "-")
	w.come(keyOne)
	for _, c := range []struct{ line, accepts string }{
		{"account add neu --role seller --name Lumen Audio", `ssh hub.example account add neu --role seller --name "'Lumen Audio'"`},
		{"account add neu --name Lumen Audio AG --role seller", `ssh hub.example account add neu --name "'Lumen Audio AG'" --role seller`},
		{"account paypal mia what is this", `ssh hub.example account paypal mia "'what is this'"`},
	} {
		got := w.fails(ExitUsage, w.typed(strings.Fields(c.line)...)...)
		if got.Rule != string(ruleHubQuote) || !strings.Contains(got.Accepts, c.accepts) {
			t.Errorf("%s: %+v, want %s", c.line, got, c.accepts)
		}
	}
	if got := w.fails(ExitUsage, w.typed("hub", "people", "now")...); strings.Contains(got.Accepts, "'") {
		t.Errorf("where no quotes were lost it accepts %q", got.Accepts)
	}
	help := w.do(w.typed("order", "ls", "--help")...)
	if !strings.Contains(help, "ssh hub.example order ls [FLAGS]") || strings.Contains(help, "aeconnect") || strings.Contains(help, "--as") || strings.Contains(help, "--data") {
		t.Errorf("the help names what is refused here:\n%s", help)
	}
	w.do(w.typed("account", "add", "neu", "--role", "seller", "--name", "Lumen Audio")...)
}

// The last key by which somebody can work is not revoked by the way.
func TestTheLastKeyIsNotRevokedByTheWay(t *testing.T) {
	w := newTown(t).settle()
	w.app.Stdin = strings.NewReader(keyOne)
	w.do("account", "key", "add", "mia", "-")
	w.come(keyOne)
	w.denied(ExitRefused, ruleLastKey, "account", "key", "revoke", "SHA256:f6Nwc5pl1D")
	w.denied(ExitNotWhole, rulePlan, "account", "key", "revoke", "SHA256:f6Nwc5pl1D", "--plan")
	w.app.Stdin = strings.NewReader(keyTwo)
	w.do("account", "key", "add", "mia", "-")
	w.do("account", "key", "revoke", "SHA256:f6Nwc5pl1D")
	w.come(keyTwo)
	last := w.json("account", "key", "ls")["fingerprint"].(string)
	w.denied(ExitRefused, ruleLastKey, "account", "key", "revoke", last)
	w.do("account", "key", "revoke", last, "--yes")
}
