package assets

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aeconnect/model"
)

// The table and the model name the same numbers. A row that nobody reads would be a setting without effect.
func TestPolicyNamesWhatTheModelNames(t *testing.T) {
	table := Policy()
	for _, n := range model.Numbers() {
		row, ok := table.Number(n)
		switch {
		case !ok:
			t.Errorf("%s is not in the table", n)
		case row.User != "" || row.Awaits != "":
			t.Errorf("%s is read by the model, but the table says user %q, awaits %q", n, row.User, row.Awaits)
		}
	}
	for _, row := range table.Numbers {
		if row.User == "" && row.Awaits == "" && !slices.Contains(model.Numbers(), row.Name) {
			t.Errorf("%s is in the table, but the model does not read it", row.Name)
		}
	}
}

// Every number begins within its bounds, and none that says how people get in may be set so that nobody does.
func TestPolicyHasBounds(t *testing.T) {
	for _, row := range Policy().Numbers {
		if v := row.Standard(); v.Within() != v.Value {
			t.Errorf("%s begins beyond its bounds: %+v", row.Name, v)
		}
		if name := string(row.Name); row.Least == 0 && (strings.HasPrefix(name, "ssh.") || strings.HasSuffix(name, "max_bytes") && row.Awaits == "") {
			t.Errorf("%s may be 0", row.Name)
		}
		if row.Most == 0 && row.Awaits == "" && slices.Contains([]Unit{Days, WorkingDays, BusinessDays, Hours, Minutes, Seconds, Months}, row.Unit) {
			t.Errorf("%s may reach beyond the end of time", row.Name)
		}
	}
}

func TestPolicyRowsAreWhole(t *testing.T) {
	seen := map[model.Number]bool{}
	for _, row := range Policy().Numbers {
		if seen[row.Name] {
			t.Errorf("%s stands twice", row.Name)
		}
		seen[row.Name] = true
		if !slices.Contains(Units(), row.Unit) {
			t.Errorf("%s: unit %q is unknown", row.Name, row.Unit)
		}
		if u := UnitOf(row.Name); u != row.Unit && (u != Count || row.Unit != Followers && row.Unit != Posts && row.Unit != Points) {
			t.Errorf("%s is counted in %s, its name says %s", row.Name, row.Unit, u)
		}
		if row.Value < 0 || row.Value > 1_000_000_000 {
			t.Errorf("%s: an operator could not set %d", row.Name, row.Value)
		}
		if !strings.HasSuffix(row.Sentence, ".") || strings.ContainsAny(row.Sentence, "{}[]") {
			t.Errorf("%s: sentence %q", row.Name, row.Sentence)
		}
		if row.User != "" && row.User != "hub" && row.User != "screens" {
			t.Errorf("%s: user %q", row.Name, row.User)
		}
		checkSource(t, string(row.Name), row.Source)
	}
}

func TestPolicyValuesAreSorted(t *testing.T) {
	values := Policy().Values()
	p := &model.Policy{Zone: "UTC", Values: values}
	for _, n := range model.Numbers() {
		row, _ := Policy().Number(n)
		if got := p.Get(n); got != row.Value {
			t.Errorf("a marketplace opened with these values reads %s as %d, the table says %d", n, got, row.Value)
		}
	}
}

func TestHolidays(t *testing.T) {
	table := Policy()
	none, ok := table.Holidays(NoHolidays)
	if !ok || len(none) != 0 {
		t.Errorf("the calendar without holidays has %v", none)
	}
	if _, ok := table.Holidays("XX"); ok {
		t.Error("a calendar that is not there was found")
	}
	china, ok := table.Holidays("CN")
	if !ok || !slices.Contains(china, "2026-02-23") || !slices.Contains(china, "2027-10-01") {
		t.Errorf("China has %v", china)
	}
	if len(slices.Compact(slices.Clone(china))) != len(china) {
		t.Error("a holiday stands twice")
	}
	for _, h := range table.holidays {
		if !slices.ContainsFunc(table.Calendars, func(c Calendar) bool { return c.ID == h.Calendar }) || h.Name == "" {
			t.Errorf("%v belongs to no calendar", h)
		}
	}
	if got := table.HolidayName("CN", time.Date(2026, 10, 1, 9, 0, 0, 0, time.UTC)); got != "National Day" {
		t.Errorf("got %q", got)
	}
	cal := model.NewCalendar(time.UTC, china)
	friday := model.At(time.Date(2026, 2, 13, 12, 0, 0, 0, time.UTC))
	if got := cal.AddWorkingDays(friday, 1).Time().Format(time.DateOnly); got != "2026-02-24" {
		t.Errorf("the working day after 13 Feb 2026 is %s", got)
	}
}
