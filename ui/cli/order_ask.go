package cli

import (
	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

func (r *run) orderExtend() *cobra.Command {
	var days int
	var note string
	var c *cobra.Command
	c = changing(r.verb("extend ORDER", 1, 1, func(args []string) error {
		if !c.Flags().Changed("days") {
			return usage(ruleMissing, "days", assets.Text("value", "--days"))
		}
		return r.onOrder(args[0], "order.asked", func(_ *scene, o *model.Order) (model.Command, []model.Opened, error) {
			return &model.AskExtension{Order: o.ID, Days: days, Note: note}, nil, nil
		})
	}))
	wholeVar(c.Flags(), &days, "days", 0)
	c.Flags().StringVar(&note, "note", "", "")
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) orderStop() *cobra.Command {
	var note string
	var c *cobra.Command
	c = changing(r.verb("stop ORDER", 1, 1, func(args []string) error {
		if !c.Flags().Changed("note") {
			return usage(ruleMissing, "note", assets.Text("value", "--note"))
		}
		return r.onOrder(args[0], "order.asked", func(_ *scene, o *model.Order) (model.Command, []model.Opened, error) {
			return &model.ProposeStop{Order: o.ID, Note: note}, nil, nil
		})
	}))
	c.Flags().StringVar(&note, "note", "", "")
	c.ValidArgsFunction = r.orderIDs
	return c
}

func (r *run) orderOffer() *cobra.Command {
	var fee, currency, submitBy, note string
	var brief []string
	var c *cobra.Command
	c = changing(r.verb("offer ORDER", 1, 1, func(args []string) error {
		return r.onOrder(args[0], "order.asked", func(s *scene, o *model.Order) (model.Command, []model.Opened, error) {
			cmd := &model.MakeOffer{Order: o.ID, Brief: filled(brief), Note: note}
			if c.Flags().Changed("fee") {
				money, err := r.amountFor("fee", fee, currency, o)
				if err != nil {
					return nil, nil, err
				}
				cmd.Fee = &money
			}
			if submitBy != "" {
				m, refusal := ask.ParseMoment("submit_by", submitBy, s.Now, s.zone())
				if refusal != nil {
					return nil, nil, refused(refusal)
				}
				cmd.SubmitBy = m
			}
			return cmd, nil, nil
		})
	}))
	f := c.Flags()
	f.StringVar(&fee, "fee", "", "")
	f.StringVar(&currency, "currency", "", "")
	f.StringVar(&submitBy, "submit-by", "", "")
	f.StringArrayVar(&brief, "require", nil, "")
	f.StringVar(&note, "note", "", "")
	c.ValidArgsFunction = r.orderIDs
	return c
}

// amountFor reads an amount for an order: without a currency it is in the one that is owed, or that the fee is in.
func (r *run) amountFor(field, typed, currency string, o *model.Order) (model.Money, error) {
	standard := standardCurrency
	for _, known := range []model.Currency{o.Terms.Fee.Currency, o.Owed.Currency} {
		if known != "" {
			standard = known
		}
	}
	if currency != "" {
		stated, err := parseCurrency(currency)
		if err != nil {
			return model.Money{}, err
		}
		standard = stated
	}
	return parseMoney(field, typed, standard, currency != "")
}

func (r *run) orderAnswer() *cobra.Command {
	var what string
	c := changing(r.verb("answer ORDER accept|refuse", 2, 2, func(args []string) error {
		answer, err := wordIn("answer", args[1], []string{"accept", "refuse"})
		if err != nil {
			return err
		}
		return r.onOrder(args[0], "", func(_ *scene, o *model.Order) (model.Command, []model.Opened, error) {
			return &model.AnswerProposal{Order: o.ID, Accept: answer == "accept", What: what}, nil, nil
		})
	}))
	c.Flags().StringVar(&what, "what", "", "")
	r.complete(c, "what", words([]string{"extension", "offer", "stop"}))
	c.ValidArgsFunction = r.inTurn(r.orderIDs, words([]string{"accept", "refuse"}))
	return c
}
