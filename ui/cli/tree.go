package cli

import (
	"errors"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// tree builds the commands. What they say about themselves is put on later, by dress.
func (r *run) tree() *cobra.Command {
	root := &cobra.Command{Use: "aeconnect", SilenceErrors: true, SilenceUsage: true, Args: r.rootArgs, RunE: r.runRoot}
	root.SetIn(r.app.Stdin)
	root.SetOut(r.app.Stdout)
	root.SetErr(r.app.Stderr)
	r.globalFlags(root)
	root.SetFlagErrorFunc(r.flagError)
	root.SetHelpFunc(r.help)
	root.AddCommand(
		r.demoVerb(), r.timeNoun(), r.accountNoun(), r.taskNoun(), r.orderNoun(), r.shipNoun(), r.contentNoun(), r.paymentNoun(),
		r.portalsNoun(), r.clockNoun(), r.whyVerb(), r.policyNoun(), r.logVerb(), r.backupVerb(), r.restoreVerb(), r.doctorVerb(),
		r.versionVerb(), r.manVerb(),
	)
	return root
}

func (r *run) globalFlags(root *cobra.Command) {
	f := root.PersistentFlags()
	f.StringVar(&r.flags.data, "data", "", "")
	f.StringVar(&r.flags.as, "as", "", "")
	f.BoolVar(&r.flags.json, "json", false, "")
	f.BoolVar(&r.flags.csv, "csv", false, "")
	f.StringVar(&r.flags.fields, "fields", "", "")
	f.StringVar(&r.flags.jq, "jq", "", "")
	root.Flags().BoolVarP(&r.flags.version, "version", "v", false, "")
	r.complete(root, "as", r.handles)
}

// changing adds the flags of verbs that change something.
func (r *run) changing(c *cobra.Command) *cobra.Command {
	f := c.Flags()
	f.BoolVarP(&r.flags.plan, "plan", "n", false, "")
	f.BoolVar(&r.flags.plan, "dry-run", false, "")
	f.BoolVarP(&r.flags.yes, "yes", "y", false, "")
	return c
}

// noun is a command that only holds verbs.
func (r *run) noun(use string, verbs ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use}
	c.AddCommand(verbs...)
	c.Args = cobra.ArbitraryArgs
	c.RunE = func(c *cobra.Command, args []string) error {
		known := assets.Text("known", strings.Join(names(c), ", "))
		if len(args) == 0 {
			return usage(ruleNoVerb, "verb", assets.Text("value", c.Name()), known)
		}
		return usage(ruleVerb, "verb", assets.Text("value", model.Safe(c.Name()+" "+args[0])), known)
	}
	return c
}

// verb is a command that does something. Its use names the arguments in capitals; least and most say how many there
// may be, most -1 for any number.
func (r *run) verb(use string, least, most int, do func(args []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) < least:
				return usage(ruleMissing, argument(use, len(args)), assets.Text("value", strings.ToUpper(argument(use, len(args)))))
			case most >= 0 && len(args) > most:
				return usage(ruleExtra, "argument", assets.Text("value", model.Safe(args[most])))
			}
			return nil
		},
		RunE:              func(_ *cobra.Command, args []string) error { return do(args) },
		ValidArgsFunction: cobra.NoFileCompletions,
	}
}

// argument returns the name of the i-th argument of a use, as a field: "ship send ORDER..." has "order".
func argument(use string, i int) string {
	words := strings.Fields(use)[1:]
	if len(words) == 0 {
		return "argument"
	}
	return strings.ToLower(strings.Trim(words[min(i, len(words)-1)], ".[]"))
}

func names(c *cobra.Command) []string {
	var all []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() && sub.Name() != "help" {
			all = append(all, sub.Name())
		}
	}
	return all
}

func (r *run) rootArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usage(ruleVerb, "verb", assets.Text("value", model.Safe(args[0])), assets.Text("known", strings.Join(names(c), ", ")))
}

// runRoot opens the screens.
func (r *run) runRoot(*cobra.Command, []string) error {
	if r.flags.version {
		return r.printVersion()
	}
	if !r.person() {
		return usage(ruleTerminal, "")
	}
	return r.app.OpenTUI(r.ctx, r.dir(), r.flags.as)
}

// flagError says what is wrong with a flag. Flags behind it were not read, so it is settled here how to say it.
func (r *run) flagError(c *cobra.Command, err error) error {
	r.flags.json = r.early
	var unknown *pflag.NotExistError
	var empty *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return r.unknownFlag(c, unknown)
	case errors.As(err, &empty):
		return usage(ruleMissing, field(empty.GetSpecifiedName()), assets.Text("value", "--"+empty.GetSpecifiedName()))
	case errors.As(err, &invalid):
		return usage(ruleFlagValue, field(invalid.GetFlag().Name), assets.Text("value", model.Safe(invalid.GetValue())))
	}
	return usage(ruleFlag, "flag", assets.Text("value", model.Safe(err.Error())))
}

// negative is the annotation of a verb whose argument is a number: "-5" is then no unknown flag but a number that the
// named rule refuses.
const negative = "negative"

func (r *run) unknownFlag(c *cobra.Command, err *pflag.NotExistError) error {
	name := err.GetSpecifiedName()
	if rule, ok := c.Annotations[negative]; ok && err.GetSpecifiedShortnames() != "" && strings.Trim(name, "0123456789") == "" {
		return byRule(model.RuleNegative, rule, assets.Text("value", "-"+model.Safe(err.GetSpecifiedShortnames())))
	}
	dashes := "--"
	if err.GetSpecifiedShortnames() != "" {
		dashes = "-"
	}
	return usage(ruleFlag, "flag", assets.Text("value", dashes+model.Safe(name)))
}

// field returns the name of a flag as a field: snake_case.
func field(flag string) string { return strings.ReplaceAll(flag, "-", "_") }
