package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const earbudsFile = `
type = "fixed_price"
title = "Wireless earbuds launch"
link = "https://www.aliexpress.com/item/1005006123456789.html"
content = ["video", "article"]
language = ["en"]
description = """
30 h battery, fits small ears,
show the case in daylight"""
require = ["Show the case open in daylight", "Say the battery life"]
fee = 120.5
currency = "USD"
samples = 1
apply_by = 2026-12-01
submit_by = 2027-01-20T18:00:00
publish = true
`

func (w *town) file(text string) string {
	w.t.Helper()
	name := filepath.Join(w.t.TempDir(), "task.toml")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
	return name
}

// A file names the same fields as the flags; flags count more; a dash reads standard input.
func TestTaskFromFile(t *testing.T) {
	w := newTown(t).settle()
	made := w.json("task", "create", "-f", w.file(earbudsFile), "--as", "lumen")
	if made["state"] != "published" || made["apply_by"] != "2026-12-01T23:59:59Z" || made["submit_by"] != "2027-01-20T18:00:00Z" ||
		made["fee"].(map[string]any)["amount"] != "120.50" || len(made["require"].([]any)) != 2 || len(made["link"].([]any)) != 1 {
		t.Errorf("%v", made)
	}
	w.app.Stdin = strings.NewReader(earbudsFile)
	made = w.json("task", "create", "-f", "-", "--as", "lumen", "--title", "Another", "--publish=false", "--fee", "99 EUR", "--currency", "EUR")
	if made["state"] != "draft" || made["title"] != "Another" || made["currency"] != "EUR" {
		t.Errorf("%v", made)
	}
}

// What show prints as a file makes the same task again.
func TestTaskFileRoundTrip(t *testing.T) {
	w := newTown(t).settle()
	id := w.post("--country", "DE", "--related", "https://x.example/a,b", "--channel", "youtube", "--keep", "--wanted", "4", "--brand-stream")
	text := w.do("task", "show", id, "--as", "lumen", "--toml")
	again := w.json("task", "create", "-f", w.file(text), "--as", "lumen", "--publish")
	first := w.json("task", "show", id, "--as", "lumen")
	for _, name := range []string{"type", "title", "link", "content", "language", "country", "channel", "description", "require", "fee", "currency", "samples",
		"keep", "product", "wanted", "apply_by", "submit_by", "related", "brand_stream"} {
		if a, b := first[name], again[name]; !same(a, b) {
			t.Errorf("%s was %v and is %v", name, a, b)
		}
	}
	if got := again["related"].([]any); len(got) != 1 {
		t.Errorf("a comma in a link parted it: %v", got)
	}
}

func same(a, b any) bool { return strings.TrimSpace(toText(a)) == strings.TrimSpace(toText(b)) }

// Editing changes what is named, and keeps the rest; a file says all.
func TestTaskEdit(t *testing.T) {
	w := newTown(t).settle()
	id := w.post("--country", "DE")
	w.apply(id, "mia")
	edited := w.json("task", "edit", id, "--as", "lumen", "--fee", "130", "--country", "")
	if edited["version"] != 2.0 || edited["fee"].(map[string]any)["amount"] != "130.00" || len(edited["country"].([]any)) != 0 || edited["title"] != "Wireless earbuds launch" {
		t.Errorf("%v", edited)
	}
	edited = w.json("task", "edit", id, "--as", "lumen", "--currency", "EUR")
	if fee := edited["fee"].(map[string]any); fee["amount"] != "130.00" || fee["currency"] != "EUR" {
		t.Errorf("another currency: %v", fee)
	}
	edited = w.json("task", "edit", id, "--as", "lumen", "-f", w.file(earbudsFile), "--title", "Third")
	if edited["title"] != "Third" || len(edited["language"].([]any)) != 1 {
		t.Errorf("a file: %v", edited)
	}
	if got := w.fails(3, "task", "edit", id, "--as", "lumen", "--type", "social_cps"); got.Rule != "task.type_fixed" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(3, "task", "edit", id, "--as", "lumen", "--fee", ""); got.Rule != "task.fee_missing" {
		t.Errorf("%+v", got)
	}
}

// The editor gets the whole task; what is refused is kept in its file.
func TestTaskEditor(t *testing.T) {
	w := newTown(t).settle()
	id := w.post()
	if got := w.fails(2, "task", "edit", id, "--as", "lumen", "--editor"); got.Rule != "usage.editor" {
		t.Errorf("%+v", got)
	}
	w.env["EDITOR"] = "ed"
	var file string
	edit := func(old, new string) {
		w.app.Edit = func(_ context.Context, editor, name string) error {
			file = name
			text, err := os.ReadFile(name)
			if err != nil || editor != "ed" {
				t.Errorf("%s %v", editor, err)
			}
			return os.WriteFile(name, []byte(strings.ReplaceAll(string(text), old, new)), 0o600)
		}
	}
	edit("Wireless", "Wired")
	w.do("task", "edit", id, "--as", "lumen", "--editor")
	if title := w.do("task", "show", id, "--as", "lumen", "--jq", ".title"); title != "Wired earbuds launch\n" {
		t.Errorf("title %q", title)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("the file was left behind")
	}
	edit("x", "x")
	if out := w.do("task", "edit", id, "--as", "lumen", "--editor"); out != "Nothing was changed.\n" {
		t.Errorf("unchanged: %q", out)
	}
	edit("fixed_price", "gift")
	_, errs, code := w.run("task", "edit", id, "--as", "lumen", "--editor")
	if _, err := os.Stat(file); code != 2 || err != nil || !strings.Contains(errs, file) {
		t.Errorf("exit %d, %v: %s", code, err, errs)
	}
	os.RemoveAll(filepath.Dir(file))
}

// Lint tells everything at once and writes nothing.
func TestLint(t *testing.T) {
	w := newTown(t).settle()
	before := w.written()
	out, errs, code := w.run("task", "lint", "-f", w.file("type = \"fixed_price\"\ntitle = \"x\"\nfee = 5\nsubmit_by = \"2020-01-01\"\n"), "--as", "lumen", "--json")
	if code != 8 || !strings.Contains(errs, "not_whole") {
		t.Fatalf("exit %d %s", code, errs)
	}
	for _, want := range []string{`"ok":false`, `"field":"link"`, `"field":"content"`, `"field":"description"`, `"rule":"deadline.past"`, `"rule":"task.vague"`} {
		if !strings.Contains(out, want) {
			t.Errorf("no %s in %s", want, out)
		}
	}
	good := w.json("task", "lint", "-f", w.file(earbudsFile), "--as", "lumen", "--submit-by", "2026-12-05")
	if good["ok"] != true || len(good["warnings"].([]any)) != 1 {
		t.Errorf("%v", good)
	}
	if out := w.do("task", "lint", w.post(), "--as", "lumen"); !strings.Contains(out, "can be published") {
		t.Errorf("%q", out)
	}
	if w.written() != before+1 { // the post
		t.Error("lint wrote something")
	}
}

// What a list shows depends on who looks and what they ask for.
func TestTaskLists(t *testing.T) {
	w := newTown(t).settle().rival()
	published := w.post()
	draft := w.json("task", "create", "--as", "lumen", "--type", "social_cps", "--title", "Draft")["id"].(string)
	closed := w.post()
	w.do("task", "close", closed, "--as", "lumen")
	for line, want := range map[string][]string{
		"--as lumen":                                {closed, draft, published},
		"--as lumen --state draft":                  {draft},
		"--as lumen --state draft,published":        {draft, published},
		"--as lumen --type social_cps":              {draft},
		"--as lumen --square":                       {published},
		"--as mia":                                  {published},
		"--as mia --state ended":                    {closed},
		"--as mia --seller lumen":                   {closed, published},
		"--as mia --language ru":                    {},
		"--as brightly":                             {},
		"--as brightly --square --type fixed_price": {published},
		"--as mia --until 2026-11-20":               {},
		"--as mia --since 1d":                       {published},
	} {
		out := w.do(append([]string{"task", "ls", "--jq", ".id"}, strings.Fields(line)...)...)
		if got := strings.Fields(out); strings.Join(sorted(got), " ") != strings.Join(sorted(want), " ") {
			t.Errorf("task ls %s: %v, want %v", line, got, want)
		}
	}
}
