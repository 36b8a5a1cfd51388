package cli

import (
	"fmt"
	"strings"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
	"golang.org/x/text/language"
)

func (r *run) portalsNoun() *cobra.Command {
	return r.noun("portals", r.portalsJoin(), r.portalsRate(), r.portalsImport(), r.portalsLs(), r.portalsBalance(), r.portalsWithdraw(), r.portalsKYC())
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
	var typed, item string
	c := changing(r.verb("rate [RATE]", 0, 1, func(args []string) error {
		if len(args) == 1 {
			typed = args[0]
		}
		switch {
		case typed == "" && item == "":
			return r.showRate()
		case typed == "":
			return usage(ruleMissing, "rate", assets.Text("value", "--rate"))
		case item != "":
			return r.featureItem(typed, strings.TrimSpace(item))
		}
		return r.changeRate(typed, "", func(rate model.Rate) model.Command { return &model.ChangeRate{Rate: rate} })
	}))
	c.Flags().StringVar(&typed, "rate", "", "")
	c.Flags().StringVar(&item, "item", "", "")
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

// featureItem gives an item a rate of its own, or takes it back with 0.
func (r *run) featureItem(typed, item string) error {
	p, err := newPrinter(r, featuredNoun(), inList)
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
	return carry(r, p, change{id: item, make: func() (model.Command, []model.Opened) {
		return &model.FeatureItem{Item: item, Rate: rate}, nil
	}})
}

func featuredNoun() noun[*model.Featured] {
	return noun[*model.Featured]{
		columns: []column[*model.Featured]{
			{"item", inAll, func(_ *scene, b []byte, f *model.Featured) []byte { return appendString(b, f.Item) }},
			{"rates", inAll, func(_ *scene, b []byte, f *model.Featured) []byte {
				return appendList(b, f.Rates, func(b []byte, x model.RateFrom) []byte {
					b = appendRate(appendKey(append(b, '{'), "rate"), x.Rate)
					return append(appendMoment(appendKey(b, "from"), x.From), '}')
				})
			}},
		},
		cells: []cell[*model.Featured]{{"item", false, false, false, func(_ *scene, f *model.Featured) styled { return plain(f.Item) }}},
	}
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
		for _, row := range s.Rows(model.FeaturedOf(a.Key), model.Place{}, false) {
			f := row.(*model.Featured)
			last := f.Rates[len(f.Rates)-1]
			fmt.Fprintln(r.out, "  "+s.words.Say("cli.rate_item", assets.Text("item", f.Item), assets.Text("rate", last.Rate.String()), assets.Text("from", s.exact(last.From))))
		}
		return nil
	})
}

// The two sorts of bank accounts that a withdrawal may go to.
const (
	bankEurope = "european"
	bankOther  = "other"
)

func (r *run) portalsWithdraw() *cobra.Command {
	var bank, reference string
	c := changing(r.verb("withdraw [AMOUNT]", 0, 1, func(args []string) error {
		if len(args) == 0 {
			return r.listWithdrawals()
		}
		return r.withdraw(args[0], bank, reference)
	}))
	c.Flags().StringVar(&bank, "bank", "", "")
	c.Flags().StringVar(&reference, "reference", "", "")
	numeric(c, "amount")
	listed(c)
	r.complete(c, "bank", words([]string{bankEurope, bankOther}))
	return c
}

// withdraw records a withdrawal. Where no bank is named it is one of the account's own country.
func (r *run) withdraw(typed, bank, reference string) error {
	p, err := newPrinter(r, withdrawalNoun(), inList)
	if err != nil {
		return err
	}
	if bank != "" {
		if bank, err = wordIn("bank", bank, []string{bankEurope, bankOther}); err != nil {
			return err
		}
	}
	money, err := parseMoney("amount", typed, model.SalesCurrency, false)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	if bank == "" {
		err := r.view(func(s *scene) error { bank = bankOf(s.Me().Country); return nil })
		if err != nil {
			return err
		}
	}
	c := change{id: r.handle}
	c.make = func() (model.Command, []model.Opened) {
		return &model.Withdraw{ID: r.market.Mint(model.WithdrawalLetter), Amount: money, Europe: bank == bankEurope, Reference: reference}, nil
	}
	return carry(r, p, c)
}

// bankOf guesses where the bank account of somebody is.
func bankOf(country string) string {
	europe, err := language.ParseRegion("150")
	region, wrong := language.ParseRegion(country)
	if err == nil && wrong == nil && country != "" && europe.Contains(region) {
		return bankEurope
	}
	return bankOther
}

func (r *run) listWithdrawals() error {
	list, err := newListing(r, withdrawalNoun(), "", nil)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	push := func(s *scene, row model.Row) bool { return list.push(s, row.(*model.Withdrawal)) }
	if err := r.scan([]model.Query{model.WithdrawalsOf(r.actor.Account)}, true, list.pause, push); err != nil {
		return err
	}
	return list.finish()
}

// portalsKYC asks support to look at who one is; support decides.
func (r *run) portalsKYC() *cobra.Command {
	note := ""
	c := changing(r.verb("kyc", 0, 0, func([]string) error {
		text, err := r.text(note)
		if err != nil {
			return err
		}
		return r.request(model.RequestForm{Note: text}, func(id model.ID, form model.Commitment) model.Command {
			return &model.RequestKYC{ID: id, Form: form}
		})
	}))
	c.Flags().StringVar(&note, "note", "", "")
	c.AddCommand(r.decideVerb("grant ID", false), r.decideVerb("refuse ID", true))
	return c
}
