package cli

import (
	"slices"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// The rules by which a hub refuses what is only possible on one's own computer.
const (
	ruleHubVerb model.Rule = "hub.verb" // {value}
	ruleHubFlag model.Rule = "hub.flag" // {value}
)

// hostVerbs are the verbs that belong to whoever sits at the hub itself.
func hostVerbs() []string {
	return []string{"backup", "restore", "doctor", "serve", "join", "demo", "time"}
}

// hostFlags are the flags that choose what a key has chosen already.
func hostFlags() []string { return []string{"data", "remote", "as"} }

// fence makes the commands refuse what is not possible through a hub: looking after the hub itself, another directory,
// another account. Files of the hub are refused where they are read.
func (r *run) fence(root *cobra.Command) {
	if r.app.Caller == nil {
		r.remoteFlags(root)
		return
	}
	for _, c := range root.Commands() {
		if slices.Contains(hostVerbs(), c.Name()) {
			root.RemoveCommand(c)
		}
	}
	for _, name := range hostVerbs() { // also those that this program was composed without
		root.AddCommand(&cobra.Command{
			Use: name, Hidden: true, DisableFlagParsing: true,
			RunE: func(*cobra.Command, []string) error {
				r.flags.json = r.early // no flag was read
				return hubRefuses(ruleHubVerb, "verb", name)
			},
		})
	}
	remote := root.PersistentFlags()
	remote.String("remote", "", "")
	_ = remote.MarkHidden("remote")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		for _, name := range hostFlags() {
			if f := c.Flags().Lookup(name); f != nil && f.Changed {
				return hubRefuses(ruleHubFlag, name, "--"+name)
			}
		}
		return nil
	}
}

func hubRefuses(rule model.Rule, field, value string) error {
	return refused(&model.Refusal{Answer: model.ByRight, Rule: rule, Field: field, Args: []model.Arg{assets.Text("value", model.Safe(value))}})
}
