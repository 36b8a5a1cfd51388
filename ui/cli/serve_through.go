package cli

import (
	"slices"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// Through says that a command line comes through a hub, from somebody who is known by a key. It names no file of the
// hub, opens no other directory and acts as nobody else; what looks after the hub itself is refused.
type Through struct {
	Handle string // of the account whose key was proven
}

// The rules by which a hub refuses what is only possible on one's own computer.
const (
	ruleHubVerb model.Rule = "hub.verb" // {value}
	ruleHubFlag model.Rule = "hub.flag" // {value}
	ruleHubFile model.Rule = "hub.file" // {value}
)

// hostVerbs are the verbs that belong to whoever sits at the hub itself.
func hostVerbs() []string {
	return []string{"backup", "restore", "doctor", "serve", "join", "demo", "time"}
}

// hostFlags are the flags that choose what a key has chosen already.
func hostFlags() []string { return []string{"data", "remote", "as"} }

// fence makes the commands refuse what is not possible through a hub.
func (r *run) fence(root *cobra.Command) {
	if r.app.Through == nil {
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
				return hubRefuses(model.ByRight, ruleHubVerb, "verb", name)
			},
		})
	}
	remote := root.PersistentFlags()
	remote.String("remote", "", "")
	_ = remote.MarkHidden("remote")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		for _, name := range hostFlags() {
			if f := c.Flags().Lookup(name); f != nil && f.Changed {
				return hubRefuses(model.ByRight, ruleHubFlag, name, "--"+name)
			}
		}
		return nil
	}
}

// keyDecides makes the account of the key act, whatever was typed: completion reads flags that no rule has seen.
func (r *run) keyDecides() {
	if r.app.Through != nil {
		r.flags.as, r.flags.data = r.app.Through.Handle, ""
	}
}

// ownFile refuses the name of a file where it would be one of the hub's.
func (r *run) ownFile(name string) error {
	if r.app.Through == nil {
		return nil
	}
	return hubRefuses(model.ByUsage, ruleHubFile, "file", name)
}

func hubRefuses(how model.Answer, rule model.Rule, field, value string) error {
	return refused(&model.Refusal{Answer: how, Rule: rule, Field: field, Args: []model.Arg{assets.Text("value", model.Safe(value))}})
}
