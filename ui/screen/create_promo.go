package screen

import (
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"aeconnect/model"
	"aeconnect/ui/ask"
	"aeconnect/ui/kit"
)

// promoForm turns what stands in the form of a promo code into its fields.
type promoForm struct {
	say    speech
	read   createReader
	number string // the ID that was made, unless one is typed
}

// The two forms of payment.
const (
	rewardCommission = "commission"
	rewardUse        = "use"
)

// openNewPromo reads what checking needs and opens Create new promo code.
func openNewPromo(d Desk) tea.Cmd {
	return func() tea.Msg {
		var base createBase
		if err := d.Market.View(d.Actor, func(v model.View) { base = newCreateBase(v, d.Session, 0) }); err != nil {
			return failure(d.Session, err)
		}
		return kit.Push{Screen: newPromoForm(d, &base)}
	}
}

// newPromoForm is the form of a promo code, which the Seller's Center has under Marketing. Everything is checked as one
// types.
func newPromoForm(d Desk, base *createBase) kit.Screen {
	s := newSpeech(d.Session).at(base.now)
	lang := d.Words.Language()
	salt := d.Market.Seal("").Salt
	f := promoForm{
		say: s, read: createReader{base: base, languages: languages(lang), countries: countries(lang)},
		number: model.MintPromoNumber(binary.BigEndian.Uint64(salt[:8])),
	}
	return newSheet(d, sheet{
		title: s.Say("promos.new_title"), help: s.Say("promos.help_new"), guide: guidePage("list.promos"), verb: s.Say("promos.submit"),
		draft: "promo/" + rowKey(model.Ref{Kind: model.KindAccount, Key: d.Actor.Account}), fields: f.fields(),
		start: map[string]string{"scope": model.Storewide.String(), "form": "money", "reward": rewardCommission, "affiliate": answerYes},
		check: f.check,
		do: func(values map[string]string) sheetDone {
			c := f.command(func(id string) string { return values[id] })
			done := utterPromo(d, s, c)
			done.field = promoFormField(done.field)
			if done.refused != "" || done.err != nil {
				return done
			}
			done.toast = s.Say("promos.created")
			_ = d.Market.View(d.Actor, func(v model.View) {
				if p := model.PromoByNumber(v.Reader, c.Number); p != nil {
					done.next = newPromoPage(d, p.Key)
				}
			})
			return done
		},
	})
}

// promoFormField returns the field of the form that a rule's field is typed in.
func promoFormField(field string) string {
	if field == "id" {
		return "number"
	}
	return field
}

func (f promoForm) field(id, step string) kit.Field {
	field := kit.Field{ID: id, Label: f.say.Say("promos.field_" + id), Group: f.say.Say("promos.step_" + step)}
	if hint := "promos.hint_" + id; f.say.Has(hint) {
		field.Hint = f.say.Say(hint)
	}
	return field
}

func (f promoForm) fields() []kit.Field {
	limit := func(n model.Number) int { return int(f.read.base.policy.Get(n)) }
	name := f.field("name", "code")
	name.Required, name.Max = true, limit(model.TitleChars)
	code := f.field("code", "code")
	code.Required, code.Max = true, 16
	number := f.field("number", "code")
	number.Max = 19
	scope := f.field("scope", "code")
	scope.Kind = kit.ChoiceField
	for _, sc := range model.Scopes() {
		scope.Options = append(scope.Options, kit.Option{Value: sc.String(), Name: f.say.Say("scope." + sc.String()), Detail: f.say.Say("promos.scope_" + sc.String())})
	}
	link := f.field("link", "code")
	link.Kind, link.Required, link.Max, link.Rows = kit.ListField, true, limit(model.LinkChars), limit(model.TaskLinksMax)
	link.Check = func(value string) []kit.Note { return itemNotes(f.say, value) }
	link.When = func(get func(string) string) bool { return get("scope") == model.SetProducts.String() }
	return append(append([]kit.Field{name, code, number, scope, link}, f.offerFields()...), f.taskFields()...)
}

// offerFields are what a buyer gets, and how often.
func (f promoForm) offerFields() []kit.Field {
	discount := f.field("discount", "offer")
	discount.Required, discount.Max = true, 40
	discount.Parse = func(value string) (string, error) {
		d, refusal := readDiscount(value)
		if refusal != nil {
			return "", errors.New(f.say.askAgain(refusal))
		}
		if said := d.String(); said != strings.TrimSpace(value) {
			return said, nil
		}
		return "", nil
	}
	spend := f.field("min_spend", "offer")
	spend.Max, spend.Parse = 40, f.say.readMoney("min_spend", "USD")
	date := func(id string, required bool) kit.Field {
		field := f.field(id, "offer")
		field.Required, field.Max = required, 60
		field.Parse = func(value string) (string, error) {
			m, refusal := ask.ParseMoment(id, value, f.read.base.now, f.read.base.zone)
			if refusal != nil {
				return "", errors.New(f.say.askAgain(refusal))
			}
			return f.say.understood(m), nil
		}
		return field
	}
	total, each := f.field("total", "offer"), f.field("per_user", "offer")
	total.Kind, total.Max, each.Kind, each.Max = kit.NumberField, 9, kit.NumberField, 9
	return []kit.Field{discount, spend, date("until", true), date("from", false), total, each}
}

// taskFields are what creators read and get.
func (f promoForm) taskFields() []kit.Field {
	affiliate := f.field("affiliate", "creators")
	affiliate.Kind = kit.ChoiceField
	affiliate.Options = []kit.Option{
		{Value: answerYes, Name: f.say.Say("promo.on"), Detail: f.say.Say("promos.affiliate_yes")},
		{Value: answerNo, Name: f.say.Say("promo.off"), Detail: f.say.Say("promos.affiliate_no")},
	}
	with := func(get func(string) string) bool { return get("affiliate") != answerNo }
	reward := f.field("reward", "creators")
	reward.Kind, reward.When = kit.ChoiceField, with
	reward.Options = []kit.Option{
		{Value: rewardCommission, Name: f.say.Say("promos.reward_commission"), Detail: f.say.Say("promos.reward_commission_detail")},
		{Value: rewardUse, Name: f.say.Say("promos.reward_use"), Detail: f.say.Say("promos.reward_use_detail")},
	}
	fee := f.field("fee", "creators")
	fee.Required, fee.Max, fee.Parse = true, 40, f.say.readMoney("fee", "USD")
	fee.When = func(get func(string) string) bool { return with(get) && get("reward") == rewardUse }
	description := f.field("description", "creators")
	description.Kind, description.Rows, description.Max = kit.TextField, 5, int(f.read.base.policy.Get(model.DescriptionChars))
	language := placeField(f.say, "language", f.read.languages)
	country := placeField(f.say, "country", f.read.countries)
	wanted := f.field("wanted", "creators")
	wanted.Kind, wanted.Max = kit.NumberField, 8
	language.Group, country.Group = wanted.Group, wanted.Group
	for _, field := range []*kit.Field{&description, &language, &country, &wanted} {
		field.When = with
	}
	return []kit.Field{affiliate, reward, fee, description, language, country, wanted}
}

// readDiscount reads "10%" or an amount.
func readDiscount(value string) (d model.Discount, r *model.Refusal) {
	value = strings.TrimSpace(value)
	switch {
	case value == "":
	case strings.HasSuffix(value, "%"):
		d.Rate, r = ask.ParseRate("discount", value)
	default:
		d.Off, r = model.ParseMoney("discount", value, "USD")
	}
	return d, r
}

// command reads the form. What cannot be read is left unset: the field itself says so.
func (f promoForm) command(get func(string) string) *model.AddPromo {
	c := &model.AddPromo{Number: strings.TrimSpace(get("number")), Affiliate: get("affiliate") != answerNo}
	if c.Number == "" {
		c.Number = f.number
	}
	p := &c.Fields
	p.Name, p.Code = strings.TrimSpace(get("name")), strings.ToUpper(strings.TrimSpace(get("code")))
	p.Scope, _ = model.ParseScope(get("scope"))
	if p.Scope == model.SetProducts {
		p.Links = valueLines(get("link"))
	}
	p.Discount, _ = readDiscount(get("discount"))
	currency := p.Discount.Off.Currency
	if currency == "" {
		currency = "USD"
	}
	if get("min_spend") != "" {
		p.MinSpend, _ = model.ParseMoney("min_spend", get("min_spend"), currency)
	}
	p.From, p.Until = f.read.moment("from", get), f.read.moment("until", get)
	p.Total, p.PerUser = int64(countOf(get("total"))), int64(countOf(get("per_user")))
	if !c.Affiliate {
		return c
	}
	if get("reward") == rewardUse {
		if fee, refusal := model.ParseMoney("fee", get("fee"), currency); refusal == nil {
			p.Fee = &fee
		}
	}
	p.Description, p.Wanted = strings.TrimSpace(get("description")), countOf(get("wanted"))
	p.Languages, _ = f.read.languages.codes(get("language"))
	p.Countries, _ = f.read.countries.codes(get("country"))
	return c
}

// check is the rules' own, of what was typed so far.
func (f promoForm) check(get func(string) string) []kit.FormNote {
	c := f.command(get)
	var all []kit.FormNote
	for _, r := range model.CheckPromo(f.read.base.rules, f.read.base.actor, f.read.base.now, c) {
		field := promoFormField(r.Field)
		if r.Rule == model.RuleRequired || field != "affiliate" && get(field) == "" || field == "link" {
			continue // the field itself says so, or nobody has typed there yet
		}
		all = append(all, kit.FormNote{Note: kit.Note{Role: kit.Bad, Text: f.say.askAgain(r)}, Field: field})
	}
	return all
}

// settles tells whether a message chooses for good: a digit that one types only marks a choice.
func settles(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return slices.Contains([]string{"space", "enter", "tab", "ctrl+s"}, msg.String())
	case kit.Click:
		return true
	}
	return false
}

// newPromoWays leads from Create new task to the two scenarios of a store promo code.
func newPromoWays(d Desk) kit.Screen {
	s := newSpeech(d.Session)
	way := kit.Field{ID: "way", Label: s.Say("promos.label_way"), Kind: kit.ChoiceField, Required: true, Options: []kit.Option{
		{Value: "new", Name: s.Say("promos.new_title"), Detail: s.Say("promos.way_new")},
		{Value: "join", Name: s.Say("promos.join_title"), Detail: s.Say("promos.way_join")},
	}}
	return newSheet(d, sheet{
		title: s.Say("type." + model.StorePromoCode.String()), help: s.Say("promos.ways_help"), guide: guidePage("list.promos"), verb: s.Say("promos.go_on"),
		lead: func(t kit.Theme, w int) []string {
			return wrapped(t, kit.Muted, s.Say("promos.ways_lead"), min(w, porchWide))
		},
		fields: []kit.Field{way}, start: map[string]string{"way": "new"},
		do: func(values map[string]string) sheetDone {
			open := openNewPromo(d)
			if values["way"] == "join" {
				open = openJoinPromo(d)
			}
			push, ok := open().(kit.Push)
			if !ok {
				return sheetDone{err: errors.New(s.Say("promos.gone"))}
			}
			return sheetDone{next: push.Screen}
		},
	})
}
