package assets

import (
	"slices"
	"strings"
	"time"

	"aeconnect/model"

	"github.com/pelletier/go-toml/v2"
)

// Unit says what a number of the policy counts.
type Unit string

// The units. Working days leave out weekends and holidays, and so do business days, which is what the guide of the
// affiliate programme calls them.
const (
	Days         Unit = "days"
	WorkingDays  Unit = "working_days"
	BusinessDays Unit = "business_days"
	Months       Unit = "months"
	Hours        Unit = "hours"
	Minutes      Unit = "minutes"
	Seconds      Unit = "seconds"
	Count        Unit = "count"
	Followers    Unit = "followers"
	Posts        Unit = "posts"
	Points       Unit = "points"
	Chars        Unit = "chars"
	Bytes        Unit = "bytes"
	BasisPoints  Unit = "percent_bp" // hundredths of a percent
	EuroCents    Unit = "eur_minor"
)

// Units returns every unit.
func Units() []Unit {
	return []Unit{Days, WorkingDays, BusinessDays, Months, Hours, Minutes, Seconds, Count, Followers, Posts, Points, Chars, Bytes, BasisPoints, EuroCents}
}

// UnitOf returns the unit that a number's name ends with ("content.review.days" counts days), or [Count] for a name
// that ends otherwise.
func UnitOf(name model.Number) Unit {
	last := string(name)[strings.LastIndexByte(string(name), '.')+1:]
	last = strings.TrimPrefix(strings.TrimPrefix(last, "min_"), "max_")
	switch {
	case last == "bp" || strings.HasSuffix(last, "_bp"):
		return BasisPoints
	case last == "minor" || strings.HasSuffix(last, "_minor"):
		return EuroCents
	case strings.HasSuffix(last, "_chars"):
		return Chars
	case strings.HasSuffix(last, "_bytes"):
		return Bytes
	case last != string(Count) && slices.Contains(Units(), Unit(last)):
		return Unit(last)
	}
	return Count
}

// Number is one row of the policy table.
type Number struct {
	Name     model.Number `toml:"name"`
	Value    int64        `toml:"value"`
	Unit     Unit         `toml:"unit"`
	Least    int64        `toml:"least"`    // and Most: what an operator may set; a Most of 0 is none of its own
	Most     int64        `toml:"most"`     //
	Source   string       `toml:"source"`   // "000" to "004", or "ours"
	Sentence string       `toml:"sentence"` // what it means, for a person, in English

	// User names who reads the number where it is not a rule of the model: "hub", "screens".
	User string `toml:"user"`
	// Awaits names the part of the rules that is not built yet; such a row is no part of a marketplace's policy.
	Awaits string `toml:"awaits"`
}

// Standard is the number as a new marketplace begins with it.
func (n Number) Standard() model.PolicyValue {
	return model.PolicyValue{Name: n.Name, Value: n.Value, Least: n.Least, Most: n.Most}
}

type holiday struct {
	Calendar string         `toml:"calendar"`
	Date     toml.LocalDate `toml:"date"`
	Name     string         `toml:"name"`
}

// Calendar names a set of public holidays.
type Calendar struct {
	ID   string `toml:"id"`
	Name string `toml:"name"`
}

// NoHolidays is the calendar that a marketplace starts with: weekends only.
const NoHolidays = "none"

// PolicyTable is every number of the marketplace, and the public holidays by calendar.
type PolicyTable struct {
	Numbers   []Number
	Calendars []Calendar
	Occasions []Occasion // the major events of a year
	holidays  []holiday
}

// Policy reads the policy table.
func Policy() *PolicyTable {
	var file struct {
		Value    []Number   `toml:"value"`
		Calendar []Calendar `toml:"calendar"`
		Holiday  []holiday  `toml:"holiday"`
		Occasion []Occasion `toml:"occasion"`
	}
	read("policy.toml", &file)
	return &PolicyTable{file.Value, file.Calendar, file.Occasion, file.Holiday}
}

// Values returns the numbers that a new marketplace begins with, sorted by name as [model.OpenMarket] wants them.
// Rows that await their part of the rules are left out: nobody could tell what changing them does.
func (t *PolicyTable) Values() []model.PolicyValue {
	var values []model.PolicyValue
	for _, n := range t.Numbers {
		if n.Awaits == "" {
			values = append(values, n.Standard())
		}
	}
	return model.SortPolicy(values)
}

// Number returns the row of a name, and whether there is one.
func (t *PolicyTable) Number(name model.Number) (Number, bool) {
	i := slices.IndexFunc(t.Numbers, func(n Number) bool { return n.Name == name })
	if i < 0 {
		return Number{}, false
	}
	return t.Numbers[i], true
}

// Holidays returns the dates of a calendar in order, as YYYY-MM-DD; ok is false for a calendar that is not there.
func (t *PolicyTable) Holidays(calendar string) (dates []string, ok bool) {
	if !slices.ContainsFunc(t.Calendars, func(c Calendar) bool { return c.ID == calendar }) {
		return nil, false
	}
	for _, h := range t.holidays {
		if h.Calendar == calendar {
			dates = append(dates, h.Date.String())
		}
	}
	slices.Sort(dates)
	return dates, true
}

// HolidayName returns why a date is free in a calendar, or "" for a date that is not.
func (t *PolicyTable) HolidayName(calendar string, date time.Time) string {
	for _, h := range t.holidays {
		if h.Calendar == calendar && h.Date.String() == date.Format(time.DateOnly) {
			return h.Name
		}
	}
	return ""
}
