package assets

import (
	"strings"

	"aeconnect/model"

	"golang.org/x/text/feature/plural"
)

// Say returns the word of an ID with its arguments put in. Where a word counts, the argument "count" chooses the
// form. An ID without a word says what stands after its last dot, so that a language or country that nobody listed
// shows its code.
func (w *Words) Say(id string, args ...model.Arg) string {
	m, ok := w.load().messages[id]
	switch {
	case !ok:
		return id[strings.LastIndexByte(id, '.')+1:]
	case m.static:
		return w.call(m.text)
	}
	return w.fill(w.form(m, args), args)
}

// form chooses the form of a message that fits the argument "count".
func (w *Words) form(m message, args []model.Arg) template {
	if !m.counts {
		return m.forms[plural.Other]
	}
	count, _ := find(args, "count")
	n := max(count.Value, -count.Value)
	form := plural.Cardinal.MatchPlural(w.book.tag, int(n%1_000_000_000), 0, 0, 0, 0)
	if m.forms[form] == nil {
		form = plural.Other
	}
	return m.forms[form]
}

// fill puts arguments and numbers of the policy into a template. An argument that is missing shows as "…".
func (w *Words) fill(t template, args []model.Arg) string {
	var b strings.Builder
	w.write(&b, t, args)
	return b.String()
}

func (w *Words) write(b *strings.Builder, t template, args []model.Arg) {
	for _, p := range t {
		a, given := find(args, p.name)
		switch {
		case p.name == "":
			b.WriteString(w.call(p.literal))
		case p.choice && p.name == "as" && w.called != "": // the key has chosen
		case p.choice && given && says(a):
			w.write(b, p.yes, args)
		case p.choice:
			w.write(b, p.other, args)
		case p.isNumber():
			b.WriteString(w.number(model.Number(p.name), Unit(p.unit)))
		case !given:
			b.WriteString("…")
		case p.unit != "":
			b.WriteString(w.Span(a.Value, Unit(p.unit)))
		default:
			b.WriteString(w.Arg(a))
		}
	}
}

// says tells whether an argument holds anything.
func says(a model.Arg) bool {
	switch a.Type {
	case model.TextArg:
		return a.Text != ""
	case model.WordArg:
		return a.Text != "" && a.Text != "answer.no" && a.Text != "side.nobody"
	case model.NumberArg, model.MomentArg, model.MoneyArg, model.RateArg:
		return a.Value != 0
	}
	return false
}

func find(args []model.Arg, name string) (model.Arg, bool) {
	for _, a := range args {
		if a.Name == name {
			return a, true
		}
	}
	return model.Arg{}, false
}

// Arg returns one argument as people read it: "1,204", "24 Dec 2026 14:00", "120.00 USD", "6.5%", or the word
// that it names.
func (w *Words) Arg(a model.Arg) string {
	switch a.Type {
	case model.NumberArg:
		return w.Digits(a.Value)
	case model.MomentArg:
		return w.Moment(model.Moment(a.Value))
	case model.MoneyArg:
		return w.Money(model.Money{Minor: a.Value, Currency: model.Currency(a.Text)})
	case model.WordArg:
		return w.Say(a.Text)
	case model.RateArg, model.TextArg:
		return a.String()
	}
	return a.String()
}

// Text makes a text argument, for words that screens and commands say on their own.
func Text(name, value string) model.Arg { return model.Arg{Name: name, Text: value} }

// Num makes a number argument.
func Num(name string, value int64) model.Arg {
	return model.Arg{Name: name, Type: model.NumberArg, Value: value}
}

// Word makes an argument that is itself a word of the catalogue.
func Word(name, id string) model.Arg { return model.Arg{Name: name, Type: model.WordArg, Text: id} }

// When makes a moment argument.
func When(name string, m model.Moment) model.Arg {
	return model.Arg{Name: name, Type: model.MomentArg, Value: int64(m)}
}

// Amount makes a money argument.
func Amount(name string, m model.Money) model.Arg {
	return model.Arg{Name: name, Type: model.MoneyArg, Value: m.Minor, Text: string(m.Currency)}
}
