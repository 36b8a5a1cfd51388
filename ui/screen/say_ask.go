package screen

import (
	"errors"
	"strings"
	"time"

	"aeconnect/assets"
	"aeconnect/model"
	"aeconnect/ui/ask"
)

// typedMoment reads what somebody typed as a moment: when something is due, or when it happened.
type typedMoment func(field, typed string, now model.Moment, zone *time.Location) (model.Moment, *model.Refusal)

// readMoment lets a field echo the exact moment that was understood, in the zone that it is typed in.
func (f *orderFile) readMoment(s speech, field string, read typedMoment) func(string) (string, error) {
	return func(typed string) (string, error) {
		m, r := read(field, typed, f.now, f.zone())
		if r != nil {
			return "", errors.New(s.askAgain(r))
		}
		if m <= f.now {
			return s.Say("say.understood_past", assets.Text("moment", s.exact(m)), assets.Text("left", s.Left(f.now, m))), nil
		}
		return s.at(f.now).understood(m), nil
	}
}

// understood says the exact moment that was understood, and which one where the clocks show it twice.
func (s speech) understood(m model.Moment) string {
	if later, twice := ask.Twice(m, s.zone); twice {
		return s.Say("say.understood_twice", assets.Text("moment", s.exact(m)), assets.Text("later", later.Time().In(s.zone).Format(time.RFC3339)))
	}
	return s.Say("say.understood", assets.Text("moment", s.exact(m)), assets.Text("left", s.Left(s.now, m)))
}

// readMoney lets a field echo the amount that was understood.
func (s speech) readMoney(field string, standard model.Currency) func(string) (string, error) {
	return func(typed string) (string, error) {
		m, r := model.ParseMoney(field, typed, standard)
		if r != nil {
			return "", errors.New(s.askAgain(r))
		}
		if s.Money(m) == typed {
			return "", nil // nothing to add
		}
		return s.Money(m), nil
	}
}

// askAgain says what is wrong with a value and what would be accepted; the rule adds nothing while one types.
func (s speech) askAgain(r *model.Refusal) string {
	message, accepts := s.Refusal(r)
	return s.Say("say.ask_again", assets.Text("message", message), assets.Text("accepts", accepts))
}

// zone returns the zone in which moments are typed: the reader's own.
func (f *orderFile) zone() *time.Location {
	if f.own != nil {
		return f.own
	}
	return f.marketZone()
}

// marketZone returns the zone in which days of the order end, and in which commands read moments.
func (f *orderFile) marketZone() *time.Location {
	if f.policy == nil {
		return time.UTC
	}
	return f.policy.Calendar().Zone
}

// exact returns the flag of a moment that was typed for a command line. A command reads it in the marketplace's zone:
// where the reader's is another, the moment is written with its distance from UTC.
func (d deed) exact(field string, read typedMoment) []string {
	typed := d.get(field)
	zone := d.file.zone()
	if typed != "" && zone.String() != d.file.marketZone().String() {
		if m, r := read(field, typed, d.file.now, zone); r == nil {
			typed = m.Time().In(zone).Format(time.RFC3339)
		}
	}
	if typed == "" {
		return nil
	}
	return []string{"--" + strings.ReplaceAll(field, "_", "-"), typed}
}

// typed writes a moment as a field reads it back.
func (f *orderFile) typed(m model.Moment) string {
	return m.Time().In(f.zone()).Format("2006-01-02 15:04")
}
