package sshd

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		line string
		want []string
	}{
		{"", nil},
		{"  ", nil},
		{"a  b\tc\nd", []string{"a", "b", "c", "d"}},
		{`'' "" a''b`, []string{"", "", "ab"}},
		{`'a "b" \c' "a 'b' \"c\" \d"`, []string{`a "b" \c`, `a 'b' "c" \d`}},
		{`a\ b \'c\" \\`, []string{"a b", `'c"`, `\`}},
		{`日本 "ü é"`, []string{"日本", "ü é"}},
		{`aeconnect order ls`, []string{"order", "ls"}},
		{`"aeconnect"`, []string{}},
		{`--note='two words'x`, []string{"--note=two wordsx"}},
	} {
		if got, err := split(c.line); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, %v, want %q", c.line, got, err, c.want)
		}
	}
	for _, line := range []string{`'`, `a "b`, `a\`, `"\"`} {
		if got, err := split(line); err == nil {
			t.Errorf("%q: %q", line, got)
		}
	}
}

// TestSplitAsAShell compares with the shell itself, where there is one.
func TestSplitAsAShell(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	for _, line := range []string{`a 'b c' "d e"`, `'' x`, `"a\b" "a\\b" 'a\\b' a\\b`, `a"b"'c'd`, `"it's" 'say "hi"'`} {
		out, err := exec.Command(sh, "-c", `for a in `+line+`; do printf '%s\n' "$a"; done`).Output()
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
		if got, err := split(line); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v, the shell says %q", line, got, err, want)
		}
	}
}
