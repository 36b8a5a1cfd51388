package cli

import (
	"encoding/binary"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/cobra"
)

// promoNoun holds the verbs of promo codes: the seller's codes and their tasks, and the code texts of creators and
// agencies.
func (r *run) promoNoun() *cobra.Command {
	return r.noun("promo", r.promoAdd(), r.promoLs(), r.promoShow(), r.promoAffiliate(), r.promoActivate(), r.promoJoin(), r.promoGet(),
		r.promoHand(), r.promoUses())
}

// promoForm is a promo code as it is typed, in flags.
type promoForm struct {
	id, name, code, scope, discount, spend, from, until, fee, description string
	link, language, country, content                                      []string
	total, perUser, wanted                                                int
	affiliate                                                             bool
}

func (p *promoForm) flags(r *run, c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&p.id, "id", "", "")
	f.StringVar(&p.name, "name", "", "")
	f.StringVar(&p.code, "code", "", "")
	f.StringVar(&p.scope, "scope", model.Storewide.String(), "")
	f.StringArrayVar(&p.link, "link", nil, "")
	f.StringVar(&p.discount, "discount", "", "")
	f.StringVar(&p.spend, "min-spend", "", "")
	f.StringVar(&p.from, "from", "", "")
	f.StringVar(&p.until, "until", "", "")
	wholeVar(f, &p.total, "total", 0)
	wholeVar(f, &p.perUser, "per-user", 0)
	f.StringVar(&p.fee, "fee", "", "")
	f.StringVar(&p.description, "description", "", "")
	f.StringSliceVar(&p.language, "language", nil, "")
	f.StringSliceVar(&p.country, "country", nil, "")
	f.StringSliceVar(&p.content, "content", nil, "")
	wholeVar(f, &p.wanted, "wanted", 0)
	f.BoolVar(&p.affiliate, "affiliate", false, "")
	r.complete(c, "scope", words(named(model.Scopes())))
	r.complete(c, "content", words(model.ContentTypes()))
}

// read returns the promo code that was typed. A Set Products code need not be called one where it links items.
func (p *promoForm) read(s *scene, typed func(flag string) bool) (f model.PromoFields, err error) {
	f = model.PromoFields{
		Name: p.name, Code: strings.ToUpper(strings.TrimSpace(p.code)), Links: filled(p.link), Total: int64(p.total), PerUser: int64(p.perUser),
		Description: p.description, Languages: filled(p.language), Countries: upper(p.country), Content: converted[model.ContentType](p.content),
		Wanted: p.wanted, Scope: model.Storewide,
	}
	if len(f.Links) > 0 {
		f.Scope = model.SetProducts
	}
	if typed("scope") {
		name, err := wordIn("scope", p.scope, named(model.Scopes()))
		if err != nil {
			return f, err
		}
		f.Scope, _ = model.ParseScope(name)
	}
	if f.Discount, err = parseDiscount(p.discount); err != nil {
		return f, err
	}
	currency := standardCurrency
	if f.Discount.Off.Currency != "" {
		currency = f.Discount.Off.Currency
	}
	if p.spend != "" {
		if f.MinSpend, err = parseMoney("min_spend", p.spend, currency, false); err != nil {
			return f, err
		}
	}
	if p.fee != "" {
		fee, err := parseMoney("fee", p.fee, currency, false)
		if err != nil {
			return f, err
		}
		f.Fee = &fee
	}
	return f, p.readDates(s, &f)
}

func (p *promoForm) readDates(s *scene, f *model.PromoFields) error {
	for _, date := range []struct {
		name, text string
		onto       *model.Moment
	}{{"from", p.from, &f.From}, {"until", p.until, &f.Until}} {
		if date.text == "" {
			continue
		}
		m, refusal := ask.ParseMoment(date.name, date.text, s.Now, s.zone())
		if refusal != nil {
			return refused(refusal)
		}
		*date.onto = m
	}
	return nil
}

// parseDiscount reads "10%" or "5.00 USD"; nothing is no discount, which the model refuses.
func parseDiscount(typed string) (d model.Discount, err error) {
	typed = strings.TrimSpace(typed)
	switch {
	case typed == "":
	case strings.HasSuffix(typed, "%"):
		var refusal *model.Refusal
		if d.Rate, refusal = ask.ParseRate("discount", typed); refusal != nil {
			return d, refused(refusal)
		}
	default:
		d.Off, err = parseMoney("discount", typed, standardCurrency, false)
	}
	return d, err
}

func (r *run) promoAdd() *cobra.Command {
	form := &promoForm{}
	var c *cobra.Command
	c = changing(r.verb("add", 0, 0, func([]string) error { return r.addPromo(form, c.Flags().Changed) }))
	form.flags(r, c)
	return c
}

func (r *run) addPromo(form *promoForm, typed func(string) bool) error {
	p, err := newPrinter(r, resultFirst(promoNoun()), inList)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	made := change{id: form.id, hint: "promo.added"}
	err = r.view(func(s *scene) error {
		fields, err := form.read(s, typed)
		made.make = func() (model.Command, []model.Opened) {
			if form.id == "" {
				made.id = model.MintPromoNumber(r.random())
			}
			return &model.AddPromo{Number: made.id, Fields: fields, Affiliate: form.affiliate}, nil
		}
		return err
	})
	if err != nil {
		return r.planned(form.id, err)
	}
	return carry(r, p, made)
}

// seed returns random bytes that nobody can guess.
func (r *run) seed() [16]byte { return r.market.Seal("").Salt }

func (r *run) random() uint64 {
	seed := r.seed()
	return binary.BigEndian.Uint64(seed[:8])
}

// onPromo finds the promo code of a verb and carries out the command about it.
func (r *run) onPromo(arg, hint string, build func(p *model.Promo) func() (model.Command, []model.Opened)) error {
	printer, err := newPrinter(r, resultFirst(promoNoun()), inList)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	c := change{id: typed, hint: hint}
	err = r.view(func(s *scene) error {
		p, refusal := s.FindPromo(typed)
		if refusal != nil {
			return refused(refusal)
		}
		c.id, c.ref, c.make = p.Number, p.Ref(), build(p)
		return nil
	})
	if err != nil {
		return r.planned(typed, err)
	}
	return carry(r, printer, c)
}

func (r *run) promoAffiliate() *cobra.Command {
	c := changing(r.verb("affiliate ID on|off", 2, 2, func(args []string) error {
		word, err := wordIn("affiliate", args[1], []string{"on", "off"})
		if err != nil {
			return err
		}
		hint := ""
		if word == "on" {
			hint = "promo.affiliate_on"
		}
		return r.onPromo(args[0], hint, func(p *model.Promo) func() (model.Command, []model.Opened) {
			return func() (model.Command, []model.Opened) {
				return &model.SetAffiliate{Number: p.Number, On: word == "on"}, nil
			}
		})
	}))
	c.ValidArgsFunction = r.inTurn(r.promoIDs, words([]string{"on", "off"}))
	return c
}

func (r *run) promoActivate() *cobra.Command {
	var activity string
	c := changing(r.verb("activate ID", 1, 1, func(args []string) error {
		return r.onPromo(args[0], "promo.activated", func(p *model.Promo) func() (model.Command, []model.Opened) {
			return func() (model.Command, []model.Opened) {
				id := model.ID(strings.ToUpper(strings.TrimSpace(activity)))
				return &model.ActivatePromo{Number: p.Number, Task: r.market.Mint(model.TaskLetter), Activity: id}, nil
			}
		})
	}))
	c.Flags().StringVar(&activity, "activity", "", "")
	c.ValidArgsFunction = r.promoIDs
	return c
}

func (r *run) promoJoin() *cobra.Command {
	c := changing(r.verb("join ID", 1, 1, func(args []string) error {
		return r.onPromo(args[0], "promo.activated", func(p *model.Promo) func() (model.Command, []model.Opened) {
			return func() (model.Command, []model.Opened) {
				return &model.JoinPromo{Number: p.Number, Task: r.market.Mint(model.TaskLetter)}, nil
			}
		})
	}))
	c.ValidArgsFunction = r.promoIDs
	return c
}

// promoIDs offers a seller's own promo codes.
func (r *run) promoIDs(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	r.peek(r.asAccount, func(s *scene) {
		for _, row := range s.Rows(model.PromosOf(s.Who.Account), model.Place{}, true) {
			p := row.(*model.Promo)
			if strings.HasPrefix(p.Number, typed) && len(all) < offered {
				all = append(all, p.Number+"\t"+s.words.Say("promo_state."+string(p.StateAt(s.Reader, s.Now)))+", "+p.Fields.Name)
			}
		}
	})
	return all, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

func (r *run) promoShow() *cobra.Command {
	c := r.verb("show ID", 1, 1, func(args []string) error { return r.showPromo(args[0]) })
	c.ValidArgsFunction = r.promoIDs
	return c
}

func (r *run) showPromo(arg string) error {
	p, err := newPrinter(r, promoNoun(), inShow)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	if err := r.asAccount(); err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		row, refusal := s.FindPromo(typed)
		switch {
		case refusal != nil:
			return refused(refusal)
		case r.human() && r.flags.fields == "":
			return r.promoPage(s, row)
		}
		return p.print(s, row)
	})
}
