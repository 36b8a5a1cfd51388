package cli

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What belongs to the operator is refused to everybody else who is named.
func TestOperatorsVerbs(t *testing.T) {
	w := newTown(t).settle()
	file := filepath.Join(t.TempDir(), "copy")
	for _, line := range [][]string{{"backup", file}, {"doctor"}, {"restore", file}, {"restore", file, "--data", "/new"}} {
		if got := w.fails(6, append(line, "--as", "mia")...); got.Rule != "no_right" || got.Field != "as" {
			t.Errorf("%v: %+v", line, got)
		}
	}
}

// A file's values are refused in plain words, and lint lists all of them.
func TestFilesInPlainWords(t *testing.T) {
	w := newTown(t).settle()
	dir := t.TempDir()
	file := filepath.Join(dir, "task.toml")
	if got := w.fails(2, "task", "create", "-f", dir, "--as", "lumen"); got.Rule != "usage.directory" || strings.Contains(got.Message, "read ") {
		t.Errorf("%+v", got)
	}
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("\ufeffsamples = \"one\"\nfee = 120.005\ncurrency = \"USD\"\nsubmit_by = \"someday\"\n")
	if got := w.fails(2, "task", "create", "-f", file, "--as", "lumen"); got.Field != "samples" || !strings.Contains(got.Message, "samples is a whole number, such as 1") {
		t.Errorf("%+v", got)
	}
	out, _, code := w.run("task", "lint", "-f", file, "--as", "lumen", "--json")
	if code != 8 || !strings.Contains(out, "usage.toml_type") || !strings.Contains(out, "money.decimals") || !strings.Contains(out, "date.form") {
		t.Errorf("exit %d: %s", code, out)
	}
}

// Numbers are plain decimals, and words are known ones.
func TestPlainNumbersAndShells(t *testing.T) {
	w := newTown(t).settle()
	for _, typed := range []string{"0x5", "+1", "1_0"} {
		if got := w.fails(2, "task", "create", "--samples", typed, "--as", "lumen"); got.Rule != "usage.flag_value" || got.Field != "samples" {
			t.Errorf("%s: %+v", typed, got)
		}
	}
	w.fails(2, "completion", "bash", ".id")
	if got := w.fails(2, "completion", "xx"); got.Rule != "usage.verb" {
		t.Errorf("%+v", got)
	}
	if got := w.fails(4, "order", "ls", "--as", "nobody"); got.Message != "There is no account “nobody”." {
		t.Errorf("%+v", got)
	}
}

// A sample that is there is kept, and said to be; one that is not whole, or unwanted, is made.
func TestSampleThatIsThere(t *testing.T) {
	w := newTown(t)
	w.env = map[string]string{}
	w.do("demo", "--no-open")
	if _, errs, code := w.run("demo", "--no-open", "--seed", "7"); code != ExitDone || !strings.Contains(errs, "--fresh") {
		t.Errorf("exit %d: %q", code, errs)
	}
	if got := w.json("demo", "--no-open", "--fresh", "--seed", "7"); got["made"] != true {
		t.Errorf("%v", got)
	}
	w.app.DemoWhole = func(context.Context, string) (bool, error) { return false, nil }
	if got := w.json("demo", "--no-open"); got["made"] != true {
		t.Errorf("%v", got)
	}
}

// Lists narrow by what their rows have.
func TestFiltersOfLists(t *testing.T) {
	w := newTown(t).settle()
	w.reach("confirmed")
	for _, c := range []struct {
		line string
		rows bool
	}{
		{"clock ls --rule payment.record", true}, {"clock ls --rule payment.escalate", false}, {"clock ls --until +1m", false},
		{"payment ls --creator mia --type fixed_price", true}, {"payment ls --type social_cps", false}, {"ship ls --type social_cps", false},
	} {
		if out := w.do(append(strings.Fields(c.line), "--as", "lumen", "--json")...); (out != "") != c.rows {
			t.Errorf("%s: %q", c.line, out)
		}
	}
}
