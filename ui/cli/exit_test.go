package cli

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"aeconnect/model"
)

// Every exit code of the contract, in every output mode.
func TestExitCodes(t *testing.T) {
	w := newTown(t).settle().rival()
	order := w.reach("applied")
	done := w.reach("completed")
	for _, c := range []struct {
		exit int
		code string
		line []string
	}{
		{0, "", []string{"order", "show", order, "--as", "mia"}},
		{0, "", []string{"order", "approve", order, "--as", "lumen", "--plan"}},
		{2, "usage", []string{"nonsense"}},
		{2, "usage", []string{"order"}},
		{2, "usage", []string{"order", "nonsense"}},
		{2, "usage", []string{"order", "ls", "--nonsense", "--as", "mia"}},
		{2, "usage", []string{"order", "ls", "-z", "--as", "mia"}},
		{2, "usage", []string{"order", "show", "--as", "mia"}},
		{2, "usage", []string{"order", "show", order, order, "--as", "mia"}},
		{2, "usage", []string{"order", "ls"}},
		{2, "usage", []string{"order", "ls", "--as", "mia", "--limit", "x"}},
		{2, "usage", []string{"order", "ls", "--as", "mia", "--state", "fine"}},
		{2, "usage", []string{"order", "ls", "--as", "mia", "--fields", "id,luck"}},
		{2, "usage", []string{"order", "ls", "--as", "mia", "--sort", "luck"}},
		{2, "usage", []string{"order", "ls", "--as", "mia", "--since", "whenever"}},
		{2, "usage", []string{"order", "reject", order, "--as", "lumen"}},
		{2, "usage", []string{"order", "reject", order, "--as", "lumen", "--reason", "because"}},
		{2, "usage", []string{"order", "answer", order, "perhaps", "--as", "mia"}},
		{2, "usage", []string{"order", "extend", order, "--as", "mia"}},
		{2, "usage", []string{"order", "show", order, "--as", "mia", "--plan"}},
		{2, "usage", []string{"order", "show", order, "--as", "mia", "--limit", "3"}},
		{2, "usage", []string{"payment", "record", order, "--as", "lumen", "--amount", "5"}},
		{2, "usage", []string{"task", "edit", "T-1", "--as", "lumen"}},
		{2, "usage", []string{"task", "lint", "--as", "lumen"}},
		{2, "usage", []string{"clock", "ls", "--within", "soon", "--as", "mia"}},
		{3, "refused", []string{"content", "confirm", order, "--as", "lumen"}},
		{3, "refused", []string{"order", "ls", "--as", "mia", "--limit", "-1"}},
		{4, "not_found", []string{"order", "show", "O-9999-9999", "--as", "mia"}},
		{4, "not_found", []string{"order", "show", order, "--as", "noa"}},
		{4, "not_found", []string{"account", "show", "nobody"}},
		{4, "not_found", []string{"order", "ls", "--as", "lumen", "--task", "T-9999-9999"}},
		{4, "not_found", []string{"why", "nothing.at.all", "--as", "mia"}},
		{4, "not_found", []string{"task", "ls", "--as", "mia", "--data", "/nowhere"}},
		{6, "forbidden", []string{"order", "cancel", order, "--as", "lumen"}},
		{6, "forbidden", []string{"policy", "set", "content.review.days", "4", "--as", "mia"}},
		{8, "not_whole", []string{"order", "approve", done, "--as", "lumen", "--plan"}},
		{8, "not_whole", []string{"order", "approve", order, done, "O-9999", "--as", "lumen", "-n"}},
		{8, "not_whole", []string{"content", "confirm", order, "--as", "lumen", "--dry-run"}},
		{8, "not_whole", []string{"task", "lint", "--as", "lumen", "--title", "x"}},
	} {
		line := strings.Join(c.line, " ")
		before := w.written()
		out, errs, human := w.run(c.line...)
		if human != c.exit || (c.exit != 0) != (errs != "") {
			t.Errorf("%s: exit %d, want %d\n%s%s", line, human, c.exit, out, errs)
		}
		_, errs, machine := w.run(append(c.line, "--json")...)
		var e struct{ Error problemJSON }
		if machine != c.exit || c.exit != 0 && (json.Unmarshal([]byte(errs), &e) != nil || e.Error.Code != c.code || e.Error.Message == "") {
			t.Errorf("%s --json: exit %d, want %d\n%s", line, machine, c.exit, errs)
		}
		if _, _, sheet := w.run(append(c.line, "--csv")...); sheet != c.exit {
			t.Errorf("%s --csv: exit %d, want %d", line, sheet, c.exit)
		}
		if w.written() != before {
			t.Errorf("%s: something was written", line)
		}
	}
}

// Trouble of the surroundings keeps its own exit code; anything else is internal.
func TestTroubleAndInternalErrors(t *testing.T) {
	w := newTown(t)
	broken := func(err error) {
		w.app.Open = func(context.Context, string, bool) (Market, error) { return nil, err }
	}
	broken(&Trouble{Exit: ExitUnreachable, Code: "busy", Err: errors.New("the directory is in use by process 7")})
	if got := w.fails(5, "order", "ls", "--as", "mia"); got.Code != "busy" || got.Message != "the directory is in use by process 7" {
		t.Errorf("%+v", got)
	}
	broken(errors.New("disk \x1b[31mon fire"))
	if got := w.fails(1, "order", "ls", "--as", "mia"); got.Code != "internal" || got.Message != "disk [31mon fire" {
		t.Errorf("%+v", got)
	}
}

// A market that stops working in the middle is an internal error, and is closed.
func TestMarketThatBreaks(t *testing.T) {
	w := newTown(t).settle()
	w.dirs["/data"].broken = errors.New("the store stopped")
	closed := w.dirs["/data"].closed
	if got := w.fails(1, "order", "ls", "--as", "mia"); got.Message != "the store stopped" {
		t.Errorf("%+v", got)
	}
	if w.dirs["/data"].closed != closed+1 {
		t.Error("it was left open")
	}
}

func TestErrorsThatFlagsPreventReadingAreJSONToo(t *testing.T) {
	w := newTown(t)
	for _, line := range [][]string{{"order", "ls", "--nonsense", "--json"}, {"--jq", ".id", "order", "ls", "--nonsense"}, {"order", "ls", "--limit", "x", "--json"}} {
		_, errs, code := w.run(line...)
		if code != 2 || !strings.HasPrefix(errs, `{"error":{"code":"usage","rule":"usage.flag`) {
			t.Errorf("%v: %d %q", line, code, errs)
		}
	}
	if _, errs, _ := w.run("order", "ls", "--nonsense", "--", "--json"); strings.HasPrefix(errs, "{") {
		t.Errorf("an argument was taken for a flag: %q", errs)
	}
}

// Flags may stand before the noun, between noun and verb, and at the end.
func TestFlagsStandAnywhere(t *testing.T) {
	w := newTown(t).settle()
	order := w.reach("applied")
	for _, line := range []string{
		"--as lumen --json --plan order approve " + order, "order --as lumen --json approve -n " + order, "order approve " + order + " --plan --json --as lumen",
		"--data=/data --as=lumen order --dry-run approve --json " + order, "--limit 0 --sort id --json --as mia order ls",
	} {
		out, errs, code := w.run(strings.Fields(line)...)
		if code != 0 || !strings.HasPrefix(out, `{"id":"`+order) {
			t.Errorf("%s: %d %s%s", line, code, out, errs)
		}
	}
	if w.state(order) != "applied" {
		t.Error("a plan was carried out")
	}
}

// Which account acts.
func TestChoiceOfAccount(t *testing.T) {
	w := newTown(t)
	if got := w.fails(4, "task", "ls"); got.Rule != "market.none" {
		t.Errorf("an empty directory: %+v", got)
	}
	if len(w.dirs) != 0 {
		t.Error("reading made a marketplace")
	}
	w.dirs["/data"] = &memory{s: model.NewMemory(), now: w.now} // somebody was cut off before the first command
	if got := w.fails(4, "task", "ls"); got.Rule != "market.none" {
		t.Errorf("a marketplace that was never begun: %+v", got)
	}
	w.do("account", "add", "lumen", "--role", "seller", "--level", "senior")
	w.do("portals", "join", "--rate", "5")
	if out := w.do("task", "ls", "--json"); out != "" {
		t.Errorf("the only account sees %q", out)
	}
	w.do("account", "add", "mia", "--role", "creator")
	got := w.fails(2, "task", "ls")
	if got.Rule != "usage.account" || got.Field != "as" || !strings.Contains(got.Message, "lumen (seller), mia (creator)") {
		t.Errorf("several accounts: %+v", got)
	}
	w.do("task", "ls", "--as", "LUMEN")
	for _, line := range []string{"policy ls", "account ls", "account show mia", "account level lumen standard", "time show", "why content.review", "doctor", "log"} {
		w.do(strings.Fields(line)...)
	}
}

// The data directory: flag, then environment, then default.
func TestDataDirectory(t *testing.T) {
	w := newTown(t)
	w.do("account", "add", "a1", "--role", "seller", "--data", "/flag")
	w.do("account", "add", "a2", "--role", "seller")
	w.env["AECONNECT_DATA"] = ""
	w.do("account", "add", "a3", "--role", "seller")
	for dir, handle := range map[string]string{"/flag": "a1", "/data": "a2", "/home": "a3"} {
		if out := w.do("account", "ls", "--data", dir, "--jq", ".handle"); out != handle+"\n" {
			t.Errorf("%s holds %q, want %s", dir, out, handle)
		}
	}
}

func TestVersion(t *testing.T) {
	w := newTown(t)
	for _, line := range []string{"--version", "version", "-v", "--version --data /x"} {
		if out := w.do(strings.Fields(line)...); out != "aeconnect 1.2.3\n" {
			t.Errorf("%s printed %q", line, out)
		}
	}
	if v := w.json("version"); v["version"] != "1.2.3" {
		t.Errorf("%v", v)
	}
}

// Without a command the screens open, for a person.
func TestNoNounOpensTheScreens(t *testing.T) {
	w := newTown(t)
	if got, _, code := w.run(); code != 2 || got != "" {
		t.Errorf("in a pipe: %d %q", code, got)
	}
	w.person = true
	w.do()
	w.do("account", "add", "mia", "--role", "creator", "--data", "/x")
	w.do("--as", "Mia", "--data", "/x")
	if _, _, code := w.run("--as", "zoe", "--data", "/x"); code != 4 {
		t.Errorf("the screens of nobody: exit %d", code)
	}
	w.do("demo")
	if strings.Join(w.opened, "|") != "/data |/x mia|/data " {
		t.Errorf("opened %q", w.opened)
	}
}
