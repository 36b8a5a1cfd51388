package screen

import (
	"slices"
	"strings"
)

// flags returns the flags of some fields that hold anything, with their values.
func flags(d deed, fields ...string) []string {
	var args []string
	for _, f := range fields {
		if v := d.get(f); v != "" {
			args = append(args, "--"+strings.ReplaceAll(f, "_", "-"), v)
		}
	}
	return args
}

// commandLine writes a command as one types it into a shell, on behalf of an account and on the session's data.
func (s speech) commandLine(args []string, as string) string {
	words := slices.Clone(args)
	if as != "" && !s.hub {
		words = append(words, "--as", as)
	}
	for i, w := range words {
		if words[i] = quoted(w); s.hub {
			words[i] = quoted(words[i]) // one pair is taken by the shell here, the other by the hub
		}
	}
	return s.Program() + " " + strings.Join(words, " ") + s.data
}

// quoted writes a word so that a POSIX shell reads it back as it is.
func quoted(s string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:@%+=,", r)
	}
	if s != "" && strings.IndexFunc(s, func(r rune) bool { return !plain(r) }) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// line returns the command line that does a deed.
func (v verb) line(d deed) string {
	as := ""
	if d.file.me != nil {
		as = d.file.me.Handle
	}
	return d.say.commandLine(v.args(d), as)
}
