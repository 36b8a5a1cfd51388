package cli

import (
	"slices"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

// completion offers words for what is being typed.
type completion = func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective)

// offered is how many IDs are offered at most.
const offered = 20

// complete offers words for a flag's value. Cobra keeps what it is told of a flag until the process ends, and a hub carries
// out command lines for months: so it is told only where the line asks for that flag's words, and what it keeps holds
// nothing any more when the line is over.
func (r *run) complete(c *cobra.Command, flag string, with completion) {
	if !r.asksFor(c, flag) {
		return
	}
	o := &offer{with}
	r.offers = append(r.offers, o)
	_ = c.RegisterFlagCompletionFunc(flag, o.words)
}

// asksFor tells whether the line is a shell's question in which a flag is named.
func (r *run) asksFor(c *cobra.Command, flag string) bool {
	if len(r.line) == 0 || r.line[0] != cobra.ShellCompRequestCmd && r.line[0] != cobra.ShellCompNoDescRequestCmd {
		return false
	}
	f := c.Flag(flag)
	return slices.ContainsFunc(r.line, func(arg string) bool {
		short := f != nil && f.Shorthand != "" && strings.HasPrefix(arg, "-"+f.Shorthand)
		return strings.HasPrefix(arg, "--"+flag) || short
	})
}

// offer is a completion that can be let go of.
type offer struct{ with completion }

func (o *offer) words(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if o.with == nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return o.with(c, args, typed)
}

// letGo forgets everything, where a flag that cobra keeps still leads here.
func (r *run) letGo() {
	if len(r.offers) == 0 {
		return
	}
	for _, o := range r.offers {
		o.with = nil
	}
	*r = run{}
}

// words offers fixed words.
func words[S ~string](all []S) completion {
	return func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return beginning(all, typed), cobra.ShellCompDirectiveNoFileComp
	}
}

func beginning[S ~string](all []S, typed string) []string {
	var fit []string
	for _, s := range all {
		if strings.HasPrefix(strings.ToLower(string(s)), strings.ToLower(typed)) {
			fit = append(fit, string(s))
		}
	}
	return fit
}

// inTurn completes the first argument with the first of several completions, and so on.
func (r *run) inTurn(each ...completion) completion {
	return func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= len(each) {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return each[len(args)](c, args, typed)
	}
}

// handles offers accounts.
func (r *run) handles(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(func() error { return r.open(false) }, func(s *scene) {
		for _, role := range model.Roles() {
			for _, row := range s.Rows(model.People(role), model.Place{}, false) {
				if a := row.(*model.Account); strings.HasPrefix(a.Handle, typed) && len(all) < offered {
					all = append(all, a.Handle+"\t"+s.words.Say("role."+string(a.Role))+", "+a.Name)
				}
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp
}

// orderIDs offers the account's orders, those that changed last first.
func (r *run) orderIDs(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAccount, func(s *scene) {
		for _, row := range s.Rows(model.OrdersOf(s.Who.Account, 0), model.Place{}, true) {
			o := row.(*model.Order)
			if fitsID(o.ID, typed) && !slices.Contains(args, string(o.ID)) {
				all = append(all, string(o.ID)+"\t"+s.words.Say("state."+o.State.String())+", "+o.Title)
			}
			if len(all) == offered {
				return
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// taskIDs offers a seller's own tasks, and the Task Square to everybody else.
func (r *run) taskIDs(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAccount, func(s *scene) {
		query := model.Square(0)
		if s.Who.Role == model.Seller {
			query = model.TasksOf(s.Who.Account, 0)
		}
		for _, row := range s.Rows(query, model.Place{}, s.Who.Role == model.Seller) {
			t := row.(*model.Task)
			if fitsID(t.ID, typed) {
				all = append(all, string(t.ID)+"\t"+s.words.Say("state.task."+t.State.String())+", "+t.Title)
			}
			if len(all) == offered {
				return
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

func fitsID(id model.ID, typed string) bool {
	return strings.HasPrefix(string(id), strings.ToUpper(typed))
}

func (r *run) rulesAndIDs(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	all := beginning(r.words().Rules(), typed)
	orders, _ := r.orderIDs(c, args, typed)
	return append(orders, all...), cobra.ShellCompDirectiveNoFileComp
}

func (r *run) policyNames(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var all []model.Number
	for _, v := range assets.Policy().Values() {
		all = append(all, v.Name)
	}
	return beginning(all, typed), cobra.ShellCompDirectiveNoFileComp
}

// peek looks at the marketplace for a completion; where it cannot, nothing is offered.
func (r *run) peek(enter func() error, look func(s *scene)) {
	if enter() != nil || r.market == nil {
		return
	}
	_ = r.view(func(s *scene) error {
		look(s)
		return nil
	})
}
