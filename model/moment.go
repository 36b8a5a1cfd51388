package model

import "time"

// Moment is a point in time in milliseconds since 1970 UTC. The zero Moment means "not set".
type Moment int64

// At returns the moment of t, cut to milliseconds.
func At(t time.Time) Moment { return Moment(t.UnixMilli()) }

// Time returns the moment as a UTC time; the zero Moment gives the zero time.
func (m Moment) Time() time.Time {
	if m == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(m)).UTC()
}

// Add moves the moment by d; the zero Moment stays unset.
func (m Moment) Add(d time.Duration) Moment {
	if m == 0 {
		return 0
	}
	return m + Moment(d.Milliseconds())
}

// Sub returns the time from o to m.
func (m Moment) Sub(o Moment) time.Duration { return time.Duration(m-o) * time.Millisecond }

// String returns RFC 3339 in UTC with seconds, or "" when unset.
func (m Moment) String() string {
	if m == 0 {
		return ""
	}
	return m.Time().Format(time.RFC3339)
}

// Later returns the later of two moments; an unset one never wins.
func Later(a, b Moment) Moment { return max(a, b) }

// EndOfDay returns the last second of the day that m falls on in zone: what a date without a time means.
func (m Moment) EndOfDay(zone *time.Location) Moment {
	y, mon, d := m.Time().In(zone).Date()
	return At(time.Date(y, mon, d, 23, 59, 59, 0, zone))
}

// Calendar knows the days on which nobody is expected to work. Days are counted in its zone.
type Calendar struct {
	Zone     *time.Location
	holidays map[string]bool // "2026-10-01"
}

// NewCalendar returns a calendar with Saturdays, Sundays and the given dates (YYYY-MM-DD) free.
func NewCalendar(zone *time.Location, holidays []string) Calendar {
	c := Calendar{Zone: zone, holidays: make(map[string]bool, len(holidays))}
	for _, h := range holidays {
		c.holidays[h] = true
	}
	return c
}

func (c Calendar) works(t time.Time) bool {
	if d := t.Weekday(); d == time.Saturday || d == time.Sunday {
		return false
	}
	return !c.holidays[t.Format(time.DateOnly)]
}

// AddDays moves m by n calendar days in the zone, keeping the wall clock over a change to summer time.
func (c Calendar) AddDays(m Moment, n int64) Moment {
	if m == 0 {
		return 0
	}
	return At(m.Time().In(c.Zone).AddDate(0, 0, int(n)))
}

// AddWorkingDays moves m by n days that are worked, keeping the time of day.
func (c Calendar) AddWorkingDays(m Moment, n int64) Moment {
	if m == 0 {
		return 0
	}
	t := m.Time().In(c.Zone)
	for n > 0 {
		t = t.AddDate(0, 0, 1)
		if c.works(t) {
			n--
		}
	}
	return At(t)
}

// AddMonths moves m by n calendar months, to the last day of the month where the day does not exist.
func (c Calendar) AddMonths(m Moment, n int64) Moment {
	if m == 0 {
		return 0
	}
	t := m.Time().In(c.Zone)
	moved := t.AddDate(0, int(n), 0)
	if moved.Day() != t.Day() {
		moved = moved.AddDate(0, 0, -moved.Day())
	}
	return At(moved)
}
