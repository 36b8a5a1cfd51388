package lobby

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
)

// verb is a command of the tree, as its help shows it.
type verb struct {
	path  []string // "order", "show"
	args  []string // "ORDER", "accept|refuse"
	flags []string // its own, without dashes
}

// unasked are verbs that say nothing of a marketplace, and say much.
func unasked() []string { return []string{"man", "guide", "completion", "help", "version"} }

var helpLine = regexp.MustCompile(`^  (\S+)`)

// section returns the first words of the lines of a part of a help text.
func section(help, title string) (words []string) {
	in := false
	for line := range strings.Lines(help) {
		if line = strings.TrimRight(line, "\n"); !strings.HasPrefix(line, " ") && line != "" {
			in = line == title
		} else if m := helpLine.FindStringSubmatch(line); in && m != nil {
			words = append(words, strings.TrimSuffix(m[1], ","))
		}
	}
	return words
}

// verbs reads the tree of commands from its own help, from a noun down.
func verbs(say func(args ...string) spoken, path ...string) (all []verb) {
	help := say(append([]string{"help"}, path...)...).out
	subs := section(help, "COMMANDS")
	if len(subs) == 0 {
		v := verb{path: path}
		for line := range strings.Lines(help) {
			if use, is := strings.CutPrefix(strings.TrimSpace(line), "aeconnect "+strings.Join(path, " ")); is && len(v.args) == 0 {
				v.args = slices.DeleteFunc(strings.Fields(use), func(a string) bool { return a == "[FLAGS]" })
				break
			}
		}
		for _, f := range section(help, "FLAGS") {
			v.flags = append(v.flags, strings.TrimPrefix(f, "--"))
		}
		return []verb{v}
	}
	for _, sub := range subs {
		if len(path) > 0 || !slices.Contains(unasked(), sub) {
			all = append(all, verbs(say, append(slices.Clip(path), sub)...)...)
		}
	}
	return all
}

func (v verb) has(flag string) bool { return slices.Contains(v.flags, flag) }

// takes tells whether the verb's first argument may be an ID of a letter.
func (v verb) takes(letter byte) bool {
	if len(v.args) == 0 {
		return false
	}
	name := strings.Trim(v.args[0], "[].")
	kinds := map[string]string{"ORDER": "O", "TASK": "T", "BATCH": "B", "PAYMENT": "P", "ID": "OTBPJ", "ID|RULE": "OTBPJ", "THING": "OTBPJ"}
	return strings.IndexByte(kinds[name], letter) >= 0
}

// with is the verb with a first argument, and something for each of the others.
func (v verb) with(first string, flags ...string) []string {
	line := append(slices.Clone(v.path), first)
	for _, a := range v.args[1:] {
		switch a = strings.Trim(a, "[]."); {
		case strings.Contains(a, "|"):
			line = append(line, a[:strings.Index(a, "|")])
		case a == "CONTENT", a == "LINK", a == "URL":
			line = append(line, "https://www.instagram.com/reel/1/")
		default:
			line = append(line, "1")
		}
	}
	return append(line, flags...)
}

// keys returns the fields of what a verb lists, as its JSON has them.
func keys(out string) (names []string) {
	line, _, _ := strings.Cut(out, "\n")
	var row map[string]any
	if json.Unmarshal([]byte(line), &row) == nil {
		for name := range row {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
