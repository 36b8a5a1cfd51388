package cli

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// ruleHubQuote refuses words that were one text before ssh handed them on without their quotes.
const ruleHubQuote model.Rule = "usage.extra.hub" // {value} {line}

// tooMany refuses an argument too many. Through a hub it tells why a line that was quoted well has one, and which line
// does what was meant: ssh puts the words together with blanks, after the shell has taken the quotes away.
func (r *run) tooMany(c *cobra.Command, most int, args []string) error {
	extra := assets.Text("value", model.Safe(args[most]))
	if r.app.Caller == nil {
		return usage(ruleExtra, "argument", extra)
	}
	line, ok := quotedTwice(c, r.app.Caller.Line, most, args)
	if !ok {
		return usage(ruleExtra, "argument", extra)
	}
	return usage(ruleHubQuote, "argument", extra, assets.Text("line", model.Safe(r.words().Program()+" "+line)))
}

// quotedTwice writes a command line with those words in two pairs of quotes that must have been one text: the value of
// the flag that stands before the word too many, else the last argument of the verb.
func quotedTwice(c *cobra.Command, typed []string, most int, args []string) (line string, ok bool) {
	isFlag := func(word string) bool { return len(word) > 1 && word[0] == '-' }
	valued := func(word string) bool {
		name, _, given := strings.Cut(strings.TrimLeft(word, "-"), "=")
		f := c.Flags().Lookup(name)
		return isFlag(word) && f != nil && f.NoOptDefVal == "" && !given
	}
	for i := range typed {
		from, to := i+1, i+1
		for to < len(typed) && !isFlag(typed[to]) {
			to++
		}
		if valued(typed[i]) && to > from+1 {
			return twice(typed, from, to), true
		}
	}
	if most == 0 {
		return "", false
	}
	for from := range typed { // the last argument and all that follow it
		to := from + len(args) - most + 1
		if to <= len(typed) && slices.Equal(typed[from:to], args[most-1:]) {
			return twice(typed, from, to), true
		}
	}
	return "", false
}

// twice writes a line with the words of a text in two pairs of quotes.
func twice(typed []string, from, to int) string {
	text := `"'` + strings.ReplaceAll(strings.Join(typed[from:to], " "), "'", "’") + `'"`
	return strings.Join(slices.Concat(typed[:from], []string{text}, typed[to:]), " ")
}
