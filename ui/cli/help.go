package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"aeconnect/assets"
	"aeconnect/ui/kit"

	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help shows the help of a command: what it does, how it is used, examples, its verbs, its flags. It is drawn here and
// not by charm.land/fang, which asks the terminal for its background before each help: 4 s measured on one that does not
// answer, and nothing of ours is to wait for that.
func (r *run) help(c *cobra.Command, _ []string) {
	r.dress(c.Root())
	what := c.Long
	if what == "" {
		what = c.Short
	}
	lines := kit.Wrap(what, r.pageWidth())
	lines = append(lines, r.section("cli.help_usage", []string{r.useLine(c)})...)
	if c.Example != "" {
		lines = append(lines, r.section("cli.help_examples", strings.Split(c.Example, "\n"))...)
	}
	lines = append(lines, r.section("cli.help_commands", r.helpCommands(c))...)
	own, everywhere := r.helpFlags(c)
	lines = append(lines, r.section("cli.help_flags", r.facts(own))...)
	lines = append(lines, r.section("cli.help_everywhere", r.facts(everywhere))...)
	for _, line := range lines {
		fmt.Fprintln(c.OutOrStdout(), strings.TrimRight(line, " "))
	}
}

// useLine says how a command is typed.
func (r *run) useLine(c *cobra.Command) string {
	line := strings.TrimSuffix(c.CommandPath(), c.Name()) + c.Use
	if c.HasAvailableSubCommands() {
		line += " COMMAND"
	}
	return strings.Replace(line, c.Root().Name(), r.words().Program(), 1) + " [FLAGS]"
}

func (r *run) helpCommands(c *cobra.Command) []string {
	var all kit.KeyValues
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() || sub.Name() == "help" {
			all = append(all, kit.KeyValue{Label: sub.Use, Value: sub.Short})
		}
	}
	return r.facts(all)
}

// helpFlags returns the flags of a command, and those that may stand on any line.
func (r *run) helpFlags(c *cobra.Command) (own, everywhere kit.KeyValues) {
	c.Flags().VisitAll(func(f *pflag.Flag) {
		group, particular := particular()[f.Name]
		if r.app.Caller != nil && slices.Contains(hostFlags(), f.Name) {
			return // the key has chosen
		}
		if f.Hidden || particular && c.Annotations[group] == "" {
			return
		}
		name := "--" + f.Name
		if f.Shorthand != "" {
			name += ", -" + f.Shorthand
		}
		text := f.Usage
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" && f.DefValue != "[]" {
			text += " (" + f.DefValue + ")"
		}
		fact := kit.KeyValue{Label: name, Value: text}
		if particular || c.Root().PersistentFlags().Lookup(f.Name) == nil && f.Name != "help" {
			own = append(own, fact)
		} else {
			everywhere = append(everywhere, fact)
		}
	})
	return own, everywhere
}

// dress puts the words of the catalogue onto a command and all below it: what it does, examples, what its flags mean.
// The ID of a word is "help." and the command's path, "flag." and the flag's name.
func (r *run) dress(c *cobra.Command) {
	w := r.words()
	path := strings.ReplaceAll(strings.TrimPrefix(strings.TrimPrefix(c.CommandPath(), c.Root().Name()), " "), " ", ".")
	if path == "" {
		path = "root"
	}
	if w.Has("help." + path) {
		c.Short = w.Say("help." + path)
	}
	if w.Has("long." + path) {
		c.Long = w.Say("cli.help_long", assets.Text("short", c.Short), assets.Text("long", w.Say("long."+path)))
	}
	var examples []string
	for n := 1; w.Has(exampleID(path, n)); n++ {
		examples = append(examples, w.Say(exampleID(path, n)))
	}
	if len(examples) > 0 {
		c.Example = strings.Join(examples, "\n")
	}
	dressFlag := func(f *pflag.Flag) {
		if own := "flag." + path + "." + f.Name; w.Has(own) {
			f.Usage = w.Say(own)
		} else if w.Has("flag." + f.Name) {
			f.Usage = w.Say("flag." + f.Name)
		}
	}
	c.LocalFlags().VisitAll(dressFlag)
	for _, sub := range c.Commands() {
		r.dress(sub)
	}
}

func exampleID(path string, n int) string { return "example." + path + "_" + strconv.Itoa(n) }

// manVerb prints the manual page.
func (r *run) manVerb() *cobra.Command {
	var c *cobra.Command
	c = r.verb("man", 0, 0, func([]string) error {
		root := c.Root()
		r.dress(root)
		root.InitDefaultCompletionCmd()
		page, err := mango.NewManPage(1, root)
		if err != nil {
			return err
		}
		_, err = r.out.WriteString(page.Build(roff.NewDocument()))
		return err
	})
	return c
}
