package assets

import (
	"slices"

	"aeconnect/model"

	"golang.org/x/text/feature/plural"
)

// RuleText explains a rule, in the reader's language and with the numbers in force.
type RuleText struct {
	ID       model.Rule
	Title    string // a few words, without a full stop
	Sentence string // the rule itself; needs no arguments
	Accepts  string // what would be accepted; "" where it depends on what was refused, or nothing is refused
	Source   string // "001 step 6", or "ours"
}

// ruleEntry is a rule as it stands in a file of words.
type ruleEntry struct {
	Title    string `toml:"title"`
	Sentence string `toml:"sentence"`
	Refusal  string `toml:"refusal"` // what to say when it refuses something, with the model's arguments
	Accepts  string `toml:"accepts"`
	Source   string `toml:"source"` // only in the English file: it needs no translation
	Awaits   string `toml:"awaits"` // the part of the rules that is not built yet; only in the English file
}

func (b *book) addRule(rule model.Rule, e ruleEntry) {
	id := "rule." + string(rule)
	for key, text := range map[string]string{".title": e.Title, ".sentence": e.Sentence, ".refusal": e.Refusal, ".accepts": e.Accepts} {
		if text != "" {
			b.messages[id+key] = newMessage(pluralForms{Other: text}, false)
		}
	}
	if e.Source == "" {
		e.Source = b.rules[rule].Source
	}
	if e.Awaits == "" {
		e.Awaits = b.rules[rule].Awaits
	}
	b.rules[rule] = e
}

// Rule returns what the catalogue says of a rule, and whether it knows it.
func (w *Words) Rule(rule model.Rule) (RuleText, bool) {
	e, ok := w.load().rules[rule]
	if !ok || e.Awaits != "" {
		return RuleText{ID: rule}, false
	}
	id := "rule." + string(rule)
	text := RuleText{ID: rule, Title: w.Say(id + ".title"), Sentence: w.Say(id + ".sentence"), Source: e.Source}
	if len(w.book.messages[id+".accepts"].forms[plural.Other].names()) == 0 && w.Has(id+".accepts") {
		text.Accepts = w.Say(id + ".accepts")
	}
	return text, true
}

// Rules returns the ID of every rule that the catalogue explains, sorted; those of parts that are not built yet
// are left out.
func (w *Words) Rules() []model.Rule {
	var all []model.Rule
	for rule, e := range w.load().rules {
		if e.Awaits == "" {
			all = append(all, rule)
		}
	}
	slices.Sort(all)
	return all
}

// Refusal returns what a person is told when a command was refused: what went wrong, and what would be accepted
// ("" where nothing would).
func (w *Words) Refusal(r *model.Refusal) (message, accepts string) {
	return w.about(r.Rule, r.Field, r.Args)
}

// Note returns what a person is told by a warning, and what would be better.
func (w *Words) Note(n model.Note) (message, better string) {
	return w.about(n.Rule, n.Field, n.Args)
}

// about fills what a rule says when it is brought up. "{field}" is the name of the field as people read it.
func (w *Words) about(rule model.Rule, field string, args []model.Arg) (message, accepts string) {
	args = append(slices.Clip(args), Word("field", "field."+field))
	id := "rule." + string(rule)
	said := id + ".refusal"
	if !w.Has(said) {
		said = id + ".sentence"
	}
	message = w.Say(said, args...)
	for _, does := range []string{id + "." + needs(args) + ".accepts", id + ".accepts"} {
		if w.Has(does) {
			return message, w.Say(does, args...)
		}
	}
	return message, ""
}

// needs is whose right is missing, "role.operator": who that is decides what would do. "" where nobody's is.
func needs(args []model.Arg) string {
	for _, a := range args {
		if a.Name == "needs" && a.Type == model.WordArg {
			return a.Text
		}
	}
	return ""
}

// Default returns what happens if nobody acts on a clock, "confirmed, 120.00 USD owed".
func (w *Words) Default(c model.Clock) string { return w.Say("default."+c.Default, c.Args...) }

// What returns what a clock waits for, "Confirm content".
func (w *Words) What(c model.Clock) string { return w.Say("what." + string(c.Rule)) }

// Event returns what happened as a line of a timeline. Who did it stands beside it.
func (w *Words) Event(e model.Event) string {
	_, args := e.Says()
	return w.Say("event."+e.Wire(), args...)
}

// Explanation is a reason of the model as people read it.
type Explanation struct {
	Facts      string // the inputs: "confirmed since 24 Dec 2026 14:00"
	Arithmetic string // how a moment was worked out, "" for anything else
	Rule       RuleText
}

// Explain says one reason of [model.Why].
func (w *Words) Explain(r model.Reason) Explanation {
	args := append(slices.Clip(r.Args), When("due", r.Due))
	e := Explanation{Facts: w.Say("why."+r.Subject, args...)}
	e.Rule, _ = w.Rule(r.Rule)
	if r.Clock == nil {
		return e
	}
	e.Facts = w.Say("why.clock", Text("what", w.What(*r.Clock)), When("due", r.Due), Text("then", w.Default(*r.Clock)))
	e.Arithmetic = w.Say("why.until", args...)
	if r.Length != "" {
		row, _ := w.load().table.Number(r.Length)
		e.Arithmetic = w.Say("why.arithmetic", When("from", r.From), Text("length", w.Span(r.Value, row.Unit)), When("due", r.Due))
	}
	return e
}
