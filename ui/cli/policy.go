package cli

import (
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"

	"github.com/spf13/cobra"
)

func (r *run) policyNoun() *cobra.Command {
	return r.noun("policy", r.policyLs(), r.policySet())
}

func (r *run) policyLs() *cobra.Command {
	l := &filter{}
	c := listed(r.verb("ls", 0, 0, func([]string) error {
		if !r.limited {
			r.flags.limit, r.limited = 0, true // there are few, and one looks for one of them
		}
		return r.listPolicy(l)
	}))
	c.Flags().StringVar(&l.match, "match", "", "")
	return c
}

// listPolicy lists the numbers in force.
func (r *run) listPolicy(l *filter) error {
	hay := func(s *scene, n number) string { return string(n.name) + " " + s.words.Say("policy."+string(n.name)) }
	list, err := newListing(r, policyNoun(), l.match, hay)
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	table := assets.Policy()
	err = r.view(func(s *scene) error {
		for _, v := range model.PolicyNow(s.Reader).Values {
			row, _ := table.Number(v.Name)
			if !list.push(s, number{v.Name, v.Value, row}) {
				break
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return list.finish()
}

func (r *run) policySet() *cobra.Command {
	c := changing(r.verb("set NAME VALUE", 1, 2, func(args []string) error {
		name, value := args[0], ""
		if len(args) == 2 {
			value = args[1]
		} else {
			var both bool
			if name, value, both = strings.Cut(args[0], "="); !both {
				return usage(ruleMissing, "value", assets.Text("value", "VALUE"))
			}
		}
		n, err := parseWhole(value)
		if err != nil {
			return usage(ruleFlagValue, "value", assets.Text("value", model.Safe(value)))
		}
		return r.setPolicy(model.Number(name), n)
	}))
	numeric(c, "value")
	c.ValidArgsFunction = r.policyNames
	return c
}

func (r *run) setPolicy(name model.Number, value int64) error {
	p, err := newPrinter(r, policyNoun(), inList)
	if err != nil {
		return err
	}
	if err := r.asOperator(false); err != nil {
		return err
	}
	c := change{id: string(name), make: func() (model.Command, []model.Opened) {
		return &model.SetPolicy{Name: name, Value: value}, nil
	}}
	d, err := r.decide(c)
	if err != nil {
		return err
	}
	if d.Refusal != nil {
		return r.planned(string(name), refused(d.Refusal))
	}
	if r.flags.plan {
		return r.foresee(c, d)
	}
	return r.view(func(s *scene) error {
		row, _ := assets.Policy().Number(name)
		n := number{name, model.PolicyNow(s.Reader).Get(name), row}
		if r.human() && r.flags.fields == "" {
			r.tellEvents(s, d.Events)
			if !strings.HasPrefix(string(name), "ssh.") { // no order counts by it
				fmt.Fprintln(r.out, "  "+s.words.Say("cli.policy_from"))
			}
			return nil
		}
		p.addResult(s, n, s.outcome(d))
		return p.close()
	})
}
