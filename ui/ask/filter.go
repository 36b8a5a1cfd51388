package ask

import (
	"strings"
	"time"

	"aeconnect/model"
)

// FieldKind says what a field of a filter holds, and so what can be compared with it.
type FieldKind uint8

// The kinds of fields.
const (
	WordField   FieldKind = iota // one word or several: "lang:en", "lang:en,sv"
	CountField                   // a number: "followers>10k"
	ShareField                   // a percentage: "ontime>=90"
	MomentField                  // how far away a moment is: "due<2d"
	MoneyField                   // an amount, whatever its currency: "fee>100"
	FlagField                    // yes or no: "mcn:yes"
)

// Field is something that a filter can name.
type Field struct {
	Name  string
	Also  []string // other names of the same thing
	Kind  FieldKind
	Words []string // every word that a WordField can hold; nil: any
}

// Value is what a row has in a field: words, a number or none. Shares are in basis points, amounts in hundredths,
// moments as they are, a flag is 1 or 0.
type Value struct {
	Words  []string
	Number int64
	Known  bool // a number is there
}

// Words returns the value of a field of words.
func Words(all ...string) Value { return Value{Words: all} }

// Number returns the value of a field of numbers.
func Number(n int64) Value { return Value{Number: n, Known: true} }

// Flag returns the value of a field that holds yes or no.
func Flag(yes bool) Value {
	if yes {
		return Number(1)
	}
	return Number(0)
}

// Filter is what somebody typed to find rows by:
//
//	earbuds lang:en followers>10k -mcn:yes due<2d "two words"
//
// Bare words are looked for in the texts of a row; all else compares a field. Everything must hold. A Filter is a
// value that may be used by many goroutines.
type Filter struct {
	words []filterWord
	terms []filterTerm
}

// filterWord is a bare word, in small letters.
type filterWord struct {
	text string
	not  bool
}

// filterTerm compares a field, given by its place in the list of fields.
type filterTerm struct {
	field  int
	kind   FieldKind
	not    bool
	op     string
	words  []string // any of them, in small letters
	number int64
}

// maxFilter bounds how much of a pasted text is read, in bytes: nobody types more, and each row pays for it.
const maxFilter = 2000

// ParseFilter reads what was typed, at a moment and in a zone by which distances in time are counted. What cannot be
// read is left out and told: a name that is no field, a value that the field does not have. What is still being typed
// ("followers>") says nothing yet.
func ParseFilter(typed string, fields []Field, now model.Moment, zone *time.Location) (Filter, []*model.Refusal) {
	var f Filter
	var faults []*model.Refusal
	for _, tok := range tokens(typed) {
		if tok.name == "" {
			if tok.value != "" {
				f.words = append(f.words, filterWord{strings.ToLower(tok.value), tok.not})
			}
			continue
		}
		at := fieldAt(fields, tok.name)
		if at < 0 {
			faults = append(faults, unknownField(tok.name, fields))
			continue
		}
		if tok.value == "" {
			continue
		}
		term, fault := tok.term(fields[at], now, zone)
		if fault != nil {
			faults = append(faults, fault)
			continue
		}
		term.field = at
		f.terms = append(f.terms, term)
	}
	return f, faults
}

// ParseWhere reads a filter that is whole, as commands have it: the first thing that cannot be read is refused, and so
// is a comparison without a value or a text longer than filters are.
func ParseWhere(typed string, fields []Field, now model.Moment, zone *time.Location) (Filter, *model.Refusal) {
	f, faults := ParseFilter(typed, fields, now, zone)
	if len(typed) > maxFilter {
		faults = append(faults, &model.Refusal{Answer: model.ByUsage, Rule: RuleFilterLong, Args: []model.Arg{{Name: "max", Type: model.NumberArg, Value: maxFilter}}})
	}
	for _, tok := range tokens(typed) {
		if tok.name != "" && tok.value == "" && fieldAt(fields, tok.name) >= 0 {
			faults = append(faults, fieldFault(RuleFilterBare, fields[fieldAt(fields, tok.name)], tok.name+tok.op, nil))
		}
	}
	if len(faults) == 0 {
		return f, nil
	}
	faults[0].Field = "where"
	return f, faults[0]
}

// Empty tells that every row matches.
func (f Filter) Empty() bool { return len(f.words) == 0 && len(f.terms) == 0 }

// Texts tells that rows have to be asked for their texts.
func (f Filter) Texts() bool { return len(f.words) > 0 }

// Words returns the bare words that rows must contain, in small letters, for a screen that marks them.
func (f Filter) Words() []string {
	var all []string
	for _, w := range f.words {
		if !w.not {
			all = append(all, w.text)
		}
	}
	return all
}

// Fields tells whether a row's fields are as the filter wants them; value returns what the row has in the field at a
// place of the list that the filter was read with.
func (f Filter) Fields(value func(field int) Value) bool {
	for _, t := range f.terms {
		if t.holds(value(t.field)) == t.not {
			return false
		}
	}
	return true
}

func fieldAt(fields []Field, name string) int {
	name = strings.ToLower(name)
	for i, f := range fields {
		if f.Name == name {
			return i
		}
		for _, also := range f.Also {
			if also == name {
				return i
			}
		}
	}
	return -1
}
