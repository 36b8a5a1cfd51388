package cli

import (
	"fmt"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

func (r *run) portalsNoun() *cobra.Command {
	return r.noun("portals", r.portalsJoin(), r.portalsRate())
}

func (r *run) portalsJoin() *cobra.Command {
	var typed string
	c := changing(r.verb("join", 0, 0, func([]string) error {
		if typed == "" {
			return usage(ruleMissing, "rate", assets.Text("value", "--rate"))
		}
		return r.changeRate(typed, "portals.joined", func(rate model.Rate) model.Command { return &model.JoinPortals{Rate: rate} })
	}))
	c.Flags().StringVar(&typed, "rate", "", "")
	return c
}

func (r *run) portalsRate() *cobra.Command {
	var typed string
	c := changing(r.verb("rate [RATE]", 0, 1, func(args []string) error {
		if len(args) == 1 {
			typed = args[0]
		}
		if typed == "" {
			return r.showRate()
		}
		return r.changeRate(typed, "", func(rate model.Rate) model.Command { return &model.ChangeRate{Rate: rate} })
	}))
	c.Flags().StringVar(&typed, "rate", "", "")
	numeric(c, "rate")
	return c
}

func (r *run) changeRate(typed, hint string, build func(model.Rate) model.Command) error {
	p, err := newPrinter(r, accountNoun(), inList)
	if err != nil {
		return err
	}
	rate, refusal := ask.ParseRate("rate", typed)
	if refusal != nil {
		return refused(refusal)
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	return carry(r, p, r.accountChange(r.handle, hint, build(rate)))
}

// showRate shows the shop's part in the affiliate programme.
func (r *run) showRate() error {
	p, err := newPrinter(r, accountNoun(), inList)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		a := s.Me()
		switch {
		case a.Role != model.Seller:
			return byRule(model.RuleRole, "as", assets.Word("role", "role."+string(a.Role)), assets.Word("needs", "role.seller"))
		case !r.human() || r.flags.fields != "":
			return p.print(s, a)
		case a.InPortals == 0:
			return byRule(model.RulePortals, "rate")
		}
		fmt.Fprintln(r.out, s.words.Say("cli.rate", assets.Text("rate", s.rates(a)), assets.Text("since", s.exact(a.InPortals))))
		return nil
	})
}
