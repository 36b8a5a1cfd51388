package assets

import (
	"strings"
	"testing"
)

// TestWordsAreCalledByTheLineThatWorks: a command that is named through a hub is to be typed as it stands there.
func TestWordsAreCalledByTheLineThatWorks(t *testing.T) {
	there := NewWords("en").Called("ssh hub.example")
	for id, want := range map[string]string{
		"example.account.add_1":     `ssh hub.example account add lumen --role seller --level senior --name "'Lumen Audio'"`,
		"example.task.publish_1":    "ssh hub.example task publish T-4F7K",
		"example.order.approve_2":   "ssh hub.example order ls --state applied --json | ssh hub.example order approve -",
		"example.account.paypal_1":  "ssh hub.example account paypal mia mia@example.com",
		"hint.order.applied":        "ssh hub.example order show O-1",
		"hub.note_backup":           "To bring it back, on the hub's own machine: stop the hub, then aeconnect restore FILE --data NEW.",
		"rule.account.none.accepts": "A handle, as ssh hub.example account ls lists them.",
	} {
		if got := there.Say(id, Text("id", "O-1"), Text("as", "mia")); got != want {
			t.Errorf("%s says %q, want %q", id, got, want)
		}
	}
	tried := there.Say("ssh.tried", Num("count", 2), Num("minutes", 10), Text("keys", ""))
	for _, line := range []string{"\n  ssh hub.example\n", "\n  ssh hub.example account access apply HANDLE", "\n  ssh -i FILE -o IdentitiesOnly=yes hub.example"} {
		if !strings.Contains(tried, line) {
			t.Errorf("a stranger reads %q, want %q in it", tried, line)
		}
	}
	if got := there.Say("cli.error_field"); got != NewWords("en").Say("cli.error_field") {
		t.Errorf("other words say %q", got)
	}
	typed := Text("id", "aeconnect --as mia")
	if got := there.Say("hint.order.applied", typed); got != "ssh hub.example order show aeconnect --as mia" {
		t.Errorf("what somebody typed is said as %q", got)
	}
	if here := NewWords("en"); here.Program() != "aeconnect" || there.Program() != "ssh hub.example" {
		t.Errorf("they are called %q and %q", here.Program(), there.Program())
	}
}
