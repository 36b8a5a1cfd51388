// Package ask reads what people type into values of the model: moments, spans of time and rates. Commands and forms
// share it, so that the same text means the same in both. Amounts of money are read by [model.ParseMoney].
//
// # Vocabulary
//
//   - A moment is one point in time. What is typed may be exact ("2026-12-24 18:00"), a day ("2026-12-24",
//     "next friday"), or a distance from now ("+10d"). A day without a time means its end where something is due, and
//     its beginning where something is looked for since then.
//   - A span is a distance alone: "36h", "5d", "1d12h". Days and weeks are calendar days, so that "+1d" keeps the time
//     of day when clocks change.
//   - A filter is what finds rows of a list: bare words, and comparisons of fields ("followers>10k").
//   - The zone is the marketplace's own. It decides when a day ends; moments themselves are UTC.
//
// What cannot be read is refused as usage, with a rule of this package whose words stand in the catalogue beside the
// model's. Whether a moment makes sense - a deadline in the past - is the command's to say, never this package's.
//
// Words are read by a small strict grammar of our own. The usual library for it (olebedev/when) compiles the patterns
// of four languages at every start of the program, 3.7 ms measured, finds a date in any text that contains one, turns
// "in 3 months" said in November into last February, and takes the 31st of February for the 3rd of March.
package ask

import "aeconnect/model"

// The rules that refuse what cannot be read.
const (
	RuleMoment model.Rule = "date.form"   // {value}: no moment at all
	RuleNoDay  model.Rule = "date.none"   // {value}: a day or time that the calendar does not have
	RuleUnsure model.Rule = "date.unsure" // {value}: {one} or {other}, depending on who reads it
	RuleGap    model.Rule = "date.gap"    // {value}: clocks go forward then; {after} is the first moment behind it
	RuleSpan   model.Rule = "span.form"   // {value}: no span of time
	RuleRate   model.Rule = "rate.form"   // {value}: no percentage
	RuleFine   model.Rule = "rate.fine"   // {value}: more decimals than a rate has

	RuleFilterField model.Rule = "filter.field" // {value}: no field of the list; {known}: those that are
	RuleFilterWord  model.Rule = "filter.word"  // {value}: nothing that {name} can be; {known}: what it can
	RuleFilterCount model.Rule = "filter.count" // {value}: no number to compare {name} with
	RuleFilterBare  model.Rule = "filter.bare"  // {value}: a comparison with nothing
	RuleFilterLong  model.Rule = "filter.long"  // longer than {max} bytes
	RuleFilterOrder model.Rule = "filter.order" // {name} holds words, which are not more or less
)

func usage(rule model.Rule, field, typed string) *model.Refusal {
	return &model.Refusal{Answer: model.ByUsage, Rule: rule, Field: field, Args: []model.Arg{{Name: "value", Text: shown(typed)}}}
}

// shown is what was typed as an error may repeat it: harmless, and not longer than a line.
func shown(typed string) string {
	const most = 60
	safe := []rune(model.Safe(typed))
	if len(safe) > most {
		return string(safe[:most]) + "…"
	}
	return string(safe)
}
