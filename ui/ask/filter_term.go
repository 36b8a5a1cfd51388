package ask

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"aeconnect/model"
)

// term compares the field with the token's value.
func (t token) term(f Field, now model.Moment, zone *time.Location) (filterTerm, *model.Refusal) {
	out := filterTerm{kind: f.Kind, not: t.not, op: t.op}
	if f.Kind == WordField || f.Kind == FlagField {
		return t.words(f, out)
	}
	n, fault := t.number(f, now, zone)
	out.number = n
	return out, fault
}

// words reads the words of a field: with a list of all, each must be one of it or the beginning of one.
func (t token) words(f Field, out filterTerm) (filterTerm, *model.Refusal) {
	if t.op != ":" {
		return out, fieldFault(RuleFilterOrder, f, t.value, nil)
	}
	known := f.Words
	if f.Kind == FlagField {
		known = []string{"yes", "no"}
	}
	for _, w := range strings.Split(strings.ToLower(t.value), ",") {
		if w = strings.TrimSpace(w); w == "" {
			continue
		}
		if known != nil && !slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(k, w) }) {
			return out, fieldFault(RuleFilterWord, f, w, known)
		}
		out.words = append(out.words, w)
	}
	if f.Kind == FlagField && len(out.words) > 0 && strings.HasPrefix("yes", out.words[0]) {
		out.number = 1
	}
	return out, nil
}

func (t token) number(f Field, now model.Moment, zone *time.Location) (int64, *model.Refusal) {
	switch f.Kind {
	case CountField:
		if n, ok := parseCount(t.value); ok {
			return n, nil
		}
		return 0, fieldFault(RuleFilterCount, f, t.value, nil)
	case ShareField:
		n, fault := ParseRate(f.Name, t.value)
		return int64(n), fault
	case MoneyField:
		if n, ok := parseDecimal(t.value, 2); ok {
			return n, nil
		}
		return 0, fieldFault(RuleFilterCount, f, t.value, nil)
	}
	span, fault := ParseSpan(f.Name, t.value)
	if fault != nil {
		return 0, fault
	}
	return int64(span.From(now, zone)), nil
}

// parseCount reads "980", "10k", "1.2m".
func parseCount(s string) (int64, bool) {
	s = strings.ToLower(s)
	for unit, places := range map[string]int{"k": 3, "m": 6} {
		if head, ok := strings.CutSuffix(s, unit); ok {
			return parseDecimal(head, places)
		}
	}
	return parseDecimal(s, 0)
}

// parseDecimal reads a decimal number as a whole number of its last place; more places are refused.
func parseDecimal(s string, places int) (int64, bool) {
	whole, fraction, dotted := strings.Cut(s, ".")
	if !digits(whole, 12) || dotted && !digits(fraction, places) {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", places-len(fraction)), 10, 64)
	return n, err == nil
}

// holds tells whether a value is as the term wants it.
func (t filterTerm) holds(v Value) bool {
	if t.kind == WordField {
		return slices.ContainsFunc(v.Words, func(w string) bool { return t.has(strings.ToLower(w)) })
	}
	if !v.Known {
		return false
	}
	switch t.op {
	case ">":
		return v.Number > t.number
	case ">=":
		return v.Number >= t.number
	case "<":
		return v.Number < t.number
	case "<=":
		return v.Number <= t.number
	}
	return v.Number == t.number
}

func (t filterTerm) has(word string) bool {
	return slices.ContainsFunc(t.words, func(w string) bool { return strings.HasPrefix(word, w) })
}

func unknownField(name string, fields []Field) *model.Refusal {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	args := []model.Arg{{Name: "value", Text: shown(name)}, {Name: "known", Text: strings.Join(names, " ")}}
	return &model.Refusal{Answer: model.ByUsage, Rule: RuleFilterField, Field: "filter", Args: args}
}

func fieldFault(rule model.Rule, f Field, typed string, known []string) *model.Refusal {
	r := usage(rule, f.Name, typed)
	r.Args = append(r.Args, model.Arg{Name: "name", Text: f.Name}, model.Arg{Name: "known", Text: strings.Join(known, " ")})
	return r
}
