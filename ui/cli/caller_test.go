package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aeconnect/model"
)

// Lines that ssh-keygen wrote.
const (
	keyOne = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGQRugMUtHVfM+7zyq3rhKKIW3QWOdOj4u+TuH3QqVeE mia@laptop 1"
	keyTwo = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEfqcFVx/gPCd7wcexegdbEJPIAfnoVP7d6LRexWClXe mia@laptop 2"
)

// come makes the town's next command lines those of whoever has a key.
func (w *town) come(line string) {
	w.t.Helper()
	if line == "" {
		w.app.Caller = nil
		return
	}
	pub, r := model.ParseKey(line)
	if r != nil {
		w.t.Fatal(r)
	}
	actor, _, _ := model.ActorOf(w.dirs["/data"].s, pub.Fingerprint)
	w.app.Caller = &Caller{Actor: actor, Key: line}
}

// denied runs a command line that must end so.
func (w *town) denied(exit int, rule model.Rule, line ...string) {
	w.t.Helper()
	if got := w.fails(exit, line...); got.Rule != string(rule) {
		w.t.Errorf("%s: %+v, want %s", strings.Join(line, " "), got, rule)
	}
}

// Through a hub the key decides who acts: somebody without an account may apply and look at that, nothing else.
func TestStrangerThroughAHub(t *testing.T) {
	w := newTown(t).settle()
	task := w.post()
	w.do("account", "add", "sam", "--role", "support")
	w.come(keyOne)
	for _, line := range []string{
		"account ls", "account show mia", "task show " + task, "task ls", "order ls", "log", "clock ls", "account key ls",
		"account add me --role seller", "policy set undo.minutes 5", "account access open --until +1d",
	} {
		w.denied(ExitForbidden, model.RuleStranger, strings.Fields(line)...)
	}
	w.denied(ExitForbidden, "hub.flag", "account", "ls", "--as", "mia")
	w.app.Stdin = strings.NewReader(keyTwo)
	w.denied(ExitRefused, model.RuleAccessKey, "account", "access", "apply", "newbie", "-", "--role", "agency")
	id := w.json("account", "access", "apply", "newbie", "--role", "agency", "--note", "QZXCANARY")["id"].(string)
	if got := w.json("account", "access", "show", id); got["note"] != "QZXCANARY" || got["handle"] != "newbie" {
		t.Errorf("the applicant reads %v", got)
	}
	if out := w.do("account", "access", "ls", "--json"); strings.Count(out, "\n") != 1 {
		t.Errorf("the applicant lists %q", out)
	}
	w.denied(ExitForbidden, model.RuleStranger, "account", "access", "admit", id)
	w.come(keyTwo)
	w.denied(ExitNotFound, model.RuleNotFound, "account", "access", "show", id)
	if out := w.do("account", "access", "ls", "--json"); out != "" {
		t.Errorf("another stranger lists %q", out)
	}
	w.come("")
	w.do("account", "access", "admit", id, "--as", "sam")
	w.come(keyOne)
	if got := w.json("account", "show"); got["handle"] != "newbie" {
		t.Errorf("after it was admitted the key acts as %v", got["handle"])
	}
	w.denied(ExitForbidden, "hub.flag", "account", "ls", "--as", "mia")
}

// An observer's key reads; a revoked one does nothing any more; no file of the hub is read.
func TestKeysThroughAHub(t *testing.T) {
	w := newTown(t).settle()
	task := w.post()
	file := filepath.Join(t.TempDir(), "key.pub")
	if err := os.WriteFile(file, []byte(keyOne), 0o600); err != nil {
		t.Fatal(err)
	}
	w.do("account", "key", "add", "mia", file, "--kind", "observer")
	w.come(keyOne)
	if got := w.json("task", "show", task); got["id"] != task {
		t.Errorf("an observer is shown %v", got)
	}
	w.denied(ExitForbidden, model.RuleKeyObserver, "order", "apply", task)
	w.denied(ExitForbidden, model.RuleKeyObserver, "account", "paypal", "mia", "x@example.com")
	w.denied(ExitUsage, ruleHub, "account", "key", "add", "mia", file)
	w.denied(ExitUsage, ruleHub, "task", "create", "-f", file)
	was := w.app.Caller
	w.do("account", "key", "revoke", "SHA256:"+"f6Nwc5pl1D")
	w.denied(ExitForbidden, model.RuleKeyRevoked, "order", "apply", task)
	w.come(keyOne)
	if w.app.Caller.Actor == was.Actor || w.app.Caller.Actor.Account != 0 {
		t.Errorf("a revoked key acts as %+v", w.app.Caller.Actor)
	}
}
