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
		r.demoVerb(), r.timeNoun(), r.accountNoun(), r.taskNoun(), r.activityNoun(), r.orderNoun(), r.shipNoun(), r.contentNoun(), r.paymentNoun(),
		r.promoNoun(), r.portalsNoun(), r.clockNoun(), r.undoVerb(), r.newsNoun(), r.whyVerb(), r.guideVerb(), r.policyNoun(), r.logVerb(), r.versionVerb(), r.manVerb(),
	)
	// What looks after the files is there where the composition can do it.
	if r.app.Backup != nil && r.app.Restore != nil {
		root.AddCommand(r.backupVerb(), r.restoreVerb())
	}
	if r.app.Doctor != nil {
		root.AddCommand(r.doctorVerb())
	}
	if r.app.Preferences != nil {
		root.AddCommand(r.settingsNoun())
	}
	if r.app.Serve != nil {
		root.AddCommand(r.serveVerb())
	}
	if r.app.Keeper != nil {
		root.AddCommand(r.hubNoun())
	}
	if r.app.Join != nil {
		root.AddCommand(r.joinVerb())
	}
	if r.app.Post != nil {
		root.AddCommand(r.outboxNoun(), r.syncVerb())
	}
	r.fence(root)
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
	wholeVar(f, &r.flags.limit, limitFlag, defaultLimit)
	f.StringVar(&r.flags.sort, sortFlag, "", "")
	f.BoolVarP(&r.flags.plan, planFlag, "n", false, "")
	f.BoolVar(&r.flags.plan, "dry-run", false, "")
	f.BoolVarP(&r.flags.yes, "yes", "y", false, "")
	root.Flags().BoolVarP(&r.flags.version, "version", "v", false, "")
	r.complete(root, "as", r.handles)
}

// The flags that may stand anywhere on the line, and yet mean something to some verbs only. A verb that takes them is
// annotated with their names; for the others they are unknown.
const (
	planFlag  = "plan"
	yesFlag   = "yes"
	limitFlag = "limit"
	sortFlag  = "sort"
)

func particular() map[string]string {
	return map[string]string{planFlag: planFlag, "dry-run": planFlag, "yes": yesFlag, limitFlag: limitFlag, sortFlag: sortFlag}
}

// takes annotates a verb with flags that mean something to it.
func takes(c *cobra.Command, flags ...string) *cobra.Command {
	if c.Annotations == nil {
		c.Annotations = map[string]string{}
	}
	for _, flag := range flags {
		c.Annotations[flag] = "taken"
	}
	return c
}

// changing marks a verb that changes something: it can be planned, and asks before what cannot be taken back.
func changing(c *cobra.Command) *cobra.Command { return takes(c, planFlag, yesFlag) }

// listed marks a verb that lists rows.
func listed(c *cobra.Command) *cobra.Command { return takes(c, limitFlag, sortFlag) }

// meaningless returns the first flag on the line that means nothing to a verb, "" where there is none.
func meaningless(c *cobra.Command) string {
	found := ""
	c.Flags().Visit(func(f *pflag.Flag) {
		if group, is := particular()[f.Name]; is && found == "" && c.Annotations[group] == "" {
			found = f.Name
		}
	})
	return found
}

// noun is a command that only holds verbs.
func (r *run) noun(use string, verbs ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: use}
	c.AddCommand(verbs...)
	return wordsOnly(c)
}

// wordsOnly makes a command that only holds verbs refuse everything else.
func wordsOnly(c *cobra.Command) *cobra.Command {
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

// completion adds the command that prints completion scripts, which would else take any name of a shell.
func (r *run) completion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			wordsOnly(c)
			for _, shell := range c.Commands() {
				shell.Args = func(c *cobra.Command, args []string) error {
					if len(args) > 0 {
						return r.tooMany(c, 0, args)
					}
					return nil
				}
			}
		}
	}
}

// verb is a command that does something. Its use names the arguments in capitals; least and most say how many there
// may be, most -1 for any number.
func (r *run) verb(use string, least, most int, do func(args []string) error) *cobra.Command {
	return &cobra.Command{
		Use: use,
		Args: func(c *cobra.Command, args []string) error {
			r.limited = c.Flags().Changed(limitFlag)
			switch flag := meaningless(c); {
			case flag != "":
				return usage(ruleFlag, "flag", assets.Text("value", "--"+flag))
			case len(args) < least:
				return usage(ruleMissing, argument(use, len(args)), assets.Text("value", strings.ToUpper(argument(use, len(args)))))
			case most >= 0 && len(args) > most:
				return r.tooMany(c, most, args)
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
		return usage(r.noTerminal(), "")
	}
	if err := r.somebody(); err != nil {
		return err
	}
	return r.app.OpenTUI(r.ctx, r.dir(), r.handle)
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

// negative is the annotation of a verb whose argument is a number, with the field that it fills: "-5" is then no unknown
// flag but a number that is refused by rule.
const negative = "negative"

// numeric marks such a verb.
func numeric(c *cobra.Command, field string) *cobra.Command {
	takes(c, negative)
	c.Annotations[negative] = field
	return c
}

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
