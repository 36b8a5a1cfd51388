package cli

import (
	"slices"
	"strings"

	"aeconnect/model"
	"aeconnect/ui/ask"

	"github.com/spf13/pflag"
)

// taskForm is a task as it is typed, in flags or in a file. Which fields were typed at all is known beside it.
type taskForm struct {
	typ, title, description, fee, currency, applyBy, submitBy   string
	link, content, language, country, channel, require, related []string
	samples, wanted                                             int
	keep, product, brandStream, publish                         bool

	wrong []error // values of a file that are of no type that their fields take
}

// flags adds a flag for each field. Texts and links may hold commas, so their flags are repeated instead.
func (t *taskForm) flags(f *pflag.FlagSet) {
	f.StringVar(&t.typ, "type", "", "")
	f.StringVar(&t.title, "title", "", "")
	f.StringArrayVar(&t.link, "link", nil, "")
	f.StringSliceVar(&t.content, "content", nil, "")
	f.StringSliceVar(&t.language, "language", nil, "")
	f.StringSliceVar(&t.country, "country", nil, "")
	f.StringSliceVar(&t.channel, "channel", nil, "")
	f.StringVar(&t.description, "description", "", "")
	f.StringArrayVar(&t.require, "require", nil, "")
	f.StringVar(&t.fee, "fee", "", "")
	f.StringVar(&t.currency, "currency", "", "")
	wholeVar(f, &t.samples, "samples", 0)
	f.BoolVar(&t.keep, "keep", false, "")
	f.BoolVar(&t.product, "product", false, "")
	wholeVar(f, &t.wanted, "wanted", 0)
	f.StringVar(&t.applyBy, "apply-by", "", "")
	f.StringVar(&t.submitBy, "submit-by", "", "")
	f.StringArrayVar(&t.related, "related", nil, "")
	f.BoolVar(&t.brandStream, "brand-stream", false, "")
}

// taskFlags are the names of the fields' flags.
func taskFlags() []string {
	return []string{
		"type", "title", "link", "content", "language", "country", "channel", "description", "require", "fee", "currency", "samples",
		"keep", "product", "wanted", "apply-by", "submit-by", "related", "brand-stream",
	}
}

// lay puts the fields that were typed over those of a task, and returns everything that cannot be read.
func (t *taskForm) lay(s *scene, onto *model.TaskFields, typed func(flag string) bool) []error {
	wrong := slices.Clone(t.wrong)
	if typed("type") {
		onto.Type = model.TaskType(0)
		name, err := wordIn("type", t.typ, named(model.TaskTypes()))
		if err != nil {
			wrong = append(wrong, refused(&model.Refusal{Answer: model.ByUsage, Rule: model.RuleTypeName, Field: "type"}))
		}
		onto.Type, _ = model.ParseTaskType(name)
	}
	put(typed("title"), &onto.Title, t.title)
	put(typed("description"), &onto.Description, t.description)
	put(typed("link"), &onto.Links, filled(t.link))
	put(typed("content"), &onto.Content, converted[model.ContentType](t.content))
	put(typed("language"), &onto.Languages, filled(t.language))
	put(typed("country"), &onto.Countries, upper(t.country))
	put(typed("channel"), &onto.Channels, converted[model.Platform](t.channel))
	put(typed("require"), &onto.Brief, filled(t.require))
	put(typed("related"), &onto.Related, filled(t.related))
	put(typed("samples"), &onto.Samples, t.samples)
	put(typed("wanted"), &onto.Wanted, t.wanted)
	put(typed("keep"), &onto.Keep, t.keep)
	put(typed("product"), &onto.Product, t.product)
	put(typed("brand-stream"), &onto.BrandStream, t.brandStream)
	if err := t.layFee(onto, typed); err != nil {
		wrong = append(wrong, err)
	}
	return append(wrong, t.layDates(s, onto, typed)...)
}

// firstOf returns the first of several errors, nil where there is none.
func firstOf(all []error) error {
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

func put[T any](typed bool, field *T, value T) {
	if typed {
		*field = value
	}
}

// filled leaves empty entries out, so that an empty flag clears a list.
func filled(all []string) []string {
	var kept []string
	for _, s := range all {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}

func converted[S ~string](all []string) []S {
	var kept []S
	for _, s := range filled(all) {
		kept = append(kept, S(strings.ToLower(strings.TrimSpace(s))))
	}
	return kept
}

func upper(all []string) []string {
	var kept []string
	for _, s := range filled(all) {
		kept = append(kept, strings.ToUpper(s))
	}
	return kept
}

// standardCurrency is what an amount without a currency means where nothing else says.
const standardCurrency = model.Currency("USD")

// layFee reads fee and currency, each of which may be typed without the other. An empty fee takes it away.
func (t *taskForm) layFee(onto *model.TaskFields, typed func(flag string) bool) error {
	if !typed("fee") && !typed("currency") {
		return nil
	}
	fee, currency := t.fee, standardCurrency
	if onto.Fee != nil {
		currency = onto.Fee.Currency
		if !typed("fee") {
			fee = onto.Fee.Decimal()
		}
	}
	if typed("currency") {
		var err error
		if currency, err = parseCurrency(t.currency); err != nil {
			return err
		}
	}
	if strings.TrimSpace(fee) == "" {
		onto.Fee = nil
		return nil
	}
	money, err := parseMoney("fee", fee, currency, typed("currency"))
	if err != nil {
		return err
	}
	onto.Fee = &money
	return nil
}

func parseCurrency(typed string) (model.Currency, error) {
	c := model.Currency(strings.ToUpper(strings.TrimSpace(typed)))
	if _, ok := c.Digits(); !ok {
		return "", refused(&model.Refusal{
			Answer: model.ByUsage, Rule: model.RuleCurrency, Field: "currency", Args: []model.Arg{{Name: "value", Text: model.Safe(typed)}},
		})
	}
	return c, nil
}

// parseMoney reads an amount; standard is the currency meant if none stands with it. Where standard was itself typed, a
// different one beside the amount is refused.
func parseMoney(field, typed string, standard model.Currency, stated bool) (model.Money, error) {
	money, refusal := model.ParseMoney(field, typed, standard)
	if refusal != nil {
		for i := range refusal.Args {
			refusal.Args[i].Text = model.Safe(refusal.Args[i].Text)
		}
		return money, refused(refusal)
	}
	if stated && money.Currency != standard {
		return money, together(field, "currency")
	}
	return money, nil
}

func (t *taskForm) layDates(s *scene, onto *model.TaskFields, typed func(flag string) bool) (wrong []error) {
	for _, date := range []struct {
		flag, text string
		field      *model.Moment
	}{{"apply-by", t.applyBy, &onto.ApplyBy}, {"submit-by", t.submitBy, &onto.SubmitBy}} {
		if !typed(date.flag) {
			continue
		}
		m, refusal := ask.ParseMoment(field(date.flag), date.text, s.Now, s.zone())
		if refusal != nil {
			wrong = append(wrong, refused(refusal))
			continue
		}
		*date.field = m
	}
	return wrong
}
