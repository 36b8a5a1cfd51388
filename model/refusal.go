package model

import (
	"fmt"
	"strings"
)

// Answer sorts refusals as the commands' exit codes do.
type Answer uint8

// The ways in which a command is refused.
const (
	ByRule    Answer = iota + 1 // well-formed, but not allowed now or not with these values
	ByUsage                     // no money, date, type or currency at all; an ambiguous prefix
	ByAbsence                   // not there, or not visible to this account: never told apart
	ByRight                     // visible, but this account has no right to the verb
)

// Refusal says why a command was not carried out: the rule, the field it concerns (the flag's name,
// "" for the whole) and the arguments of the rule's sentence. Its texts stand in the catalogue.
type Refusal struct {
	Answer Answer `cbor:"1,keyasint"`
	Rule   Rule   `cbor:"2,keyasint"`
	Field  string `cbor:"3,keyasint,omitempty"`
	Args   []Arg  `cbor:"4,keyasint,omitempty"`
}

// Error returns the bare facts, for logs and tests; people read the catalogue's sentence.
func (r *Refusal) Error() string {
	var b strings.Builder
	b.WriteString(string(r.Rule))
	if r.Field != "" {
		fmt.Fprintf(&b, " (%s)", r.Field)
	}
	for _, a := range r.Args {
		fmt.Fprintf(&b, " %s=%s", a.Name, a)
	}
	return b.String()
}

func refuse(rule Rule, field string, args ...Arg) *Refusal {
	return &Refusal{ByRule, rule, field, args}
}

func usage(rule Rule, field string, args ...Arg) *Refusal {
	return &Refusal{ByUsage, rule, field, args}
}

func absent(field, typed string) *Refusal {
	return &Refusal{ByAbsence, RuleNotFound, field, []Arg{text("value", typed)}}
}

// forbid is noRight by a rule of its own.
func forbid(rule Rule, field string, args ...Arg) *Refusal {
	return &Refusal{ByRight, rule, field, args}
}

func noRight(field string, args ...Arg) *Refusal {
	return &Refusal{ByRight, RuleNoRight, field, args}
}

// ArgType tells how an argument is shown.
type ArgType uint8

// The types of arguments.
const (
	TextArg ArgType = iota
	NumberArg
	MomentArg
	MoneyArg
	RateArg // basis points
	WordArg // the ID of a text in the catalogue
)

// Arg is one named argument of a sentence. Whoever shows it formats numbers, moments and money for the
// reader's language and zone.
type Arg struct {
	Name  string  `cbor:"1,keyasint"`
	Type  ArgType `cbor:"2,keyasint,omitempty"`
	Text  string  `cbor:"3,keyasint,omitempty"` // TextArg, WordArg; the currency of MoneyArg
	Value int64   `cbor:"4,keyasint,omitempty"` // the others
}

// String returns the argument in its plain form: RFC 3339 moments, "120.00 USD", "5.5%".
func (a Arg) String() string {
	switch a.Type {
	case NumberArg:
		return fmt.Sprint(a.Value)
	case MomentArg:
		return Moment(a.Value).String()
	case MoneyArg:
		return Money{a.Value, Currency(a.Text)}.String()
	case RateArg:
		return Rate(a.Value).String()
	default:
		return a.Text
	}
}

func text(name, v string) Arg        { return Arg{Name: name, Text: v} }
func word(name, id string) Arg       { return Arg{Name: name, Type: WordArg, Text: id} }
func num(name string, v int64) Arg   { return Arg{Name: name, Type: NumberArg, Value: v} }
func when(name string, m Moment) Arg { return Arg{Name: name, Type: MomentArg, Value: int64(m)} }
func rate(name string, r Rate) Arg   { return Arg{Name: name, Type: RateArg, Value: int64(r)} }
func amount(name string, m Money) Arg {
	return Arg{Name: name, Type: MoneyArg, Value: m.Minor, Text: string(m.Currency)}
}

// Rate is a share in basis points: 500 is 5 %.
type Rate int64

// String returns the rate in percent, "5%" or "6.5%".
func (r Rate) String() string {
	s := decimal(int64(r), 2)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".") + "%"
}

// Note is something worth saying that refuses nothing: a warning of lint, a method other than expected.
type Note struct {
	Rule  Rule
	Field string
	Args  []Arg
}
