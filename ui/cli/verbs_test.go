package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
)

func toText(v any) string { return fmt.Sprint(v) }

func sorted(all []string) []string {
	all = slices.Clone(all)
	slices.Sort(all)
	return all
}

// Extensions, offers, stops, materials and comments, asked and answered.
func TestAskingAndAnswering(t *testing.T) {
	w := newTown(t).settle()
	o := w.reach("awaiting_submission")
	asked := w.json("order", "extend", o, "--as", "mia", "--days", "5", "--note", "the parcel came late")
	if asked["extension"].(map[string]any)["state"] != "waiting" {
		t.Errorf("%v", asked)
	}
	if got := w.fails(6, "order", "answer", o, "accept", "--as", "mia"); got.Rule != "no_right" {
		t.Errorf("%+v", got)
	}
	if got := w.json("order", "answer", o, "accept", "--as", "lumen"); got["extension"].(map[string]any)["state"] != "accepted" {
		t.Errorf("%v", got)
	}
	offered := w.json("order", "offer", o, "--as", "lumen", "--fee", "150", "--submit-by", "+90d", "--note", "a second video")
	offer := offered["offer"].(map[string]any)
	if offer["reward"].(map[string]any)["amount"] != "150.00" || offered["outcome"] != "done" {
		t.Errorf("%v", offer)
	}
	w.do("order", "stop", o, "--as", "lumen", "--note", "sold out")
	if got := w.json("order", "answer", o, "refuse", "--what", "stop", "--as", "mia"); got["stop"].(map[string]any)["state"] != "refused" {
		t.Errorf("%v", got)
	}
	if got := w.json("order", "answer", o, "accept", "--as", "mia"); got["terms"].(map[string]any)["reward"].(map[string]any)["amount"] != "150.00" {
		t.Errorf("%v", got)
	}
	w.do("order", "materials", o, "Which logo may I show?", "--as", "mia")
	got := w.json("order", "materials", o, "--link", "https://x.example/logo.zip", "--as", "lumen")
	if m := got["materials"].(map[string]any); m["request"] != "Which logo may I show?" || len(m["links"].([]any)) != 1 {
		t.Errorf("%v", m)
	}
	w.now += model.Moment(100 * 24 * time.Hour / time.Millisecond)
	if w.state(o) != "expired" {
		t.Fatalf("the order is %s", w.state(o))
	}
	if got := w.json("order", "comment", o, "I was ill.", "--as", "mia"); got["comment"] != "I was ill." || got["expired_against"] != "creator" {
		t.Errorf("%v", got)
	}
}

// A lost parcel, and a second one, after which one side alone stops the order.
func TestLostParcels(t *testing.T) {
	w := newTown(t).settle()
	o := w.reach("sample_sent")
	w.do("ship", "lost", o, "--as", "mia")
	w.do("ship", "send", o, "--as", "lumen", "--carrier", "DHL", "--tracking", "2")
	if got := w.json("ship", "lost", o, "--as", "mia", "--kind", "damaged"); got["state"] != "awaiting_sample" {
		t.Errorf("%v", got)
	}
	if got := w.json("order", "stop", o, "--as", "mia", "--note", "twice"); got["state"] != "stopped" {
		t.Errorf("%v", got)
	}
	if got := w.fails(2, "ship", "lost", o, "--as", "mia", "--kind", "eaten"); got.Rule != "sample.loss_name" {
		t.Errorf("%+v", got)
	}
}

func TestContentDiff(t *testing.T) {
	w := newTown(t).settle()
	o := w.thirdModification()
	d := w.json("content", "diff", o, "--as", "lumen")
	if d["from"] != 2.0 || d["to"] != 3.0 || toText(d["added"]) != "[https://www.instagram.com/reel/2/]" || toText(d["removed"]) != "[https://www.instagram.com/reel/1/]" ||
		toText(d["asked"]) != "[map[clause:R2 note:battery]]" {
		t.Errorf("%v", d)
	}
	if d := w.json("content", "diff", o, "--as", "mia", "--from", "1", "--to", "2"); len(d["removed"].([]any)) != 1 {
		t.Errorf("%v", d)
	}
	if got := w.fails(4, "content", "diff", o, "--as", "mia", "--to", "9"); got.Field != "version" {
		t.Errorf("%+v", got)
	}
}

func TestOrderLists(t *testing.T) {
	w := newTown(t).settle().rival()
	mine, paid := w.reach("in_review"), w.reach("paid")
	task := w.post()
	noas := w.apply(task, "noa")
	for line, want := range map[string][]string{
		"--as lumen":                                       {mine, paid, noas},
		"--as lumen --state in_review":                     {mine},
		"--as lumen --state in-review,paid":                {mine, paid},
		"--as lumen --state applied,rejected,paid,expired": {paid, noas},
		"--as mia":                  {mine, paid},
		"--as noa":                  {noas},
		"--as lumen --task " + task: {noas},
		"--as lumen --task " + task + " --creator mia": {},
		"--as lumen --creator noa":                     {noas},
		"--as mia --seller lumen":                      {mine, paid},
		"--as mia --seller brightly":                   {},
		"--as lumen --type social_cps":                 {},
		"--as brightly --task " + task:                 {},
	} {
		out := w.do(append([]string{"order", "ls", "--jq", ".id"}, strings.Fields(line)...)...)
		if got := strings.Fields(out); strings.Join(sorted(got), " ") != strings.Join(sorted(want), " ") {
			t.Errorf("order ls %s: %v, want %v", line, got, want)
		}
	}
	if out := w.do("order", "ls", "--as", "lumen", "--match", "noa", "--jq", ".id", "--limit", "1"); out != noas+"\n" {
		t.Errorf("the best match: %q", out)
	}
	shipping := w.reach("awaiting_sample")
	if out := w.do("ship", "ls", "--as", "lumen", "--jq", ".id"); out != shipping+"\n" {
		t.Errorf("ship ls: %q", out)
	}
	if out := w.do("ship", "ls", "--as", "lumen"); !strings.Contains(out, "Hauptstr. 1") {
		t.Errorf("no address to send to: %q", out)
	}
}

func TestClocks(t *testing.T) {
	w := newTown(t).settle()
	review := w.reach("in_review")
	all := w.do("clock", "ls", "--as", "lumen", "--jq", `.rule + " " + .turn`)
	want := "undo.until lumen\nundo.until lumen\ncontent.review lumen\ntask.apply_by creators\naddress.hide nobody\n"
	if all != want {
		t.Errorf("clocks %q, want %q", all, want)
	}
	if out := w.do("clock", "ls", "--as", "lumen", "--within", "6d", "--since", "+1d", "--jq", ".order"); out != review+"\n" {
		t.Errorf("within 6 days: %q", out)
	}
	if out := w.do("clock", "ls", "--as", "mia", "--mine", "--json"); out != "" {
		t.Errorf("mia's turn: %q", out)
	}
	c := w.json("clock", "ls", "--as", "lumen", "--mine")
	if c["what"] != "confirm content" || c["default"] != "confirmed" || c["default_text"] != "confirmed, 120.00 USD owed" || c["due"] != "2026-11-26T10:00:00Z" {
		t.Errorf("%v", c)
	}
}

// Clocks are narrowed to a task and its orders; support is shown the clocks of what waits for it.
func TestClocksOfATaskAndOfSupport(t *testing.T) {
	w := newTown(t).settle()
	order := w.reach("confirmed")
	task, _ := w.json("order", "show", order, "--as", "lumen")["task"].(string)
	if out := w.do("clock", "ls", "--task", task, "--as", "lumen", "--jq", ".rule"); out != "payment.record\ntask.apply_by\naddress.hide\n" {
		t.Errorf("the clocks of %s: %q", task, out)
	}
	w.fails(4, "clock", "ls", "--task", "T-0000", "--as", "lumen")
	w.do("account", "add", "sam", "--role", "support")
	w.do("payment", "record", order, "--as", "lumen", "--amount", "1", "--reference", "A")
	for _, mine := range []string{"--json", "--mine"} {
		if out := w.do("clock", "ls", mine, "--as", "sam", "--jq", `.rule + " " + .turn`); out != "suspense.review support\n" {
			t.Errorf("support: %q", out)
		}
	}
	if out := w.do("clock", "ls", "--task", task, "--as", "sam", "--json"); out != "" {
		t.Errorf("support: %q", out)
	}
}

func TestPayments(t *testing.T) {
	w := newTown(t).settle()
	owed, paid, done := w.reach("confirmed"), w.reach("paid"), w.reach("completed")
	if out := w.do("payment", "ls", "--as", "mia", "--jq", `.order + " " + .state`); out != owed+" owed\n"+paid+" recorded\n"+done+" acknowledged\n" {
		t.Errorf("%q", out)
	}
	if out := w.do("payment", "ls", "--as", "mia", "--state", "recorded", "--jq", ".amount.amount"); out != "120.00\n" {
		t.Errorf("%q", out)
	}
	w.now += model.Moment(6 * 24 * time.Hour / time.Millisecond)
	if out := w.do("payment", "ls", "--as", "lumen", "--state", "late", "--jq", ".order"); out != owed+"\n" {
		t.Errorf("late: %q", out)
	}
	if out := w.do("payment", "statement", "--as", "mia", "--jq", `.debit + ">" + .credit`); strings.Count(out, "reward>due") != 3 || strings.Count(out, "due>paid") != 2 {
		t.Errorf("%q", out)
	}
	if out := w.do("payment", "statement", "--as", "mia", "--balances", "--jq", `.book + " " + .amount.amount`); out != "due -120.00\npaid -240.00\nreward 360.00\n" {
		t.Errorf("%q", out)
	}
	w.do("payment", "record", owed, "--as", "lumen", "--amount", "120", "--reference", "late", "--method", "wise", "--date", "2026-11-27")
	if o := w.json("order", "show", owed, "--as", "lumen")["payment"].(map[string]any); o["method"] != "wise" || o["state"] != "recorded" || o["date"] == nil {
		t.Errorf("%v", o)
	}
}

func TestWhy(t *testing.T) {
	w := newTown(t).settle()
	o := w.reach("in_review")
	out := w.do("why", o, "--as", "mia", "--jq", `select(.subject == "clock" and .rule == "content.review") | .arithmetic, .source, .value`)
	if out != "21 Nov 2026 10:00 + 5 days = 26 Nov 2026 10:00\n001 step 6; outcome ours\n5\n" {
		t.Errorf("%q", out)
	}
	w.do("content", "changes", o, "--as", "lumen", "--clause", "R1", "--note", "x")
	if out := w.do("why", o, "--as", "mia", "--jq", `select(.rule == "content.changes") | .arithmetic`); out != "20 Jan 2027 10:00, a date of the order\n" {
		t.Errorf("a moment that is the later of two: %q", out)
	}
	if rule := w.json("why", "content.review"); rule["title"] != "Review of content" || rule["sentence"] == "" {
		t.Errorf("%v", rule)
	}
	for _, line := range []string{"why " + o + " --as mia", "why content.review"} {
		if out := w.do(strings.Fields(line)...); !strings.Contains(out, "Source") {
			t.Errorf("%s: %q", line, out)
		}
	}
}

func TestLog(t *testing.T) {
	w := newTown(t).settle()
	o := w.reach("in_review")
	all := strings.Split(strings.TrimSpace(w.do("log", "--as", "mia", "--limit", "0", "--jq", `.event + " " + .who + " " + (.about | join(","))`)), "\n")
	if last := all[len(all)-1]; last != "content.submitted mia "+o {
		t.Errorf("last %q", last)
	}
	if out := w.do("log", "--as", "mia", "--limit", "2", "--jq", ".event"); out != "sample.received\ncontent.submitted\n" {
		t.Errorf("the last two: %q", out)
	}
	if out := w.do("log", "--as", "mia", "--from", "1", "--limit", "1", "--jq", ".event"); out != "market.opened\n" {
		t.Errorf("the first: %q", out)
	}
	if out := w.do("log", "--as", "lumen", "--jq", ".event", "--limit", "0"); strings.Contains(out, "draft of another") {
		t.Errorf("%q", out)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	if code := w.app.Run(ctx, []string{"log", "--as", "mia", "--follow"}); code != ExitUnreachable { // it was cut off
		t.Errorf("following ended with %d", code)
	}
}

func TestPortalsAndPolicy(t *testing.T) {
	w := newTown(t).settle()
	if got := w.json("portals", "rate", "6.5", "--as", "lumen")["portals"].(map[string]any); got["rate"] != 5.0 || len(got["rates"].([]any)) != 2 {
		t.Errorf("%v", got)
	}
	if out := w.do("portals", "rate", "--as", "lumen"); !strings.HasPrefix(out, "5%, 6.5% in 2 d") {
		t.Errorf("%q", out)
	}
	if got := w.fails(3, "portals", "rate", "-5", "--as", "lumen"); got.Field != "rate" {
		t.Errorf("%+v", got)
	}
	if got := w.json("policy", "set", "content.review.days=4"); got["value"] != 4.0 || got["standard"] != 5.0 {
		t.Errorf("%v", got)
	}
	if out := w.do("policy", "ls", "--jq", `select(.name == "content.review.days") | .value`); out != "4\n" {
		t.Errorf("%q", out)
	}
}

func TestBackupRestoreDoctor(t *testing.T) {
	w := newTown(t).settle()
	file := filepath.Join(t.TempDir(), "copy")
	if got := w.json("backup", file); got["bytes"] != float64(len("copy of /data")) {
		t.Errorf("%v", got)
	}
	if text, err := os.ReadFile(file); err != nil || string(text) != "copy of /data" {
		t.Errorf("%q %v", text, err)
	}
	if got := w.fails(3, "backup", file); got.Rule != "file.exists" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(3, "restore", file); got.Rule != "restore.exists" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(4, "backup", file+"2", "--data", "/nowhere"); got.Rule != "market.none" {
		t.Errorf("%+v", got)
	}
	w.do("restore", file, "--data", "/new")
	if w.dirs["/new"] == nil {
		t.Error("nothing was restored")
	}
	if got := w.fails(4, "restore", file+"3", "--data", "/other"); got.Rule != "file.missing" {
		t.Errorf("%+v", got)
	}
	if got := w.json("doctor"); got["ok"] != true {
		t.Errorf("%v", got)
	}
	w.app.Doctor = func(context.Context, string) (Checkup, error) {
		return Checkup{Entries: 7, Findings: []Finding{{What: "Entry 5 is cut.", File: "market.db", At: 4096, Seq: 5, Lost: "Entries 5 to 7."}}}, nil
	}
	out, errs, code := w.run("doctor", "--json")
	if code != 8 || !strings.Contains(out, `"findings":[{"what":"Entry 5 is cut.","file":"market.db","at":4096,"seq":5,"lost":"Entries 5 to 7."}]`) || !strings.Contains(errs, "not_whole") {
		t.Errorf("%d %s %s", code, out, errs)
	}
	if out, _, _ := w.run("doctor"); !strings.Contains(out, "Entry 5 is cut. In market.db. Entry 5. Lost: Entries 5 to 7.") {
		t.Errorf("%q", out)
	}
	w.app.Doctor = func(context.Context, string) (Checkup, error) { return Checkup{Entries: 7, Other: true}, nil }
	if out, _, code := w.run("doctor"); code != 0 || !strings.Contains(out, "7 entries verified. Another version kept the rows") {
		t.Errorf("%d %q", code, out)
	}
}

func TestSampleMarketplaceAndItsClock(t *testing.T) {
	w := newTown(t)
	w.env["AECONNECT_DATA"] = ""
	if got := w.json("demo", "--no-open"); got["data"] != "/demo" || got["made"] != true {
		t.Errorf("%v", got)
	}
	if got := w.json("demo", "--no-open"); got["made"] != false {
		t.Errorf("%v", got)
	}
	w.env["AECONNECT_DATA"] = "/demo"
	w.settle()
	o := w.reach("in_review")
	if out := w.do("time", "advance", "6d", "--plan", "--jq", ".event"); out != "batch.closed\nbatch.closed\ncontent.confirmed\nledger.posted\n" {
		t.Errorf("a plan of time: %q", out)
	}
	if w.state(o) != "in_review" {
		t.Fatal("a plan moved the clock")
	}
	if got := w.json("time", "advance", "6d"); got["now"] != "2026-11-27T10:00:00Z" || got["struck"] != 3.0 {
		t.Errorf("%v", got)
	}
	if w.state(o) != "confirmed" {
		t.Errorf("the order is %s", w.state(o))
	}
	if got := w.json("time", "show"); got["virtual"] != true || got["now"] != "2026-11-27T10:00:00Z" {
		t.Errorf("%v", got)
	}
	w.do("time", "advance", "2026-12-01")
	if got := w.fails(3, "time", "advance", "2026-11-01"); got.Rule != "time.forward" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(3, "time", "advance", "-5d"); got.Field != "by" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(2, "time", "advance", "soon"); got.Rule != "span.form" {
		t.Errorf("%+v", got)
	}
	w.do("account", "add", "lumen", "--role", "seller", "--data", "/real")
	if got := w.fails(3, "demo", "--data", "/real", "--no-open"); got.Rule != "demo.real" {
		t.Errorf("%+v", got)
	}
}

// A page of an order is whole in every state, for both sides: no word and no argument is missing.
func TestPages(t *testing.T) {
	w := newTown(t).settle()
	var orders []string
	for _, state := range []string{"applied", "awaiting_sample", "sample_sent", "awaiting_submission", "in_review", "confirmed", "paid", "completed"} {
		orders = append(orders, w.reach(state))
	}
	w.do("order", "extend", orders[3], "--as", "mia", "--days", "2")
	w.do("order", "materials", orders[3], "A logo?", "--as", "mia")
	rejected := w.reach("applied")
	w.do("order", "reject", rejected, "--as", "lumen", "--reason", "other", "--note", "next time")
	for _, o := range append(orders, rejected, w.ready(w.json(cps("social_cps")...)["id"].(string))) {
		for _, who := range []string{"lumen", "mia"} {
			for _, noun := range []string{"order show", "why"} {
				page := w.do(append(strings.Fields(noun), o, "--as", who)...)
				if strings.Contains(page, "…") || strings.Contains(page, "page_") || strings.Contains(page, "step_") || !strings.Contains(page, o) {
					t.Errorf("%s of %s for %s:\n%s", noun, o, who, page)
				}
			}
		}
	}
	for _, line := range []string{"task ls", "order ls", "clock ls", "payment ls", "payment statement", "ship ls", "account ls", "account show mia", "policy ls", "log"} {
		out := w.do(append(strings.Fields(line), "--as", "lumen")...)
		heads, _, _ := strings.Cut(out, "\n")
		if strings.Contains(out, "…") || heads != strings.ToUpper(heads) && !strings.Contains(line, "show") {
			t.Errorf("%s:\n%s", line, out)
		}
	}
}
