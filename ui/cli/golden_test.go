package cli

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares with a file of testdata, or writes it with -update.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got\n%s\nwant\n%s", name, got, want)
	}
}

// keys puts each key of JSON on a line of its own, so that a difference names it.
func keys(line string) string {
	return regexp.MustCompile(`,"`).ReplaceAllString(line, ",\n\"")
}

// The shape of every JSON object and every CSV head is a contract: names, order, nulls.
func TestShapes(t *testing.T) {
	w := newTown(t).settle()
	order := w.thirdModification()
	owed := w.reach("confirmed")
	paid := w.reach("paid")
	task := strings.TrimSpace(w.do("order", "show", paid, "--as", "mia", "--jq", ".task"))
	applied := w.reach("applied")
	for _, c := range []struct{ name, line string }{
		{"order_show", "order show " + order + " --as mia"},
		{"order_paid", "order show " + paid + " --as lumen"},
		{"order_ls", "order ls --as lumen --limit 1"},
		{"task_show", "task show " + task + " --as mia"},
		{"task_edit", "task edit " + task + " --as lumen --wanted 9"},
		{"clock_ls", "clock ls --as lumen"},
		{"account_mia", "account show mia --as mia"},
		{"account_lumen", "account show lumen"},
		{"payment_ls", "payment ls --as lumen"},
		{"statement", "payment statement --as mia"},
		{"balances", "payment statement --balances --as mia"},
		{"suspense", "payment record " + owed + " --as lumen --amount 1 --reference A"},
		{"why_order", "why " + order + " --as lumen"},
		{"why_rule", "why content.review"},
		{"plan", "content confirm " + order + " --as lumen --plan"},
		{"batch_plan", "order approve " + applied + " --as lumen --plan"},
		{"batch", "order approve " + applied + " --as lumen"},
		{"diff", "content diff " + order + " --as lumen"},
		{"log", "log --as mia --limit 3"},
		{"policy_ls", "policy ls --limit 2"},
		{"doctor", "doctor"},
		{"time", "time show"},
		{"portals_rate", "portals rate 7 --as lumen"},
		{"account_add", "account add northlight --role agency"},
		{"order_materials", "order materials " + applied + " --text Logo? --as mia"},
	} {
		golden(t, c.name+".json", keys(w.do(append(strings.Fields(c.line), "--json")...)))
	}
	for name, line := range map[string]string{
		"order_ls": "order ls --as lumen", "task_ls": "task ls --as lumen", "clock_ls": "clock ls --as lumen", "account_ls": "account ls",
		"payment_ls": "payment ls --as lumen", "statement": "payment statement --as mia", "log": "log --as mia", "policy_ls": "policy ls",
	} {
		head, _, _ := strings.Cut(w.do(append(strings.Fields(line), "--csv")...), "\n")
		golden(t, name+".csv", head+"\n")
	}
}

// A refused batch and a failure, as scripts see them.
func TestShapesOfFailures(t *testing.T) {
	w := newTown(t).settle()
	a, b := w.reach("applied"), w.reach("in_review")
	for name, line := range map[string]string{
		"error_refused":   "content confirm " + a + " --as lumen",
		"error_usage":     "order ls",
		"error_not_found": "order show O-1234-5678 --as mia",
		"error_forbidden": "order cancel " + a + " --as lumen",
		"error_batch":     "order approve " + a + " " + b + " O-1234-5678 --as lumen",
		"error_plan":      "content changes " + a + " --as lumen --note x --plan",
		"error_lint":      "task lint --type fixed_price --title x --as lumen",
	} {
		out, errs, code := w.run(append(strings.Fields(line), "--json")...)
		golden(t, name+".json", keys(out)+keys(errs)+"exit "+toText(code)+"\n")
	}
}

// What people read of one order and one batch.
func TestPagesForPeople(t *testing.T) {
	w := newTown(t).settle()
	order := w.thirdModification()
	w.person = true
	w.app.Width = func() int { return 100 }
	golden(t, "order_page.txt", w.do("order", "show", order, "--as", "lumen"))
	golden(t, "task_list.txt", w.do("task", "ls", "--as", "mia"))
	golden(t, "confirm.txt", w.do("content", "confirm", order, "--as", "lumen"))
	_, errs, _ := w.run("content", "confirm", order, "--as", "lumen")
	golden(t, "refusal.txt", errs)
}
