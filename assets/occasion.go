package assets

import (
	"strconv"
	"strings"
	"time"

	"aeconnect/model"
)

// Occasion is a major event that comes every year (M290): a day of a month, or some days after the nth weekday of one.
type Occasion struct {
	ID      string `toml:"id"`   // as it is typed
	Name    string `toml:"name"` // as it is called in public, in every language
	Month   int    `toml:"month"`
	Day     int    `toml:"day"`
	Weekday string `toml:"weekday"`
	Nth     int    `toml:"nth"`
	Plus    int    `toml:"plus"` // days after that weekday
	Days    int    `toml:"days"` // how many days it lasts
	Source  string `toml:"source"`
}

// In returns the occasion in a year of a zone: its name with the year, when it begins and its last second.
func (o Occasion) In(year int, zone *time.Location) (name string, from, until model.Moment) {
	day := time.Date(year, time.Month(o.Month), max(o.Day, 1), 0, 0, 0, 0, zone)
	for o.Nth > 0 && !strings.EqualFold(day.Weekday().String(), o.Weekday) {
		day = day.AddDate(0, 0, 1)
	}
	if o.Nth > 0 {
		day = day.AddDate(0, 0, 7*(o.Nth-1)+o.Plus)
	}
	last := day.AddDate(0, 0, o.Days-1)
	return o.Name + " " + strconv.Itoa(year), model.At(day), model.At(last).EndOfDay(zone)
}

// Next returns the occasion in the first year in which it begins after a moment, so that it can still be prepared.
func (o Occasion) Next(after model.Moment, zone *time.Location) (year int) {
	year = after.Time().In(zone).Year()
	if _, from, _ := o.In(year, zone); from <= after {
		year++
	}
	return year
}

// Occasion returns the occasion of an ID, in any case.
func (t *PolicyTable) Occasion(id string) (Occasion, bool) {
	for _, o := range t.Occasions {
		if strings.EqualFold(o.ID, strings.TrimSpace(id)) {
			return o, true
		}
	}
	return Occasion{}, false
}
