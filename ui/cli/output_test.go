package cli

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"aeconnect/model"
	"aeconnect/ui/kit"

	"github.com/charmbracelet/colorprofile"
	"pgregory.net/rapid"
)

func TestFieldsJQSortAndLimit(t *testing.T) {
	w := newTown(t).settle()
	a, b, c := w.post("--wanted", "3"), w.post("--wanted", "1"), w.post("--wanted", "2")
	for line, want := range map[string]string{
		"--jq .id --sort wanted":                            b + "\n" + c + "\n" + a + "\n",
		"--jq .id --sort -wanted":                           a + "\n" + c + "\n" + b + "\n",
		"--jq .id --sort -wanted --limit 2":                 a + "\n" + c + "\n",
		"--json --fields wanted,id --sort wanted --limit 1": `{"wanted":1,"id":"` + b + "\"}\n",
		"--fields wanted --sort wanted --csv":               "wanted\n1\n2\n3\n",
		"--fields wanted --sort wanted":                     "wanted\n1\n2\n3\n",
		"--jq .fee.amount --limit 1":                        "120.00\n",
		"--jq .wanted+1 --sort wanted":                      "2\n3\n4\n",
		"--jq empty":                                        "",
		"--jq {wanted,state} --sort wanted --limit 1":       `{"state":"published","wanted":1}` + "\n",
		"--json --fields wanted --sort fee,nope --limit 1":  "!2",
		"--jq .id.x":                    "!2",
		"--jq .[":                       "!2",
		"--json --csv":                  "!2",
		"--json --limit 0 --match zzzz": "",
		"--jq .wanted --limit 1 --sort -wanted --state published,closed": "3\n",
		"--json --state draft": "",
	} {
		out, errs, code := w.run(append([]string{"task", "ls", "--as", "lumen"}, strings.Fields(line)...)...)
		if strings.HasPrefix(want, "!") {
			if fmt.Sprint("!", code) != want {
				t.Errorf("task ls %s: exit %d\n%s%s", line, code, out, errs)
			}
			continue
		}
		if code != 0 || out != want {
			t.Errorf("task ls %s: exit %d %q%s, want %q", line, code, out, errs, want)
		}
	}
}

// An expression that only names a column says what jq itself would say.
func TestShortJQSaysTheSame(t *testing.T) {
	w := newTown(t).settle()
	w.do("order", "cancel", w.reach("applied"), "--as", "mia")
	order := w.reach("confirmed")
	for _, noun := range []string{"order show " + order, "order ls", "task ls", "clock ls", "account ls", "payment ls", "log", "why " + order} {
		var row map[string]any
		first, _, _ := strings.Cut(w.do(append(strings.Fields(noun), "--as", "lumen", "--json")...), "\n")
		if err := json.Unmarshal([]byte(first), &row); err != nil {
			t.Fatal(err)
		}
		for key := range row {
			short := w.do(append(strings.Fields(noun), "--as", "lumen", "--jq", "."+key)...)
			whole := w.do(append(strings.Fields(noun), "--as", "lumen", "--jq", "(."+key+")")...)
			if !strings.Contains(whole, "{") && short != whole {
				t.Errorf("%s .%s: %q is %q in jq", noun, key, short, whole)
			}
		}
	}
}

// More rows than one view shows come whole, in order, and the limit is kept.
func TestListsAreReadInPages(t *testing.T) {
	w := newTown(t).settle()
	const n = 2*pageRows + 7
	for i := range n {
		w.dirs["/data"].add(t, fmt.Sprintf("c%05d", i))
	}
	for limit, want := range map[string]int{"0": n + 2, "50": 50, fmt.Sprint(pageRows + 1): pageRows + 1} {
		out := w.do("account", "ls", "--json", "--limit", limit)
		lines := strings.Split(strings.TrimSpace(out), "\n")
		if len(lines) != want {
			t.Errorf("limit %s: %d lines, want %d", limit, len(lines), want)
		}
		seen := map[string]bool{}
		for _, line := range lines {
			var a struct{ Handle string }
			if err := json.Unmarshal([]byte(line), &a); err != nil || seen[a.Handle] {
				t.Fatalf("limit %s: %q %v", limit, line, err)
			}
			seen[a.Handle] = true
		}
	}
	if out := w.do("account", "ls"); strings.Count(out, "\n") != defaultLimit+1 {
		t.Errorf("without a limit there are %d lines", strings.Count(out, "\n"))
	}
}

// add admits a creator without the command line.
func (m *memory) add(t *testing.T, handle string) {
	d := m.decide(operator(), m.now, &model.AddAccount{Handle: handle, Role: model.Creator}, nil)
	if d.Refusal != nil {
		t.Fatal(d.Refusal)
	}
	m.keep(operator(), m.now, d)
}

// Exact matches come first, then sahilm's order.
func TestMatch(t *testing.T) {
	w := newTown(t).settle()
	for _, title := range []string{"Lamp for a desk", "Large amplifier", "A warm lamp", "Kettle"} {
		w.do("task", "create", "--as", "lumen", "--type", "fixed_price", "--title", title)
	}
	out := w.do("task", "ls", "--as", "lumen", "--match", "lamp", "--jq", ".title")
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 3 || lines[2] != "Large amplifier" {
		t.Errorf("matched %q", lines)
	}
}

// A spreadsheet never gets a formula, and reads back what was written.
func TestCSVIsHarmless(t *testing.T) {
	w := newTown(t).settle()
	titles := []string{"=HYPERLINK(\"http://x\")", "+1 more", "-5 degrees", "@here", " =1+1", "plain, with comma", "a \"quoted\" word", "％ wide ＝1"}
	for _, title := range titles {
		w.do("task", "create", "--as", "lumen", "--type", "fixed_price", "--title", title)
	}
	out := w.do("task", "ls", "--as", "lumen", "--csv", "--fields", "title,samples", "--limit", "0")
	rows, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	if err != nil || len(rows) != len(titles)+1 {
		t.Fatalf("%v\n%s", err, out)
	}
	found := map[string]bool{}
	for _, row := range rows[1:] {
		if strings.ContainsAny(strings.TrimLeft(row[0], " ")[:1], "=+-@") {
			t.Errorf("a formula: %q", row[0])
		}
		found[strings.TrimPrefix(row[0], "'")] = true
	}
	for _, title := range titles {
		if !found[title] {
			t.Errorf("%q is not there: %q", title, rows)
		}
	}
}

func TestCellText(t *testing.T) {
	for value, want := range map[string]string{
		`null`: "", `""`: "", `[]`: "", `"x"`: "x", `"a\"b\\\n"`: "a\"b\\\n", `5`: "5", `-5`: "-5", `true`: "true",
		`{"amount":"120.00","currency":"USD"}`: "120.00 USD", `{"amount":null,"currency":null}`: `{"amount":null,"currency":null}`,
		`["a","b"]`: "a; b", `[1]`: "[1]", `{"kind":"fee"}`: `{"kind":"fee"}`,
	} {
		if got := cellText([]byte(value)); got != want {
			t.Errorf("%s is %q, want %q", value, got, want)
		}
	}
	if sheetText([]byte(`-5`)) != "-5" || sheetText([]byte(`"-5"`)) != "'-5" {
		t.Error("numbers stay numbers, texts that look like one are marked")
	}
}

// Whatever a text holds, its JSON is valid, reads back as that text, and steers no terminal.
func TestStringsInJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"\x1b[2J", "\u009b", "\u2028", "\u202e", "\x7f", "\"\\/", "\xff\xfe", "日本 🎧"})).Draw(t, "text")
		b := appendString([]byte("["), s)
		var back []string
		if err := json.Unmarshal(append(b, ']'), &back); err != nil || len(back) != 1 {
			t.Fatalf("%q: %v", b, err)
		}
		if utf8.ValidString(s) && back[0] != s {
			t.Fatalf("%q read back as %q", s, back)
		}
		for _, c := range string(b) {
			if c < 0x20 || c == 0x7f || c >= 0x80 && c < 0xa0 || c >= 0x202a && c <= 0x202e {
				t.Fatalf("%q holds %U", b, c)
			}
		}
	})
}

// A pipe gets no colour, no hint and no cut; a person gets all three.
func TestPeopleAndPipes(t *testing.T) {
	w := newTown(t).settle()
	task := w.post("--title", strings.Repeat("A very long title ", 6))
	w.app.Theme = func() kit.Theme { return kit.NewTheme(kit.ThemeOptions{Profile: colorprofile.ANSI}) }
	w.app.Width = func() int { return 80 }
	piped := w.do("task", "ls", "--as", "mia")
	if strings.Contains(piped, "\x1b") || !strings.Contains(piped, "title A very long title A very") {
		t.Errorf("a pipe got %q", piped)
	}
	w.person = true
	shown := w.do("task", "ls", "--as", "mia")
	if !strings.Contains(shown, "\x1b[") || !strings.Contains(shown, "…") {
		t.Errorf("a person got %q", shown)
	}
	for _, line := range strings.Split(shown, "\n") {
		if kit.Width(line) > 80 {
			t.Errorf("%d cells: %q", kit.Width(line), line)
		}
	}
	applied := w.do("order", "apply", task, "--as", "mia", "--note", "x")
	if !strings.Contains(applied, "aeconnect order show O-") || !strings.Contains(applied, "--as mia") {
		t.Errorf("no hint: %q", applied)
	}
	if out := w.do("task", "ls", "--as", "mia", "--json"); strings.Contains(out, "\x1b") || strings.Contains(out, "aeconnect ") {
		t.Errorf("JSON got decoration: %q", out)
	}
	w.person = false
	if out := w.do("task", "edit", task, "--as", "lumen", "--wanted", "5"); strings.Contains(out, "aeconnect ") {
		t.Errorf("a pipe got a hint: %q", out)
	}
}

// Nothing is asked where nobody sits; a person is asked before what cannot be taken back.
func TestQuestions(t *testing.T) {
	w := newTown(t).settle()
	draft := func() string {
		return w.json("task", "create", "--as", "lumen", "--type", "fixed_price", "--title", "x")["id"].(string)
	}
	w.do("task", "drop", draft(), "--as", "lumen")
	kept := draft()
	w.person = true
	w.app.Stdin = strings.NewReader("n\n")
	if got, errs, code := w.run("task", "drop", kept, "--as", "lumen"); code != 3 || !strings.Contains(errs, "Discard the draft "+kept) {
		t.Errorf("declined: %d %q %q", code, got, errs)
	}
	w.app.Stdin = strings.NewReader("yes\n")
	if out := w.do("task", "drop", kept, "--as", "lumen"); !strings.Contains(out, "discarded") {
		t.Errorf("accepted: %q", out)
	}
	w.app.Stdin = strings.NewReader("")
	w.do("task", "drop", draft(), "--as", "lumen", "--yes")
	if row := w.json("task", "drop", draft(), "--as", "lumen"); row["effect"] != "dropped" {
		t.Errorf("dropped: %v", row)
	}
}
