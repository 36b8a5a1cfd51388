package cli

import (
	"strconv"
	"strings"

	"charm.land/fang/v2"
	mango "github.com/muesli/mango-cobra"
	"github.com/muesli/roff"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help shows the help of a command. It runs the command line once more under fang, which draws it; fang takes no part
// in anything else, because it asks the terminal for its background at every error.
func (r *run) help(c *cobra.Command, _ []string) {
	root := c.Root()
	r.dress(root)
	for flag, group := range particular() {
		root.PersistentFlags().Lookup(flag).Hidden = c.Annotations[group] == ""
	}
	root.SetArgs(append(strings.Fields(c.CommandPath())[1:], "--help"))
	_ = fang.Execute(r.ctx, root, fang.WithoutVersion(), fang.WithoutManpage())
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
		c.Long = c.Short + ". " + w.Say("long."+path)
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
