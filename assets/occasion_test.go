package assets

import (
	"testing"
	"time"

	"aeconnect/model"
)

// M290: 11.11, Black Friday, 28 March, 18 June and 28 August of a year.
func TestOccasionsOfAYear(t *testing.T) {
	table := Policy()
	for _, c := range []struct{ id, name, from, until string }{
		{"11.11", "11.11 2027", "2027-11-11T00:00:00Z", "2027-11-11T23:59:59Z"},
		{"black_friday", "Black Friday 2027", "2027-11-26T00:00:00Z", "2027-11-26T23:59:59Z"},
		{"BLACK_friday", "Black Friday 2029", "2029-11-23T00:00:00Z", "2029-11-23T23:59:59Z"}, // the month begins with a Thursday
		{"28_march", "AliExpress birthday 2028", "2028-03-28T00:00:00Z", "2028-03-28T23:59:59Z"},
		{"18_june", "Start of Summer 2027", "2027-06-18T00:00:00Z", "2027-06-18T23:59:59Z"},
		{"28_august", "Back to School 2027", "2027-08-28T00:00:00Z", "2027-08-28T23:59:59Z"},
	} {
		o, known := table.Occasion(c.id)
		if !known {
			t.Errorf("no occasion %s", c.id)
			continue
		}
		year := int(c.from[0]-'0')*1000 + int(c.from[1]-'0')*100 + int(c.from[2]-'0')*10 + int(c.from[3]-'0')
		name, from, until := o.In(year, time.UTC)
		if name != c.name || from.String() != c.from || until.String() != c.until {
			t.Errorf("%s in %d: %s from %v until %v", c.id, year, name, from, until)
		}
		checkSource(t, c.id, o.Source)
	}
	if len(table.Occasions) != 5 {
		t.Errorf("%d occasions", len(table.Occasions))
	}
	o, _ := table.Occasion("11.11")
	if got := o.Next(model.At(time.Date(2026, 11, 11, 0, 0, 0, 0, time.UTC)), time.UTC); got != 2027 {
		t.Errorf("the next 11.11 is in %d", got)
	}
}
