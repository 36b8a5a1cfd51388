package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/kit"

	"github.com/spf13/cobra"
)

func (r *run) whyVerb() *cobra.Command {
	c := r.verb("why ID|RULE", 1, 1, func(args []string) error {
		if _, err := strconv.ParseUint(args[0], 10, 64); err == nil && r.app.Post != nil {
			_, it, err := r.item(args[0])
			if err != nil {
				return err
			}
			return r.printItem(it)
		}
		if rule, ok := r.words().Rule(model.Rule(args[0])); ok {
			return r.whyRule(rule)
		}
		return r.whyThing(args[0])
	})
	c.ValidArgsFunction = r.rulesAndIDs
	return c
}

// ruleNoun is an entry of the catalogue of rules.
func ruleNoun() noun[assets.RuleText] {
	type rule = assets.RuleText
	return noun[rule]{columns: []column[rule]{
		{"rule", inAll, func(_ *scene, b []byte, t rule) []byte { return appendString(b, string(t.ID)) }},
		{"title", inAll, func(_ *scene, b []byte, t rule) []byte { return appendString(b, t.Title) }},
		{"sentence", inAll, func(_ *scene, b []byte, t rule) []byte { return appendString(b, t.Sentence) }},
		{"accepts", inAll, func(_ *scene, b []byte, t rule) []byte { return appendText(b, t.Accepts) }},
		{"source", inAll, func(_ *scene, b []byte, t rule) []byte { return appendString(b, t.Source) }},
	}}
}

// whyRule explains a rule. It needs no marketplace.
func (r *run) whyRule(rule assets.RuleText) error {
	p, err := newPrinter(r, ruleNoun(), inShow)
	if err != nil {
		return err
	}
	if r.human() && r.flags.fields == "" {
		r.lines(append(r.heading(rule.Title, string(rule.ID)), kit.KeyValues{
			{Label: r.words().Say("cli.why_rule"), Value: rule.Sentence},
			{Label: r.words().Say("cli.why_source"), Value: rule.Source, Role: kit.Muted},
		}.View(r.theme(), r.pageWidth())...))
		return nil
	}
	return p.print(nil, rule)
}

// reason is one reason why a thing is as it is.
type reason struct {
	id string
	model.Reason
}

func reasonNoun() noun[reason] {
	return noun[reason]{columns: []column[reason]{
		{"id", inAll, func(_ *scene, b []byte, w reason) []byte { return appendString(b, w.id) }},
		{"subject", inAll, func(_ *scene, b []byte, w reason) []byte { return appendString(b, w.Subject) }},
		{"rule", inAll, func(_ *scene, b []byte, w reason) []byte { return appendString(b, string(w.Rule)) }},
		{"facts", inAll, func(s *scene, b []byte, w reason) []byte { return appendString(b, s.explain(w.Reason).Facts) }},
		{"title", inAll, func(s *scene, b []byte, w reason) []byte {
			return appendString(b, s.explain(w.Reason).Rule.Title)
		}},
		{"sentence", inAll, func(s *scene, b []byte, w reason) []byte {
			return appendString(b, s.explain(w.Reason).Rule.Sentence)
		}},
		{"source", inAll, func(s *scene, b []byte, w reason) []byte {
			return appendString(b, s.explain(w.Reason).Rule.Source)
		}},
		{"inputs", inJSON, func(_ *scene, b []byte, w reason) []byte { return appendInputs(b, w.Args) }},
		{"from", inAll, func(_ *scene, b []byte, w reason) []byte { return appendMoment(b, w.From) }},
		{"number", inAll, func(_ *scene, b []byte, w reason) []byte { return appendText(b, string(w.Length)) }},
		{"value", inAll, func(_ *scene, b []byte, w reason) []byte { return appendValue(b, w.Reason) }},
		{"due", inAll, func(_ *scene, b []byte, w reason) []byte { return appendMoment(b, w.Due) }},
		{"arithmetic", inAll, func(s *scene, b []byte, w reason) []byte { return appendText(b, s.explain(w.Reason).Arithmetic) }},
	}}
}

// explain says a reason. Where a moment is not simply the beginning and a number of the policy - it is the later of two,
// or it was moved - the sum would be wrong, so the moment alone is told.
func (s *scene) explain(w model.Reason) assets.Explanation {
	e := s.words.Explain(w)
	if w.Clock != nil && w.Length != "" && s.sum(w) != w.Due {
		e.Arithmetic = s.words.Say("why.until", assets.When("due", w.Due))
	}
	return e
}

// sum adds a reason's number of the policy to its beginning.
func (s *scene) sum(w model.Reason) model.Moment {
	calendar := model.PolicyNow(s.Reader).Calendar()
	switch assets.UnitOf(w.Length) {
	case assets.WorkingDays, assets.BusinessDays:
		return calendar.AddWorkingDays(w.From, w.Value)
	case assets.Months:
		return calendar.AddMonths(w.From, w.Value)
	case assets.Hours:
		return w.From.Add(time.Duration(w.Value) * time.Hour)
	case assets.Minutes:
		return w.From.Add(time.Duration(w.Value) * time.Minute)
	default:
		return calendar.AddDays(w.From, w.Value)
	}
}

// appendInputs appends what a rule looked at, by name.
func appendInputs(b []byte, args []model.Arg) []byte {
	b = append(b, '{')
	for _, a := range args {
		b = appendKey(b, a.Name)
		switch a.Type {
		case model.NumberArg:
			b = appendInt(b, a.Value)
		case model.MomentArg:
			b = appendMoment(b, model.Moment(a.Value))
		case model.MoneyArg:
			b = appendMoney(b, model.Money{Minor: a.Value, Currency: model.Currency(a.Text)})
		case model.RateArg:
			b = appendRate(b, model.Rate(a.Value))
		case model.TextArg, model.WordArg:
			b = appendString(b, bareWord(a))
		}
	}
	return append(b, '}')
}

// bareWord returns a text, or the stable name of a word without the table that it stands in.
func bareWord(a model.Arg) string {
	if a.Type != model.WordArg {
		return a.Text
	}
	for i := len(a.Text) - 1; i >= 0; i-- {
		if a.Text[i] == '.' {
			return a.Text[i+1:]
		}
	}
	return a.Text
}

func appendValue(b []byte, r model.Reason) []byte {
	if r.Length == "" {
		return append(b, "null"...)
	}
	return appendInt(b, r.Value)
}

// whyThing explains the state of a thing, its money and each of its clocks.
func (r *run) whyThing(arg string) error {
	p, err := newPrinter(r, reasonNoun(), inList)
	if err != nil {
		return err
	}
	typed, err := r.id(arg)
	if err != nil {
		return err
	}
	enter := r.asAccount
	if model.NormalizeID(typed).Letter() == model.AccessLetter || strings.HasPrefix(typed, "SHA256:") {
		enter = r.asAnybody
	}
	if err := enter(); err != nil {
		return err
	}
	return r.view(func(s *scene) error {
		row, refusal := s.find(typed)
		if refusal != nil {
			return refused(refusal)
		}
		id, _ := s.naming(row)
		reasons := model.Why(s.View, row)
		if r.human() && r.flags.fields == "" {
			r.tellWhy(s, id, reasons)
			r.tellWaiting(model.ID(id))
			return nil
		}
		for _, why := range reasons {
			p.add(s, reason{id, why})
		}
		return p.close()
	})
}

// find finds whatever an ID names: a task, an order, a payment or a batch.
func (s *scene) find(typed string) (model.Row, *model.Refusal) {
	switch model.NormalizeID(typed).Letter() {
	case model.TaskLetter:
		return unlessRefused(s.FindTask(typed))
	case model.OrderLetter:
		return unlessRefused(s.FindOrder(typed))
	case model.PaymentLetter:
		return unlessRefused(s.FindPayment(typed))
	case model.BatchLetter:
		return unlessRefused(s.FindBatch(typed))
	case model.AccessLetter:
		return unlessRefused(s.FindAccess(typed))
	}
	if strings.HasPrefix(typed, "SHA256:") {
		return unlessRefused(s.FindKey(typed))
	}
	if a := s.account(typed); a != nil {
		return a, nil
	}
	return nil, &model.Refusal{Answer: model.ByAbsence, Rule: model.RuleNotFound, Field: "id", Args: []model.Arg{assets.Text("value", model.Safe(typed))}}
}

func unlessRefused[R model.Row](row R, refusal *model.Refusal) (model.Row, *model.Refusal) {
	if refusal != nil {
		return nil, refusal
	}
	return row, nil
}

// tellWhy prints each reason: the fact, the arithmetic behind it, the rule and where that was read.
func (r *run) tellWhy(s *scene, id string, reasons []model.Reason) {
	fmt.Fprintln(r.out, r.theme().Bold(kit.Text, id))
	for _, why := range reasons {
		e := s.explain(why)
		facts := kit.KeyValues{{Label: s.words.Say("cli.why_" + why.Subject), Value: e.Facts}}
		if e.Arithmetic != "" {
			facts = append(facts, kit.KeyValue{Label: s.words.Say("cli.why_arithmetic"), Value: e.Arithmetic})
		}
		facts = append(facts,
			kit.KeyValue{Label: s.words.Say("cli.why_rule"), Value: e.Rule.Title + ": " + e.Rule.Sentence},
			kit.KeyValue{Label: s.words.Say("cli.why_source"), Value: e.Rule.Source + "  " + string(why.Rule), Role: kit.Muted})
		fmt.Fprintln(r.out)
		r.lines(facts.View(r.theme(), r.pageWidth()))
	}
}
